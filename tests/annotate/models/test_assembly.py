"""Events made up from answers, told as a model tells them."""

import datetime
from collections.abc import Callable
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.models import Lesson, Model
from risalah.annotate.models.question import Question
from risalah.annotate.rules import Ruleset
from risalah.schema import Annotation, Document

TWO = (
    "Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025). "
    "Sugiono lalu menemui Penny Wong di Canberra, Jumat (7/2/2025)."
)
Likely = Callable[[Question, str], float]
Build = Callable[..., Model]


def told(model: Model, text: str, published: datetime.date | None = None) -> list[dict[str, Any]]:
    """Return what a model tells: of each event its triggers, its realis, and who and what fills each role."""
    events = model.annotate(Document(id="doc-1", text=text, published=published)).events
    return [
        {event.realis: [trigger.text for trigger in event.triggers]}
        | {role: [filler.value for filler in fillers] for role, fillers in event.roles.fillers().items() if fillers}
        for event in events
    ]


@pytest.fixture
def but(like_rules: Likely) -> Callable[..., Likely]:
    """Return answers like those of rules, but for questions with this label, or of this kind, and these words."""

    def changed(label: str, words: str, likely: float, *further: tuple[str, str, float]) -> Likely:
        said = {(label, words): likely} | {(one, other): number for one, other, number in further}

        def answer(question: Question, words: str) -> float:
            for name in (question.label, question.kind):
                if (name, words) in said:
                    return said[name, words]
            return like_rules(question, words)

        return answer

    return changed


BERTEMU = {
    "actual": ["bertemu"],
    "participant": ["Sugiono", "Wang Yi"],
    "place": ["Jakarta"],
    "time": ["2025-02-03"],
}
MENEMUI = {
    "actual": ["menemui"],
    "participant": ["Sugiono", "Penny Wong"],
    "place": ["Canberra"],
    "time": ["2025-02-07"],
}


def test_where_it_answers_as_rules_do_it_tells_what_they_tell(answering: Build) -> None:
    assert told(answering(), TWO) == [BERTEMU, MENEMUI]


def test_it_drops_an_event(answering: Build, but: Callable[..., Likely]) -> None:
    assert told(answering(but("meeting", "bertemu", 0.4)), TWO) == [MENEMUI]


def test_it_drops_and_adds_who_takes_part(answering: Build, but: Callable[..., Likely]) -> None:
    said = but("meeting.participant", "Wang Yi", 0.4, ("meeting.participant", "Penny Wong", 0.6))
    assert told(answering(said), TWO) == [BERTEMU | {"participant": ["Sugiono", "Penny Wong"]}, MENEMUI]


def test_it_finds_an_event_that_rules_do_not_tell(answering: Build, but: Callable[..., Likely]) -> None:
    text = "Indonesia dan Jepang menandatangani nota kesepahaman di Tokyo."
    assert [event["actual"] for event in told(answering(), text)] == [["menandatangani"]]
    said = but("agreement", "nota kesepahaman", 0.6, ("agreement.party", "Jepang", 0.9))
    assert told(answering(said), text)[1] == {"actual": ["nota kesepahaman"], "party": ["Jepang"]}


def test_it_joins_two_events(answering: Build, but: Callable[..., Likely]) -> None:
    (event,) = told(answering(but("same", "bertemu", 0.5)), TWO)
    assert event["actual"] == ["bertemu", "menemui"]
    assert event["participant"] == ["Sugiono", "Wang Yi", "Penny Wong"]
    assert event["place"] == ["Jakarta", "Canberra"]


@pytest.mark.parametrize(("likely", "realis"), [(0.6, "planned"), (0.4, "actual")])
def test_a_realis_stays_until_another_is_likely_enough(
    answering: Build, but: Callable[..., Likely], likely: float, realis: str
) -> None:
    said = but("meeting.planned", "bertemu", likely, ("meeting.actual", "bertemu", 0.2))
    (event, _) = told(answering(said), TWO)
    assert realis in event


def test_what_rules_do_not_tell_must_be_likelier(answering: Build, but: Callable[..., Likely]) -> None:
    said = but("meeting.participant", "Wang Yi", 0.4, ("meeting.participant", "Penny Wong", 0.6))
    (event, _) = told(answering(said, keep=0.3, add=0.7), TWO)
    assert event["participant"] == ["Sugiono", "Wang Yi"]


def test_somebody_named_far_from_an_event_is_not_asked_about(answering: Build, like_rules: Likely) -> None:
    asked: list[str] = []

    def hear(question: Question, words: str) -> float:
        asked.append(f"{question.label} {words}")
        return like_rules(question, words)

    told(answering(hear), "Sugiono bertemu Wang Yi di Jakarta. Hujan turun. Penny Wong pulang.")
    told(answering(hear), "Sugiono bertemu Wang Yi di Jakarta. Anwar Ibrahim pulang.")
    assert "meeting.participant Anwar Ibrahim" in asked
    assert "meeting.participant Penny Wong" not in asked


@pytest.mark.parametrize(
    ("verb", "day", "value"),
    [
        ("menandatangani", "Jumat", "2025-01-31"),
        ("akan menandatangani", "Jumat", "2025-02-07"),
        ("menandatangani", "7 Februari 2025", "2025-02-07"),
    ],
)
def test_a_time_that_it_adds_is_told_by_the_day_of_publication(
    answering: Build, but: Callable[..., Likely], verb: str, day: str, value: str
) -> None:
    text = f"Indonesia dan Jepang {verb} nota kesepahaman. Naskahnya dibacakan {day}."
    said = but("agreement.time", day, 0.9)
    (event,) = told(answering(said), text, published=datetime.date(2025, 2, 3))
    assert event["time"] == [value]


def test_rules_that_are_always_agreed_with_come_out_unchanged(
    answering: Build, rules: Ruleset, lessons: list[Lesson]
) -> None:
    model = answering()
    for lesson in lessons[:100]:
        assert plain(model, lesson.document) == plain(rules, lesson.document)


def plain(annotator: Model | Ruleset, document: Document) -> list[dict[str, Any]]:
    return [without_confidence(event) for event in annotator.plain(document)["events"]]


def without_confidence(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: without_confidence(said) for name, said in told.items() if name != "confidence"}
    return [without_confidence(one) for one in told] if isinstance(told, list) else told


@given(seed=st.integers(0, 10_000), bounds=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@settings(max_examples=200)
def test_a_higher_minimum_tells_nothing_more(
    answering: Build, like_rules: Likely, lessons: list[Lesson], seed: int, bounds: tuple[float, float]
) -> None:
    def answer(question: Question, words: str) -> float:
        if question.kind in {"same", "realis"}:
            return like_rules(question, words)
        return crc32(f"{seed} {question.label} {words}".encode()) / 2**32

    document = lessons[seed % len(lessons)].document
    models = (answering(answer, minimum=minimum, keep=0, add=0) for minimum in sorted(bounds))
    low, high = (who_and_where(model.annotate(document)) for model in models)
    assert high <= low


def who_and_where(annotation: Annotation) -> set[tuple[str, ...]]:
    """Return all that is told but times, of which several that are told have the value of the likeliest."""
    fillers = ((event.type, *filler) for event in annotation.events for filler in event.fillers())
    return {(event.type, trigger.text) for event in annotation.events for trigger in event.triggers} | {
        (type_name, role, filler.kind, filler.value) for type_name, role, _, filler in fillers if filler.kind != "time"
    }
