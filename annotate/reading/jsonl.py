"""Articles as JSON, one on each line."""

import json
import reprlib
from collections.abc import Iterable, Iterator

import msgspec

from risalah.annotate.reading.decoding import decode
from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Row
from risalah.schema import Problem


def read(file: File) -> Iterator[Row | Rejected]:
    """Yield the file's articles."""
    with file.path.open("rb") as lines:
        yield from read_lines(lines, file.name)


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Row | Rejected]:
    """Yield the articles of lines that come from a file or stream called `name`."""
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        told = decode(line, where)
        if isinstance(told, Rejected):
            yield told
        elif written := told.strip():
            yield _article(written, where)


def _article(line: str, where: str) -> Row | Rejected:
    try:
        fields = _object(line)
    except json.JSONDecodeError as error:
        return _rejected(where, f"{error.msg} (column {error.colno})")
    except (ValueError, RecursionError) as error:
        return _rejected(where, str(error))
    if not isinstance(fields, dict):
        what = f"is {reprlib.repr(fields)}, not a JSON object"
        return Rejected(Problem(where, what, 'Write an object such as {"id": "1", "text": "..."}'))
    return Row(where, fields)


def _object(line: str) -> object:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        # Knows NaN and lone surrogates, so that only a document that they stand in is lost, and by name;
        # and says better what is wrong.
        return json.loads(line)


def _rejected(where: str, what: str) -> Rejected:
    return Rejected(Problem(where, f"is not JSON: {what}", "Write one JSON object on each line"))
