"""The labelling page, as derived from the event classes."""

from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from label_studio_sdk.label_interface import LabelInterface

from risalah.schema import CORE, Actor, AnyNumber, Event, Ontology, Text
from risalah.schema.targets.labelling import MAX_EVENTS, labelling_config, role_labels


def page(ontology: Ontology = CORE) -> ET.Element:
    return ET.fromstring(labelling_config(ontology))


def hotkeys(ontology: Ontology) -> dict[str, str]:
    return {label.attrib["value"]: label.attrib["hotkey"] for label in page(ontology).iter("Label")}


def choices(view: ET.Element, name: str) -> list[str]:
    return [choice.attrib["value"] for choice in view.findall(f".//Choices[@name='{name}']/Choice")]


@pytest.fixture
def elections(election: type[Event]) -> Ontology:
    return CORE.extended(election)


def test_label_studio_accepts_the_page(elections: Ontology) -> None:
    for ontology in (CORE, elections):
        LabelInterface(labelling_config(ontology)).validate()


def test_every_type_is_a_trigger_label_and_every_role_a_role_label(elections: Ontology) -> None:
    triggers = [label.attrib["value"] for label in page(elections).findall(".//Labels[@name='trigger']/Label")]
    assert triggers[-2:] == ["Ceremony", "Election"]
    assert len(triggers) == 9
    roles = [label.attrib["value"] for label in page(elections).findall(".//Labels[@name='role']/Label")]
    assert [role_labels(elections)[label] for label in roles] == [*elections.roles(), "attribution"]
    assert {"Winner", "Votes", "Attribution"} < set(roles)


def test_no_two_labels_are_alike(elections: Ontology) -> None:
    labels = [label.attrib["value"] for label in page(elections).iter("Label")]
    assert Counter(labels).most_common(1)[0][1] == 1


def test_every_label_has_a_hotkey_of_its_own(elections: Ontology) -> None:
    keys = [label.attrib["hotkey"] for label in page(elections).iter("Label")]
    keys += [choice.attrib["hotkey"] for choice in page(elections).iter("Choice") if "hotkey" in choice.attrib]
    assert "" not in keys
    assert Counter(keys).most_common(1)[0][1] == 1


@pytest.mark.parametrize("count", range(1, len(CORE.events)))
def test_an_added_type_changes_no_hotkey_that_people_know(count: int) -> None:
    before = hotkeys(Ontology(CORE.events[:count]))
    after = hotkeys(Ontology(CORE.events[: count + 1]))
    assert after | before == after


def test_an_added_class_of_a_user_changes_no_hotkey_that_people_know(elections: Ontology) -> None:
    assert hotkeys(elections) | hotkeys(CORE) == hotkeys(elections)
    assert len(hotkeys(elections)) == len(hotkeys(CORE)) + 3


def test_a_label_has_a_letter_of_its_own_where_one_is_free() -> None:
    assert hotkeys(CORE)["Meeting"] == "m"
    assert hotkeys(CORE)["Participant"] == "p"
    assert hotkeys(CORE)["Attribution"] == "a"


def test_when_the_letters_are_used_up_shift_gives_more() -> None:
    roles = {f"peran_{letter}": AnyNumber[Text] for letter in "abcdefghij"}
    crowded = type("Rally", (Event,), {"__doc__": "A crowd.", "__annotations__": roles})
    assert any(key.startswith("shift+") for key in hotkeys(Ontology((crowded, *CORE))).values())


def test_there_is_room_for_thirty_events_the_first_nine_with_their_digit_as_hotkey() -> None:
    assert MAX_EVENTS == 30
    assert choices(page(), "event") == [str(number) for number in range(1, 31)]
    keyed = {
        choice.attrib["value"]: choice.attrib["hotkey"]
        for choice in page().findall(".//Choices[@name='event']/Choice")
        if "hotkey" in choice.attrib
    }
    assert keyed == {digit: digit for digit in "123456789"}


def test_realis_is_asked_of_triggers_and_the_kind_of_actors_alone(elections: Ontology) -> None:
    view = page(elections)
    assert choices(view, "realis") == ["actual", "planned", "denied", "hypothetical"]
    assert view.find(".//Choices[@name='realis']").attrib["whenTagName"] == "trigger"
    assert choices(view, "kind") == list(Actor.kinds())
    asked = view.find(".//Choices[@name='kind']").attrib
    assert asked["whenTagName"] == "role"
    acting = asked["whenLabelValue"].split(",")
    assert {"Participant", "Winner", "Attribution"} < set(acting)
    assert not {"Place", "Time", "Topic", "Votes"} & set(acting)


def test_the_page_refers_only_to_what_is_on_it() -> None:
    view = page()
    named = {tag.attrib["name"] for tag in view.iter() if "name" in tag.attrib}
    assert {tag.attrib["toName"] for tag in view.iter() if "toName" in tag.attrib} == {"text"}
    assert {tag.attrib["whenTagName"] for tag in view.iter() if "whenTagName" in tag.attrib} <= named
    assert len(named) == sum("name" in tag.attrib for tag in view.iter())


def test_neighbours_among_the_labels_have_different_colours() -> None:
    for name in ("trigger", "role"):
        colours = [label.attrib["background"] for label in page().findall(f".//Labels[@name='{name}']/Label")]
        assert all(one != next_one for one, next_one in pairwise(colours))


def test_the_value_of_a_role_stands_in_the_list_of_regions() -> None:
    value = page().find(".//TextArea[@name='value']").attrib
    assert (value["perRegion"], value["displayMode"], value["whenTagName"]) == ("true", "region-list", "role")


def test_the_page_is_the_same_each_time(elections: Ontology) -> None:
    assert labelling_config(elections) == labelling_config(elections)


def test_more_labels_than_keys_still_make_a_page() -> None:
    roles = {f"role_{number}": AnyNumber[Text] for number in range(30)}
    many = CORE.extended(type("Rally", (Event,), {"__doc__": "A crowd.", "__annotations__": roles}))
    labels = list(page(many).iter("Label"))
    assert [label.attrib["value"] for label in labels][-2:] == ["Role 29", "Attribution"]
    assert sum("hotkey" in label.attrib for label in labels) == 52
