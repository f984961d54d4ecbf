"""The tables of a release, read as they are needed: what is made of them never has all their rows in memory."""

from pathlib import Path
from typing import get_args

import polars as pl

from risalah.export.tables.files import scan
from risalah.schema.annotation import Realis
from risalah.schema.fillers import Actor, Time
from risalah.schema.ontology import ATTRIBUTION

REALIS: tuple[Realis, ...] = get_args(Realis)
"""What can be told of an event, what took place first."""
OTHER = ""
"""Stands for all types beside the commonest; no event type has this name."""


def took_place(release: Path) -> pl.LazyFrame:
    """Return the events that took place as the articles tell it: `event_id` and `type`."""
    return scan(release, "events").filter(pl.col("realis") == REALIS[0]).select("event_id", "type")


def actors(release: Path) -> pl.LazyFrame:
    """Return who takes part in the events that took place, each once an event, whatever the role."""
    return _arguments(release, Actor.kinds()).select("event_id", "type", "kind", "value").unique()


def times(release: Path) -> pl.LazyFrame:
    """Return the times that records tell of events that took place: `event_id`, `type` and `value`."""
    return _arguments(release, Time.kinds()).select("event_id", "type", "value")


def folded(types: pl.Expr, shown: list[str]) -> pl.Expr:
    """Return event types, those that are not shown on their own under one name."""
    return pl.when(types.is_in(shown)).then(types).otherwise(pl.lit(OTHER))


def _arguments(release: Path, kinds: tuple[str, ...]) -> pl.LazyFrame:
    """Return the fillers of some kinds in the roles of events that took place, as far as their value is known."""
    arguments = scan(release, "arguments").filter(
        pl.col("kind").is_in(kinds) & (pl.col("role") != ATTRIBUTION) & pl.col("value").is_not_null()
    )
    events = scan(release, "records").select("record_id", "event_id").join(took_place(release), on="event_id")
    return arguments.select("record_id", "kind", "value").join(events, on="record_id")
