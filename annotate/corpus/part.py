"""A part of an input file: as much of it as one task annotates."""

import hashlib
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import PurePosixPath

from risalah.annotate.reading.jsonl import read_line
from risalah.annotate.reading.parquet import read_rows
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Raw, Row, document_of
from risalah.schema import Document
from risalah.schema.model import Model
from risalah.storage import Place, place_at

PARQUET = ".parquet"
_AROUND = 2**16
"""Bytes that are read at once beyond the end of a part, for the rest of its last line."""
_STEM = 60
"""Letters of a file's name that its parts are called by."""

Located = tuple[int, Raw | Row | Rejected]
"""What stands somewhere in a file, after where: at which byte its line begins, or in which row, counted from 0."""


class Part(Model):
    """The lines of a JSONL file that begin in a range of its bytes, or a range of rows of a Parquet file."""

    file: str
    """Its path or address."""
    stamp: str
    """Tells the file from what it was before somebody changed it."""
    start: int
    end: int
    """The byte, or row, after the last."""

    @property
    def name(self) -> str:
        """What it is called: the same for the same part of the same file."""
        told = "\0".join((self.file, self.stamp, str(self.start), str(self.end)))
        stem = "".join(letter if letter.isalnum() else "-" for letter in PurePosixPath(self.file).stem)
        return f"{stem[:_STEM]}-{hashlib.blake2b(told.encode(), digest_size=8).hexdigest()}"

    def found(self) -> Iterator[Located]:
        """Yield everything that stands in it; raises OSError or StorageError where the file cannot be read."""
        return self._rows() if self.file.endswith(PARQUET) else self._articles()

    def documents(self, places: Collection[int]) -> Iterator[Document | Rejected]:
        """Yield the documents at some places, in their order."""
        wanted = {*places}
        for at, found in self.found():
            if at in wanted:
                yield found if isinstance(found, Rejected) else document_of(found)

    def _rows(self) -> Iterator[Located]:
        return enumerate(read_rows(self.file, self.file, self.start, self.end), self.start)

    def _articles(self) -> Iterator[Located]:
        for at, line in self._lines():
            if article := read_line(line, f"{self.file} byte {at}"):
                yield at, article

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        folder, name = parent(self.file)
        before = max(self.start - 1, 0)  # a line begins at the start itself where another ends there
        content = folder.read(name, before, self.end) or b""
        first = content.find(b"\n") + 1 if self.start else 0
        if self.start and not first:
            return  # a line that begins in an earlier part goes on beyond this one
        if first < len(content) and not content.endswith(b"\n"):
            content += _rest(folder, name, self.end)
        lines = BytesIO(content)
        lines.seek(first)
        for line in lines:
            yield before + first, line
            first += len(line)


def parent(file: str) -> tuple[Place, str]:
    """Return the place that a file lies in, and its name there."""
    folder, _, name = file.rpartition("/")
    return place_at(folder or ("/" if file.startswith("/") else ".")), name


def _rest(folder: Place, name: str, start: int) -> bytes:
    """Return a line from somewhere within it to its end."""
    rest = b""
    while more := folder.read(name, start + len(rest), start + len(rest) + _AROUND):
        line, end, _ = more.partition(b"\n")
        rest += line + end
        if end:
            break
    return rest
