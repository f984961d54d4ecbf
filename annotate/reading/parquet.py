"""Articles as rows of a Parquet file."""

from collections.abc import Iterator
from pathlib import Path

from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import COLUMNS, Row, lacking
from risalah.schema import Problem

BATCH = 1000
"""How many rows are held at a time."""


def read(file: File) -> Iterator[Row | Rejected]:
    """Yield the file's articles."""
    file.path.open("rb").close()  # for the system's own word on a file that cannot be opened
    yield from read_rows(file.path, file.name)


def read_rows(source: Path | str, name: str, start: int = 0, end: int | None = None) -> Iterator[Row | Rejected]:
    """Yield the articles of rows from `start`, counted from 0, to before `end`, null for all that follow.

    `source` is a path or the address of an object. What cannot be read ends it.
    """
    import polars as pl  # slow to import, and most inputs are no Parquet

    offset = start
    try:
        table = pl.scan_parquet(source, glob=False)
        columns = table.collect_schema().names()
        if unfit := lacking(columns, name):
            yield unfit
            return
        wanted = table.select(name for name in COLUMNS if name in columns)
        while end is None or offset < end:
            held = BATCH if end is None else min(BATCH, end - offset)
            batch = wanted.slice(offset, held).collect().to_dicts()
            for number, fields in enumerate(batch, offset + 1):
                yield Row(f"{name} row {number}", fields)
            offset += len(batch)
            if len(batch) < held:
                return
    # TypeError: a file name that is no UTF-8; ValueError: a date that Python has no value for.
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, TypeError, ValueError) as error:
        what = f"cannot be read as Parquet from row {offset + 1} on: {_first_line(error)}"
        yield Rejected(Problem(name, what, "Write the file again"))


def rows_in(source: Path | str) -> int:
    """Return how many rows a Parquet file has; raises PolarsError where it is none."""
    import polars as pl

    return int(pl.scan_parquet(source, glob=False).select(pl.len()).collect().item())


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]
