"""Every document of all inputs, or why it is none."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from risalah.annotate.reading.files import File, files_of, unreadable
from risalah.annotate.reading.formats import READERS
from risalah.annotate.reading.jsonl import read_lines
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Raw, Row, document_of
from risalah.schema import Document, Problem
from risalah.schema.errors import ReadError

STANDARD_INPUT = "-"
_OF_ITS_OWN = "Give it an id of its own; files in different folders get one when the folder above them is the input"


class Ids:
    """The ids of the documents so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def repeated(self, doc_id: str, where: str) -> Rejected | None:
        """Take an id; where an earlier document has it, return what the later one is rejected with."""
        if doc_id in self._taken:
            return Rejected(Problem(where, "has the id of an earlier document", _OF_ITS_OWN), doc_id)
        self._taken.add(doc_id)
        return None


def read(inputs: Sequence[str | Path]) -> Iterator[Document | Rejected]:
    """Yield every document of the inputs in their order, and in its place everything that could not be read.

    An input is a file (.txt, .html, .htm, .jsonl, .csv, .parquet), a folder of
    these, or "-" for JSON lines on standard input. Files are read as the result
    is iterated over, and no more of them is held than one article or batch.
    Raises ReadError when given one path instead of a sequence of paths.
    """
    return _documents(unparsed(inputs))


def unparsed(inputs: Sequence[str | Path]) -> Iterator[Raw | Row | Rejected]:
    """Yield the same as bytes or columns, from which documents are still to be made: documents of one id too."""
    if isinstance(inputs, str | PurePath):
        raise ReadError(Problem("inputs", f"is one path, {str(inputs)!r}", "Put it in a list"))
    return (found for given in inputs for found in _found(given))


def _found(given: str | Path) -> Iterator[Raw | Row | Rejected]:
    if str(given) == STANDARD_INPUT:
        yield from read_lines(sys.stdin.buffer, "standard input")
        return
    for file in files_of(Path(given), READERS):
        if isinstance(file, Rejected):
            yield file
        else:
            yield from _found_in(file)


def _found_in(file: File) -> Iterator[Raw | Row | Rejected]:
    try:
        yield from READERS[file.path.suffix.lower()](file)
    except OSError as error:
        yield unreadable(file.name, error)


def _documents(unparsed: Iterable[Raw | Row | Rejected]) -> Iterator[Document | Rejected]:
    ids = Ids()
    for found in unparsed:
        if isinstance(found, Rejected):
            yield found
            continue
        document = document_of(found)
        if isinstance(document, Document):
            yield ids.repeated(document.id, found.where) or document
        else:
            yield document
