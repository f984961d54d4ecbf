"""What the tests of the evaluation share: two readings of a sentence, and files of annotations."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from risalah.annotate.evaluation.labelled import Labelled
from risalah.annotate.evaluation.records import Page
from risalah.schema import Annotation


@pytest.fixture(scope="session")
def pages(marked: Callable) -> Callable[[str, str], tuple[Page, Page]]:
    """Turn two markings of one sentence into what is predicted and what is gold."""

    def read(predicted: str, gold: str) -> tuple[Page, Page]:
        (here, ours), (there, theirs) = marked(predicted), marked(gold)
        assert here.text == there.text
        return page(ours), page(theirs)

    return read


def page(annotation: Annotation) -> Page:
    return Labelled.model_validate(annotation.model_dump()).page(None)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write JSON lines, of annotations or of anything, to a file of this name."""

    def write(name: str, rows: Iterable[object]) -> Path:
        told = [row if isinstance(row, str) else json.dumps(plain(row), ensure_ascii=False) for row in rows]
        path = tmp_path / name
        path.write_text("".join(f"{row}\n" for row in told), encoding="utf-8")
        return path

    return write


def plain(row: object) -> object:
    return row.model_dump(mode="json") if isinstance(row, Annotation) else row
