"""On which line of a TOML file something stands, which `tomllib` does not tell."""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

Location = tuple[str | int, ...]
"""The keys, and the indices of arrays, that lead to a value."""

_TOKEN: Final = re.compile(
    r"""
    (?P<string> \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\])*" | '[^']*' )
    | (?P<comment> \#[^\n]* )
    | \n | [\[\]{}=,.] | [^\s\[\]{}=,."'\#]+
    """,
    re.VERBOSE | re.DOTALL,
)
_END: Final = ""
"""Past the last token."""
_AFTER_SCALAR: Final = frozenset(("\n", ",", "]", "}", _END))


def line_of(text: str, location: Sequence[str | int]) -> int:
    """Return the line, counted from 1, of a value in a TOML text, or of the deepest table or array around it.

    The text must be valid TOML. What is missing from the top of the file is on line 1.
    """
    lines = _lines(text)
    depths = range(len(location), 0, -1)
    return next((lines[part] for depth in depths if (part := tuple(location[:depth])) in lines), 1)


@lru_cache(maxsize=1)
def _lines(text: str) -> dict[Location, int]:
    return _Scan(text).lines()


class _Scan:
    """A TOML text on its way to the lines of its values."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, int]] = []
        line = 1
        for match in _TOKEN.finditer(text):
            if match.lastgroup != "comment":
                self._tokens.append((match.group(), line))
            line += match.group().count("\n")
        self._tokens.append((_END, line))
        self._at = 0
        self._found: dict[Location, int] = {}
        self._sizes: dict[Location, int] = {}
        """Of arrays of tables, as far as they were read."""

    def lines(self) -> dict[Location, int]:
        """Return the line on which each table, key and element of an array begins."""
        table: Location = ()
        while self._here != _END:
            if self._here == "[":
                table = self._header()
            elif not self._take("\n"):
                self._pair(table)
        return self._found

    @property
    def _here(self) -> str:
        return self._tokens[self._at][0]

    @property
    def _line(self) -> int:
        return self._tokens[self._at][1]

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][0]

    def _take(self, *tokens: str) -> bool:
        taken = self._here in tokens
        self._at += taken
        return taken

    def _header(self) -> Location:
        """Read `[a.b]` or `[[a.b]]`; returns the table that it opens."""
        line = self._line
        self._next()
        in_array = self._take("[")
        location: Location = ()
        for key in self._key():
            location = self._latest((*location, key))
            self._found.setdefault(location, line)
        if in_array:
            array = location[:-1] if isinstance(location[-1], int) else location
            self._sizes[array] = self._sizes.get(array, 0) + 1
            location = self._latest(array)
            self._found[location] = line
        while self._take("]"):
            pass
        return location

    def _latest(self, location: Location) -> Location:
        """The last table of the array of tables here, or what is here else."""
        return (*location, self._sizes[location] - 1) if location in self._sizes else location

    def _key(self) -> list[str]:
        parts = [self._part()]
        while self._take("."):
            parts.append(self._part())
        return parts

    def _part(self) -> str:
        token = self._next()
        quoted: str = tomllib.loads(f"key = {token}")["key"] if token[0] in "\"'" else token
        return quoted

    def _pair(self, location: Location) -> None:
        line = self._line
        for key in self._key():
            location = (*location, key)
            self._found.setdefault(location, line)
        self._next()
        self._value(location)

    def _value(self, location: Location) -> None:
        if self._take("["):
            index = 0
            while not self._closes("]"):
                self._found[(*location, index)] = self._line
                self._value((*location, index))
                index += 1
        elif self._take("{"):
            while not self._closes("}"):
                self._pair(location)
        else:
            while self._here not in _AFTER_SCALAR:
                self._next()

    def _closes(self, bracket: str) -> bool:
        """Pass over what separates values, and over the bracket if no more values come."""
        while self._take("\n", ","):
            pass
        return self._take(bracket)
