"""Two releases side by side, some of their documents at a time: what fits into memory, however large they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import polars as pl

from risalah.export.tables.files import data_files, order_of
from risalah.schema.targets.tables import KEYS

STEPS = {"documents": 15_000, "events": 150_000}
"""How many rows of both releases together make a part, about."""
_SAMPLES = 50
"""Of so many ids of each file it is told which part they begin, or are in."""


@dataclass(frozen=True, slots=True)
class _Release:
    """One of the two."""

    _folder: Path | None
    _ends: dict[str, list[tuple[Path, str, str]]] = field(default_factory=dict)
    """The files of a table that have rows, each with its least and its greatest id."""

    def files(self, table: str) -> list[Path]:
        return data_files(self._folder, table) if self._folder else []

    def holding(self, table: str, start: str | None, end: str | None) -> list[Path]:
        """Return the files with rows from an id to before another; of those without any, one for its columns."""
        if table not in self._ends:
            self._ends[table] = [*_ends(self.files(table), order_of(table))]
        found = (
            path
            for path, first, last in self._ends[table]
            if (start is None or start <= last) and (end is None or first < end)
        )
        return [*found] or self.files(table)[:1]


@dataclass(frozen=True, slots=True)
class Part:
    """What two releases say of some documents, or of some events: of a table that has no documents."""

    _before: _Release
    _after: _Release
    _start: str | None = None
    """The least id in it; null where nothing is too small."""
    _end: str | None = None
    """The least id that is too great; null where none is."""

    def before(self, table: str) -> pl.LazyFrame:
        """Return the rows of the release before; of the other's columns where it has no such table."""
        return self._rows(table, self._before, self._after)

    def after(self, table: str) -> pl.LazyFrame:
        """Return the rows of the release after it; of the other's columns where it has no such table."""
        return self._rows(table, self._after, self._before)

    def _rows(self, table: str, of: _Release, other: _Release) -> pl.LazyFrame:
        if not of.files(table):
            return pl.scan_parquet(_some(other, table)).clear()
        if self._start is None and self._end is None:
            return pl.scan_parquet(of.files(table))
        rows, column = pl.scan_parquet(of.holding(table, self._start, self._end)), pl.col(order_of(table))
        # Rows are in the order of their ids, so that most of a file is passed over by its statistics.
        rows = rows if self._start is None else rows.filter(column >= self._start)
        return rows if self._end is None else rows.filter(column < self._end)


def parts(before: Path | None, after: Path, table: str = "documents") -> Iterator[Part]:
    """Yield the parts in which a table is compared; every row of both releases is in exactly one.

    All tables that name documents have the same parts.
    """
    of = "events" if table == "events" else "documents"
    old, new = _Release(before), _Release(after)
    bounds = _bounds([*old.files(of), *new.files(of)], KEYS[of], STEPS[of])
    for start, end in pairwise([None, *bounds[1:], None]):
        yield Part(old, new, start, end)


def whole(before: Path | None, after: Path) -> Part:
    """Return the part that is everything."""
    return Part(_Release(before), _Release(after))


def tables_of(before: Path | None, after: Path) -> list[str]:
    """Return the tables that either release has."""
    return [table for table in KEYS if any(_Release(folder).files(table) for folder in (before, after))]


def _bounds(files: Iterable[Path], column: str, step: int) -> list[str]:
    """Return the ids with which parts begin, of files of which the ids of one are held in memory, of others some."""
    every = max(1, step // _SAMPLES)
    samples = [_ids(path, column).sort().gather_every(every) for path in files]
    ids = pl.concat([pl.Series([], dtype=pl.String), *samples]).sort()
    return ids.gather_every(max(1, step // every)).unique(maintain_order=True).to_list()


def _ids(path: Path, column: str) -> pl.Series:
    return pl.scan_parquet(path, glob=False).select(column).collect(engine="streaming")[column]


def _ends(files: Iterable[Path], column: str) -> Iterator[tuple[Path, str, str]]:
    for path in files:
        rows = pl.scan_parquet(path, glob=False).select(first=pl.col(column).min(), last=pl.col(column).max())
        first, last = rows.collect(engine="streaming").row(0)
        if first is not None:
            yield path, first, last


def _some(release: _Release, table: str) -> list[Path]:
    if files := release.files(table):
        return files
    raise ValueError(f"neither release has a table {table}")
