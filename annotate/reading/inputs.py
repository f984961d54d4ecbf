"""Every document of all inputs, or why it is none."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from risalah.annotate.reading.files import File, files_of, unreadable
from risalah.annotate.reading.formats import READERS
from risalah.annotate.reading.jsonl import read_lines
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Row, document_of
from risalah.schema import Document, Problem
from risalah.schema.errors import ReadError

STANDARD_INPUT = "-"


def read(inputs: Sequence[str | Path]) -> Iterator[Document | Rejected]:
    """Yield every document of the inputs in their order, and in its place everything that could not be read.

    An input is a file (.txt, .html, .htm, .jsonl, .csv, .parquet), a folder of
    these, or "-" for JSON lines on standard input. Files are read as the result
    is iterated over, and no more of them is held than one article or batch.
    Raises ReadError when given one path instead of a sequence of paths.
    """
    if isinstance(inputs, str | PurePath):
        raise ReadError(Problem("inputs", f"is one path, {str(inputs)!r}", "Put it in a list"))
    return _documents(row for given in inputs for row in _rows(given))


def _rows(given: str | Path) -> Iterator[Row | Rejected]:
    if str(given) == STANDARD_INPUT:
        yield from read_lines(sys.stdin.buffer, "standard input")
        return
    for file in files_of(Path(given), READERS):
        if isinstance(file, Rejected):
            yield file
        else:
            yield from _rows_of(file)


def _rows_of(file: File) -> Iterator[Row | Rejected]:
    try:
        yield from READERS[file.path.suffix.lower()](file)
    except OSError as error:
        yield unreadable(file.name, error)


def _documents(rows: Iterable[Row | Rejected]) -> Iterator[Document | Rejected]:
    seen: set[str] = set()
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        document = document_of(row)
        if isinstance(document, Document) and document.id in seen:
            yield _repeated(row, document)
            continue
        if isinstance(document, Document):
            seen.add(document.id)
        yield document


def _repeated(row: Row, document: Document) -> Rejected:
    remedy = "Give it an id of its own; files in different folders get one when the folder above them is the input"
    return Rejected(Problem(row.where, "has the id of an earlier document", remedy), document.id)
