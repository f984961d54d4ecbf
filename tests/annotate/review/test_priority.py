"""Which of two documents people should see first."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.review.priority import EMPTY, priority
from risalah.schema import Annotation, Mention
from risalah.schema.flag import Flag

SURE = {f"slot.{role}": 0.99 for role in ("trigger", "participant", "place", "visitor", "host", "time", "topic")}
OFTEN = {"meeting": 100, "visit": 100, "call": 4}
MET = (
    "[Retno|1.participant=Retno:person] [bertemu|1.meeting:actual] [Wong|1.participant=Wong:person] "
    "di [Dili|1.place=Dili]."
)
HOSTED = (
    "[Retno|1.visitor=Retno:person] [tiba|1.visit:actual] disambut [Wong|1.host=Wong:person] "
    "untuk [gladi|1.purpose=gladi:text]."
)


def value(annotation: Annotation, precision: dict[str, float] = SURE, types: dict[str, int] = OFTEN) -> float:
    return priority(annotation, precision, types).value


@pytest.mark.parametrize("rule", ["slot.trigger", "slot.place"])
def test_what_bad_rules_found_goes_before_what_good_ones_found(ruled: Callable, rule: str) -> None:
    assert value(ruled(MET), SURE | {rule: 0.3}) > value(ruled(MET), SURE | {rule: 0.6}) > value(ruled(MET))


def test_a_rule_of_which_nothing_is_known_is_between_the_good_and_the_bad(ruled: Callable, said: Callable) -> None:
    good, bad = SURE, dict.fromkeys(SURE, 0.1)
    assert value(ruled(MET), good) < value(ruled(MET), {}) < value(ruled(MET), bad)
    assert value(said(MET)) == value(ruled(MET), {})


def test_a_time_that_the_rules_could_not_tell_goes_before_one_they_could(ruled: Callable) -> None:
    text = MET.replace(" di [Dili|1.place=Dili]", " [Rabu|1.time={}]")
    assert value(ruled(text.format("?"))) > value(ruled(text.format("2025-09-03")))


def test_what_is_flagged_goes_before_what_is_not(ruled: Callable) -> None:
    annotation = ruled(MET)
    (event,) = annotation.events
    flag = Flag(code="weekday", mention=event.triggers[0], why="2025-09-03 is a Wednesday")
    flagged = annotation.model_copy(update={"events": [event.model_copy(update={"flags": [flag]})]})
    assert value(flagged) > value(annotation)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("di [Dili|1.place=Dili]", "di [Dili|1.place=Dili,1.participant=Dili:country]"),
        ("di [Dili|1.place=Dili]", "di [Dili|1.participant=Wong:person,1.place=Dili]"),
        ("[bertemu|1.meeting:actual]", "[bertemu|1.meeting:actual,2.visit:actual] [Sari|2.visitor=Sari:person]"),
    ],
    ids=["one stretch in two roles", "another filler there", "one stretch as triggers of two events"],
)
def test_where_rules_disagree_goes_first(ruled: Callable, was: str, now: str) -> None:
    disputed = priority(ruled(MET.replace(was, now)), SURE, OFTEN)
    assert disputed.disagreement > 0
    assert disputed.value > value(ruled(MET))


def test_one_filler_in_two_roles_is_a_contradiction(ruled: Callable) -> None:
    assert priority(ruled(HOSTED.replace("Wong:", "Retno:")), SURE, OFTEN).disagreement == 0.5
    assert priority(ruled(HOSTED), SURE, OFTEN).disagreement == 0


@pytest.mark.parametrize(
    "now",
    [
        "[Retno|1.participant=Retno:person,1.attribution=Retno:person] [bertemu",
        "[Retno|1.participant=Retno:person,1.topic=Retno:text] [bertemu",
        "[Retno|1.participant=Retno:person,2.visitor=Retno:person] [tiba|2.visit:actual] dan [bertemu",
    ],
    ids=["as a source", "as a topic", "in another event"],
)
def test_what_can_stand_beside_any_role_is_no_contradiction(ruled: Callable, now: str) -> None:
    told = ruled(MET.replace("[Retno|1.participant=Retno:person] [bertemu", now))
    assert priority(told, SURE, OFTEN).disagreement == 0


def with_flags(annotation: Annotation, *codes: str) -> Annotation:
    """Return the annotation with flags at the trigger of its event, or beside the events where it has none."""
    word = annotation.events[0].triggers[0] if annotation.events else Mention(start=0, end=5, text="Harga")
    flags = [Flag(code=code, mention=word, why="it is told otherwise elsewhere") for code in codes]
    if not annotation.events:
        return annotation.model_copy(update={"flags": flags})
    events = [annotation.events[0].model_copy(update={"flags": flags}), *annotation.events[1:]]
    return annotation.model_copy(update={"events": events})


@pytest.mark.parametrize("role", ["trigger", "place"])
def test_what_a_model_holds_unlikely_goes_before_what_it_is_sure_of(by_model: Callable, role: str) -> None:
    sure, unsure, doubtful = (value(by_model(MET, **{role: likely})[1]) for likely in (0.99, 0.6, 0.3))
    assert sure < unsure < doubtful


def test_what_a_model_is_sure_of_is_sure_whatever_rule_found_it(by_model: Callable, ruled: Callable) -> None:
    told = by_model(MET)[1]
    assert value(told, dict.fromkeys(SURE, 0.1)) == value(told) < value(ruled(MET), {})
    assert priority(told, SURE, OFTEN).uncertainty == pytest.approx(0.1)


def test_where_rules_and_model_disagree_is_disagreement_and_no_doubt_about_the_text(ruled: Callable) -> None:
    plain, disputed, doubtful = (
        priority(with_flags(ruled(MET), *codes), SURE, OFTEN) for codes in ([], ["model"], ["weekday"])
    )
    assert (plain.disagreement, disputed.disagreement, doubtful.disagreement) == (0, 1 / 5, 0)
    assert plain.uncertainty == disputed.uncertainty < doubtful.uncertainty
    assert value(with_flags(ruled(MET), "model", "model")) > disputed.value > plain.value
    assert "rules and model disagree on 1;" in disputed.why


def test_an_event_that_the_model_left_out_brings_a_document_without_any_forward(said: Callable) -> None:
    empty = said("Harga cabai turun di Pasar Minggu.")
    assert value(with_flags(empty, "model", "model")) > value(with_flags(empty, "model")) > 0.5 > value(empty)
    assert priority(with_flags(empty, "model"), {}, {}).why == "no event is told: rules and model disagree on 1"


def test_an_event_that_the_model_left_out_beside_another_counts_too(ruled: Callable) -> None:
    flags = with_flags(ruled("Harga cabai turun."), "model").flags
    assert value(ruled(MET).model_copy(update={"flags": flags})) > value(ruled(MET))


def test_rare_types_go_before_common_ones(ruled: Callable) -> None:
    call = MET.replace("meeting", "call").replace(" di [Dili|1.place=Dili]", "")
    visit = call.replace("call", "visit").replace("participant", "visitor")
    assert value(ruled(call)) > value(ruled(visit))
    assert value(ruled(call), types={}) == value(ruled(visit), types={})


def test_a_rare_type_beside_a_common_one_makes_a_document_rare(ruled: Callable) -> None:
    call = " [Retno|2.participant=Retno:person] [menelepon|2.call:actual] [Wong|2.participant=Wong:person]."
    assert priority(ruled(MET + call), SURE, OFTEN).rarity == pytest.approx(1 - 5 / 101)


def test_a_document_without_events_comes_late_but_not_last(said: Callable, ruled: Callable) -> None:
    empty = said("Harga cabai turun di Pasar Minggu.")
    assert value(empty) == pytest.approx(EMPTY)
    assert value(ruled(MET), dict.fromkeys(SURE, 1.0)) < value(empty) < value(ruled(MET), {})


def test_it_says_why(ruled: Callable, said: Callable) -> None:
    text = MET.replace("1.place=Dili", "1.place=Dili,1.participant=Dili:country")
    assert priority(ruled(text), SURE, OFTEN).why == (
        "0.1 of 5 statements are doubtful, 2 contradict each other; 100 records of type meeting were reviewed"
    )
    assert priority(said("Tidak ada apa-apa."), SURE, OFTEN).why == "no event is told: one may be missed"


@given(
    data=st.data(),
    precision=st.dictionaries(st.just(""), st.floats(0, 1)),
    types=st.dictionaries(st.sampled_from(["meeting", "visit", "call"]), st.integers(0, 1000)),
)
def test_every_part_is_a_share(
    any_reading: st.SearchStrategy, data: st.DataObject, precision: dict[str, float], types: dict[str, int]
) -> None:
    annotation = data.draw(any_reading)
    told = priority(annotation, precision, types)
    assert all(0 <= part <= 1 for part in (told.value, told.uncertainty, told.disagreement, told.rarity))
    assert told.value >= max(told.uncertainty, told.disagreement) - 1e-9
    assert priority(annotation, precision, types) == told
