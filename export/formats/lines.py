"""JSON, one document or event a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def write_lines(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write one line for each row."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(map(line, rows))


def line(row: Mapping[str, Any]) -> str:
    """Return a row as a line, with its end."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the row of each line."""
    with path.open("rb") as file:
        yield from map(json.loads, file)
