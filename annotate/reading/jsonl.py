"""Articles as JSON, one on each line."""

import json
import reprlib
from collections.abc import Iterable, Iterator

import msgspec

from risalah.annotate.reading.decoding import decode
from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Raw, Row
from risalah.schema import Problem


def read(file: File) -> Iterator[Raw]:
    """Yield the file's articles."""
    with file.path.open("rb") as lines:
        yield from read_lines(lines, file.name)


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Raw]:
    """Yield the articles of lines that come from a file or stream called `name`."""
    for number, line in enumerate(lines, 1):
        if article := read_line(line, f"{name}:{number}"):
            yield article


def read_line(line: bytes, where: str) -> Raw | None:
    """Return the article of a line, null where it is blank."""
    return None if _is_blank(line) else Raw(where, line, _row)


def _is_blank(line: bytes) -> bool:
    if line.startswith(b"{"):
        return False  # as nearly all do: few lines are decoded twice
    told = decode(line, "")
    return isinstance(told, str) and not told.strip()


def _row(line: str, raw: Raw) -> Row | Rejected:
    try:
        fields = _object(line.strip())
    except json.JSONDecodeError as error:
        return _rejected(raw, f"{error.msg} (column {error.colno})")
    except (ValueError, RecursionError) as error:
        return _rejected(raw, str(error))
    if not isinstance(fields, dict):
        what = f"is {reprlib.repr(fields)}, not a JSON object"
        return Rejected(Problem(raw.where, what, 'Write an object such as {"id": "1", "text": "..."}'))
    return Row(raw.where, fields)


def _object(line: str) -> object:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        # Knows NaN and lone surrogates, so that only a document that they stand in is lost, and by name;
        # and says better what is wrong.
        return json.loads(line)


def _rejected(raw: Raw, what: str) -> Rejected:
    return Rejected(Problem(raw.where, f"is not JSON: {what}", "Write one JSON object on each line"))
