"""The JSON Schema of an annotation, as derived from the event classes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from risalah.schema import CORE, Actor, Annotation, AnyNumber, Event, Ontology
from risalah.schema.targets.json_schema import json_schema

SENTENCE = (
    "[Megawati|1.visitor=Megawati Soekarnoputri:person] [melawat|1.visit:actual] ke "
    "[Hanoi|1.destination=Hanoi] [waktu itu|1.time=?], kata [PDI-P|1.attribution=PDI-P:organization]."
)


@pytest.fixture(scope="session")
def accepts() -> Callable[[object], bool]:
    return Draft202012Validator(json_schema(CORE)).is_valid


@pytest.fixture
def visit(marked: Callable) -> dict[str, Any]:
    return json.loads(marked(SENTENCE)[1].model_dump_json())


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(json_schema(CORE))
    assert json.loads(json.dumps(json_schema(CORE))) == json_schema(CORE)


def test_an_annotation_fits(visit: dict[str, Any], accepts: Callable[[object], bool]) -> None:
    assert accepts(visit)
    assert visit["events"][0]["roles"]["time"][0]["value"] is None


@given(data=st.data())
def test_any_annotation_fits(
    any_annotation: st.SearchStrategy, accepts: Callable[[object], bool], data: st.DataObject
) -> None:
    _, annotation = data.draw(any_annotation)
    assert accepts(json.loads(annotation.model_dump_json()))


@pytest.mark.parametrize(
    ("spoil"),
    [
        lambda event: event["roles"].update(participant=event["roles"]["visitor"]),
        lambda event: event["roles"].update(visitor=[]),
        lambda event: event["roles"].pop("visitor"),
        lambda event: event["roles"].update(time=event["roles"]["time"] * 2),
        lambda event: event["roles"]["visitor"][0].update(kind="place"),
        lambda event: event["roles"]["visitor"][0].update(value=None),
        lambda event: event["roles"]["time"][0].pop("value"),
        lambda event: event["roles"]["destination"][0].update(mentions=[]),
        lambda event: event.update(type="meeting"),
        lambda event: event.update(type="tour"),
        lambda event: event.update(realis="rumoured"),
        lambda event: event.update(number=0),
        lambda event: event.update(triggers=[]),
        lambda event: event.update(certainty=0.9),
        lambda event: event.update(confidence=1.5),
        lambda event: event["triggers"][0].update(confidence=-0.1),
        lambda event: event["triggers"][0].update(start=-1),
        lambda event: event["attribution"][0].update(kind="media"),
    ],
    ids=[
        "another type's role",
        "role empty",
        "role missing",
        "two times",
        "kind of another filler",
        "an actor without value",
        "a time that says nothing of its value",
        "a filler without mention",
        "a type with other roles",
        "an unknown type",
        "an unknown realis",
        "number zero",
        "no trigger",
        "an unknown field",
        "more than certain",
        "a mention less than impossible",
        "before the text",
        "an unknown kind",
    ],
)
def test_what_the_models_refuse_does_not_fit(
    visit: dict[str, Any], spoil: Callable[[dict[str, Any]], None], accepts: Callable[[object], bool]
) -> None:
    spoil(visit["events"][0])
    assert not accepts(visit)
    with pytest.raises(ValueError, match="validation error"):
        Annotation.model_validate(visit)


def test_a_users_type_fits_with_its_own_roles(election: type[Event], visit: dict[str, Any]) -> None:
    accepts = Draft202012Validator(json_schema(CORE.extended(election))).is_valid
    event = visit["events"][0]
    event["type"] = "election"
    event["roles"] = {"winner": event["roles"]["visitor"]}
    assert accepts(visit)
    event["roles"]["destination"] = []
    assert not accepts(visit)


def test_the_guidelines_and_descriptions_travel_along() -> None:
    definitions = json_schema(CORE)["$defs"]
    assert definitions["Meeting"]["description"] == CORE["meeting"].guideline()
    assert definitions["Visit"]["properties"]["visitor"]["description"] == "Who travels. / Siapa yang berkunjung."


@pytest.mark.parametrize("name", ["Annotation", "EventRecord", "Place"])
def test_a_users_class_may_be_called_as_a_model_of_ours_is(name: str) -> None:
    event = type(name, (Event,), {"__doc__": "Lain.", "__annotations__": {"crowd": AnyNumber[Actor]}})
    schema = json_schema(Ontology((event,)))
    Draft202012Validator.check_schema(schema)
    head = {"doc_id": "a", "text_sha256": "0" * 64, "source": {"kind": "rules", "version": "1"}}
    trigger = {"start": 0, "end": 4, "text": "ramai"[:4]}
    record = {"number": 1, "type": event.type_name(), "realis": "actual", "triggers": [trigger], "roles": {}}
    assert Draft202012Validator(schema).is_valid(head | {"events": [record]})
    assert not Draft202012Validator(schema).is_valid(head | {"events": [record | {"roles": {"place": []}}]})
