"""What the tests of agreement share: a workspace in which people and rules say things of sentences."""

import datetime
from collections.abc import Callable

import pytest

from risalah.annotate.pulled import Pulled
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Source
from risalah.schema.review import Review

NOW = datetime.datetime(2025, 9, 4, tzinfo=datetime.UTC)
RULESET = Source(kind="rules", version="test")
MODEL = Source(kind="model", version="light-1 on test")


def pulled(annotation: Annotation, annotator: str, task: int, hour: int = 0, **changes: object) -> Pulled:
    """Return the state of a task that somebody submitted; `changes` are of the review."""
    told = {"status": "reviewed", "submitted": NOW + datetime.timedelta(hours=hour), "prior": RULESET} | changes
    source = Source(kind="person", version=annotator)
    review = Review(annotation=annotation.model_copy(update={"source": source}), annotator=annotator, **told)
    return Pulled(
        doc_id=annotation.doc_id, server="http://127.0.0.1", project="main", task=task, changed=NOW, reviews=[review]
    )


@pytest.fixture(scope="session")
def state() -> Callable[..., Pulled]:
    """Return the state of a task that somebody submitted."""
    return pulled


@pytest.fixture
def opinions(workspace: Workspace, marked: Callable) -> Callable[..., Workspace]:
    """Let people, and rules or a model, say of a document what they do; who is in `control` was shown nothing."""
    tasks = iter(range(1, 1000))

    def tell(
        doc_id: str, rules: str | None = None, control: str = "", model: str | None = None, **people: str
    ) -> Workspace:
        readings = {name: marked(text, doc_id) for name, text in people.items()}
        document, *_ = next(iter(readings.values()))
        workspace.documents.append([document])
        source = MODEL if model else RULESET
        if before := rules or model:
            workspace.preannotations.append([marked(before, doc_id)[1].model_copy(update={"source": source})])
        for annotator, (said_of, annotation) in readings.items():
            assert said_of.text == document.text
            prior = source if before and annotator not in control.split() else None
            workspace.reviews.append([pulled(annotation, annotator, next(tasks), prior=prior)])
        return workspace

    return tell
