"""What a person need not say on the page, and what is said of whole events."""

import datetime
import json
from collections.abc import Callable, Iterable
from functools import reduce

import pytest

from risalah.annotate.studio.page.records import from_result, to_result
from risalah.schema import CORE, EventRecord, Source

PERSON = Source(kind="person", version="annotator-1")
Change = Callable[[list], list]


@pytest.fixture
def corrected(marked: Callable) -> Callable[..., list[EventRecord]]:
    """Return the events of a sentence after a person's change of its regions, or what is wrong with it."""

    def read(sentence: str, change: Change, published: datetime.date | None = None) -> list[EventRecord] | list[str]:
        document, annotation = marked(sentence)
        document = document.model_copy(update={"published": published})
        shown = [_with_words(item, document.text) for item in to_result(annotation)]
        result = change(json.loads(json.dumps(shown)))
        read, problems = from_result(result, document, PERSON, CORE, where="task 7", prior=to_result(annotation))
        return read.events if read else [f"{problem.code}: {problem}" for problem in problems]

    return read


def _with_words(item: dict, text: str) -> dict:
    """Return an item as Label Studio gives it back: with the words of its region."""
    value = item["value"]
    return item | {"value": value | {"text": text[value["start"] : value["end"]]} | value}


def item(region_id: str, control: str, values: Iterable[str], start: int, end: int) -> dict:
    kind = {"label": "labels", "value": "textarea"}.get(control, "choices")
    value = {"start": start, "end": end}
    answer = value | {"text" if kind == "textarea" else kind: list(values)}
    return {"id": region_id, "from_name": control, "to_name": "text", "type": kind, "value": answer}


def region(start: int, end: int, label: str, **answers: str) -> list[dict]:
    """Return a region as a person makes it: a label on a span, and little else."""
    told = [item("new", name, [chosen], start, end) for name, chosen in answers.items()]
    return [item("new", "label", [label], start, end), *told]


def spoken(result: list[dict], words: str) -> dict:
    """Return the label of the first region of these words."""
    return next(item for item in result if item.get("value", {}).get("text") == words)


def said(words: str, control: str, *values: str) -> Change:
    """Return the change that answers a control anew for the region of these words."""

    def change(result: list[dict]) -> list[dict]:
        label = spoken(result, words)
        others = [one for one in result if (one["id"], one["from_name"]) != (label["id"], control)]
        answer = item(label["id"], control, values, label["value"]["start"], label["value"]["end"])
        return [*others, answer | {"value": {"text": words} | answer["value"]}]

    return change


def related(*words: str) -> Change:
    """Return the change that draws a relation between the regions of these words."""

    def change(result: list[dict]) -> list[dict]:
        ends = [spoken(result, region)["id"] for region in words]
        return [*result, {"type": "relation", "from_id": ends[0], "to_id": ends[1], "direction": "right", "labels": []}]

    return change


def both(*changes: Change) -> Change:
    return lambda result: reduce(lambda changed, change: change(changed), changes, result)


def names(event: EventRecord, role: str) -> list[str | None]:
    return [filler.value for filler in getattr(event.roles, role)]


def triggers(event: EventRecord) -> list[str]:
    return [mention.text for mention in event.triggers]


# -- what need not be said ---------------------------------------------------------------------------

MEETING = (
    "[Retno|1.participant=Retno Marsudi:person] [menemui|1.meeting:actual] Wang Yi, [Senin|1.time=2024-04-22]. "
    "Retno pulang."
)


def test_with_one_event_a_new_region_needs_no_number_value_or_kind(corrected: Callable) -> None:
    (event,) = corrected(MEETING, lambda result: result + region(14, 21, "Participant"))
    assert names(event, "participant") == ["Retno Marsudi", "Wang Yi"]
    assert event.roles.participant[1].kind == "person"


def test_a_new_mention_takes_the_value_of_the_same_words(corrected: Callable) -> None:
    (event,) = corrected(MEETING, lambda result: result + region(30, 35, "Participant"))
    (retno,) = event.roles.participant
    assert [mention.span for mention in retno.mentions] == [(0, 5), (30, 35)]


def test_a_new_time_takes_the_value_of_the_events_time(corrected: Callable) -> None:
    (event,) = corrected(MEETING, lambda result: result + region(36, 42, "Time"))
    (time,) = event.roles.time
    assert time.value == "2024-04-22"
    assert len(time.mentions) == 2


def test_an_unknown_time_is_known_once_another_of_its_mentions_is(corrected: Callable) -> None:
    sentence = MEETING.replace("2024-04-22", "?")
    (event,) = corrected(sentence, lambda result: result + region(36, 42, "Time", value="2024-04-22"))
    (time,) = event.roles.time
    assert (time.value, len(time.mentions)) == ("2024-04-22", 2)


