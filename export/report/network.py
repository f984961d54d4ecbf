"""Who takes part in the same events."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from risalah.export.report.frames import actors
from risalah.export.report.layout import layout

TIES = 80
"""Ties that are drawn, the strongest: with more, nobody can follow any."""
CROWD = 20
"""Actors up to which all of an event are taken to have met: those of a large summit have not, two by two."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, and where it stands, between 0 and 1."""

    name: str
    kind: str
    events: int
    partners: int
    """All with whom it takes part in any of them, whether drawn or not."""
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors, and the events that both take part in."""

    one: Node
    other: Node
    events: int
    types: list[tuple[str, int]]
    """How many of each type, the commonest first."""


@dataclass(frozen=True, slots=True)
class Network:
    """The strongest ties between actors."""

    nodes: list[Node]
    """The actor of most events first."""
    ties: list[Tie]
    """The strongest first."""
    actors: int
    """All that take part in any event."""
    pairs: int
    """All two of them that take part in one event."""
    crowds: int
    """Events of too many actors to say who met whom."""


def network(release: Path, *, ties: int = TIES) -> Network | None:
    """Return who takes part in the same events that took place, null where no two do; of all ties the strongest.

    Of equally strong ties those of the busiest actors are drawn.
    """
    taking_part = actors(release).collect(engine="streaming")
    known = _known(taking_part)
    entries = taking_part.join(known, on=["value", "kind"]).select("event_id", "type", "actor")
    crowds = entries.group_by("event_id").len().filter(pl.col("len") > CROWD)
    counts = _counts(entries.join(crowds, on="event_id", how="anti").lazy())
    pairs = counts.group_by("actor", "other").agg(pl.col("len").sum())
    if pairs.is_empty():
        return None
    drawn = pairs.sort("len", "actor", "other", descending=[True, False, False]).head(ties)
    nodes = _nodes(drawn, known, pairs)
    types = counts.join(drawn, on=["actor", "other"], how="semi").sort("len", "type", descending=[True, False])
    of_tie = types.partition_by("actor", "other", as_dict=True)
    told = [
        Tie(nodes[one], nodes[other], events, of_tie[one, other].select("type", "len").rows())
        for one, other, events in drawn.rows()
    ]
    return Network([*nodes.values()], told, known.height, pairs.height, crowds.height)


def _known(taking_part: pl.DataFrame) -> pl.DataFrame:
    """Return every actor with a number: the busiest has the least."""
    known = taking_part.group_by("value", "kind").agg(pl.len().alias("events"))
    return known.sort("events", "value", "kind", descending=[True, False, False]).with_row_index("actor")


def _counts(entries: pl.LazyFrame) -> pl.DataFrame:
    """Return how many events of each type two actors share."""
    others = entries.select("event_id", pl.col("actor").alias("other"))
    pairs = entries.join(others, on="event_id").filter(pl.col("actor") < pl.col("other"))
    return pairs.group_by("actor", "other", "type").len().collect(engine="streaming")


def _nodes(drawn: pl.DataFrame, known: pl.DataFrame, pairs: pl.DataFrame) -> dict[int, Node]:
    """Return the actors that have a tie which is drawn, by number."""
    numbers = sorted({*drawn["actor"], *drawn["other"]})
    ends = pl.concat([pairs["actor"], pairs["other"].alias("actor")]).value_counts()
    partners = dict(ends.filter(pl.col("actor").is_in(numbers)).rows())
    index = {number: at for at, number in enumerate(numbers)}
    ties = [(index[one], index[other], strength) for one, other, strength in drawn.rows()]
    named = known.filter(pl.col("actor").is_in(numbers)).sort("actor").rows(named=True)
    places = layout([row["value"] for row in named], ties)
    return {
        row["actor"]: Node(row["value"], row["kind"], row["events"], partners[row["actor"]], *place)
        for row, place in zip(named, places, strict=True)
    }
