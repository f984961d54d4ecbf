"""Rows that are only ever added: a folder of JSONL files, each written once and whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from pydantic import ValidationError

from risalah.schema.errors import Problem, WorkspaceError
from risalah.schema.model import Model
from risalah.schema.report import problems_of
from risalah.storage.atomic import write_new

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=msgspec.Struct)


class Address(NamedTuple):
    """Where a row of a ledger stands."""

    file: str
    byte: int
    """At which it begins there."""


class Ledger(Generic[M]):
    """The rows of one kind, oldest first. Two writers at once get two files; a killed one leaves none."""

    def __init__(self, folder: Path, model: type[M], context: dict[str, Any] | None = None) -> None:
        """Open the ledger in `folder`; `context` is what the rows' validation needs to know."""
        self.folder = folder
        self._model = model
        self._context = context

    def append(self, rows: Sequence[M]) -> None:
        """Add the rows in one step, all or none; adding no rows writes nothing."""
        if not rows:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        content = "".join(row.model_dump_json() + "\n" for row in rows).encode()
        number = len(self._files()) + 1
        while True:
            try:
                write_new(self.folder / f"{number:06}.jsonl", content)
            except FileExistsError:
                number += 1
            else:
                return

    def __iter__(self) -> Iterator[M]:
        """Yield every row; raises WorkspaceError with file and line for one that does not read."""
        for path, number, _, line in self._lines():
            yield self._row(line, f"{path}:{number}")

    def outlines(self, shape: type[S]) -> Iterator[S]:
        """Yield of every row what `shape` has fields for, a hundred times as fast; raises as `__iter__` does."""
        return (outline for _, outline in self.addressed(shape))

    def addressed(self, shape: type[S]) -> Iterator[tuple[Address, S]]:
        """Yield the same with the address at which `at` finds the row."""
        decoder = msgspec.json.Decoder(shape)
        for path, number, offset, line in self._lines():
            try:
                outline = decoder.decode(line)
            except msgspec.MsgspecError as error:
                raise WorkspaceError(Problem(f"{path}:{number}", str(error))) from None
            yield Address(path.name, offset), outline

    def at(self, address: Address) -> M:
        """Return the row at an address; raises WorkspaceError with file and byte where it does not read."""
        path = self.folder / address.file
        with path.open("rb") as lines:
            lines.seek(address.byte)
            return self._row(lines.readline(), f"{path} at byte {address.byte}")

    def _row(self, line: bytes, where: str) -> M:
        try:
            return self._model.model_validate_json(line, context=self._context)
        except ValidationError as error:
            raise WorkspaceError(*problems_of(error, where)) from None

    def _lines(self) -> Iterator[tuple[Path, int, int, bytes]]:
        """Yield every line with its file, its number there and the byte at which it begins."""
        for path in self._files():
            offset = 0
            with path.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    yield path, number, offset, line
                    offset += len(line)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.jsonl"))
