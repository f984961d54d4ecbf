"""The right answers, by gold."""

from collections.abc import Callable, Iterable

import pytest

from risalah.annotate.evaluation.disagreements import disagreements
from risalah.annotate.evaluation.effort import effort
from risalah.annotate.evaluation.records import Argument, Event, Page
from risalah.annotate.models import Lesson
from risalah.annotate.models.assembly import Assembly
from risalah.annotate.models.candidates import Offer
from risalah.annotate.models.model import offered
from risalah.annotate.models.oracle import SORTS, Oracle
from risalah.annotate.models.question import Span
from risalah.annotate.models.records import records
from risalah.annotate.models.trial import page_of
from risalah.annotate.rules import Ruleset
from risalah.schema import CORE, Document

GOLD = (
    "[Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] Wang Yi di [Jakarta|1.place=Jakarta], "
    "[Senin (3/2/2025)|1.time=2025-02-03]. [Penny Wong|1.participant=Penny Wong:person] datang terlambat. "
    "Pertemuan para nelayan akan digelar di Cilacap."
)


def asked(rules: Ruleset, document: Document, gold: Page) -> tuple[list[str], list[str]]:
    """Return what the oracle answered with yes, and with no, as labels and words."""
    oracle = Oracle(document.text, gold, rules.ontology)
    Assembly(rules.ontology, 0.5, 0.5).drafts(document, offered(document, rules, corrects=True)[1], oracle)
    said: tuple[list[str], list[str]] = [], []
    for question, answer in oracle.asked:
        words = document.text[slice(*(question.second or question.first))]
        said[not answer].append(f"{question.label} {words}")
    return said


def without_roles(page: Page) -> Page:
    """Return gold that tells no roles, only sorts, as that of another format does."""
    return Page(page.doc_id, page.text_sha256, tuple(map(_bare, page.events)), has_roles=False)


def _bare(event: Event) -> Event:
    arguments = (Argument(one.sort, one.sort, one.value, one.names, one.mentions) for one in event.arguments)
    return Event(event.number, event.type, event.realis, event.triggers, tuple(arguments))


def test_it_knows_what_gold_says(rules: Ruleset, marked: Callable) -> None:
    document, annotation = marked(GOLD)
    yes, no = asked(rules, document, Lesson.of(document, annotation).gold)
    assert yes == [
        "meeting bertemu",
        "meeting.actual bertemu",
        "meeting.participant Sugiono",
        "meeting.place Jakarta",
        "meeting.time Senin (3/2/2025)",
        "meeting.participant Penny Wong",
    ]
    assert no[0] == "meeting Pertemuan"
    assert "meeting.participant Wang Yi" in no


@pytest.mark.parametrize(("time", "answer"), [("2025-02-03", True), ("2025-02-04", True), ("?", True), (None, False)])
def test_a_time_is_right_where_it_stands_whatever_its_value(
    rules: Ruleset, marked: Callable, time: str | None, answer: bool
) -> None:
    """Whoever corrects it keeps the mention."""
    mark = f"[Senin (3/2/2025)|1.time={time}]" if time else "Senin (3/2/2025)"
    document, annotation = marked(f"[Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] Wang Yi, {mark}.")
    yes, _ = asked(rules, document, Lesson.of(document, annotation).gold)
    assert ("meeting.time Senin (3/2/2025)" in yes) is answer


def test_where_gold_tells_no_roles_the_sort_decides_and_what_it_has_no_sort_for_is_not_learnt(
    rules: Ruleset, marked: Callable
) -> None:
    text = "[Iran|1.party=Iran:country] [menandatangani|1.agreement:actual] nota kesepahaman di [Wina|1.place=Wina]."
    document, annotation = marked(text)
    gold = Lesson.of(document, annotation).gold
    (yes, no), (yes_bare, no_bare) = asked(rules, document, gold), asked(rules, document, without_roles(gold))
    assert yes == yes_bare
    assert "agreement.document nota kesepahaman" in no
    assert [one for one in (*yes_bare, *no_bare) if "document" in one] == []


def test_every_class_of_filler_has_a_sort() -> None:
    assert {role.filler.__name__ for event in CORE for role in event.roles()} == {*SORTS}


def test_right_answers_make_of_what_is_offered_what_gold_tells(rules: Ruleset, lessons: Iterable[Lesson]) -> None:
    """No trigger too many, nobody in another role; of the triggers that gold has those that rules know as such."""
    corrected = uncorrected = 0
    for lesson in lessons:
        told, found = offered(lesson.document, rules, corrects=True)
        oracle = Oracle(lesson.document.text, lesson.gold, rules.ontology)
        drafts, _ = Assembly(rules.ontology, 0.5, 0.5).drafts(lesson.document, found, oracle)
        events, _ = records(drafts, found, lesson.document.text, rules.ontology)
        left = disagreements(page_of(told | {"events": events}), lesson.gold)
        assert not {one.kind for one in left} & {"spurious trigger", "wrong role"}
        assert offered_triggers(found) & triggers(lesson.gold) <= {
            (span, one.type) for one in drafts for span in one.words
        }
        corrected += effort(left, lesson.gold).total
        uncorrected += effort(disagreements(page_of(told), lesson.gold), lesson.gold).total
    assert corrected < 0.75 * uncorrected


def triggers(page: Page) -> set[tuple[Span, str]]:
    return {(mention.span, event.type) for event in page.events for mention in event.triggers}


def offered_triggers(found: Offer) -> set[tuple[Span, str]]:
    """Return the words that may tell events of a type; where rules tell one already, of no other type."""
    told = {(one["start"], one["end"]): event["type"] for event in found.events for one in event["triggers"]}
    known = {(word.span, type_name) for word in found.words for type_name in word.rules}
    return {(span, type_name) for span, type_name in known if told.get(span, type_name) == type_name}
