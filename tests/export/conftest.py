"""What the tests of the export share: reviewed documents, and an event class as a researcher would write it."""

import datetime
from collections.abc import Callable
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
    Quantity,
    Source,
)
from risalah.schema.review import Review, Status

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


def review_of(
    annotation: Annotation, day: int = 1, status: Status = "reviewed", annotator: str = "annotator-1"
) -> Review:
    prior = Source(kind="rules", version="id-1")
    return Review(annotation=annotation, status=status, annotator=annotator, submitted=at(day), prior=prior)


@pytest.fixture(scope="session")
def review() -> Callable[..., Review]:
    """Submit an annotation on a day of September 2025, as a person or a program."""
    return review_of


@pytest.fixture(scope="session")
def reviewed(marked: Callable) -> Callable[..., tuple[Document, Review]]:
    """Turn a marked sentence into a document and what a person submitted for it."""

    def read(text: str, doc_id: str = "doc-1", **made: object) -> tuple[Document, Review]:
        document, annotation = marked(text, doc_id)
        return document, review_of(annotation, **made)

    return read


@pytest.fixture(scope="session")
def truth(reviewed: Callable) -> list[tuple[Document, Review]]:
    """Return three documents that a person reviewed: one of two records, one of one, one of none."""
    return [reviewed(text, f"doc-{day}", day=day) for day, text in enumerate((MEETING, CALL, NOTHING), 1)]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture
def published(releases: Path, truth: list[tuple[Document, Review]]) -> Release:
    """Publish the first release of the three documents."""
    return release(releases, truth, [], CORE)


@pytest.fixture(scope="session")
def rally() -> type[Event]:
    """Return an event class that is none of the project's own."""
    return Rally


@pytest.fixture
def rallied() -> tuple[Document, Review]:
    """Return a reviewed document with an event of that class."""
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
    return document, review_of(annotation)
