"""The events that most articles tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from risalah.export.report.frames import REALIS
from risalah.export.tables.files import scan
from risalah.schema.fillers import Actor, Place, Time
from risalah.schema.ontology import ATTRIBUTION

SHOWN = 8
"""Events that are listed."""
NAMES = 4
"""Names that are listed of each."""


@dataclass(frozen=True, slots=True)
class Prominent:
    """An event that several articles tell."""

    event_id: str
    type: str
    realis: str
    articles: int
    publishers: int
    who: list[str]
    """Those named in most of its records first, as the following."""
    where: list[str]
    when: list[str]


def prominent(release: Path) -> list[Prominent]:
    """Return the events that most articles tell, of equals those that took place; none that only one does."""
    events = scan(release, "events").filter(pl.col("articles") > 1)
    columns = ["event_id", "type", "realis", "articles", "publishers"]
    happened = pl.col("realis") == REALIS[0]
    first = events.select(columns).sort(
        "articles", happened, "publishers", "event_id", descending=[True, True, True, False]
    )
    rows = first.head(SHOWN).collect(engine="streaming")
    told = _told(release, rows["event_id"].to_list())
    return [
        Prominent(*row, *(_of(told, row[0], kinds) for kinds in (Actor.kinds(), Place.kinds(), Time.kinds())))
        for row in rows.rows()
    ]


def _told(release: Path, event_ids: list[str]) -> pl.DataFrame:
    """Return what records say of some events, what most say first."""
    records = scan(release, "records").filter(pl.col("event_id").is_in(event_ids)).select("record_id", "event_id")
    arguments = scan(release, "arguments").filter(pl.col("role") != ATTRIBUTION).drop_nulls("value")
    values = arguments.join(records, on="record_id").group_by("event_id", "kind", "value").len()
    return values.sort("len", "value", descending=[True, False]).collect(engine="streaming")


def _of(told: pl.DataFrame, event_id: str, kinds: Iterable[str]) -> list[str]:
    of_event = told.filter((pl.col("event_id") == event_id) & pl.col("kind").is_in([*kinds]))
    return of_event["value"].unique(maintain_order=True).head(NAMES).to_list()
