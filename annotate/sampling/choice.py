"""The candidates that are chosen, type by type in turn."""

from collections.abc import Iterator, Mapping

import polars as pl

from risalah.annotate.sampling.request import Request
from risalah.annotate.sampling.spread import spread


def chosen(candidates: pl.DataFrame, request: Request) -> pl.DataFrame:
    """Return what is chosen: first what tells no event, as much as is asked for, and then one of each type in turn.

    A type of which there are no more leaves its turns to the others.
    """
    without = spread(candidates.filter(pl.col("type").is_null()), request.empties)
    most = request.count - without.height
    types = candidates.filter(pl.col("type").is_not_null()).partition_by("type", as_dict=True)
    ordered = {name: spread(of_type, most) for (name,), of_type in types.items()}
    turns = [*_turns({name: of_type.height for name, of_type in ordered.items()})][:most]
    return pl.concat([without, *(ordered[name][place : place + 1] for name, place in turns)])


def _turns(heights: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield whose turn it is, with how many it had, until all have had as many as there are."""
    for place in range(max(heights.values(), default=0)):
        yield from ((name, place) for name in sorted(heights) if place < heights[name])
