"""Annotations as they stand in a file, one document on each line."""

import reprlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from pydantic import ValidationError

from risalah.annotate.evaluation.labelled import Labelled
from risalah.annotate.evaluation.listed import Listed
from risalah.annotate.reading import Rejected
from risalah.schema import Problem
from risalah.schema.report import problems_of

Format = type[Labelled] | type[Listed]


@dataclass(frozen=True, slots=True)
class Line:
    """The annotation of one document."""

    where: str
    """The file, and the line in it."""
    said: Labelled | Listed

    def rejected(self, what: str) -> Rejected:
        """Return it as rejected, and why."""
        return Rejected(Problem(self.where, what), self.said.doc_id)


def of_predictions(_: Mapping[str, object]) -> Format:
    """Return the one format that predictions have."""
    return Labelled


def of_gold(fields: Mapping[str, object]) -> Format:
    """Return the format of a line of gold."""
    return Listed if "id" in fields and "doc_id" not in fields else Labelled


def read(path: Path, format_of: Callable[[Mapping[str, object]], Format]) -> Iterator[Line | Rejected]:
    """Yield every line of a file that is not blank, and in its place what is no annotation; raises OSError."""
    seen: set[str] = set()
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            if not raw.strip():
                continue
            line = _line(f"{path}:{number}", raw, format_of)
            if isinstance(line, Line) and line.said.doc_id in seen:
                yield line.rejected("is of the same document as an earlier line: keep one of them")
                continue
            if isinstance(line, Line):
                seen.add(line.said.doc_id)
            yield line


def _line(where: str, raw: bytes, format_of: Callable[[Mapping[str, object]], Format]) -> Line | Rejected:
    try:
        fields = msgspec.json.decode(raw.removeprefix(BOM_UTF8))
        if not isinstance(fields, dict):
            return Rejected(Problem(where, f"is {reprlib.repr(fields)}, not a JSON object"))
        return Line(where, format_of(fields).model_validate(fields))
    except ValidationError as error:
        faults = [f"{problem.where.strip()} {problem.what}" for problem in problems_of(error, "")]
        return Rejected(Problem(where, f"is no annotation: {'; '.join(faults)}"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Rejected(Problem(where, f"is not JSON: {error}", "Write one JSON object on each line"))
