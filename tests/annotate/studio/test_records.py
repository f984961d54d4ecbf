"""The round trip of an annotation through Label Studio's regions."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.studio.records import from_result, to_result
from risalah.schema import CORE, Actor, Annotation, Document, EventRecord, Mention, Source, Time
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


def test_a_mention_of_two_events_in_one_role_is_one_region_with_two_numbers(marked: Callable) -> None:
    _, annotation = marked(
        "[Kedua pihak|1.party=kedua pihak:group,2.party=kedua pihak:group] "
        "[menandatangani|1.agreement:actual,2.agreement:actual] dua perjanjian."
    )
    numbers = [item["value"]["choices"] for item in to_result(annotation) if item["from_name"] == "event"]
    assert numbers == [["1", "2"], ["1", "2"]]


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


# -- what a person may leave to us ------------------------------------------------------------------


def corrected(marked: Callable, sentence: str, change: Callable[[list], list]) -> tuple[EventRecord, ...] | list[str]:
    """Return the events of a sentence after a person's change of its regions, or what is wrong with it."""
    document, annotation = marked(sentence)
    result = change(json.loads(json.dumps(to_result(annotation))))
    read, problems = from_result(result, document, PERSON, CORE, where="task 7", prior=to_result(annotation))
    return tuple(read.events) if read else [str(problem) for problem in problems]


def region(start: int, end: int, label: str, **said: str) -> list[dict]:
    """Return a region as a person makes it: a label on a span, and little else."""
    value = {"start": start, "end": end, "text": "never trusted"}
    items = [
        {"id": "new", "from_name": "role", "to_name": "text", "type": "labels", "value": value | {"labels": [label]}}
    ]
    for name, chosen in said.items():
        kind, key = ("textarea", "text") if name == "value" else ("choices", "choices")
        items.append(
            {"id": "new", "from_name": name, "to_name": "text", "type": kind, "value": value | {key: [chosen]}}
        )
    return items


MEETING = (
    "[Retno|1.participant=Retno Marsudi:person] [menemui|1.meeting:actual] Wang Yi, [Senin|1.time=2024-04-22]. "
    "Retno pulang."
)


def test_with_one_event_a_new_region_needs_no_number_value_or_kind(marked: Callable) -> None:
    (event,) = corrected(marked, MEETING, lambda result: result + region(14, 21, "Participant"))
    assert [actor.value for actor in event.roles.participant] == ["Retno Marsudi", "Wang Yi"]
    assert event.roles.participant[1].kind == "person"


def test_a_new_mention_takes_the_value_of_the_same_words(marked: Callable) -> None:
    (event,) = corrected(marked, MEETING, lambda result: result + region(30, 35, "Participant"))
    (retno,) = event.roles.participant
    assert [mention.span for mention in retno.mentions] == [(0, 5), (30, 35)]


def test_a_new_time_takes_the_value_of_the_events_time(marked: Callable) -> None:
    (event,) = corrected(marked, MEETING, lambda result: result + region(36, 42, "Time"))
    (time,) = event.roles.time
    assert time.value == "2024-04-22"
    assert len(time.mentions) == 2


def test_spaces_around_a_selection_are_cut_off(marked: Callable) -> None:
    (event,) = corrected(marked, MEETING, lambda result: result + region(13, 21, "Participant"))
    assert event.roles.participant[1].mentions[0].text == "Wang Yi"


def test_what_the_person_chose_beats_the_pre_annotated_realis(marked: Callable) -> None:
    def change(result: list) -> list:
        chosen = next(item for item in result if item["from_name"] == "realis")
        chosen["value"]["choices"] = ["planned"]
        return result

    (event,) = corrected(marked, MEETING + " [Pertemuan|1.meeting:actual] itu singkat.", change)
    assert event.realis == "planned"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda result: result + region(14, 99, "Participant"), "is outside the text's 43 code points"),
        (lambda result: result + region(14, 21, "Hewan"), "has the unknown role label 'Hewan'"),
        (lambda result: result + region(14, 21, "Host"), "is a meeting, which has no 'Host', but 'Wang Yi' at 14"),
        (lambda result: result + region(14, 21, "Participant", event="2"), "event 2: has no trigger"),
        (lambda result: region(14, 21, "Time", value="22/4/2024") + result[:-3], "'22/4/2024' is no time"),
        (
            lambda result: result + region(14, 21, "Time", value="2024-04-23"),
            "time: has 2 entries, but takes at most 1",
        ),
        (lambda result: [item for item in result if item["from_name"] != "trigger"], "it has no label"),
        (lambda result: [item | {"value": None} for item in result], "cannot be read"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_address(marked: Callable, change: Callable, told: str) -> None:
    problems = corrected(marked, MEETING, change)
    assert any(told in str(problem) and "task 7" in str(problem) for problem in problems), problems


def test_with_several_events_a_region_without_a_number_is_told(marked: Callable) -> None:
    problems = corrected(marked, SENTENCE, lambda result: result + region(0, 7, "Participant"))
    assert problems == ["task 7 region at 0-7: 'Prabowo' belongs to no event. Select it and press its event's number"]


def test_relations_are_passed_over(marked: Callable) -> None:
    relation = {"type": "relation", "from_id": "r1", "to_id": "nowhere", "direction": "right", "labels": []}
    assert len(corrected(marked, MEETING, lambda result: [*result, relation])) == 1
