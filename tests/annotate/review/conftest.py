"""What the tests of reviews share: sentences with rules behind them, and any annotations of one text."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import strategies as st

from risalah.annotate.review.facts import annotation_of
from risalah.schema import CORE, Annotation, Document, Source
from risalah.schema.fact import Fact, facts

DOCUMENT = Document(id="doc-1", text=" ".join(f"kata{number}" for number in range(8)))
RULES = Annotation(
    doc_id=DOCUMENT.id, text_sha256=DOCUMENT.text_sha256, source=Source(kind="rules", version="1"), events=[]
)
PERSON = RULES.model_copy(update={"source": Source(kind="person", version="annotator-1")})
ROLES = {"meeting": ("participant", "place", "time"), "visit": ("visitor", "host", "time")}
VALUES = {"time": (None, "2025-09-03", "2025-09"), "place": ("Beijing", "Tiongkok", "Jakarta")}
NAMES = ("Vladimir Putin", "Kim Jong Un", "Xi Jinping")


@pytest.fixture(scope="session")
def said(marked: Callable) -> Callable[[str], Annotation]:
    """Turn a marked sentence into its annotation."""
    return lambda sentence: marked(sentence)[1]


@pytest.fixture(scope="session")
def ruled(said: Callable) -> Callable[..., Annotation]:
    """Turn a marked sentence into what rules found: those given by role, else each the role's own."""

    def read(sentence: str, **rules: str) -> Annotation:
        annotation = said(sentence)
        found = [replace(fact, rule=rules.get(fact.role, f"slot.{fact.role}")) for fact in facts(annotation)]
        return annotation_of(found, annotation, CORE)[0]

    return read


Words = tuple[int, int]
Told = tuple[int, str, str, list[Words], list[tuple[int, Words, int]]]

WORDS = st.tuples(st.integers(0, 7), st.sampled_from([0, 0, 1, 3]))
"""The first word of a mention, and how many follow."""
FILLERS = st.tuples(st.integers(0, 2), WORDS, st.integers(0, 2))
"""A role of the event's type, where it is mentioned, and which value it has."""
EVENTS = st.tuples(
    st.integers(1, 5),
    st.sampled_from(list(ROLES)),
    st.sampled_from(["actual", "planned"]),
    st.lists(WORDS, min_size=1, max_size=2),
    st.lists(FILLERS, max_size=4),
)


def told(event: Told) -> list[Fact]:
    """Return the facts of an event, which has its needed role at its first trigger if nowhere else."""
    number, name, realis, triggers, fillers = event
    triggered = [fact(number, name, "trigger", words, realis=realis) for words in triggers]
    return triggered + [
        fact(
            number, name, ROLES[name][role], words, kind=kind(ROLES[name][role]), value=value(ROLES[name][role], index)
        )
        for role, words, index in [*fillers, (0, triggers[0], 0)]
    ]


def fact(number: int, name: str, role: str, words: Words, **said: str | None) -> Fact:
    start, end = words[0] * 6, min(7, sum(words)) * 6 + 5
    return Fact(number, name, role, start, end, DOCUMENT.text[start:end], **said)


def kind(role: str) -> str:
    return role if role in VALUES else "person"


def value(role: str, index: int) -> str | None:
    return VALUES.get(role, NAMES)[index]


ANNOTATIONS = st.lists(EVENTS, max_size=3, unique_by=lambda event: event[0]).map(
    lambda events: annotation_of([fact for event in events for fact in told(event)], RULES, CORE)[0]
)


def apart(said: Iterable[Fact]) -> list[Fact]:
    """Return the facts without the triggers that overlap one of another event before them."""
    kept: list[Fact] = []
    for fact in said:
        if not any(
            fact.is_trigger and other.is_trigger and fact.event != other.event and fact.shared(other) for other in kept
        ):
            kept.append(fact)
    return kept


APART = ANNOTATIONS.map(lambda annotation: annotation_of(apart(facts(annotation)), annotation, CORE)[0])
"""Annotations in which no word tells two events."""


@st.composite
def edited(draw: st.DrawFn, annotation: Annotation) -> Annotation:
    """Draw what a person may make of an annotation: mentions deleted, given other values, and added."""
    before = facts(annotation)
    acts = draw(st.lists(st.integers(-1, 9), min_size=len(before), max_size=len(before)))
    kept = [
        replace(fact, value=value(fact.role, act)) if act < 3 and not fact.is_trigger else fact
        for fact, act in zip(before, acts, strict=True)
        if act >= 0
    ]
    types = {fact.event: (fact.type, fact.realis) for fact in kept if fact.is_trigger}
    added = [
        replace(fact, realis=types[fact.event][1]) if fact.is_trigger and fact.event in types else fact
        for fact in facts(draw(ANNOTATIONS))
        if fact.type == types.get(fact.event, (fact.type,))[0]
    ]
    return annotation_of(apart([*kept, *added]), PERSON, CORE)[0]


@pytest.fixture(scope="session")
def any_reading() -> st.SearchStrategy[Annotation]:
    """Return the strategy that draws annotations of one text."""
    return ANNOTATIONS


@pytest.fixture(scope="session")
def any_clear_reading() -> st.SearchStrategy[Annotation]:
    """Return the strategy that draws those in which no word tells two events."""
    return APART


@pytest.fixture(scope="session")
def any_edit() -> Callable[[Annotation], st.SearchStrategy[Annotation]]:
    """Return what gives the strategy that draws a person's versions of an annotation."""
    return edited
