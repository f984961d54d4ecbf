"""Files of several frames, each of which can be read without the others."""

import struct
from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate
from typing import Final

import polars as pl

from risalah.schema import Problem
from risalah.schema.errors import StorageError
from risalah.storage import Place

_PLACE: Final = struct.Struct("<QQ")
"""Where a section begins and where it ends, in bytes; each begins where the one before it ends."""
_NUMBER: Final = _PLACE.size // 2


def write(place: Place, name: str, frames: Sequence[pl.DataFrame]) -> None:
    """Write frames into one file: first where each begins and where the last ends, then each as an Arrow file."""
    contents = [*map(_content, frames)]
    places = accumulate(map(len, contents), initial=_NUMBER * (len(contents) + 1))
    place.write(name, b"".join((struct.pack(f"<{len(contents) + 1}Q", *places), *contents)))


def read(place: Place, name: str, number: int) -> pl.DataFrame:
    """Return one of the frames, counted from 0; raises StorageError where the file is gone."""
    head = place.read(name, _NUMBER * number, _NUMBER * number + _PLACE.size)
    content = place.read(name, *_PLACE.unpack(head)) if head else None
    if content is None:
        raise StorageError(Problem(f"{place.address}/{name}", "is gone while it was needed", "Link again"))
    return pl.read_ipc(BytesIO(content))


def _content(frame: pl.DataFrame) -> bytes:
    file = BytesIO()
    frame.write_ipc(file, compression="lz4")
    return file.getvalue()
