"""What a release has is held or lost, in every format, and no file says what the release does not."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.export.formats import Argument, Event, Example, Span, formats, loss
from risalah.export.formats.loss import UNEXPLAINED
from risalah.export.formats.segments import tokens
from risalah.schema import CORE
from risalah.schema.ontology import ATTRIBUTION

WORDS = (
    "Prabowo",
    "bertemu",
    "Kim Jong Un",
    "🤝🏽",
    "Macro\u0301n.",
    "10.00",
    "“Ya.”",
    "kunjungan-nya",
    "\n",
    ". A",
    "Dr.",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join).filter(str.strip)


def spans_of(text: str) -> st.SearchStrategy[Span]:
    solid = [
        Span(start, end)
        for start in range(len(text))
        for end in range(start + 1, min(len(text), start + 14) + 1)
        if text[start:end] == text[start:end].strip()
    ]
    return st.sampled_from(tokens(text)) | st.sampled_from(solid)


def several(text: str) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(spans_of(text), min_size=1, max_size=2, unique=True).map(lambda spans: tuple(sorted(spans)))


@st.composite
def events(draw: st.DrawFn, text: str, number: int) -> Event:
    kind = draw(st.sampled_from(CORE.events))
    arguments = []
    for role in draw(st.lists(st.sampled_from(kind.roles()), max_size=3, unique=True)):
        kinds, values = st.sampled_from(role.filler.kinds()), st.sampled_from(["Kim", "3", None])
        said = draw(st.lists(st.tuples(kinds, values), min_size=1, max_size=2, unique=True))
        arguments += [Argument(role.name, *kind_and_value, draw(several(text))) for kind_and_value in said]
    if draw(st.booleans()):
        arguments.append(Argument(ATTRIBUTION, "group", "warga", draw(several(text))))
    realis = draw(st.sampled_from(["actual", "planned", "denied", "hypothetical"]))
    coded = draw(st.sampled_from([None, "CONSULT"])) if realis in {"actual", "planned"} else None
    return Event(kind.type_name(), draw(several(text)), tuple(arguments), number, realis, coded)


@st.composite
def documents(draw: st.DrawFn) -> list[Example]:
    texts = draw(st.lists(TEXTS, max_size=3))
    return [
        Example(f"doc-{index}", text, tuple(draw(events(text, number)) for number in range(1, draw(st.integers(1, 4)))))
        for index, text in enumerate(texts)
    ]


@pytest.mark.parametrize("name", formats())
@given(told=documents())
@settings(max_examples=25)
def test_what_the_release_has_is_held_or_lost_for_a_reason(name: str, told: list[Example]) -> None:
    chosen = formats()[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"train{chosen.suffix}"
        chosen.write(iter(told), path)
        read = [*chosen.read(path)]
    report = loss(told, read, chosen.limits)
    assert {thing: counts.release for thing, counts in report.items() if thing in COUNTED} == counted(told)
    for thing, counts in report.items():
        assert counts.held + counts.lost == counts.release, thing
        assert not counts.why[UNEXPLAINED], thing
    for example in read:
        written = next(one for one in told if one.doc_id == example.doc_id)
        assert not said(example) - said(written)


COUNTED = ("documents", "texts", "events", "types", "realis", "triggers", "fillers", "kinds", "values", "mentions")


def counted(told: list[Example]) -> dict[str, int]:
    happened = [event for example in told for event in example.events]
    arguments = [argument for event in happened for argument in event.arguments]
    counts = (
        *(len(told), len(told), len(happened), len(happened), len(happened)),
        *(sum(len(event.triggers) for event in happened), len(arguments), len(arguments), len(arguments)),
        sum(len(argument.mentions) for argument in arguments),
    )
    return dict(zip(COUNTED, counts, strict=True))


def said(example: Example) -> Counter[tuple[str, Span]]:
    """Count each trigger, and each mention with its role; a format may say for each trigger what its event has."""
    triggers = Counter(("", trigger) for event in example.events for trigger in event.triggers)
    mentions = {
        (argument.role, span) for event in example.events for argument in event.arguments for span in argument.mentions
    }
    return triggers + Counter(mentions)


def test_a_loss_that_no_limit_explains_is_told() -> None:
    example = Example("doc-1", "Kim bertemu Putin", (Event("meeting", (Span(4, 11),), number=1, realis="actual"),))
    report = loss([example], [], {})
    assert report["events"].why == {UNEXPLAINED: 1}


def test_a_document_that_is_not_there_loses_all_it_says_and_the_next_ones_nothing() -> None:
    first, second, third = (
        Example(f"doc-{number}", "Kim bertemu", (Event("meeting", (Span(4, 11),), number=1),)) for number in range(3)
    )
    report = loss([first, second, third], [first, third], {})
    assert [(report[thing].release, report[thing].held) for thing in ("documents", "triggers")] == [(3, 2), (3, 2)]


def test_of_two_events_with_one_trigger_one_label_holds_one() -> None:
    twice = tuple(Event("meeting", (Span(0, 7),), number=number, realis="actual") for number in (1, 2))
    report = loss(
        [Example("doc-1", "bertemu", twice)], [Example("doc-1", "bertemu", (Event("meeting", (Span(0, 7),)),))], {}
    )
    assert [(report[thing].release, report[thing].held) for thing in ("events", "triggers")] == [(2, 1), (2, 1)]


def test_of_two_fillers_with_the_same_words_one_label_holds_one() -> None:
    host = [Argument("host", "country", name, (Span(5, 12),)) for name in ("Jepang", "Tokyo")]
    released = Example("doc-1", "tiba Jepang.", (Event("visit", (Span(0, 4),), tuple(host), 1, "actual"),))
    label = Event("visit", (), (Argument("host", "", "", (Span(5, 12),)),))
    report = loss([released], [Example("doc-1", "tiba Jepang.", (label,))], {})
    assert [(report[thing].release, report[thing].held) for thing in ("mentions", "links")] == [(2, 1), (2, 0)]
