"""Event classes: one class is one type, its fields are its roles."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from risalah.schema import (
    CORE,
    Actor,
    AnyNumber,
    AtLeastOne,
    AtMostOne,
    Event,
    Mention,
    Place,
    Role,
    Text,
    Time,
)
from risalah.schema.errors import SchemaError
from risalah.schema.event import _role
from risalah.schema.events.meeting import Meeting
from risalah.schema.events.transfer import Transfer
from risalah.schema.events.weapon_test import WeaponTest

TEXT = "Menhan Prabowo menerima Menhan Austin di Jakarta, Senin. Prabowo dan Austin berbicara dua jam."
PRABOWO = {"value": "Prabowo Subianto", "kind": "person", "mentions": [Mention.at(TEXT, 7, 14)]}
AUSTIN = {"value": "Lloyd Austin", "kind": "person", "mentions": [Mention.at(TEXT, 31, 37)]}


class ElectionDay(Event):
    """Voters vote."""

    voter: AtLeastOne[Actor]
    """Who votes."""
    place: AnyNumber[Place] = []
    """Where."""
    time: AtMostOne[Time] = []


@pytest.mark.parametrize(
    ("event", "name", "label"),
    [
        (Meeting, "meeting", "Meeting"),
        (WeaponTest, "weapon_test", "Weapon test"),
        (ElectionDay, "election_day", "Election day"),
    ],
)
def test_a_type_is_named_after_its_class(event: type[Event], name: str, label: str) -> None:
    assert (event.type_name(), event.label()) == (name, label)


def test_the_docstring_is_the_guideline() -> None:
    assert ElectionDay.guideline() == "Voters vote."


def test_the_fields_are_the_roles_with_their_cardinality_and_description() -> None:
    assert ElectionDay.roles() == (
        Role("voter", Actor, 1, None, "Who votes."),
        Role("place", Place, 0, None, "Where."),
        Role("time", Time, 0, 1, ""),
    )


@pytest.mark.parametrize(
    ("event", "roles"),
    [
        ("meeting", "participant place time occasion topic outcome"),
        ("visit", "visitor host destination time purpose"),
        ("call", "participant time topic"),
        ("agreement", "party document place time topic"),
        ("statement", "speaker addressee content time"),
        ("transfer", "giver recipient item quantity time"),
        ("weapon_test", "actor weapon target time"),
        ("ceremony", "attendee host occasion place time"),
    ],
)
def test_the_types_to_begin_with_have_their_roles(event: str, roles: str) -> None:
    assert [role.name for role in CORE[event].roles()] == roles.split()


@pytest.mark.parametrize("event", CORE.events, ids=lambda event: event.type_name())
def test_annotators_are_told_what_every_role_is_in_two_languages(event: type[Event]) -> None:
    assert all(" / " in role.description for role in event.roles())


@pytest.mark.parametrize("event", CORE.events, ids=lambda event: event.type_name())
def test_every_type_has_a_code_in_other_schemes(event: type[Event]) -> None:
    assert event.codes.ace or event.codes.plover or event.codes.cameo


def test_an_event_tells_the_roles_that_are_filled() -> None:
    meeting = Meeting(participant=[PRABOWO, AUSTIN])
    assert list(meeting.fillers()) == ["participant"]


def test_fillers_stand_in_the_order_of_their_first_mention() -> None:
    told = [filler.value for filler in Meeting(participant=[AUSTIN, PRABOWO]).participant]
    assert told == ["Prabowo Subianto", "Lloyd Austin"]


def test_one_actor_has_all_mentions_under_one_filler() -> None:
    again = PRABOWO | {"mentions": [Mention.at(TEXT, 57, 64)]}
    with pytest.raises(ValidationError, match="has the person 'Prabowo Subianto' twice: give one all"):
        Meeting(participant=[PRABOWO, again])


def test_one_name_may_be_of_two_kinds() -> None:
    country = PRABOWO | {"value": "Austin", "kind": "country"}
    person = PRABOWO | {"value": "Austin", "kind": "person"}
    assert len(Meeting(participant=[country, person]).participant) == 2


def test_differing_counts_all_stay(marked: Callable) -> None:
    _, annotation = marked(
        "[Turki|1.giver=Turki:country] [mengirim|1.transfer:actual] [2.000|1.quantity=2000] tenda; "
        "menurut Ankara [lebih dari 2.500|1.quantity=>2500]."
    )
    transfer = annotation.events[0].roles
    assert isinstance(transfer, Transfer)
    assert [quantity.value for quantity in transfer.quantity] == ["2000", ">2500"]


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ({}, "participant\n  Field required"),
        ({"participant": []}, "at least 1 item after validation, not 0"),
        (
            {
                "participant": [PRABOWO],
                "time": [{"value": day, "mentions": [Mention.at(TEXT, 50, 55)]} for day in "ab"],
            },
            "is no time",
        ),
        (
            {
                "participant": [PRABOWO],
                "time": [{"value": day, "mentions": [Mention.at(TEXT, 50, 55)]} for day in ("2022-11-21", "2022")],
            },
            "at most 1 item after validation, not 2",
        ),
        ({"participant": [PRABOWO], "visitor": [AUSTIN]}, "visitor\n  Extra inputs are not permitted"),
        ({"participant": [PRABOWO | {"kind": "place"}]}, "'person', 'organization', 'country' or 'group'"),
        ({"participant": [PRABOWO], "place": [AUSTIN]}, "place.0.kind\n  Input should be 'place'"),
    ],
    ids=["role missing", "role empty", "not canonical", "two times", "another type's role", "kind", "another filler"],
)
def test_roles_that_are_not_those_of_the_type_are_refused(roles: dict[str, object], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Meeting.model_validate(roles)


@pytest.mark.parametrize(
    "annotation",
    [str, list[str], list[Mention], dict[str, Actor], Actor, Actor | None, tuple[Actor, ...], list[Actor] | None],
    ids=str,
)
def test_a_field_that_is_no_role_is_told_by_its_address(annotation: object) -> None:
    event = type("Rally", (Event,), {"__doc__": "A crowd.", "__annotations__": {"crowd": annotation}})
    with pytest.raises(SchemaError, match=r"Rally\.crowd: is no role\. Declare it as AnyNumber, AtLeastOne or AtMost"):
        event.roles()


@pytest.mark.parametrize("filler", [Actor, Place, Time, Text])
def test_a_role_takes_any_filler(filler: type) -> None:
    event = type("Rally", (Event,), {"__doc__": "A crowd.", "__annotations__": {"crowd": AnyNumber[filler]}})
    assert event.roles() == (Role("crowd", filler, 0, None, ""),)


@pytest.mark.parametrize("name", ["fillers", "label", "roles", "codes", "guideline", "json", "copy"])
@pytest.mark.filterwarnings("ignore:Field name:UserWarning")  # pydantic says so too, and makes the class all the same
def test_a_role_does_not_take_the_name_of_what_every_class_has(name: str) -> None:
    event = type("Rally", (Event,), {"__doc__": "A crowd.", "__annotations__": {name: AnyNumber[Actor]}})
    with pytest.raises(SchemaError, match="has the name of something that every event class has"):
        _role(event, name)
