"""The best candidates of some shards: few, spread, and none nearly the same text as another.

Of each shard are kept those that would be chosen if there were no other, and then of
several shards together: the greedy choice in two rounds of Mirzasoleiman et al., "Distributed
Submodular Maximization" (2013), with more kept in the first.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import msgspec
import numpy as np
import polars as pl

from risalah.annotate.linking.duplicates import Sketches
from risalah.annotate.sampling.request import Request
from risalah.annotate.sampling.spread import spread
from risalah.annotate.sampling.weights import DEPTH
from risalah.storage import Place

NO_EVENT: Final = ""
"""Stands for the type of documents without any event where they are counted."""


class Tally(msgspec.Struct, frozen=True):
    """How many documents there were."""

    candidates: dict[str, int]
    """By their type, those that are nearly the same text too."""
    known: int
    """Those that the workspace has already."""
    near_duplicates: int
    """Those left out as nearly the same text as a better candidate, or as one that the workspace has."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What is left of the candidates of some shards."""

    best: pl.DataFrame
    """What the workspace has, and then the candidates of each type."""
    tally: Tally

    @classmethod
    def of(cls, candidates: pl.DataFrame, request: Request) -> "Pool":
        """Return the best of all candidates of a shard."""
        fresh = _fresh(candidates)
        types = Counter(fresh["type"].fill_null(NO_EVENT).to_list())
        return _pool(candidates, Tally(types, candidates.height - fresh.height, 0), request)

    @classmethod
    def merged(cls, pools: Sequence["Pool"], request: Request) -> "Pool":
        """Return the best of several pools; of no pools raises ValueError."""
        types = Counter[str]()
        for pool in pools:
            types.update(pool.tally.candidates)
        known = sum(pool.tally.known for pool in pools)
        tally = Tally(types, known, sum(pool.tally.near_duplicates for pool in pools))
        return _pool(pl.concat(pool.best for pool in pools), tally, request)

    @classmethod
    def read(cls, place: Place, name: str) -> "Pool":
        """Return what was written under a name; raises FileNotFoundError where nothing was."""
        best, tally = place.read(_best(name)), place.read(_tally(name))
        if best is None or tally is None:
            raise FileNotFoundError(name)
        return cls(pl.read_parquet(BytesIO(best)), msgspec.json.decode(tally, type=Tally))

    def write(self, place: Place, name: str) -> None:
        """Write it under a name."""
        content = BytesIO()
        self.best.write_parquet(content)
        place.write(_best(name), content.getvalue())
        place.write(_tally(name), msgspec.json.encode(self.tally))


def is_written(place: Place, name: str) -> bool:
    """Return whether a pool lies under a name."""
    return place.has(_tally(name))


def _best(name: str) -> str:
    return f"{name}.parquet"


def _tally(name: str) -> str:
    return f"{name}.json"


def _pool(candidates: pl.DataFrame, tally: Tally, request: Request) -> Pool:
    ordered = candidates.sort("known", "score", "doc_id", descending=[True, True, False])
    distinct = _distinct(ordered)
    left_out = _fresh(ordered).height - _fresh(distinct).height
    tally = msgspec.structs.replace(tally, near_duplicates=tally.near_duplicates + left_out)
    return Pool(_foremost(distinct, request), tally)


def _fresh(candidates: pl.DataFrame) -> pl.DataFrame:
    return candidates.filter(~pl.col("known"))


def _distinct(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return the first of each group of nearly the same text; what has no sketch is a group of its own."""
    sketched = ordered.filter(pl.col("sketch").is_not_null())
    rows = [np.frombuffer(sketch, dtype="<u4") for sketch in sketched["sketch"]]
    groups = Sketches(sketched["doc_id"].to_list(), rows).groups()
    group = pl.Series([groups.get(doc_id, doc_id) for doc_id in ordered["doc_id"]], dtype=pl.String())
    return ordered.filter(group.is_first_distinct())


def _foremost(distinct: pl.DataFrame, request: Request) -> pl.DataFrame:
    """Return what the workspace has, and of each type what would be taken if many more were asked for."""
    of_types = _fresh(distinct).partition_by("type", maintain_order=True)
    return pl.concat([distinct.filter(pl.col("known")), *(_first(of_type, request) for of_type in of_types)])


def _first(of_type: pl.DataFrame, request: Request) -> pl.DataFrame:
    most = DEPTH * (request.empties if of_type["type"][0] is None else request.count)
    return of_type if of_type.height <= most else spread(of_type, most)
