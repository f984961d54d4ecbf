"""What the tests of the schema share: any annotation at all, and an event class as a researcher would write it."""

from typing import Any

import pytest
from hypothesis import strategies as st

from risalah.schema import (
    CORE,
    Actor,
    Annotation,
    AnyNumber,
    AtLeastOne,
    AtMostOne,
    Codes,
    Document,
    Event,
    EventRecord,
    Mention,
    Place,
    Quantity,
    Role,
    Source,
    Time,
)


class Election(Event):
    """Voters choose an office holder. / Pemilih menentukan pemegang jabatan."""

    codes = Codes(ace="Personnel.Elect")

    winner: AtLeastOne[Actor]
    """Who wins. / Siapa yang menang."""
    place: AnyNumber[Place] = []
    """Where. / Di mana."""
    votes: AtMostOne[Quantity] = []
    """How many votes decide it. / Berapa suara."""
    time: AtMostOne[Time] = []
    """When. / Kapan."""


@pytest.fixture(scope="session")
def election() -> type[Event]:
    """Return an event class that is none of the project's own."""
    return Election


WORDS = ("Menlu", "Retno", "🤝", "berunding", "dengan", "José", "Ramos-Horta", "di", "Díli", "15.000", "\u200dmalam")
GAPS = (" ", "  ", "\n\n", " — ")
NAMES = ("Retno Marsudi", "José Ramos-Horta", "Díli", "2024-05-02", "perbatasan darat")
TIMES = (None, "2024", "2024-05", "2024-05-02", "2024-05-02/2024-05-03", "2024/..")
VALUES = {Time: TIMES, Quantity: ("15000", "~10000", ">=3.5")}


@st.composite
def written(draw: st.DrawFn) -> tuple[Document, Annotation]:
    """Draw a text of words, and records whose mentions are runs of its words."""
    text, words = "", []
    for word in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)):
        text += draw(st.sampled_from(GAPS)) if text else ""
        words.append((len(text), len(text) + len(word)))
        text += word
    document = Document(id="doc-17", text=text)
    runs = st.tuples(st.integers(0, len(words) - 1), st.integers(0, len(words) - 1)).map(sorted)
    mention = runs.map(lambda run: Mention.at(document.text, words[run[0]][0], words[run[1]][1]))
    mentions = st.lists(mention, min_size=1, max_size=3, unique_by=lambda mention: mention.span)
    events = [draw(_event(number, mentions)) for number in draw(st.lists(st.integers(1, 30), max_size=3, unique=True))]
    source = draw(st.sampled_from(["rules", "model", "person"]).map(lambda kind: Source(kind=kind, version="1")))
    made = Annotation(doc_id=document.id, text_sha256=document.text_sha256, source=source, events=events)
    return document, made


def _event(number: int, mentions: st.SearchStrategy[list[Mention]]) -> st.SearchStrategy[EventRecord]:
    def of(event: type[Event]) -> st.SearchStrategy[EventRecord]:
        return st.builds(
            EventRecord,
            number=st.just(number),
            type=st.just(event.type_name()),
            realis=st.sampled_from(["actual", "planned", "denied", "hypothetical"]),
            triggers=mentions,
            roles=st.fixed_dictionaries({role.name: _fillers(role, mentions) for role in event.roles()}),
            attribution=_fillers(Role("attribution", Actor, 0, 1, ""), mentions),
        )

    return st.sampled_from(CORE.events).flatmap(of)


def _fillers(role: Role, mentions: st.SearchStrategy[list[Mention]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    filler = st.fixed_dictionaries(
        {
            "value": st.sampled_from(VALUES.get(role.filler, NAMES)),
            "kind": st.sampled_from(role.filler.kinds()),
            "mentions": mentions,
        }
    )
    most = 3 if role.maximum is None else role.maximum
    return st.lists(
        filler, min_size=role.minimum, max_size=most, unique_by=lambda filler: (filler["value"], filler["kind"])
    )


@pytest.fixture(scope="session")
def any_annotation() -> st.SearchStrategy[tuple[Document, Annotation]]:
    """Return the strategy that draws a document and an annotation that fits it."""
    return written()
