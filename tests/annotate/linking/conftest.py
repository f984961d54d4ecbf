"""What the tests of linking share: truths of marked sentences, of the sample articles and of ../shared/dev."""

import datetime
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.linking.key import Key, key_of, keys_of
from risalah.annotate.reading import read
from risalah.schema import (
    CORE,
    Annotation,
    AnyNumber,
    AtMostOne,
    Document,
    Event,
    EventRecord,
    Mention,
    Place,
    Time,
)
from risalah.schema.truth import Truth

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
NOON = datetime.datetime(2025, 9, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def tell(marked: Callable) -> Callable[..., Truth]:
    """Turn a marked sentence into the truth of a document, published on a day."""

    def read(text: str, doc_id: str = "doc-1", published: str | None = None, publisher: str | None = None) -> Truth:
        document, annotation = marked(text, doc_id)
        day = datetime.date.fromisoformat(published) if published else None
        return truth(document.model_copy(update={"published": day, "publisher": publisher}), annotation)

    return read


@pytest.fixture(scope="session")
def key(tell: Callable) -> Callable[..., Key]:
    """Turn a marked sentence with one event into the key of its record."""

    def read(text: str, doc_id: str = "doc-1", published: str | None = None) -> Key:
        (only,) = keys_of(tell(text, doc_id, published))
        return only

    return read


def truth(document: Document, annotation: Annotation) -> Truth:
    return Truth(document, annotation, "latest", NOON)


@pytest.fixture(scope="session")
def samples() -> list[Truth]:
    """Return the sample articles with their records."""
    seeds = ROOT / "seeds"
    documents = [document for document in read([seeds]) if isinstance(document, Document)]
    assert len(documents) >= 14
    return [
        truth(document, Annotation.model_validate_json((seeds / f"{document.id}.json").read_bytes()))
        for document in documents
    ]


@pytest.fixture(scope="session")
def dev(dev_articles: list[tuple[Document, Annotation]]) -> list[Truth]:
    """Return the articles of ../shared/dev with their gold."""
    return [truth(document, annotation) for document, annotation in dev_articles]


class Earthquake(Event):
    """The earth shakes."""

    epicentre: AnyNumber[Place]
    """Where."""
    struck: AtMostOne[Time]
    """When."""


@pytest.fixture
def own() -> Callable[[str, str], Key]:
    """Return the key of a record of an event type without actors that a project made for itself."""
    documents = (Document(id=f"doc-{number}", text="Gempa mengguncang.") for number in itertools.count(1))

    def read(place: str, day: str) -> Key:
        document = next(documents)
        words = [Mention.at(document.text, 0, 5)]
        roles = {"epicentre": [{"value": place, "mentions": words}], "struck": [{"value": day, "mentions": words}]}
        told = {"number": 1, "type": "earthquake", "realis": "actual", "triggers": words, "roles": roles}
        event = EventRecord.model_validate(told, context={"ontology": CORE.extended(Earthquake)})
        return key_of(event, document)

    return read
