"""Every class of disagreement, as two readings of a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from risalah.annotate.evaluation.disagreements import disagreements
from risalah.annotate.evaluation.records import Page
from risalah.schema import Mention

MEETING = (
    "Presiden [Putin|1.participant=Vladimir Putin:person] [bertemu|1.meeting:actual] "
    "[Kim Jong Un|1.participant=Kim Jong Un:person] di [Beijing|1.place=Beijing], [Rabu|1.time=2025-09-03]."
)


def told(predicted: Page, gold: Page) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.kind, one.role, one.predicted, one.gold) for one in disagreements(predicted, gold)]


@pytest.mark.parametrize(
    ("marked_so", "predicted_so", "found"),
    [
        ("[bertemu|", "[bertemu|", []),
        ("[Putin|1.participant=Vladimir Putin", "[Putin|1.participant=Putin", []),
        (
            "[Beijing|1.place=Beijing]",
            "Beijing",
            [("missed filler", "place", None, "Beijing")],
        ),
        (
            "Presiden [Putin",
            "[Presiden|1.participant=Xi:person] [Putin",
            [("spurious filler", "participant", "Xi", None)],
        ),
        (
            "[Kim Jong Un|",
            "Kim Jong [Un|",
            [("wrong boundary", "participant", "Un", "Kim Jong Un")],
        ),
        (
            "[bertemu|1.meeting:actual] ",
            "[bertemu |1.meeting:actual]",
            [("wrong boundary", "trigger", "bertemu ", "bertemu")],
        ),
        (
            "[Beijing|1.place=Beijing]",
            "[Beijing|1.participant=Beijing:country]",
            [("wrong role", "place", "Beijing as participant", "Beijing as place")],
        ),
        (
            "1.time=2025-09-03",
            "1.time=2025-09",
            [("wrong value", "time", "2025-09", "2025-09-03")],
        ),
        (
            "1.time=2025-09-03",
            "1.time=?",
            [("wrong value", "time", "?", "2025-09-03")],
        ),
        (
            "1.meeting:actual",
            "1.meeting:planned",
            [("wrong value", "realis", "planned", "actual")],
        ),
    ],
)
def test_one_region_of_a_record(
    pages: Callable, marked_so: str, predicted_so: str, found: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert marked_so in MEETING
    assert told(*pages(MEETING.replace(marked_so, predicted_so), MEETING)) == found


def test_further_mentions_are_no_work_but_further_triggers_are(pages: Callable) -> None:
    gold = MEETING + " [Putin|1.participant=Vladimir Putin:person] memuji [pertemuan|1.meeting:actual] itu."
    assert told(*pages(MEETING + " Putin memuji pertemuan itu.", gold)) == [
        ("missed trigger", "trigger", None, "pertemuan")
    ]


def test_a_mention_of_gold_that_is_not_the_first_will_do(pages: Callable) -> None:
    gold = MEETING + " [Putin|1.participant=Vladimir Putin:person] pulang."
    elsewhere = MEETING.replace("[Putin|1.participant=Vladimir Putin:person]", "Putin")
    predicted = elsewhere + " [Putin|1.participant=Vladimir Putin:person] pulang."
    assert told(*pages(predicted, gold)) == []


def test_a_trigger_and_a_filler_of_another_event_are_to_be_relabelled(pages: Callable) -> None:
    met = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] Kim dan "
    gold = met + "[menelepon|2.call:actual] [Xi|2.participant=Xi:person]."
    predicted = met + "[menelepon|1.meeting:actual] [Xi|1.participant=Xi:person]."
    assert told(*pages(predicted, gold)) == [
        ("wrong event", "trigger", "menelepon in meeting 1", "menelepon in call 2"),
        ("wrong event", "participant", "Xi in meeting 1", "Xi in call 2"),
    ]


def test_what_is_equal_goes_before_what_agrees(pages: Callable) -> None:
    gold = (
        "[Kim|1.participant=Kim:person] [bertemu|1.meeting:actual] [Kim Jong Un|1.participant=Kim Jong Un:person] "
        "dan [Putin|1.participant=Putin:person]."
    )
    predicted = gold.replace("[Kim|1.participant=Kim:person]", "Kim")
    assert told(*pages(predicted, gold)) == [("missed filler", "participant", None, "Kim")]


def test_the_own_event_goes_before_another(pages: Callable) -> None:
    text = (
        "[Putin|1.visitor=Putin:person] [tiba|1.visit:actual]{}, lalu "
        "[Xi|2.visitor=Xi:person] [mengunjungi|2.visit:actual] [Kim|2.{}=Kim:person]."
    )
    gold = text.format(" dengan [Kim|1.visitor=Kim:person]", "host")
    assert told(*pages(text.format(" dengan Kim", "visitor"), gold)) == [
        ("wrong role", "host", "Kim as visitor", "Kim as host"),
        ("missed filler", "visitor", None, "Kim"),
    ]


@pytest.mark.parametrize(
    ("predicted", "gold"),
    [
        ("1.time=?", "2.time=?"),
        ("1.participant=Beijing:country", "2.place=Beijing"),
        ("1.topic=A:text", "2.topic=B:text"),
    ],
)
def test_other_things_in_other_events_are_other_things(pages: Callable, predicted: str, gold: str) -> None:
    text = (
        "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] Xi, [Kim|2.participant=Kim:person] "
        "[bertatap muka|2.meeting:actual] [lagi|{}]."
    )
    assert [kind for kind, *_ in told(*pages(text.format(predicted), text.format(gold)))] == [
        "spurious filler",
        "missed filler",
    ]


def test_a_whole_event_is_spurious_or_missed_with_all_it_has(pages: Callable) -> None:
    nothing = "Presiden Putin bertemu Kim Jong Un di Beijing, Rabu."
    assert [kind for kind, *_ in told(*pages(MEETING, nothing))] == ["spurious trigger", *["spurious filler"] * 4]
    assert [kind for kind, *_ in told(*pages(nothing, MEETING))] == ["missed trigger", *["missed filler"] * 4]


def test_attribution_and_topics_are_compared_where_gold_tells_roles(pages: Callable) -> None:
    gold = MEETING + " [KCNA|1.attribution=KCNA:organization] menyebut [dagang|1.topic=dagang:text]."
    predicted = MEETING + " KCNA menyebut dagang."
    assert [(kind, role) for kind, role, *_ in told(*pages(predicted, gold))] == [
        ("missed filler", "topic"),
        ("missed filler", "attribution"),
    ]
    more, less = pages(gold, predicted)
    assert told(more, replace(less, has_roles=False)) == []


def test_roles_of_one_sort_are_one_where_gold_tells_none(pages: Callable) -> None:
    visit = "[Putin|1.visitor=Putin:person] [mengunjungi|1.visit:actual] [Kim|1.host=Kim:person]."
    predicted, gold = pages(visit.replace("1.host", "1.visitor"), visit)
    assert [kind for kind, *_ in told(predicted, gold)] == ["wrong role"]
    assert told(predicted, replace(gold, has_roles=False)) == []


def test_the_rules_are_told_with_those_that_told_the_event(pages: Callable) -> None:
    met = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] {} di {}. {} usai."
    predicted, gold = pages(
        met.format("[Kim|1.participant=Kim:person]", "Beijing", "Pertemuan"),
        met.format("Kim", "[Beijing|1.place=Beijing]", "[Pertemuan|1.meeting:actual]"),
    )
    found = {one.kind: one.rules for one in disagreements(ruled(predicted), gold)}
    assert found == {
        "missed trigger": (),
        "missed filler": ("meeting.meet",),
        "spurious filler": ("slot", "meeting.meet"),
    }


def ruled(page: Page) -> Page:
    """Return a page as if rules had found it."""
    (event,) = page.events
    arguments = tuple(replace(argument, mentions=by("slot", argument.mentions)) for argument in event.arguments)
    return replace(page, events=(replace(event, triggers=by("meeting.meet", event.triggers), arguments=arguments),))


def by(rule: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(mention.model_copy(update={"rule": rule}) for mention in mentions)
