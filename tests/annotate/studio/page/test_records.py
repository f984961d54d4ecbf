"""The round trip of an annotation through Label Studio's regions."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.studio.page.records import from_result, to_result
from risalah.schema import CORE, Actor, Annotation, Document, Mention, Source, Time
from risalah.schema.flag import Flag
from risalah.schema.targets.labelling import MAX_EVENTS

PERSON = Source(kind="person", version="annotator-1")
SENTENCE = (
    "[Prabowo Subianto|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] "
    "[Xi Jinping|1.participant=Xi Jinping:person,2.host=Xi Jinping:person] di "
    "[Beijing|1.place=Beijing,2.destination=Beijing], [Sabtu (9/11/2024)|1.time=2024-11-09]. "
    "[Prabowo|2.visitor=Prabowo Subianto:person] [melawat|2.visit:actual] [pekan ini|2.time=?], "
    "menurut [Xinhua|2.attribution=Xinhua:organization]."
)


def through_the_page(annotation: Annotation, document: Document) -> Annotation | None:
    result = json.loads(json.dumps(to_result(annotation)))
    return from_result(result, document, annotation.source, CORE, where="task 1")[0]


def test_an_annotation_comes_back_as_it_went(marked: Callable) -> None:
    document, annotation = marked(SENTENCE)
    assert through_the_page(annotation, document) == annotation


def test_how_likely_a_model_held_it_stays_with_the_model(marked: Callable, by_model: Callable) -> None:
    document, told = by_model(SENTENCE)
    flag = Flag(code="model", mention=told.events[0].triggers[0], why="rules tell no event here")
    flagged = told.events[0].model_copy(update={"flags": [flag], "confidence": 0.7})
    told = told.model_copy(update={"events": [flagged, *told.events[1:]], "flags": [flag]})
    submitted = through_the_page(told.model_copy(update={"source": PERSON}), document)
    assert submitted == marked(SENTENCE)[1].model_copy(update={"source": PERSON})


def test_a_mention_of_two_events_in_one_role_is_one_region_with_two_numbers(marked: Callable) -> None:
    _, annotation = marked(
        "[Kedua pihak|1.party=kedua pihak:group,2.party=kedua pihak:group] "
        "[menandatangani|1.agreement:actual,2.agreement:actual] dua perjanjian."
    )
    labels = [item["value"]["labels"] for item in to_result(annotation) if item["from_name"] == "label"]
    assert labels == [["1", "2", "Party"], ["1", "2", "trigger Agreement"]]


TEXT = "Presiden 😀 Rusia   Vladimir Putin dan e\u0301 Kim\tJong Un — “bertemu”\r\ndi Vostochny, Rabu."


@st.composite
def annotations(draw: st.DrawFn) -> tuple[Document, Annotation]:
    document = Document(id="doc-1", text=draw(st.sampled_from([TEXT, TEXT * 3])))
    rules = st.sampled_from([None, "meeting.bertemu", "time.weekday"])

    def mentions() -> list[Mention]:
        starts = [i for i, letter in enumerate(document.text) if not letter.isspace()]
        spans = draw(
            st.sets(
                st.tuples(st.sampled_from(starts), st.sampled_from(starts)).map(sorted).map(tuple),
                min_size=1,
                max_size=3,
            )
        )
        return [Mention.at(document.text, start, end + 1, draw(rules)) for start, end in spans]

    def filler(kind: type) -> dict:
        if kind is Time:
            value = draw(st.sampled_from([None, "2025-09-03", "2024-10/..", "2017"]))
        elif kind.__name__ == "Quantity":
            value = draw(st.sampled_from(["15000", ">24", "3.5"]))
        else:
            value = draw(st.sampled_from(["Kim Jong Un", "Diaoyutai", "?!", "kerja sama"]))
        return {"value": value, "kind": draw(st.sampled_from(kind.kinds())), "mentions": mentions()}

    def fillers(kind: type, least: int, most: int | None) -> list[dict]:
        some = [filler(kind) for _ in range(draw(st.integers(least, min(most or 2, 2))))]
        return list({(one["value"], one["kind"]): one for one in some}.values())

    events = []
    for number in draw(st.sets(st.integers(1, MAX_EVENTS), max_size=4)):
        event = draw(st.sampled_from(CORE.events))
        events.append(
            {
                "number": number,
                "type": event.type_name(),
                "realis": draw(st.sampled_from(["actual", "planned", "denied", "hypothetical"])),
                "triggers": mentions(),
                "roles": {role.name: fillers(role.filler, role.minimum, role.maximum) for role in event.roles()},
                "attribution": fillers(Actor, 0, None),
            }
        )
    head = {"doc_id": document.id, "text_sha256": document.text_sha256, "source": PERSON}
    return document, Annotation.model_validate(head | {"events": events})


@given(annotations())
def test_the_round_trip_is_lossless(pair: tuple[Document, Annotation]) -> None:
    document, annotation = pair
    assert through_the_page(annotation, document) == annotation


def test_thirty_events_in_one_article_come_back(marked: Callable) -> None:
    sentence = "".join(
        f"[Tokoh {number}|{number}.participant=Tokoh {number}:person] [bertemu|{number}.meeting:actual] warga. "
        for number in range(1, MAX_EVENTS + 1)
    )
    document, annotation = marked(sentence)
    assert through_the_page(annotation, document) == annotation


@pytest.mark.parametrize("kind", ["choices", "labels"])
def test_the_regions_of_an_earlier_page_still_read(kind: str) -> None:
    value = {"start": 0, "end": 9}
    told = {"event": (kind, "7"), "trigger": ("labels", "Ceremony"), "realis": ("choices", "planned")}
    result = [
        {"id": "r1", "from_name": control, "to_name": "text", "type": type_, "value": value | {type_: [said]}}
        for control, (type_, said) in told.items()
    ]
    annotation, problems = from_result(result, Document(id="a", text="Pelantikan."), PERSON, CORE, where="task 1")
    assert not problems
    assert annotation
    assert [(event.number, event.type, event.realis) for event in annotation.events] == [(7, "ceremony", "planned")]
