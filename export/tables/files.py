"""Where the rows of a table lie in a release."""

from pathlib import Path

import polars as pl

from risalah.schema.targets.tables import KEYS

LEFT_OUT = "rejected.parquet"
"""What is not in a release, and why: by document, and by number of an event where it is one that somebody told."""


def data_file(table: str, split: str, number: int = 0) -> str:
    """Return the path of a table's file within a release: only large tables have more than one a split."""
    return f"data/{table}/{split}.parquet" if number == 0 else f"data/{table}/{split}_{number:05}.parquet"


def split_of(path: Path) -> str:
    """Return the split of which a file of a table has rows."""
    return path.stem.partition("_")[0]


def data_files(folder: Path, table: str) -> list[Path]:
    """Return the files of a table in a release's folder, split by split, in the order of their rows."""
    return sorted((folder / "data" / table).glob("*.parquet"), key=lambda path: path.stem)


def order_of(table: str) -> str:
    """Return the column in the order of which a table's rows are."""
    return KEYS["events" if table == "events" else "documents"]


def scan(folder: Path, table: str) -> pl.LazyFrame:
    """Return a table of the release in a folder, to be read as far as it is needed."""
    return pl.scan_parquet(data_files(folder, table))
