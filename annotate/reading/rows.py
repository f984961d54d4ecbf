"""A document's bytes or columns as a file gives them, and the `Document` they make."""

import datetime
import reprlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from risalah.annotate.reading.decoding import decode
from risalah.annotate.reading.rejected import Rejected
from risalah.schema import Document, Problem
from risalah.schema.report import problems_of

COLUMNS = tuple(Document.model_fields)
"""The columns that are read; others are passed over."""
REQUIRED = tuple(name for name, field in Document.model_fields.items() if field.is_required())


@dataclass(frozen=True, slots=True)
class Row:
    """One document as it stands in a file, not yet checked."""

    where: str
    """The file, and the line or row in it."""
    fields: Mapping[str, object]
    """Its values by column; null where there is none."""

    @property
    def size(self) -> int:
        """Roughly its bytes."""
        return sum(len(value) for value in self.fields.values() if isinstance(value, str))


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one document, taken from a file at once and parsed when and where its turn comes."""

    where: str
    """The file, and the line in it."""
    content: bytes
    parse: Callable[[str, "Raw"], Row | Rejected]
    """Makes a row of the content as text. A function of a module, so that it can be sent to another process."""
    id: str | None = None
    """What the document is called, where it does not say."""

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.content)

    def row(self) -> Row | Rejected:
        """Return its row, or why there is none."""
        text = decode(self.content, self.where)
        return text if isinstance(text, Rejected) else self.parse(text, self)


def document_of(found: Raw | Row) -> Document | Rejected:
    """Return the document that bytes or a row make, or all that is wrong with it."""
    row = found.row() if isinstance(found, Raw) else found
    return row if isinstance(row, Rejected) else _document(row)


def _document(row: Row) -> Document | Rejected:
    fields: dict[str, object] = {}
    faults: dict[str, str] = {}
    for name in COLUMNS:
        value = row.fields.get(name)
        if value is None or (name not in REQUIRED and value == ""):
            continue
        try:
            fields[name] = _CONVERTED.get(name, _text)(value)
        except ValueError as error:
            faults[name] = str(error)
    try:
        document = Document.model_validate(fields)
    except ValidationError as error:
        faults = {problem.where.strip(): problem.what for problem in problems_of(error, "")} | faults
    if not faults:
        return document
    wrong = sorted(faults, key=COLUMNS.index)
    told = "; ".join(f"{name} {faults[name]}" for name in wrong)
    return Rejected(Problem(row.where, told, f"Correct {' and '.join(wrong)}"), _known_id(row))


def lacking(columns: Collection[str], where: str) -> Rejected | None:
    """Return what a table is rejected with when its columns cannot make documents, else null."""
    missing = [name for name in REQUIRED if name not in columns]
    if not missing:
        return None
    found = ", ".join(columns) or "none"
    return Rejected(
        Problem(
            where,
            f"has no column {' and no column '.join(missing)}; its columns are: {found}",
            f"Name the columns {', '.join(COLUMNS)}, of which {' and '.join(REQUIRED)} must be there",
        )
    )


def _id(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, "text or a whole number")


def _text(value: object, expected: str = "text") -> str:
    if not isinstance(value, str):
        raise ValueError(f"is {reprlib.repr(value)}, not {expected}")
    return value


def _day(value: object) -> datetime.date:
    """Return the day of a date or timestamp as it is written there, whatever its time zone."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    expected = "a day such as 2025-09-03"
    try:
        return datetime.datetime.fromisoformat(_text(value, expected).strip()).date()
    except ValueError:
        raise ValueError(f"is {reprlib.repr(value)}, not {expected}") from None


_CONVERTED: Mapping[str, Callable[[object], object]] = {"id": _id, "published": _day}


def _known_id(row: Row) -> str | None:
    try:
        return _id(row.fields.get("id")) or None
    except ValueError:
        return None
