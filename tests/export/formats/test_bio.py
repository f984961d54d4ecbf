"""Labels for any tokenizer."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.export.formats import Argument, Event, Example, Span, bio
from risalah.export.formats.bio import labelled


def test_special_tokens_have_no_label_and_pieces_go_on(example: Callable) -> None:
    told = example("[Kim Jong Un|1.participant=Kim Jong Un:person] [bertemu|1.meeting:actual] 🤝")
    pieces = [(0, 0), (0, 3), (3, 8), (8, 11), (12, 15), (15, 19), (20, 21), (20, 21), (0, 0)]
    person = ["B-meeting.participant", "I-meeting.participant", "I-meeting.participant"]
    assert bio(told, pieces) == ["O", *person, "B-meeting", "I-meeting", "O", "O", "O"]


def test_words_of_several_mentions_go_to_the_trigger_then_to_the_longest() -> None:
    place = Argument("destination", "place", "Kota Manila", (Span(5, 16),))
    host = Argument("host", "country", "Filipina", (Span(10, 16),))
    topic = Argument("purpose", "text", "tiba", (Span(0, 4),))
    told = Example("doc-1", "tiba Kota Manila", (Event("visit", (Span(0, 4),), (topic, host, place)),))
    assert bio(told, [(0, 4), (5, 9), (10, 16)]) == ["B-visit", "B-visit.destination", "I-visit.destination"]


def test_mentions_side_by_side_stay_two(example: Callable) -> None:
    told = example("[Kim|1.participant=Kim:person] [Putin|1.participant=Putin:person] [bertemu|1.meeting:actual]")
    labels = bio(told, [(0, 3), (4, 9), (10, 17)])
    assert labels == ["B-meeting.participant", "B-meeting.participant", "B-meeting"]
    read = [*labelled([(0, 3), (4, 9), (10, 17)], labels)]
    assert [(event.triggers, [*event.mentions()]) for event in read] == [
        *(((), [(0, 3)]), ((), [(4, 9)])),
        (((10, 17),), []),
    ]


@pytest.mark.parametrize("offsets", [[(0, 9)], [(0, 5), (5, 9)], []])
def test_what_does_not_begin_and_end_with_a_token_has_no_label(example: Callable, offsets: list) -> None:
    told = example("[per|1.transfer:actual]temuan")
    assert set(bio(told, offsets)) <= {"O"}


@given(st.lists(st.sampled_from(["O", "B-meeting", "I-meeting", "B-visit.host", "I-visit.host"])))
def test_labels_are_read_without_inventing_any(labels: list[str]) -> None:
    offsets = [(2 * number, 2 * number + 1) for number in range(len(labels))]
    whole = [label.replace("I-", "B-") if not number else label for number, label in enumerate(labels)]
    begun = sum(label.startswith("B-") for label in whole)
    assert len([*labelled(offsets, whole)]) <= len(labels)
    assert begun <= len([*labelled(offsets, whole)]) <= begun + sum(label.startswith("I-") for label in whole)