def test_spaces_around_a_selection_are_cut_off(corrected: Callable) -> None:
    (event,) = corrected(MEETING, lambda result: result + region(13, 21, "Participant"))
    assert event.roles.participant[1].mentions[0].text == "Wang Yi"


def test_a_region_marked_twice_is_one_mention(corrected: Callable) -> None:
    again = region(0, 5, "Participant", value="Retno Marsudi")
    (event,) = corrected(MEETING, lambda result: [item | {"id": "again"} for item in again] + result + again)
    assert [len(actor.mentions) for actor in event.roles.participant] == [1]


def test_what_the_person_chose_beats_the_pre_annotated_realis(corrected: Callable) -> None:
    sentence = MEETING + " [Pertemuan|1.meeting:actual] itu singkat."
    (event,) = corrected(sentence, said("menemui", "realis", "planned"))
    assert event.realis == "planned"


def test_a_time_is_written_short(corrected: Callable) -> None:
    (event,) = corrected(MEETING, said("Senin", "value", "-1"), datetime.date(2024, 4, 24))
    assert names(event, "time") == ["2024-04-23"]


def test_with_several_events_a_region_without_a_number_is_told(corrected: Callable) -> None:
    problems = corrected(TWO, lambda result: result + region(0, 5, "Host"))
    assert problems == [
        "no-number: task 7 region at 0-5: 'Retno' belongs to no event. Select it and press its event's number"
    ]


# -- that there is no event --------------------------------------------------------------------------

TWO = (
    "[Retno|1.participant=Retno Marsudi:person,2.visitor=Retno Marsudi:person] [menemui|1.meeting:actual] "
    "[Wang Yi|1.participant=Wang Yi:person] lalu [mengunjungi|2.visit:actual] [Bali|2.destination=Bali]."
)


def test_an_event_that_is_none_goes_with_all_its_regions(corrected: Callable) -> None:
    (visit,) = corrected(TWO, said("menemui", "realis", "no event"))
    assert (visit.number, names(visit, "visitor")) == (2, ["Retno Marsudi"])


def test_one_trigger_that_is_none_is_enough(corrected: Callable) -> None:
    sentence = TWO + " [Pertemuan|1.meeting:actual] itu singkat."
    (visit,) = corrected(sentence, said("menemui", "realis", "no event"))
    assert visit.number == 2


def test_a_region_of_two_events_stays_with_the_one_that_is_left(corrected: Callable) -> None:
    sentence = "[Retno|1.participant=Retno:person,2.participant=Retno:person] [menemui|1.meeting:actual] dan "
    sentence += "[bertemu|2.meeting:actual] Wang Yi."
    (event,) = corrected(sentence, said("menemui", "realis", "no event"))
    assert (event.number, names(event, "participant"), triggers(event)) == (2, ["Retno"], ["bertemu"])


def test_where_the_only_event_is_none_nothing_is_left(corrected: Callable) -> None:
    def change(result: list) -> list:
        return said("menemui", "realis", "no event")(result) + region(14, 21, "Participant")

    assert corrected(MEETING, change) == []


def test_a_new_region_without_a_number_is_of_the_event_that_is_left(corrected: Callable) -> None:
    def change(result: list) -> list:
        return said("menemui", "realis", "no event")(result) + region(14, 21, "Host")

    (visit,) = corrected(TWO, change)
    assert names(visit, "host") == ["Wang Yi"]


# -- that two events are one -------------------------------------------------------------------------

SAME = (
    "[Retno|1.participant=Retno Marsudi:person] [menemui|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] "
    "[Senin|1.time=2024-04-22]. [Pertemuan|2.meeting:planned] dengan [Wang Yi|2.participant=Wang Yi:person] itu singkat"
    ", [Rapat|3.meeting:actual] [Anies|3.participant=Anies:person] tidak."
)


def test_a_relation_between_two_triggers_makes_their_events_one(corrected: Callable) -> None:
    event, other = corrected(SAME, related("Pertemuan", "menemui"))
    assert (event.number, other.number) == (1, 3)
    assert triggers(event) == ["menemui", "Pertemuan"]
    assert names(event, "participant") == ["Retno Marsudi", "Wang Yi"]
    assert len(event.roles.participant[1].mentions) == 2
    assert event.realis == "actual"


def test_relations_make_one_event_of_many(corrected: Callable) -> None:
    (event,) = corrected(SAME, both(related("menemui", "Pertemuan"), related("Rapat", "Pertemuan")))
    assert (event.number, names(event, "participant")) == (1, ["Retno Marsudi", "Wang Yi", "Anies"])


