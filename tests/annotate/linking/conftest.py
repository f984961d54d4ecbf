"""What the tests of linking share: truths of marked sentences, of the sample articles and of ../shared/dev."""

import datetime
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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
    Source,
    Time,
)
from risalah.schema.truth import Truth

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
NOON = datetime.datetime(2025, 9, 4, 12, tzinfo=datetime.UTC)
ROLES = {
    "meeting": ("participant", "place"),
    "call": ("participant", "place"),
    "visit": ("visitor", "destination"),
    "agreement": ("party", "place"),
}


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
def dev() -> list[Truth]:
    """Return the articles of ../shared/dev with their gold, its participants and places in the first role for them."""
    if not SHARED.exists():
        pytest.skip("../shared is not on this machine")
    documents = {row["id"]: row for row in lines(SHARED / "dev/docs.jsonl")}
    return [listed(documents[row["id"]], row["events"]) for row in lines(SHARED / "dev/gold.jsonl")]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def listed(row: dict[str, Any], events: list[dict[str, Any]]) -> Truth:
    document = Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"])
    told = [record(document, number, event) for number, event in enumerate(events, 1)]
    source = Source(kind="person", version="gold")
    annotation = {"doc_id": document.id, "text_sha256": document.text_sha256, "source": source, "events": told}
    return truth(document, Annotation.model_validate(annotation))


def record(document: Document, number: int, event: dict[str, Any]) -> dict[str, Any]:
    who, where = ROLES[event["type"]]
    time = event["time"]
    roles = {
        who: [filler(document, some["names"]) | {"kind": some["kind"]} for some in event["participants"]],
        where: [filler(document, some["names"]) for some in event["places"]],
        "time": [{"value": time["value"], "mentions": mentions(document, time["texts"])}] if time else [],
    }
    triggers = mentions(document, [event["triggers"][0][0]])
    filled = {role: some for role, some in roles.items() if some}
    return {"number": number, "type": event["type"], "realis": event["realis"], "triggers": triggers, "roles": filled}


def filler(document: Document, names: list[str]) -> dict[str, Any]:
    return {"value": " ".join(names[0].split()), "mentions": mentions(document, names)}


def mentions(document: Document, names: list[str]) -> list[Mention]:
    """Return the first of the names that the text has: where something stands is nothing to linking."""
    start, name = next((start, name) for name in names if (start := document.text.find(name)) >= 0)
    return [Mention.at(document.text, start, start + len(name))]


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
