"""Two releases side by side, some of their documents at a time: what fits into memory, however large they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import polars as pl

from risalah.export.tables.files import data_files, scan
from risalah.schema.targets.tables import KEYS

STEPS = {"documents": 15_000, "events": 1_000_000}
"""How many rows of both releases together make a part."""


@dataclass(frozen=True, slots=True)
class Part:
    """What two releases say of some documents, or of some events: of a table that has no documents."""

    _before: Path | None
    _after: Path
    _column: str
    _start: str | None
    """The least id in it; null where nothing is too small."""
    _end: str | None
    """The least id that is too great; null where none is."""

    def before(self, table: str) -> pl.LazyFrame:
        """Return the rows of the release before; of the other's columns where it has no such table."""
        rows = _scan(self._before, table)
        return self._of(_table(self._after, table).clear() if rows is None else rows)

    def after(self, table: str) -> pl.LazyFrame:
        """Return the rows of the release after it; of the other's columns where it has no such table."""
        rows = _scan(self._after, table)
        return self._of(_table(self._before, table).clear() if rows is None else rows)

    def _of(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        # The files are in the order of their ids, so that most of a file is passed over by its statistics.
        if self._start is not None:
            rows = rows.filter(pl.col(self._column) >= self._start)
        return rows if self._end is None else rows.filter(pl.col(self._column) < self._end)


def parts(before: Path | None, after: Path, table: str = "documents") -> Iterator[Part]:
    """Yield the parts in which a table is compared; every row of both releases is in exactly one.

    All tables that name documents have the same parts.
    """
    of = "events" if table == "events" else "documents"
    column = KEYS[of]
    ids = [rows.select(column) for folder in (before, after) if (rows := _scan(folder, of)) is not None]
    every = pl.concat(ids).sort(column).gather_every(STEPS[of]) if ids else pl.LazyFrame(schema={column: pl.String})
    bounds = every.unique(maintain_order=True).collect(engine="streaming")[column].to_list()
    for start, end in pairwise([None, *bounds[1:], None]):
        yield Part(before, after, column, start, end)


def whole(before: Path | None, after: Path) -> Part:
    """Return the part that is everything."""
    return Part(before, after, "", None, None)


def tables_of(before: Path | None, after: Path) -> list[str]:
    """Return the tables that either release has."""
    return [table for table in KEYS if any(_scan(folder, table) is not None for folder in (before, after))]


def _table(folder: Path | None, table: str) -> pl.LazyFrame:
    rows = _scan(folder, table)
    if rows is None:
        raise ValueError(f"neither release has a table {table}")
    return rows


def _scan(folder: Path | None, table: str) -> pl.LazyFrame | None:
    return scan(folder, table) if folder and data_files(folder, table) else None
