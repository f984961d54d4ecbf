"""What changed since the release before."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from risalah.export.difference import corrections, difference
from risalah.schema.targets.tables import KEYS

REPEATED = frozenset({"nested"})
"""Tables that only tell otherwise what others do."""
SHOWN = 8
"""Changes that are shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a release says otherwise than the one before."""

    row: str
    """The record, or the argument, mention or document."""
    what: str
    """The column, or the role."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """How a release differs from the one before."""

    previous: str
    """Its version."""
    tables: list[tuple[str, int, int, int, int]]
    """Table, rows added, changed, removed and confirmed; those tables in which any is."""
    examples: list[Change]
    """The first things that were corrected."""


def changes(previous: Path, release: Path) -> Changes:
    """Return how a release differs from the one before, given the folders of both."""
    found = {table: difference(previous, release, table) for table in KEYS if table not in REPEATED}
    counts = [(table, rows.added, rows.changed, rows.removed, rows.confirmed) for table, rows in found.items() if rows]
    corrected = any(rows.changed or rows.removed for rows in found.values())
    return Changes(previous.name, counts, [*islice(_changed(previous, release), SHOWN)] if corrected else [])


def _changed(previous: Path, release: Path) -> Iterator[Change]:
    for lines in corrections(previous, release):
        changed = lines.filter(pl.col("change") == "changed")
        row, what = pl.coalesce("record_id", "id"), pl.coalesce("role", "column")
        yield from (Change(*line) for line in changed.select(row, what, "before", "after").fill_null("").iter_rows())
