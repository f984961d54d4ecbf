"""Which real-world events were found to be one, or several, and of which more is known."""

from pathlib import Path

import polars as pl

from risalah.export.difference.facts import listed
from risalah.export.difference.parts import Part, parts
from risalah.export.tables.files import scan


def relinked(before: Path, after: Path) -> pl.DataFrame:
    """Return a line of a list of changes for every event of which records are of another event now.

    `column` is `merged` where the event is gone, `split` where the other is new, and
    `moved` where both stay. `by` is null: linking did it, or a person who corrected links.
    """
    moves = pl.concat(_moves(part) for part in parts(before, after))
    kept, known = _ids(after, moves["event_id"]), _ids(before, moves["event_id_new"])
    how = (
        pl.when(~pl.col("event_id").is_in(kept.implode()))
        .then(pl.lit("merged"))
        .when(~pl.col("event_id_new").is_in(known.implode()))
        .then(pl.lit("split"))
        .otherwise(pl.lit("moved"))
    )
    told = moves.group_by("event_id", "event_id_new").agg(pl.col("record_id").sort().str.join(", "))
    found = told.select(
        change=pl.lit("changed"),
        table=pl.lit("events"),
        id="event_id",
        column=how,
        before=pl.format("{}: {}", "event_id", "record_id"),
        after="event_id_new",
    )
    return listed(found).sort("id", "after")


def grown(before: Path, after: Path) -> int:
    """Count the events that more records tell than before."""
    return sum(_grown(part) for part in parts(before, after, "events"))


def _grown(part: Part) -> int:
    old, new = (rows("events").select("event_id", pl.col("records").list.len()) for rows in (part.before, part.after))
    more = pl.col("records_new") > pl.col("records")
    both = old.join(new, on="event_id", suffix="_new")
    return int(both.select(more.sum()).collect(engine="streaming").item())


def _moves(part: Part) -> pl.DataFrame:
    """Return the records that are of another event now, with both."""
    old, new = (rows("records").select("record_id", "event_id") for rows in (part.before, part.after))
    both = old.join(new, on="record_id", suffix="_new")
    return both.filter(pl.col("event_id") != pl.col("event_id_new")).collect(engine="streaming")


def _ids(release: Path, among: pl.Series) -> pl.Series:
    """Return which of some events a release has."""
    events = scan(release, "events").select("event_id")
    return events.filter(pl.col("event_id").is_in(among.unique().implode())).collect(engine="streaming")["event_id"]
