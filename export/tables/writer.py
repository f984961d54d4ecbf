"""Tables as Parquet files, written while their rows come."""

import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from risalah.export.content import ContentHash
from risalah.export.manifest import DataFile
from risalah.export.tables.pieces import Pieces

HELD_BYTES = 128_000_000
"""Of rows of all tables in memory, at which those of the table and split that has most of them go to the disk."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of the tables of a release."""

    content_sha256: str
    """The hash of what they say."""
    rows: dict[str, dict[str, int]]
    """How many rows there are of each table, by split."""
    data: dict[str, DataFile]
    """What each file holds, by path within the release."""


class TableWriter:
    """Writes the tables of one release below a folder, a bounded number of rows in memory.

    Rows are written and hashed while the next ones are made: all are there after `flush`, or after the `with` block.
    """

    def __init__(self, folder: Path, splits: tuple[str, ...]) -> None:
        """Name the folder, and the splits in which every table has a file, if only one without rows."""
        self._folder = folder
        self._splits = splits
        self._work = folder / ".pieces"
        self._held: dict[tuple[str, str], list[pl.DataFrame]] = defaultdict(list)
        self._bytes: Counter[tuple[str, str]] = Counter()
        self._pieces: dict[tuple[str, str], Pieces] = {}
        self._pool = ThreadPoolExecutor(2)
        self._underway: Sequence[Future[Any]] = ()
        self._content = ContentHash()

    def __enter__(self) -> Self:
        """Begin."""
        self._work.mkdir(parents=True)
        return self

    def __exit__(self, error: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        """Write what is left, unless there was an error."""
        try:
            with self._pool:
                if error is None:
                    self.flush()
        finally:
            shutil.rmtree(self._work)

    @property
    def written(self) -> Written:
        """What the files hold that are there."""
        rows: dict[str, dict[str, int]] = {}
        for (table, split), pieces in self._pieces.items():
            rows.setdefault(table, {})[split] = sum(file.rows for file in pieces.files.values())
        files = (pieces.files for pieces in self._pieces.values())
        data = {path: file for each in files for path, file in each.items()}
        return Written(self._content.hexdigest(), rows, dict(sorted(data.items())))

    def add(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows to a table."""
        for split in self._splits:
            of_split = frame.filter(pl.col("split") == split)
            if of_split.height or (table, split) not in self._pieces:
                self._pieces.setdefault((table, split), Pieces(self._folder, table, split, self._work))
                self._held[table, split].append(of_split)
                self._bytes[table, split] += int(of_split.estimated_size())
        while self._bytes.total() > HELD_BYTES:
            self._take(*max(self._bytes, key=lambda held: self._bytes[held]))

    def flush(self) -> None:
        """Write what has no file yet."""
        for table, split in [*self._held]:
            self._take(table, split, last=True)
        self._wait()
        self._held.clear()

    def _take(self, table: str, split: str, *, last: bool = False) -> None:
        """Take the rows of a table and split out of memory."""
        frame = pl.concat(self._held[table, split], rechunk=True)
        self._held[table, split] = [frame.clear()]
        del self._bytes[table, split]
        self._wait()
        self._underway = (
            self._pool.submit(self._pieces[table, split].add, frame, last=last),
            self._pool.submit(self._content.add_split, table, split, frame),
        )

    def _wait(self) -> None:
        """Wait for the rows that are being written and hashed: one lot at a time bounds the memory, and keeps order."""
        for each in self._underway:
            each.result()
        self._underway = ()
