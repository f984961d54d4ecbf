"""What annotators agree on, and what somebody has to decide."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.review.conflict import Merge, agreed
from risalah.schema import Annotation
from risalah.schema.fact import facts

MET = (
    "[Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] [Wong|1.participant=Penny Wong:person] "
    "di [Dili|1.place=Dili], [Rabu|1.time=?]."
)


@pytest.fixture
def merged(said: Callable) -> Callable[[str, str], Merge]:
    """Return what two annotators of a sentence come to."""
    return lambda one, other: agreed({"ani": said(one), "budi": said(other)})


@pytest.mark.parametrize(
    ("was", "now", "role", "told"),
    [
        ("[Dili|1.place=Dili]", "Dili", "place", ("“Dili” = Dili (place)", None)),
        ("1.time=?", "1.time=2025-09-03", "time", ("“Rabu” = ? (time)", "“Rabu” = 2025-09-03 (time)")),
        ("di [Dili|", "[di Dili|", "place", ("“Dili” = Dili (place)", "“di Dili” = Dili (place)")),
        ("actual", "planned", "trigger", ("“bertemu” = meeting, actual", "“bertemu” = meeting, planned")),
        ("Wong:person", "Wong:group", "participant", ("“Wong” = Penny Wong (person)", "“Wong” = Penny Wong (group)")),
    ],
    ids=["there or not", "value", "boundary", "realis", "kind"],
)
def test_one_disagreement(merged: Callable, was: str, now: str, role: str, told: tuple[str, str | None]) -> None:
    assert was in MET
    found = merged(MET, MET.replace(was, now))
    (conflict,) = found.conflicts
    assert (conflict.event, conflict.role) == (1, role)
    assert conflict.told == dict(zip(("ani", "budi"), told, strict=True))
    assert len(found.facts) == 4


def test_who_agree_on_everything_have_nothing_to_decide(said: Callable, ruled: Callable) -> None:
    found = agreed({"ani": said(MET), "budi": ruled(MET), "citra": said(MET)})
    assert (list(found.facts), found.conflicts) == (facts(said(MET)), ())


def test_the_numbers_of_events_are_no_conflict(merged: Callable) -> None:
    assert merged(MET, MET.replace("|1.", "|7.")).conflicts == ()
    (fact, *_) = merged(MET.replace("|1.", "|7."), MET).facts
    assert fact.event == 7


def test_an_event_that_one_has_alone_is_a_conflict_with_all_it_has(merged: Callable) -> None:
    more = "[Retno|2.visitor=Retno:person] [berkunjung|2.visit:actual]."
    found = merged(f"{MET} Retno berkunjung.", f"{MET} {more}")
    assert [(one.event, one.role, one.told["ani"]) for one in found.conflicts] == [
        (2, "visitor", None),
        (2, "trigger", None),
    ]
    assert len(found.facts) == 5


def test_a_type_is_decided_at_the_trigger(merged: Callable) -> None:
    call = MET.replace("meeting", "call").replace("[Dili|1.place=Dili]", "Dili")
    found = merged(MET.replace("[Dili|1.place=Dili]", "Dili"), call)
    assert [conflict.told for conflict in found.conflicts] == [
        {"ani": "“bertemu” = meeting, actual", "budi": "“bertemu” = call, actual"}
    ]
    assert [fact.role for fact in found.facts] == ["participant", "participant", "time"]


def test_what_stands_on_one_stretch_is_decided_together(said: Callable) -> None:
    text = "[Retno|1.visitor=Retno:person] [tiba|1.visit:actual] {} di Dili."
    versions = {
        "ani": said(text.format("[Presiden Xi|1.visitor=Xi:person]")),
        "budi": said(text.format("Presiden [Xi|1.visitor=Xi Jinping:person]")),
        "citra": said(text.format("Presiden Xi")),
    }
    (conflict,) = agreed(versions).conflicts
    assert (conflict.start, conflict.end) == (11, 22)
    assert conflict.told == {"ani": "“Presiden Xi” = Xi (person)", "budi": "“Xi” = Xi Jinping (person)", "citra": None}


def test_one_annotator_and_none_have_no_conflict(said: Callable) -> None:
    assert agreed({"ani": said(MET)}) == Merge(tuple(facts(said(MET))), ())
    assert agreed({}) == Merge((), ())


def test_versions_of_different_texts_cannot_be_merged(merged: Callable) -> None:
    with pytest.raises(ValueError, match="different texts"):
        merged(MET, MET + " Selesai.")


@given(data=st.data())
def test_the_order_of_the_versions_is_no_matter(any_reading: st.SearchStrategy, data: st.DataObject) -> None:
    versions = {name: data.draw(any_reading) for name in ("ani", "budi", "citra")}
    assert len({repr(agreed(dict(order))) for order in permutations(versions.items())}) == 1


@given(data=st.data())
def test_nothing_is_lost(any_reading: st.SearchStrategy, any_edit: Callable, data: st.DataObject) -> None:
    first: Annotation = data.draw(any_reading)
    versions = {"ani": first, "budi": data.draw(any_edit(first))}
    found = agreed(versions)
    for name, version in versions.items():
        said = len(found.facts) + sum(len(conflict.said[name]) for conflict in found.conflicts)
        assert said == len(facts(version))