@pytest.mark.parametrize(
    ("chosen", "realis"),
    [
        ([], "actual"),
        ([said("menemui", "realis", "denied")], "denied"),
        ([said("Pertemuan", "realis", "denied")], "denied"),
        ([said("Pertemuan", "realis", "actual")], "actual"),
    ],
)
def test_the_realis_that_a_person_chose_is_that_of_both(corrected: Callable, chosen: list, realis: str) -> None:
    assert corrected(SAME, both(*chosen, related("menemui", "Pertemuan")))[0].realis == realis


def test_an_unknown_time_of_one_is_the_known_time_of_both(corrected: Callable) -> None:
    sentence = SAME.replace("Anies|3", "Kamis|2.time=?] [Anies|3")
    event, _ = corrected(sentence, related("menemui", "Pertemuan"))
    assert names(event, "time") == ["2024-04-22"]


def test_two_realis_that_a_person_chose_are_told(corrected: Callable) -> None:
    chosen = both(said("menemui", "realis", "denied"), said("Pertemuan", "realis", "hypothetical"))
    assert corrected(SAME, both(chosen, related("menemui", "Pertemuan"))) == [
        "two-realis: task 7 event 1: is both denied and hypothetical. Choose one on all its triggers"
    ]


def test_events_of_two_types_are_not_one(corrected: Callable) -> None:
    problems = corrected(TWO, related("menemui", "mengunjungi"))
    assert problems[0].startswith("two-types: task 7 event 1: is both Meeting and Visit.")


def test_a_relation_that_joins_no_two_triggers_says_nothing(corrected: Callable) -> None:
    nowhere = {"type": "relation", "from_id": "r1", "to_id": "nowhere", "direction": "right", "labels": []}
    untouched = corrected(SAME, lambda result: result)
    assert corrected(SAME, lambda result: [*result, nowhere, {"type": "relation"}]) == untouched
    assert corrected(SAME, related("Retno", "menemui")) == untouched
    assert corrected(SAME, related("menemui", "menemui")) == untouched


def test_a_relation_of_a_trigger_of_several_events_is_told(corrected: Callable) -> None:
    sentence = "[Penandatanganan|1.agreement:actual,2.agreement:actual] oleh [warga|1.party=warga:group,2.party=warga:"
    sentence += "group] dan [perjanjian|3.agreement:actual] [desa|3.party=desa:group]."
    (problem,) = corrected(sentence, related("Penandatanganan", "perjanjian"))
    assert problem.startswith("unclear-relation: task 7: has a relation between triggers of the events 1/2 and 3.")


# -- that one event is two ---------------------------------------------------------------------------

ONE = (
    "[Retno|1.participant=Retno Marsudi:person] [menemui|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] di "
    "[Bali|1.place=Bali]. [Pertemuan|1.meeting:actual] kedua batal."
)


def test_an_event_split_off_keeps_what_its_type_cannot_be_without(corrected: Callable) -> None:
    first, second = corrected(ONE, said("Pertemuan", "label", "2", "trigger Meeting"))
    assert triggers(second) == ["Pertemuan"]
    assert names(first, "participant") == names(second, "participant") == ["Retno Marsudi", "Wang Yi"]
    assert (names(first, "place"), names(second, "place")) == (["Bali"], [])


def test_an_event_split_off_with_fillers_of_its_own_takes_no_others(corrected: Callable) -> None:
    first, second = corrected(
        ONE, both(said("Pertemuan", "label", "2", "trigger Meeting"), said("Wang Yi", "label", "2", "Participant"))
    )
    assert (names(first, "participant"), names(second, "participant")) == (["Retno Marsudi"], ["Wang Yi"])


def test_what_a_person_corrected_goes_along(corrected: Callable) -> None:
    _, second = corrected(
        ONE, both(said("Pertemuan", "label", "2", "trigger Meeting"), said("Retno", "value", "Retno L.P. Marsudi"))
    )
    assert names(second, "participant") == ["Retno L.P. Marsudi", "Wang Yi"]


def test_a_new_trigger_of_another_type_takes_nothing(corrected: Callable) -> None:
    (problem,) = corrected(ONE, said("Pertemuan", "label", "2", "trigger Visit"))
    assert problem.startswith("too-few-fillers: task 7 event 2 roles.visitor: is missing")


def test_one_event_can_be_split_and_joined_with_another(corrected: Callable) -> None:
    sentence = ONE + " [Rapat|3.meeting:planned] [Anies|3.participant=Anies:person]."
    first, second = corrected(
        sentence, both(said("Pertemuan", "label", "4", "trigger Meeting"), related("Pertemuan", "Rapat"))
    )
    assert (first.number, second.number) == (1, 3)
    assert names(second, "participant") == ["Anies"]
