"""What the tests of the export share: what is true of documents, and an event class as a researcher would write it."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from risalah.export import Release, release
from risalah.schema import (
    CORE,
    Actor,
    Annotation,
    AnyNumber,
    AtMostOne,
    Document,
    Event,
    EventRecord,
    Mention,
    Ontology,
    Quantity,
    Source,
)
from risalah.schema.fact import Fact, facts
from risalah.schema.links import Links
from risalah.schema.truth import LeftOut, Truth, record_id

MEETING = (
    "[Menlu Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] "
    "[Menlu Wang Yi|1.participant=Wang Yi:person] di [Denpasar|1.place=Denpasar], [Bali|1.place=Bali], "
    "[Kamis (7/7/2022)|1.time=2022-07-07]. [Retno|1.participant=Retno Marsudi:person] "
    "[akan berkunjung|2.visit:planned] ke [Beijing|2.destination=Beijing] [bulan depan|2.time=?], menurut "
    "[Kemlu|1.attribution=Kementerian Luar Negeri:organization,2.visitor=Retno Marsudi:person]."
)
CALL = (
    "[Luhut|1.participant=Luhut Pandjaitan:person] [menelepon|1.call:actual] 🤝  [Musk|1.participant=Elon Musk:person]."
)
NOTHING = "Harga cabai rawit di Pasar Kramat Jati turun pekan ini."


class Rally(Event):
    """A crowd gathers. / Massa berkumpul."""

    crowd: AnyNumber[Actor] = []
    """Who gathers. / Siapa yang berkumpul."""
    size: AtMostOne[Quantity] = []
    """How many they are. / Berapa banyak."""


def at(day: int, hour: int = 9) -> datetime.datetime:
    return datetime.datetime(2025, 9, day, hour, tzinfo=datetime.UTC)


def true_of(
    document: Document, annotation: Annotation, day: int = 1, annotators: tuple[str, ...] = ("annotator-1",)
) -> Truth:
    """Return what people submitted for a document on a day of September 2025, as it was pre-annotated by rules."""
    return Truth(
        document=document,
        annotation=annotation,
        basis="latest" if len(annotators) == 1 else "agreed",
        submitted=at(day),
        seconds=60.0,
        prior=Source(kind="rules", version="id-1"),
        annotators=annotators,
        told_by={event.number: annotators for event in annotation.events},
        edits=dict.fromkeys(facts(annotation), "kept"),
    )


@pytest.fixture(scope="session")
def reviewed(marked: Callable) -> Callable[..., Truth]:
    """Turn a marked sentence into what is true of a document."""

    def read(text: str, doc_id: str = "doc-1", **made: object) -> Truth:
        return true_of(*marked(text, doc_id), **made)

    return read


@pytest.fixture(scope="session")
def truth(reviewed: Callable) -> list[Truth]:
    """Return what is true of three documents: one of two records, one of one, one of none.

    From the second, its annotator deleted a mention, and added another.
    """
    truths = [reviewed(text, f"doc-{day}", day=day) for day, text in enumerate((MEETING, CALL, NOTHING), 1)]
    deleted = Fact(1, "call", "topic", 6, 15, "menelepon", kind="text", value="telepon", rule="call.topic")
    [*_, musk] = facts(truths[1].annotation)
    truths[1] = replace(truths[1], edits={**truths[1].edits, musk: "added"}, deleted=(deleted,))
    return truths


def alone(truths: Iterable[Truth]) -> Links:
    """Return links that join nothing: every record is an event of its own, and no text is like another."""
    truths = list(truths)
    events = [[record_id(truth.document.id, event.number)] for truth in truths for event in truth.annotation.events]
    return Links(events, {truth.document.id: truth.document.id for truth in truths})


@pytest.fixture(scope="session")
def links() -> Callable[[Iterable[Truth]], Links]:
    """Return what makes links of truths that join nothing."""
    return alone


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture
def publish(releases: Path) -> Callable[..., Release]:
    """Publish the next release of some truths, to `releases` if not to another place; its records are not linked."""

    def published(
        told: Iterable[Truth | LeftOut], ontology: Ontology = CORE, to: Path | str = releases, **options: object
    ) -> Release:
        told = list(told)
        links = alone(one for one in told if isinstance(one, Truth))
        return release(to, told, ontology, **{"links": links, **options})

    return published


@pytest.fixture
def published(publish: Callable, truth: list[Truth]) -> Release:
    """Publish the first release of the three documents."""
    return publish(truth)


@pytest.fixture(scope="session")
def rally() -> type[Event]:
    """Return an event class that is none of the project's own."""
    return Rally


@pytest.fixture
def rallied() -> Truth:
    """Return what is true of a document with an event of that class."""
    document = Document(id="doc-9", text="Sekitar 2.000 petani berunjuk rasa.")
    size = {"value": "~2000", "mentions": [Mention.at(document.text, 0, 13)]}
    crowd = {"value": "petani", "kind": "group", "mentions": [Mention.at(document.text, 14, 20)]}
    event = EventRecord(
        number=1,
        type="rally",
        realis="actual",
        triggers=[Mention.at(document.text, 21, 34)],
        roles=Rally(crowd=[crowd], size=[size]),
    )
    source = Source(kind="person", version="annotator-1")
    annotation = Annotation(doc_id=document.id, text_sha256=document.text_sha256, source=source, events=[event])
    return true_of(document, annotation)
