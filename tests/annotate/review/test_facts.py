"""An annotation as facts and back, and the events that two annotations share."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.review.facts import aligned, annotation_of, in_common, renumbered
from risalah.schema import CORE, Actor, AtLeastOne, Event
from risalah.schema.fact import Fact, facts
from risalah.schema.flag import Flag

MET = (
    "[Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] "
    "[Anwar|1.participant=Anwar Ibrahim:person] di [Jakarta|1.place=Jakarta], [Rabu|1.time=?]. "
    "[Sugiono|2.visitor=Sugiono:person] lalu [terbang|2.visit:planned] ke [Kuala Lumpur|2.destination=Kuala Lumpur]."
)


def test_a_fact_is_what_one_mention_says_of_one_event(said: Callable) -> None:
    told = [str(fact) for fact in facts(said(MET))]
    assert told == [
        "event 1, participant: “Prabowo” = Prabowo Subianto (person)",
        "event 1, trigger: “bertemu” = meeting, actual",
        "event 1, participant: “Anwar” = Anwar Ibrahim (person)",
        "event 1, place: “Jakarta” = Jakarta (place)",
        "event 1, time: “Rabu” = ? (time)",
        "event 2, visitor: “Sugiono” = Sugiono (person)",
        "event 2, trigger: “terbang” = visit, planned",
        "event 2, destination: “Kuala Lumpur” = Kuala Lumpur (place)",
    ]


def test_who_found_it_makes_no_fact_another(ruled: Callable, said: Callable, by_model: Callable) -> None:
    assert facts(ruled(MET)) == facts(said(MET)) == facts(by_model(MET)[1])
    assert {fact.rule for fact in facts(ruled(MET, time="slot.day"))} >= {"slot.day", "slot.trigger"}


@given(data=st.data())
def test_any_annotation_is_the_same_after_being_facts(any_reading: st.SearchStrategy, data: st.DataObject) -> None:
    annotation = data.draw(any_reading)
    assert annotation_of(facts(annotation), annotation, CORE) == (annotation, [])


def test_the_rules_come_along(ruled: Callable) -> None:
    found = ruled(MET)
    assert annotation_of(facts(found), found, CORE)[0].model_dump() == found.model_dump()


def test_how_likely_a_model_holds_it_comes_along_and_what_it_flagged_does_not(by_model: Callable) -> None:
    _, found = by_model(MET, time=0.4)
    flag = Flag(code="model", mention=found.events[0].triggers[0], why="rules tell a visit here")
    again, _ = annotation_of(facts(found), found.model_copy(update={"flags": [flag]}), CORE)
    assert {fact.confidence for fact in facts(again)} == {0.9, 0.4}
    assert again == found


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (lambda fact: None if fact.is_trigger else fact, "has no trigger"),
        (lambda fact: None if fact.role == "participant" else fact, "roles.participant: is missing"),
        (lambda fact: replace(fact, role="host") if fact.role == "place" else fact, "roles.host: is not known here"),
        (lambda fact: replace(fact, type="visit") if fact.role == "place" else fact, "is both meeting and visit"),
    ],
)
def test_half_an_event_is_left_out_and_told(said: Callable, spoilt: Callable[[Fact], Fact | None], why: str) -> None:
    annotation = said(MET)
    half = [left for fact in facts(annotation) if (left := spoilt(fact) if fact.event == 1 else fact)]
    made, (problem,) = annotation_of(half, annotation, CORE)
    assert [event.number for event in made.events] == [2]
    assert problem.where.startswith("doc-1 event 1")
    assert why in str(problem)


def test_an_event_has_one_realis(said: Callable) -> None:
    annotation = said(MET)
    more = replace(facts(annotation)[1], start=0, end=7, text="Prabowo", realis="planned")
    _, (problem,) = annotation_of([*facts(annotation), more], annotation, CORE)
    assert problem.what == "is both actual and planned"


class Strike(Event):
    """Workers stop working. / Buruh mogok kerja."""

    striker: AtLeastOne[Actor]


def test_event_types_of_ones_own_become_facts_and_back(said: Callable) -> None:
    own = CORE.extended(Strike)
    annotation = said("[Prabowo|1.visitor=Prabowo:person] [tiba|1.visit:actual].")
    struck = [replace(fact, type="strike", role=fact.role.replace("visitor", "striker")) for fact in facts(annotation)]
    made, problems = annotation_of(struck, annotation, own)
    assert (made.events[0].type, problems, facts(made)) == ("strike", [], struck)


def test_what_is_said_twice_is_said_once(said: Callable) -> None:
    annotation = said(MET)
    again = [replace(fact, rule="slot.again") for fact in facts(annotation)]
    assert annotation_of([*facts(annotation), *again], annotation, CORE) == (annotation, [])


def test_events_without_a_new_number_are_left_out(said: Callable) -> None:
    told = renumbered(facts(said(MET)), {2: 7})
    assert [(fact.event, fact.text) for fact in told] == [(7, "Sugiono"), (7, "terbang"), (7, "Kuala Lumpur")]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (MET, {1: 1, 2: 2}),
        (MET.replace("|1.", "|9."), {1: 9, 2: 2}),
        (MET.replace("|1.", "|3.").replace("|2.", "|1.").replace("|3.", "|2."), {1: 2, 2: 1}),
        (
            MET.replace("1.participant", "1.visitor").replace("1.place", "1.destination").replace("meeting", "visit"),
            {1: 1, 2: 2},
        ),
        (MET.replace("[terbang|2.visit:planned] ke", "terbang [ke|2.visit:planned]"), {1: 1}),
    ],
    ids=["as it is", "another number", "numbers swapped", "another type", "another trigger"],
)
def test_events_are_the_same_that_share_a_trigger(said: Callable, other: str, same: dict[int, int]) -> None:
    assert aligned(said(MET), said(other)) == same


def test_the_part_of_a_split_event_that_keeps_the_number_is_the_event(said: Callable) -> None:
    text = "[A|{0}.visitor=A:person] [tiba|{0}.visit:actual] [B|{1}.visitor=B:person] dan [pulang|{1}.visit:actual]."
    assert aligned(said(text.format(2, 2)), said(text.format(1, 2))) == {2: 2}
    assert aligned(said(text.format(2, 2)), said(text.format(2, 1))) == {2: 2}


def test_an_event_of_the_type_goes_before_one_of_another(said: Callable) -> None:
    both = "[A|1.participant=A:person,2.participant=A:person] [menghubungi|1.call:actual,2.meeting:actual] B."
    turned = both.replace("1.", "3.").replace("2.", "1.").replace("3.", "2.")
    assert aligned(said(both), said(turned)) == {1: 2, 2: 1}


def test_nothing_is_more_like_an_event_than_itself(said: Callable) -> None:
    plain = said(
        "[Xi|1.visitor=Xi:person,2.visitor=Xi:person] [tiba|1.visit:actual] [lagi|1.visit:actual] "
        "[kini|2.visit:actual]."
    )
    longer = Fact(2, "visit", "trigger", 3, 12, "tiba lagi", realis="actual")
    annotation, _ = annotation_of([*facts(plain), longer], plain, CORE)
    assert aligned(annotation, annotation) == {1: 1, 2: 2}
    number = {1: 2, 2: 1}
    turned, _ = annotation_of(renumbered(facts(annotation), number), plain, CORE)
    assert aligned(annotation, turned) == number


@given(data=st.data())
def test_what_is_the_same_one_way_is_the_same_the_other(any_reading: st.SearchStrategy, data: st.DataObject) -> None:
    one, other = data.draw(any_reading), data.draw(any_reading)
    assert aligned(one, other) == {there: here for here, there in aligned(other, one).items()}
    assert aligned(one, one) == {event.number: event.number for event in one.events}


@given(data=st.data())
def test_in_common_nothing_is_lost_but_the_numbers_of_the_others(
    any_reading: st.SearchStrategy, data: st.DataObject
) -> None:
    versions = data.draw(st.lists(any_reading, min_size=1, max_size=3))
    common = in_common(versions)
    assert common[0] == facts(versions[0])
    for version, said in zip(versions, common, strict=True):
        assert [replace(fact, event=0) for fact in said] == [replace(fact, event=0) for fact in facts(version)]
        assert len({fact.event for fact in said}) == len(version.events)


def test_what_the_first_does_not_tell_has_the_next_numbers(said: Callable) -> None:
    text = "[A|{0}.visitor=A:person] [tiba|{0}.visit:actual] lalu [B|{1}.visitor=B:person] [pulang|{1}.visit:actual]."
    first = said("[A|1.visitor=A:person] [tiba|1.visit:actual] lalu B pulang.")
    common = in_common([first, said(text.format(2, 1)), said(text.format(1, 2))])
    assert [[fact.event for fact in of_one if fact.is_trigger] for of_one in common] == [[1], [1, 2], [1, 2]]


def test_annotations_of_different_texts_have_nothing_in_common(said: Callable, any_reading: st.SearchStrategy) -> None:
    with pytest.raises(ValueError, match="different texts"):
        in_common([said(MET), said(MET + " Selesai.")])
