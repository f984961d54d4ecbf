"""The tables of a release, written again with other words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from risalah.export.content import ContentHash
from risalah.export.rights.wording import Wording, reworded
from risalah.export.tables.files import data_files, scan
from risalah.export.tables.writer import ROW_GROUP
from risalah.schema.targets.tables import ROWS
from risalah.schema.text import sha256


def rewrite(release: Path, folder: Path, wording: Wording) -> str:
    """Write the tables of a release below another folder, or in place, with other words; return their content's hash.

    One file is held in memory.
    """
    content, text_roles = ContentHash(), _text_roles(release)
    for table in ROWS:
        for path in data_files(release, table):
            frame = reworded(table, pl.read_parquet(path), wording, text_roles)
            content.add(table, frame)
            target = folder / path.relative_to(release)
            target.parent.mkdir(parents=True, exist_ok=True)
            written = target.with_suffix(".new")
            frame.write_parquet(written, row_group_size=ROW_GROUP)
            written.rename(target)
    return content.hexdigest()


def rows(release: Path, table: str) -> Iterator[dict[str, Any]]:
    """Yield every row of a table of a release; one file is held in memory."""
    for path in data_files(release, table):
        yield from pl.read_parquet(path).iter_rows(named=True)


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
