"""The tables of a release, written again with other words."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from risalah.export.register import SPLITS
from risalah.export.rights.wording import Wording, reworded
from risalah.export.tables.files import data_files, scan
from risalah.export.tables.parquet import batches
from risalah.export.tables.writer import TableWriter, Written
from risalah.schema.targets.tables import ROWS
from risalah.schema.text import sha256


def rewrite(release: Path, folder: Path, wording: Wording) -> Written:
    """Write the tables of a release below another folder, or in place, with other words; return what was written."""
    text_roles = _text_roles(release)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".rewritten-") as name:
        with TableWriter(Path(name), SPLITS) as writer:
            for table, path in _files(release):
                for frame in batches(path):
                    writer.add(table, reworded(table, frame, wording, text_roles))
        shutil.rmtree(folder / "data", ignore_errors=True)
        (Path(name) / "data").rename(folder / "data")
    return writer.written


def rows(release: Path, table: str) -> Iterator[dict[str, Any]]:
    """Yield every row of a table of a release."""
    for path in data_files(release, table):
        for frame in batches(path):
            yield from frame.iter_rows(named=True)


def _files(release: Path) -> Iterator[tuple[str, Path]]:
    return ((table, path) for table in ROWS for path in data_files(release, table))


def one_line(words: str) -> str:
    """Return words of a text as the value of a `Text` has them."""
    return " ".join(words.split())


def digest(words: str) -> str:
    """Return what stands in a release in place of words of a text that have no offsets there."""
    return f"sha256:{sha256(words)}"


def _text_roles(release: Path) -> list[str]:
    """Return the roles that a `Text` fills: of one name they are all filled by one class."""
    of_text = scan(release, "arguments").filter(pl.col("kind") == "text")
    return of_text.select(pl.col("role").unique().sort()).collect(engine="streaming")["role"].to_list()
