"""Annotations: what one source says about one document."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from risalah.schema import CORE, Annotation, Document, Event, EventRecord, Mention, Problem, Source
from risalah.schema.events.call import Call
from risalah.schema.flag import Flag
from risalah.schema.report import problems_of

SENTENCE = (
    "[Presiden Joko Widodo|1.participant=Joko Widodo:person] [menelepon|1.call:actual] "
    "[PM Kishida|1.participant=Fumio Kishida:person] pada [Senin (21/3/2022)|1.time=2022-03-21], menurut "
    "[Istana|1.attribution=Istana Kepresidenan:organization]. Ia [akan berkunjung|2.visit:planned] ke "
    "[Tokyo|2.destination=Tokyo] [pekan depan|2.time=?]; [Jokowi|1.participant=Joko Widodo:person,"
    "2.visitor=Joko Widodo:person] belum menyebut tanggalnya."
)


@pytest.fixture
def call(marked: Callable) -> tuple[Document, dict[str, Any]]:
    """Return a document and its annotation as plain data, to be spoilt."""
    document, annotation = marked(SENTENCE, "doc-17")
    return document, json.loads(annotation.model_dump_json())


def faults(spoilt: dict[str, Any], **context: object) -> list[str]:
    with pytest.raises(ValidationError) as told:
        Annotation.model_validate(spoilt, context=context)
    return [str(problem) for problem in problems_of(told.value, "doc-17")]


def test_an_annotation_is_written_as_one_line_that_programs_can_rely_on(marked: Callable) -> None:
    document, annotation = marked("[Luhut|1.participant=Luhut:person] [menelepon|1.call:actual] [tadi|1.time=?].")
    assert json.loads(annotation.model_dump_json()) == {
        "doc_id": "doc-1",
        "text_sha256": document.text_sha256,
        "source": {"kind": "rules", "version": "test"},
        "events": [
            {
                "number": 1,
                "type": "call",
                "realis": "actual",
                "triggers": [{"start": 6, "end": 15, "text": "menelepon"}],
                "roles": {
                    "participant": [
                        {"value": "Luhut", "kind": "person", "mentions": [{"start": 0, "end": 5, "text": "Luhut"}]}
                    ],
                    "time": [{"value": None, "kind": "time", "mentions": [{"start": 16, "end": 20, "text": "tadi"}]}],
                },
            }
        ],
    }


@given(data=st.data())
def test_any_annotation_is_the_same_after_json(any_annotation: st.SearchStrategy, data: st.DataObject) -> None:
    _, annotation = data.draw(any_annotation)
    line = annotation.model_dump_json()
    assert Annotation.model_validate_json(line) == annotation
    assert Annotation.model_validate_json(line).model_dump_json() == line


@given(data=st.data())
def test_what_is_empty_is_left_out_but_for_a_time_nobody_knows(
    any_annotation: st.SearchStrategy, data: st.DataObject
) -> None:
    _, annotation = data.draw(any_annotation)
    for name, value in everything(json.loads(annotation.model_dump_json())):
        assert value is not None or name == "value"
        assert value not in ([], {}) or name in {"events", "roles"}


def everything(told: object) -> Iterator[tuple[str, object]]:
    if isinstance(told, list):
        for value in told:
            yield from everything(value)
    if isinstance(told, dict):
        yield from told.items()
        yield from everything(list(told.values()))


@given(data=st.data())
def test_any_annotation_made_on_a_document_fits_it(any_annotation: st.SearchStrategy, data: st.DataObject) -> None:
    document, annotation = data.draw(any_annotation)
    assert annotation.problems(document) == []


def test_mentions_are_told_with_their_addresses(marked: Callable) -> None:
    _, annotation = marked(SENTENCE)
    assert [f"{address} {mention.text}" for address, mention in annotation.events[0].mentions()] == [
        "triggers[0] menelepon",
        "roles.participant[0].mentions[0] Presiden Joko Widodo",
        "roles.participant[0].mentions[1] Jokowi",
        "roles.participant[1].mentions[0] PM Kishida",
        "roles.time[0].mentions[0] Senin (21/3/2022)",
        "attribution[0].mentions[0] Istana",
    ]


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("doc_id", None, "doc-17 doc_id: Input should be a valid string"),
        ("text_sha256", "b97f", "doc-17 text_sha256: String should match pattern '^[0-9a-f]{64}$'"),
        ("source.kind", "robot", "doc-17 source.kind: Input should be 'rules', 'model' or 'person'"),
        ("confidence", 0.9, "doc-17 confidence: is not known here"),
        ("events.0.number", 0, "doc-17 events[0].number: Input should be greater than or equal to 1"),
        ("events.1.number", 1, "doc-17 events: two events have the number 1"),
        (
            "events.0.type",
            "phone_call",
            "doc-17 events[0].roles: unknown event type 'phone_call'; known are meeting, visit, call, agreement, "
            "statement, transfer, weapon_test, ceremony",
        ),
        (
            "events.0.realis",
            "rumoured",
            "doc-17 events[0].realis: Input should be 'actual', 'planned', 'denied' or 'hypothetical'",
        ),
        ("events.0.triggers", [], "doc-17 events[0].triggers: has 0 entries, but takes at least 1"),
        ("events.0.triggers.0.end", 21, "doc-17 events[0].triggers[0]: end 21 is not after start 21"),
        (
            "events.0.triggers.0.end",
            29,
            "doc-17 events[0].triggers[0]: covers 8 code points, but its text 'menelepon' has 9",
        ),
        ("events.0.roles.destination", [], "doc-17 events[0].roles.destination: is not known here"),
        ("events.0.roles.participant", [], "doc-17 events[0].roles.participant: has 0 entries, but takes at least 1"),
        (
            "events.0.roles.participant.0.kind",
            "place",
            "doc-17 events[0].roles.participant[0].kind: Input should be 'person', 'organization', 'country' or "
            "'group'",
        ),
        (
            "events.0.roles.participant.1.value",
            " Fumio Kishida",
            "doc-17 events[0].roles.participant[1].value: ' Fumio Kishida' is not one line of text with single spaces",
        ),
        (
            "events.0.roles.time.0.value",
            "Senin",
            "doc-17 events[0].roles.time[0].value: 'Senin' is no time: write 2025, 2025-09, 2025-09-03 or an "
            "interval of two such",
        ),
        (
            "events.0.roles.time.0.mentions",
            [],
            "doc-17 events[0].roles.time[0].mentions: has 0 entries, but takes at least 1",
        ),
        ("events.0.attribution.0.kind", "media", "doc-17 events[0].attribution[0].kind: Input should be 'person',"),
    ],
)
def test_every_fault_is_told_with_its_address(
    call: tuple[Document, dict[str, Any]], path: str, value: object, fault: str
) -> None:
    spoilt = call[1]
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    within: Any = spoilt
    for step in steps:
        within = within[step]
    within[last] = value
    assert [told[: len(fault)] for told in faults(spoilt)] == [fault]


def test_a_role_takes_no_more_than_its_class_says(call: tuple[Document, dict[str, Any]]) -> None:
    times = call[1]["events"][0]["roles"]["time"]
    times.append(times[0] | {"value": "2022-03"})
    assert faults(call[1]) == ["doc-17 events[0].roles.time: has 2 entries, but takes at most 1"]


def test_one_span_is_a_trigger_once(call: tuple[Document, dict[str, Any]]) -> None:
    triggers = call[1]["events"][0]["triggers"]
    triggers.append(triggers[0] | {"rule": "call.menelepon"})
    assert faults(call[1]) == ["doc-17 events[0].triggers: 21-30 'menelepon' is mentioned twice"]


def test_one_actor_takes_part_once(call: tuple[Document, dict[str, Any]]) -> None:
    participants = call[1]["events"][0]["roles"]["participant"]
    participants.append(participants[1])
    assert faults(call[1]) == [
        "doc-17 events[0].roles.participant: has the person 'Fumio Kishida' twice: give one all the mentions"
    ]


def test_one_source_is_attributed_to_once(call: tuple[Document, dict[str, Any]]) -> None:
    sources = call[1]["events"][0]["attribution"]
    sources.append(sources[0])
    assert faults(call[1]) == [
        "doc-17 events[0].attribution: has the organization 'Istana Kepresidenan' twice: give one all the mentions"
    ]


def test_all_faults_are_told_at_once(call: tuple[Document, dict[str, Any]]) -> None:
    spoilt = call[1]
    del spoilt["source"]
    spoilt["events"][0]["realis"] = "true"
    spoilt["events"][1]["roles"]["host"] = [{"value": "Tokyo"}]
    assert [told.partition(": ")[0] for told in faults(spoilt)] == [
        "doc-17 source",
        "doc-17 events[0].realis",
        "doc-17 events[1].roles.host[0].kind",
        "doc-17 events[1].roles.host[0].mentions",
    ]


def test_events_stand_in_the_order_of_their_numbers(call: tuple[Document, dict[str, Any]]) -> None:
    call[1]["events"].reverse()
    assert [event.number for event in Annotation.model_validate(call[1]).events] == [1, 2]


def test_a_record_of_one_type_has_no_roles_of_another() -> None:
    text = "Jokowi menelepon Kishida."
    participants = [{"value": "Joko Widodo", "kind": "person", "mentions": [Mention.at(text, 0, 6)]}]
    with pytest.raises(ValidationError, match="is a meeting, but its roles are those of a call"):
        EventRecord(
            number=1,
            type="meeting",
            realis="actual",
            triggers=[Mention.at(text, 7, 16)],
            roles=Call(participant=participants),
        )


def test_a_users_type_is_known_where_its_ontology_is(election: type[Event]) -> None:
    text = "Xanana menang di Dili."
    record = {
        "number": 1,
        "type": "election",
        "realis": "actual",
        "triggers": [Mention.at(text, 7, 13)],
        "roles": {"winner": [{"value": "Xanana Gusmão", "kind": "person", "mentions": [Mention.at(text, 0, 6)]}]},
    }
    document = Document(id="doc-17", text=text)
    source = Source(kind="person", version="annotator-1")
    told = {"doc_id": "doc-17", "text_sha256": document.text_sha256, "source": source, "events": [record]}
    assert "doc-17 events[0].roles: unknown event type 'election'" in faults(told)[0]
    ontology = CORE.extended(election)
    annotation = Annotation.model_validate(told, context={"ontology": ontology})
    assert isinstance(annotation.events[0].roles, election)
    line = annotation.model_dump_json()
    assert Annotation.model_validate_json(line, context={"ontology": ontology}) == annotation
    assert annotation.problems(document) == []


def moved(annotation: Annotation, at: str, *, by: int) -> Annotation:
    """Return the annotation with the mention at an address moved in the text, its words unchanged."""
    told = json.loads(annotation.model_dump_json())
    for event in told["events"]:
        for mention in [*event["triggers"], *everything_mentioned(event)]:
            if mention["text"] == at:
                mention["start"] += by
                mention["end"] += by
    return Annotation.model_validate(told)


def everything_mentioned(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for fillers in [*event["roles"].values(), event.get("attribution", [])]:
        for filler in fillers:
            yield from filler["mentions"]


def test_a_mention_past_the_end_is_told_with_its_address(marked: Callable) -> None:
    document, annotation = marked(
        "[Sri Mulyani|1.participant=Sri Mulyani:person] [menelepon|1.call:actual] [Yellen|1.participant=Yellen:person];"
        " lalu ia [terbang|2.visit:planned] [ke Bali|2.destination=Bali], dan "
        "[Yellen|2.visitor=Yellen:person] [bertemu|3.meeting:planned] [Luhut|3.participant=Luhut:person].",
        "doc-17",
    )
    length = len(document.text)
    found = moved(annotation, "bertemu", by=length).problems(document)
    trigger = annotation.events[2].triggers[0]
    assert list(map(str, found)) == [
        f"doc-17 events[2].triggers[0]: end {trigger.end + length} is past the text's {length} code points"
    ]


def test_a_mention_may_end_where_the_text_does_and_not_one_code_point_later(marked: Callable) -> None:
    document, annotation = marked("[Retno|1.participant=Retno:person] [menelepon|1.call:actual]", "doc-17")
    assert annotation.problems(document) == []
    [found] = moved(annotation, "menelepon", by=1).problems(document)
    assert str(found) == "doc-17 events[0].triggers[0]: end 16 is past the text's 15 code points"


def test_a_mention_that_slipped_is_told_with_what_stands_there(marked: Callable) -> None:
    document, annotation = marked(SENTENCE, "doc-17")
    assert moved(annotation, "Tokyo", by=-3).problems(document) == [
        Problem("doc-17 events[1].roles.destination[0].mentions[0]", "the text has 'ke To' at 101-106, not 'Tokyo'")
    ]


def test_a_mention_that_begins_or_ends_with_space_is_told(marked: Callable) -> None:
    document, annotation = marked("[Retno|1.participant=Retno:person] [menelepon |1.call:actual]Wong.", "doc-17")
    assert annotation.problems(document) == [
        Problem("doc-17 events[0].triggers[0]", "'menelepon ' at 6-16 begins or ends with space")
    ]


def test_a_doubt_about_what_no_event_tells_fits_the_text_too(marked: Callable) -> None:
    document, annotation = marked("Retno menelepon Wong.", "doc-17")
    doubt = Flag(code="model", mention=Mention(start=6, end=15, text="menelepon"), why="rules tell a call here")
    assert annotation.model_copy(update={"flags": [doubt]}).problems(document) == []
    slipped = doubt.model_copy(update={"mention": Mention(start=7, end=16, text="menelepon")})
    assert annotation.model_copy(update={"flags": [slipped]}).problems(document) == [
        Problem("doc-17 flags[0].mention", "the text has 'enelepon ' at 7-16, not 'menelepon'")
    ]


def test_all_misfits_are_told_at_once(marked: Callable) -> None:
    document, annotation = marked(SENTENCE, "doc-17")
    other = Document(id="doc-17", text=document.text.upper())
    elsewhere = annotation.model_copy(update={"text_sha256": other.text_sha256})
    assert len(elsewhere.problems(other)) == sum(len(list(event.mentions())) for event in annotation.events)


def test_an_annotation_fits_no_other_document_and_no_other_text(marked: Callable) -> None:
    document, annotation = marked(SENTENCE, "doc-17")
    [other] = annotation.problems(Document(id="doc-18", text=document.text))
    assert str(other) == "doc-17: is an annotation of 'doc-17', not of 'doc-18'"
    [changed] = annotation.problems(Document(id="doc-17", text=document.text + " (ant)"))
    assert changed.what.startswith(f"was made on the text {document.text_sha256[:12]}, but the document's is ")
