"""The event types of a project, checked against each other when it loads."""

import pytest

from risalah.schema import CORE, Actor, AnyNumber, AtLeastOne, AtMostOne, Event, Ontology, Place, Quantity, Text
from risalah.schema.errors import SchemaError
from risalah.schema.events.meeting import Meeting
from risalah.schema.events.visit import Visit


def event_class(name: str, guideline: str | None = "An event.", **roles: object) -> type[Event]:
    """Return a class as a researcher would write it, with the given roles and no more."""
    return type(name, (Event,), {"__doc__": guideline, "__module__": "pemilu", "__annotations__": roles})


def test_the_types_to_begin_with_stand_in_their_order() -> None:
    assert CORE.type_names == (
        "meeting",
        "visit",
        "call",
        "agreement",
        "statement",
        "transfer",
        "weapon_test",
        "ceremony",
    )


def test_a_class_is_found_by_its_type_name() -> None:
    assert CORE["visit"] is Visit
    assert "visit" in CORE
    assert "election" not in CORE
    with pytest.raises(KeyError):
        CORE["election"]


def test_a_users_class_comes_after_the_others_which_stay_as_they_are(election: type[Event]) -> None:
    extended = CORE.extended(election)
    assert tuple(extended) == (*CORE, election)
    assert extended["election"] is election
    assert "election" not in CORE


def test_roles_of_one_name_are_told_together() -> None:
    named = Ontology((Meeting, Visit)).roles()
    assert list(named)[:3] == ["participant", "place", "time"]
    assert [role.filler.__name__ for role in named["time"]] == ["Time", "Time"]


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        (
            [event_class("Meeting", participant=AnyNumber[Actor])],
            "risalah.schema.events.meeting.Meeting: has the type name 'meeting', and so has pemilu.Meeting. Rename one",
        ),
        (
            [event_class("Weapon_Test", actor=AnyNumber[Actor])],
            "risalah.schema.events.weapon_test.WeaponTest: has the type name 'weapon_test', and so has "
            "pemilu.Weapon_Test",
        ),
        ([Meeting], "has the type name 'meeting'"),
        ([event_class("Rally", guideline=None, crowd=AnyNumber[Actor])], "pemilu.Rally: has no docstring. Write the"),
        ([event_class("Rally", guideline="  ", crowd=AnyNumber[Actor])], "pemilu.Rally: has no docstring"),
        (
            [event_class("Rally", place=AnyNumber[Text])],
            "role 'place': is filled by Place and Text in different types. Rename one of them",
        ),
        (
            [event_class("Rally", crowd=AnyNumber[Actor]), event_class("March", crowd=AnyNumber[Quantity])],
            "role 'crowd': is filled by Actor and Quantity in different types",
        ),
        ([event_class("Rally", trigger=AnyNumber[Text])], "role 'trigger': has the name of another label or column"),
        (
            [event_class("Rally", attribution=AnyNumber[Actor])],
            "role 'attribution': has the name of another label or column",
        ),
        ([event_class("Rally", meeting=AnyNumber[Text])], "role 'meeting': has the name of another label or column"),
        ([event_class("Rally", rally=AnyNumber[Text])], "role 'rally': has the name of another label or column"),
        ([event_class("Rally", crowd=str)], "pemilu.Rally.crowd: is no role. Declare it as AnyNumber"),
    ],
)
def test_a_clash_is_found_when_the_ontology_is_made(events: list[type[Event]], problem: str) -> None:
    with pytest.raises(SchemaError) as told:
        CORE.extended(*events)
    assert problem in str(told.value)


def test_no_type_has_the_label_of_attribution() -> None:
    with pytest.raises(SchemaError):
        CORE.extended(event_class("Attribution", source=AnyNumber[Actor]))


def test_no_two_roles_have_one_label() -> None:
    with pytest.raises(SchemaError):
        CORE.extended(event_class("Rally", crowd=AnyNumber[Actor], Crowd=AnyNumber[Actor]))


@pytest.mark.parametrize(
    "name", ["doc_id", "record_id", "number", "type", "realis", "status", "annotators", "prior", "triggers"]
)
def test_no_role_has_the_name_of_another_column_of_the_records_table(name: str) -> None:
    with pytest.raises(SchemaError, match=f"role '{name}': has the name of another label or column. Rename it"):
        CORE.extended(event_class("Rally", **{name: AnyNumber[Text]}))


def test_all_clashes_are_told_at_once() -> None:
    rally = event_class("Rally", guideline=None, place=AnyNumber[Text], trigger=AnyNumber[Text])
    with pytest.raises(SchemaError) as told:
        CORE.extended(rally)
    assert [problem.where for problem in told.value.problems] == ["pemilu.Rally", "role 'place'", "role 'trigger'"]


def test_the_fingerprint_is_of_what_records_may_hold() -> None:
    one = Ontology((event_class("Rally", crowd=AnyNumber[Actor]),)).fingerprint()
    assert Ontology((event_class("Rally", "Said otherwise.", crowd=AnyNumber[Actor]),)).fingerprint() == one
    others = [
        event_class("March", crowd=AnyNumber[Actor]),
        event_class("Rally", people=AnyNumber[Actor]),
        event_class("Rally", crowd=AtLeastOne[Actor]),
        event_class("Rally", crowd=AtMostOne[Actor]),
        event_class("Rally", crowd=AnyNumber[Place]),
        event_class("Rally", crowd=AnyNumber[Actor], place=AnyNumber[Place]),
    ]
    assert one not in {Ontology((event,)).fingerprint() for event in others}


def test_the_fingerprint_is_the_same_for_ontologies_that_hold_the_same_records(election: type[Event]) -> None:
    rally = event_class("Rally", crowd=AnyNumber[Actor])
    assert CORE.extended(election, rally).fingerprint() == CORE.extended(rally, election).fingerprint()
