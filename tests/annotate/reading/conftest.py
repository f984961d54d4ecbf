"""A folder to write articles in, and short ways to read them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.reading import Rejected, read
from risalah.schema import Document

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file, in folders that are made for it, and return its path."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def documents() -> Callable[..., list[Document]]:
    """Read inputs of which nothing may be rejected."""

    def read_well(*inputs: str | Path) -> list[Document]:
        found = list(read(inputs))
        assert [row for row in found if isinstance(row, Rejected)] == []
        return [row for row in found if isinstance(row, Document)]

    return read_well


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """Read inputs and tell each result: a document by its id, what is rejected by its place and what is wrong."""

    def read_any(*inputs: str | Path) -> list[str]:
        return [
            row.id
            if isinstance(row, Document)
            else f"{row.problem.where}: {row.problem.what}".replace(f"{tmp_path}/", "")
            for row in read(inputs)
        ]

    return read_any
