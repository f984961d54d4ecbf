"""Tables as Parquet files, written while their rows come."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from risalah.export.content import ContentHash
from risalah.export.tables.files import data_file

ROW_GROUP = 100_000
"""Rows of one Parquet row group: small enough for quick look-ups."""
HELD_BYTES = 128_000_000
"""Of rows of all tables in memory, at which the table and split that has most of them gets a file."""


class TableWriter:
    """Writes the tables of one release below a folder, a bounded number of rows in memory.

    A file is written and hashed while the next rows are made: all are there after `flush`, or after the `with` block.
    """

    def __init__(self, folder: Path, splits: tuple[str, ...]) -> None:
        """Name the folder, and the splits in which every table has a file, if only one without rows."""
        self._folder = folder
        self._splits = splits
        self._held: dict[tuple[str, str], list[pl.DataFrame]] = defaultdict(list)
        self._bytes: Counter[tuple[str, str]] = Counter()
        self._files: Counter[tuple[str, str]] = Counter()
        self._pool = ThreadPoolExecutor(2)
        self._underway: Sequence[Future[Any]] = ()
        self.content = ContentHash()
        """Of the rows that were written."""
        self.rows: dict[str, dict[str, int]] = {}
        """How many rows there are of each table, by split."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, error: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        """Write what is left, unless there was an error."""
        with self._pool:
            if error is None:
                self.flush()

    def add(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows to a table."""
        counts = self.rows.setdefault(table, {})
        for split in self._splits:
            of_split = frame.filter(pl.col("split") == split)
            if of_split.height or split not in counts:
                counts[split] = counts.get(split, 0) + of_split.height
                self._held[table, split].append(of_split)
                self._bytes[table, split] += int(of_split.estimated_size())
        while self._bytes.total() > HELD_BYTES:
            self._write(*max(self._bytes, key=lambda held: self._bytes[held]))

    def flush(self) -> None:
        """Write what is still in memory."""
        for table, split in [*self._held]:
            self._write(table, split)
        self._wait()

    def _write(self, table: str, split: str) -> None:
        path = self._folder / data_file(table, split, self._files[table, split])
        path.parent.mkdir(parents=True, exist_ok=True)
        frame = pl.concat(self._held.pop((table, split)), rechunk=True)
        self._wait()
        self._underway = (
            self._pool.submit(frame.write_parquet, path, row_group_size=ROW_GROUP),
            self._pool.submit(self.content.add_split, table, split, frame),
        )
        self._files[table, split] += 1
        del self._bytes[table, split]

    def _wait(self) -> None:
        """Wait for the file that is being written and hashed: one at a time bounds the memory, and keeps the order."""
        for each in self._underway:
            each.result()
        self._underway = ()
