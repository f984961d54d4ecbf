"""Articles as rows of a Parquet file."""

from collections.abc import Iterator
from itertools import count

from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import COLUMNS, Row, lacking
from risalah.schema import Problem

BATCH = 1000
"""How many rows are held at a time."""


def read(file: File) -> Iterator[Row | Rejected]:
    """Yield the file's articles."""
    import polars as pl  # slow to import, and most inputs are no Parquet

    file.path.open("rb").close()  # for the system's own word on a file that cannot be opened
    offset = 0
    try:
        table = pl.scan_parquet(file.path, glob=False)
        columns = table.collect_schema().names()
        if unfit := lacking(columns, file.name):
            yield unfit
            return
        wanted = table.select(name for name in COLUMNS if name in columns)
        for offset in count(0, BATCH):
            batch = wanted.slice(offset, BATCH).collect().to_dicts()
            for number, fields in enumerate(batch, offset + 1):
                yield Row(f"{file.name} row {number}", fields)
            if len(batch) < BATCH:
                return
    # TypeError: a file name that is no UTF-8; ValueError: a date that Python has no value for.
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, TypeError, ValueError) as error:
        what = f"cannot be read as Parquet from row {offset + 1} on: {_first_line(error)}"
        yield Rejected(Problem(file.name, what, "Write the file again"))


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]
