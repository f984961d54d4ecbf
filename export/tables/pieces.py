"""The rows of one table and split, on their way from memory into files of some size."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polars as pl

from risalah.export.manifest import DataFile
from risalah.export.tables import parquet
from risalah.export.tables.files import data_file

FILE_BYTES = 256_000_000
"""Of a file on the disk, about: a large release has not too many, and each can be fetched at once."""


class Pieces:
    """Rows that are laid aside on the disk, until there are so many that they make a file."""

    def __init__(self, folder: Path, table: str, split: str, work: Path) -> None:
        """Name the folder of the release, and that in which the pieces lie."""
        self._folder, self._table, self._split, self._work = folder, table, split, work
        self._pieces: list[Path] = []
        self._told, self._bytes = DataFile(rows=0), 0
        self._ratio: float | None = None
        self.files: dict[str, DataFile] = {}
        """Those that are written, by path within the release."""

    def add(self, frame: pl.DataFrame, *, last: bool) -> None:
        """Take in the next rows; write a file where there are enough of them, or where they are the last."""
        self._told += DataFile.of(self._table, frame)
        self._bytes += int(frame.estimated_size())
        if last and self.files and not self._told.rows:
            return
        if last or self._bytes * self._shrinks(frame) >= FILE_BYTES:
            self._write(frame)
        else:
            self._pieces.append(self._work / f"{self._table}-{self._split}-{len(self._pieces)}.arrow")
            frame.write_ipc(self._pieces[-1])

    def _shrinks(self, frame: pl.DataFrame) -> float:
        """Return what part of their size in memory rows have in a file: that of the first row group ever since."""
        if self._ratio is None:
            rows = frame.head(parquet.row_group(frame.height, int(frame.estimated_size())))
            rows.write_parquet(content := BytesIO())
            self._ratio = content.tell() / max(1, int(rows.estimated_size()))
        return self._ratio

    def _write(self, frame: pl.DataFrame) -> None:
        """Write all rows that are laid aside, and then these."""
        name = data_file(self._table, self._split, len(self.files))
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        row_group = parquet.row_group(self._told.rows, self._bytes)
        parquet.write(self._taken_up(frame), frame.schema, path, row_group=row_group)
        self.files[name] = self._told
        self._pieces, self._told, self._bytes = [], DataFile(rows=0), 0

    def _taken_up(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        for piece in self._pieces:
            yield pl.read_ipc(piece)
            piece.unlink()
        yield frame
