"""A hash of what tables say, whatever wrote them and into however many files.

Each column of a table and split is hashed on its own, row after row: for each value
whether it is null, how long it is where its length varies, and its bytes: UTF-8 for
text, little-endian for numbers, days since 1970 for dates, microseconds for times. A
list is the lengths of its rows and then its items, a struct its fields. When somebody
worked and how long is left out.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import polars as pl

from risalah.schema.targets.tables import MAKING


class ContentHash:
    """Grows with the rows of the tables of a release, in their order."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._columns: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)

    def add(self, table: str, frame: pl.DataFrame) -> None:
        """Take in the next rows of a table, of any splits."""
        for (split,), of_split in frame.partition_by("split", as_dict=True, maintain_order=True).items():
            self.add_split(table, str(split), of_split)

    def add_split(self, table: str, split: str, frame: pl.DataFrame) -> None:
        """Take in the next rows of a table, all of one split: the quicker way where that is known."""
        for series in frame.drop("split", *MAKING, strict=False) if frame.height else ():
            for address, content in _buffers(series, f"{table}/{split}/{series.name}"):
                self._columns[address].update(content)

    def hexdigest(self) -> str:
        """Return the SHA-256 over all columns: the same rows give the same."""
        digests = {address: column.hexdigest() for address, column in sorted(self._columns.items())}
        return hashlib.sha256(json.dumps(digests).encode()).hexdigest()


def _buffers(series: pl.Series, address: str) -> Iterator[tuple[str, bytes | memoryview]]:
    """Yield what tells the rows of a column apart, each part with an address of its own."""
    yield f"{address}?", _bytes(series.is_null().cast(pl.UInt8))
    there = series.drop_nulls()
    if isinstance(series.dtype, pl.Struct):
        for field in there.struct.fields:
            yield from _buffers(there.struct.field(field), f"{address}.{field}")
    elif isinstance(series.dtype, pl.List):
        lengths = there.list.len()
        yield f"{address}#", _bytes(lengths)
        yield from _buffers(there.filter(lengths > 0).explode(), f"{address}[]")
    elif series.dtype == pl.String:
        yield f"{address}#", _bytes(there.str.len_bytes())
        yield address, there.str.join("").cast(pl.Binary).item()  # not by way of a Python string, which takes longer
    else:
        yield address, _bytes(there.to_physical())


def _bytes(series: pl.Series) -> memoryview:
    array = series.to_numpy()
    return np.ascontiguousarray(array, array.dtype.newbyteorder("<")).data
