"""Articles as tasks of Label Studio, and what stands in for a model."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from risalah.annotate.studio.page.task import to_task
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Problem, Source
from risalah.schema.errors import ModelError

ARTICLES = [
    Document(id=f"artikel-{number}", text=f"Menteri Luar Negeri Sugiono bertemu {name} di Jakarta, Senin (3/2/2025).")
    for number, name in enumerate(("Wang Yi", "Penny Wong", "Vivian Balakrishnan", "Subrahmanyam Jaishankar"), 1)
]


class Stub:
    """A model that tells what the rules do, under a name of its own."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._ruleset = workspace.ruleset
        self.source = Source(kind="model", version=f"{name} on {workspace.ruleset.version}")

    def annotate(self, document: Document) -> Annotation:
        if "rusak" in document.text:
            raise ZeroDivisionError(document.id)
        return self._ruleset.annotate(document).model_copy(update={"source": self.source})

    def plain(self, document: Document) -> dict[str, Any]:
        return self.annotate(document).model_dump(mode="json")


@pytest.fixture
def articles() -> list[Document]:
    return ARTICLES


@pytest.fixture
def stub(workspace: Workspace) -> Callable[[str], Stub]:
    """Make a model with a name."""
    return lambda name: Stub(workspace, name)


@pytest.fixture
def load(workspace: Workspace) -> Callable[[Path | None], Any]:
    """Load the rules, or a stub whose name stands in the folder's `model.json`."""

    def loaded(folder: Path | None) -> Any:
        if folder is None:
            return workspace.ruleset
        try:
            return Stub(workspace, json.loads((folder / "model.json").read_text()))
        except OSError:
            raise ModelError(Problem(str(folder), "holds no model")) from None

    return loaded


@pytest.fixture
def bare() -> Callable[[Document, int], dict[str, Any]]:
    """Turn a document into a task as Label Studio sends it to a backend: imported without anything made of it."""

    def task(document: Document, number: int = 1) -> dict[str, Any]:
        return {
            "id": number,
            "project": 1,
            "data": to_task(document, None)["data"],
            "annotations": [],
            "predictions": [],
        }

    return task
