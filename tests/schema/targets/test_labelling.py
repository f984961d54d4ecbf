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


def labels(view: ET.Element, row: str) -> list[str]:
    return [label.attrib["value"] for label in view.findall(f".//View[@className='row {row}']//Label")]


def choices(view: ET.Element, name: str) -> list[str]:
    return [choice.attrib["value"] for choice in view.findall(f".//Choices[@name='{name}']/Choice")]


@pytest.fixture
def elections(election: type[Event]) -> Ontology:
    return CORE.extended(election)


def test_label_studio_accepts_the_page(elections: Ontology) -> None:
    for ontology in (CORE, elections):
        LabelInterface(labelling_config(ontology)).validate()


def test_every_type_and_every_role_is_a_label(elections: Ontology) -> None:
    view = page(elections)
    assert labels(view, "triggers")[-2:] == ["Ceremony", "Election"]
    assert len(labels(view, "triggers")) == 9
    roles = labels(view, "roles")
    assert sorted(role_labels(elections)[label] for label in roles) == sorted([*elections.roles(), "attribution"])
    assert {"Winner", "Votes", "Attribution"} < set(roles)


def test_event_numbers_types_and_roles_are_labels_of_one_control() -> None:
    (control,) = page().findall(".//Labels[@name='label']")
    assert control.attrib["choice"] == "multiple"
    assert labels(control, "numbers") == [str(number) for number in range(1, MAX_EVENTS + 1)]
    assert {"Meeting", "Participant"} < {label.attrib["value"] for label in control.iter("Label")}


def test_a_result_tells_types_and_roles_apart(elections: Ontology) -> None:
    types = page(elections).findall(".//View[@className='row triggers']/Label")
    stored = [label.attrib["alias"] for label in types]
    assert stored[0] == "trigger Meeting"
    assert not {mark.partition(" ")[0] for mark in stored} & {label.partition(" ")[0] for label in role_labels(CORE)}


def test_roles_stand_together_by_what_is_asked_of_them() -> None:
    groups = page().findall(".//View[@className='row roles']/View")
    asked = {group.attrib["className"]: [label.attrib["value"] for label in group] for group in groups}
    assert list(asked) == ["group who", "group where", "group when", "group what"]
    assert asked["group when"] == ["Time"]
    assert asked["group where"] == ["Place", "Destination", "Target"]
    assert {"Participant", "Attribution"} < set(asked["group who"])
    assert {"Topic", "Quantity"} < set(asked["group what"])


def test_no_two_labels_are_alike(elections: Ontology) -> None:
    names = [label.attrib["value"] for label in page(elections).iter("Label")]
    assert Counter(names).most_common(1)[0][1] == 1


def test_whatever_can_be_said_has_a_key_of_its_own(elections: Ontology) -> None:
    view = page(elections)
    keys = [said.attrib["hotkey"] for tag in ("Label", "Choice") for said in view.iter(tag)]
    assert Counter(keys).most_common(1)[0][1] == 1


def test_events_side_by_side_have_colours_of_their_own() -> None:
    colours = [label.attrib["background"] for label in page().findall(".//View[@className='row numbers']/Label")]
    assert len(set(colours)) == MAX_EVENTS
    assert all(_distance(one, other) > 150 for one, other in pairwise(colours[:10]))


def _distance(one: str, other: str) -> int:
    return sum(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))


def test_realis_is_asked_of_triggers_and_the_kind_of_actors_alone(elections: Ontology) -> None:
    view = page(elections)
    assert choices(view, "realis") == ["actual", "planned", "denied", "hypothetical", "no event"]
    assert "trigger Election" in view.find(".//Choices[@name='realis']").attrib["whenLabelValue"].split(",")
    assert choices(view, "kind") == list(Actor.kinds())
    acting = set(view.find(".//Choices[@name='kind']").attrib["whenLabelValue"].split(","))
    assert {"Participant", "Winner", "Attribution"} < acting
    assert not {"Place", "Time", "Topic", "Votes"} & acting


def test_the_page_refers_only_to_what_is_on_it() -> None:
    view = page()
    named = {tag.attrib["name"] for tag in view.iter() if "name" in tag.attrib}
    assert {tag.attrib["toName"] for tag in view.iter() if "toName" in tag.attrib} == {"text"}
    assert {tag.attrib["whenTagName"] for tag in view.iter() if "whenTagName" in tag.attrib} <= named
    assert len(named) == sum("name" in tag.attrib for tag in view.iter())


def test_the_value_of_a_role_stands_in_the_list_of_regions() -> None:
    value = page().find(".//TextArea[@name='value']").attrib
    assert (value["perRegion"], value["displayMode"]) == ("true", "region-list")
    assert set(value["whenLabelValue"].split(",")) == set(role_labels(CORE))


def test_the_style_sheet_has_no_sign_that_label_studio_does_not_read() -> None:
    """It takes what the XML escapes as it stands."""
    assert not set("<>&") & set(page().findtext("Style"))


def test_the_page_is_the_same_each_time(elections: Ontology) -> None:
    assert labelling_config(elections) == labelling_config(elections)


def test_more_labels_than_keys_still_make_a_page() -> None:
    roles = {f"role_{number}": AnyNumber[Text] for number in range(50)}
    many = CORE.extended(type("Rally", (Event,), {"__doc__": "A crowd.", "__annotations__": roles}))
    lacking = [label.attrib["value"] for label in page(many).iter("Label") if "hotkey" not in label.attrib]
    assert lacking
    assert lacking[-1] == "Role 49"
