"""What the tests of the training formats share: sentences as examples, and what their files say."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.export.formats import Argument, Event, Example, Format, Span, formats, loss
from risalah.export.formats.loss import Report
from risalah.schema import Annotation, Document, EventRecord, Mention
from risalah.schema.codes import plover

VISIT = (
    "[Menlu Sugiono|1.visitor=Sugiono:person,2.participant=Sugiono:person] [tiba|1.visit:actual] di "
    "[Kota Manila|1.destination=Kota Manila,1.host=Filipina:country] 🛬 [kemarin|1.time=?]. Ia "
    "[bertemu|2.meeting:planned] [Menlu Lazaro|2.participant=Theresa Lazaro:person] dalam "
    "[pertemuan|2.meeting:planned] tertutup.\n[Sugiono|2.participant=Sugiono:person], kata "
    "[Kemlu|2.attribution=Kementerian Luar Negeri:organization], membahas [laut|2.topic=laut]."
)
NOTHING = "Pasar Senen sepi."


def spans(mentions: list[Mention]) -> tuple[Span, ...]:
    return tuple(Span(*mention.span) for mention in mentions)


def event_of(record: EventRecord) -> Event:
    arguments = tuple(Argument(role, said.kind, said.value, spans(said.mentions)) for role, _, said in record.fillers())
    coded = plover(record)
    return Event(
        *(record.type, spans(record.triggers), arguments, record.number, record.realis), coded.type, coded.mode
    )


def example_of(document: Document, annotation: Annotation) -> Example:
    about = {"language": "id", "published": "2025-09-03", "annotator": "annotator-1"}
    return Example(document.id, document.text, tuple(map(event_of, annotation.events)), about)


@pytest.fixture(scope="session")
def example(marked: Callable) -> Callable[..., Example]:
    """Turn a marked sentence into an example."""
    return lambda text, doc_id="doc-1": example_of(*marked(text, doc_id))


@pytest.fixture(scope="session")
def visit(example: Callable) -> Example:
    """Return two events that share a person, one with two triggers, over two sentences and two lines."""
    return example(VISIT)


@pytest.fixture(scope="session")
def nothing(example: Callable) -> Example:
    return example(NOTHING, "doc-2")


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write examples in a format, and return the file."""

    def write(name: str, *examples: Example) -> Path:
        path = tmp_path / f"train{formats()[name].suffix}"
        formats()[name].write(examples, path)
        return path

    return write


@pytest.fixture
def rows(written: Callable) -> Callable[..., list[dict]]:
    """Write examples in a format of JSON lines, and return what the lines say."""

    def read(name: str, *examples: Example) -> list[dict]:
        return [json.loads(row) for row in written(name, *examples).read_text(encoding="utf-8").splitlines()]

    return read


@pytest.fixture
def report(written: Callable) -> Callable[..., Report]:
    """Write examples in a format, and count what the file holds."""

    def count(name: str, *examples: Example) -> Report:
        chosen: Format = formats()[name]
        return loss(examples, chosen.read(written(name, *examples)), chosen.limits)

    return count


@pytest.fixture
def lost(report: Callable) -> Callable[..., dict[str, dict[str, int]]]:
    """Write examples in a format, and return of each thing that is lost how many are, by the reason."""
    return lambda name, *examples: {
        thing: dict(counts.why) for thing, counts in report(name, *examples).items() if counts.lost
    }
