"""A TOML file behind a closed model, and what is wrong in it, told with its line."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from risalah.annotate.rules.lines import line_of
from risalah.schema.errors import Problem, RuleError

M = TypeVar("M", bound=BaseModel)

_AT: Final = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file of a language pack, or a rule file, as read."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> "TomlFile":
        """Read a file; raises RuleError where that fails."""
        try:
            content = path.read_bytes()
            return cls(path, content.decode())
        except OSError as error:
            raise RuleError(Problem(str(path), f"cannot be read: {error.strerror or error}")) from None
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise RuleError(Problem(f"{path}:{line}", "is no UTF-8", "Save the file as UTF-8")) from None

    def line(self, *location: str | int) -> str:
        """Return where a value stands, or what is around it if it is missing: `time.toml:12`."""
        return f"{self.path}:{line_of(self.text, location)}"

    def where(self, *location: str | int) -> str:
        """Return the same with the keys that lead to the value: `time.toml:12: months.Januari`."""
        return f"{self.line(*location)}: {'.'.join(map(str, location))}"

    def fill(self, model: type[M]) -> M:
        """Return what the file says, as the model has it; raises RuleError with everything that is wrong."""
        try:
            return model.model_validate(tomllib.loads(self.text))
        except tomllib.TOMLDecodeError as error:
            raise RuleError(self._no_toml(str(error))) from None
        except ValidationError as error:
            raise RuleError(*(self._wrong(dict(detail)) for detail in error.errors(include_url=False))) from None

    def _no_toml(self, told: str) -> Problem:
        at = _AT.search(told)
        line = at["line"] if at and at["line"] else self.text.rstrip().count("\n") + 1
        column = f", in column {at['column']}" if at and at["column"] else ""
        what = f"is no TOML: {_AT.sub('', told)}{column}"
        return Problem(f"{self.path}:{line}", what, "Write it as https://toml.io says")

    def _wrong(self, detail: dict[str, Any]) -> Problem:
        # Pydantic tells of a key of a table as if it were a value below it.
        where = self.where(*(part for part in detail["loc"] if part != "[key]"))
        if detail["type"] == "extra_forbidden":
            return Problem(where, "is no key of this file", "Correct the spelling, or remove it")
        if detail["type"] == "missing":
            return Problem(where, "is missing", "Add the key")
        told = detail["msg"].removeprefix("Value error, ")
        return Problem(where, f"{told}, not {detail['input']!r}")
