"""Releases to compare: tables of rows that a test makes up, and articles that somebody corrects."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from risalah.export import Release
from risalah.export.difference import corrections
from risalah.export.tables.files import data_file
from risalah.schema import CORE
from risalah.schema.targets.tables import tables

Row = dict[str, Any]
SCHEMA = tables(CORE)


def write(folder: Path, **rows: Sequence[Row]) -> Path:
    """Write some tables of a release, each in two files; what a row does not say is null."""
    for table, told in rows.items():
        frame = pl.DataFrame(told, schema=SCHEMA[table], orient="row")
        half = frame.height // 2
        for number, part in enumerate((frame[:half], frame[half:])):
            path = folder / data_file(table, "train", number)
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_parquet(path)
    return folder


@pytest.fixture(scope="session")
def written() -> Callable[..., Path]:
    return write


def worded(lines: Iterable[Row]) -> list[str]:
    """Return lines as a person would read them out."""
    told = []
    for line in lines:
        what = " ".join(filter(None, (line["role"] or line["table"], line["column"])))
        sides = " → ".join(line[side] for side in ("before", "after") if line[side] is not None)
        told.append(f"{line['change']} {what}: {sides}")
    return told


@pytest.fixture
def corrected(publish: Callable[..., Release], reviewed: Callable) -> Callable[..., list[str]]:
    """Publish a marked article, and again as somebody corrected it; return what is told of that."""

    def told(before: str, after: str, **made: object) -> list[str]:
        old, new = publish([reviewed(before)]), publish([reviewed(after, **made)])
        return worded(line for found in corrections(old.folder, new.folder) for line in found.iter_rows(named=True))

    return told
