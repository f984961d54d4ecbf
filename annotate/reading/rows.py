"""A document's columns as a file gives them, and the `Document` they make."""

import datetime
import reprlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from risalah.annotate.reading.rejected import Rejected
from risalah.schema import Document, Problem
from risalah.schema.report import problems_of
from risalah.schema.text import freeze

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


def document_of(row: Row) -> Document | Rejected:
    """Return the document that a row makes, or all that is wrong with it."""
    fields: dict[str, object] = {}
    faults: dict[str, str] = {}
    for name in COLUMNS:
        value = row.fields.get(name)
        if value is None or (name not in REQUIRED and value == ""):
            continue
        try:
            fields[name] = _CONVERTED.get(name, _line)(value)
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


def _line(value: object) -> str:
    return freeze(_text(value))


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


_CONVERTED: Mapping[str, Callable[[object], object]] = {"id": _id, "text": _text, "published": _day}


def _known_id(row: Row) -> str | None:
    try:
        return _id(row.fields.get("id")) or None
    except ValueError:
        return None
