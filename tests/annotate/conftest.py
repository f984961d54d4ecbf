"""What the tests of pre-annotation share: what a model says, without any model."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from risalah.annotate.review.facts import annotation_of
from risalah.annotate.rules import Ruleset
from risalah.schema import CORE, Annotation, Document, Source
from risalah.schema.fact import facts

MODEL = Source(kind="model", version="light-1 on id-1")


def held(annotation: Annotation, source: Source = MODEL, **confidence: float) -> Annotation:
    """Return the annotation as a model tells it: each mention as likely as its role is given to be, else 0.9."""
    likely = [replace(fact, confidence=confidence.get(fact.role, 0.9)) for fact in facts(annotation)]
    return annotation_of(likely, annotation.model_copy(update={"source": source}), CORE)[0]


@pytest.fixture(scope="session")
def by_model(marked: Callable) -> Callable[..., tuple[Document, Annotation]]:
    """Turn a marked sentence into a document and what a model says of it; likelihoods are given by role."""

    def read(sentence: str, doc_id: str = "doc-1", **confidence: float) -> tuple[Document, Annotation]:
        document, annotation = marked(sentence, doc_id)
        return document, held(annotation, **confidence)

    return read


class Doubting:
    """A model that leaves out what rules say of one name, and holds the rest likely."""

    def __init__(self, ruleset: Ruleset, name: str) -> None:
        self._ruleset, self._name = ruleset, name
        self.source = Source(kind="model", version=f"light-1 on {ruleset.version}")

    def annotate(self, document: Document) -> Annotation:
        found = self._ruleset.annotate(document)
        accepted = [fact for fact in facts(found) if fact.value != self._name]
        return held(annotation_of(accepted, found, CORE)[0], self.source)

    def plain(self, document: Document) -> dict[str, Any]:
        return self.annotate(document).model_dump(mode="json")


@pytest.fixture(scope="session")
def doubting() -> type[Doubting]:
    """Return what makes a model of rules and a name that it does not believe in."""
    return Doubting
