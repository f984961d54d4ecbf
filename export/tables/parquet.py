"""Parquet files of any size, written and read some rows at a time."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

ROW_GROUP = 100_000
"""Rows of one Parquet row group at most: small enough for quick look-ups."""
ROW_GROUP_BYTES = 16_000_000
"""What a row group takes in memory, about, where the rows are large: whoever reads a file holds some row groups."""
BATCH = 10_000
"""Rows that are read at once."""


def write(frames: Iterable[pl.DataFrame], schema: pl.Schema, path: Path, *, row_group: int = ROW_GROUP) -> None:
    """Write a file of rows that come frame by frame, each of the schema; a few row groups are held in memory."""
    source = register_io_source(lambda *_: iter(frames), schema=schema)
    source.sink_parquet(path, row_group_size=row_group)


def batches(path: Path, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
    """Yield the rows of a file in their order, some at a time, or some columns of them; at least one frame."""
    rows = pl.scan_parquet(path, glob=False)
    rows = rows if columns is None else rows.select(columns)
    yield pl.DataFrame(schema=rows.collect_schema())
    yield from rows.collect_batches(chunk_size=BATCH, maintain_order=True)


def row_group(rows: int, size: int) -> int:
    """Return how many rows make a row group, of rows that take so many bytes in memory together."""
    return max(1, min(ROW_GROUP, ROW_GROUP_BYTES * rows // size)) if size else ROW_GROUP
