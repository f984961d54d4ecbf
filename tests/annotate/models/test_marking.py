"""What is asked, in words, and where the markers stand."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.models.marking import GAP, passage, words
from risalah.annotate.models.question import Kind, Question, Span

TEXT = "Presiden bertemu Ketua DPR di Istana Bogor pada Rabu. Mereka membahas harga beras selama dua jam."
OPENING = ("@ * meeting * ", "# ^ participant ^ ")
CLOSING = (" @", " #")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return start, start + len(words)


def tokens_of(text: str) -> list[Span]:
    return [found.span() for found in re.finditer(r"\w+|\S", text)]


def argument(first: Span, second: Span) -> Question:
    return Question("argument", "meeting.participant", first, second, [])


def told(first: str, second: str, room: int = 100) -> str:
    return passage(TEXT, tokens_of(TEXT), argument(span(first), span(second)), room)


@pytest.mark.parametrize(
    ("kind", "label", "asked"),
    [
        ("trigger", "meeting", "trigger: meeting"),
        ("argument", "meeting.participant", "argument: meeting participant"),
        ("same", "meeting", "same: meeting"),
        ("realis", "meeting.planned", "realis: meeting planned"),
        ("argument", "panen_raya.hasil_panen", "argument: panen raya hasil panen"),
    ],
)
def test_what_is_asked_is_made_from_the_label(kind: Kind, label: str, asked: str) -> None:
    assert words(Question(kind, label, (0, 8), None, [])) == asked


def test_both_spans_stand_between_markers_that_tell_their_types() -> None:
    assert told("bertemu", "Ketua DPR").startswith(
        "Presiden @ * meeting * bertemu @ # ^ participant ^ Ketua DPR # di Istana"
    )


def test_what_is_asked_about_one_span_alone_has_one_pair_of_markers() -> None:
    question = Question("realis", "meeting.actual", span("bertemu"), None, [])
    assert passage(TEXT, tokens_of(TEXT), question, 4) == "Presiden @ * meeting * bertemu @ Ketua DPR "


def test_two_triggers_have_the_same_type_and_other_markers() -> None:
    question = Question("same", "meeting", span("bertemu"), span("membahas"), [])
    assert "^ meeting ^ membahas #" in passage(TEXT, tokens_of(TEXT), question, 100)


def test_spans_far_apart_have_a_window_each() -> None:
    assert told("bertemu", "harga beras", 8) == (
        "Presiden @ * meeting * bertemu @ Ketua  ... membahas # ^ participant ^ harga beras # selama "
    )


def test_of_a_long_span_both_ends_are_kept() -> None:
    assert told("bertemu", "Mereka membahas harga beras selama dua jam", 8) == (
        "Presiden @ * meeting * bertemu @ Ketua  ... . # ^ participant ^ Mereka  ... jam #."
    )


def test_a_span_may_stand_within_the_other() -> None:
    assert "@ * meeting * bertemu # ^ participant ^ Ketua DPR # di Istana @ Bogor" in told(
        "bertemu Ketua DPR di Istana", "Ketua DPR"
    )


def test_of_spans_that_touch_one_is_closed_before_the_other_opens() -> None:
    text = "Presiden menemuinya di Bogor."
    question = argument(span("menemui", text), span("nya", text))
    told = "Presiden @ * meeting * menemui @# ^ participant ^ nya # di Bogor."
    assert passage(text, tokens_of(text), question, 100) == told


SIGNS = st.sampled_from(["👨‍👩‍👧", "🇮🇩", "e\u0301", "ﷺ", "\u200b", "İ", "ß", " ", "\n"])
TEXTS = st.lists(st.characters(codec="utf-8", exclude_characters="@#.") | SIGNS, min_size=1).map("".join)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Span], Question]:
    """Return a text of any characters, any stretches of it as tokens, and a question about any two others."""
    text = draw(TEXTS)
    place = st.integers(0, len(text) - 1)
    spans = st.tuples(place, place).map(lambda ends: (min(ends), max(ends) + 1))
    cuts = sorted(draw(st.sets(place)) | {0, len(text)})
    tokens = [token for token in pairwise(cuts) if draw(st.booleans())]
    return text, tokens, argument(draw(spans), draw(spans))


def unmarked(told: str) -> str:
    for mark in (*OPENING, *CLOSING):
        told = told.replace(mark, "")
    return told


@given(cases())
def test_where_there_is_room_the_markers_stand_where_the_spans_begin_and_end(
    case: tuple[str, list[Span], Question],
) -> None:
    text, tokens, question = case
    told = passage(text, tokens, question, len(tokens))
    assert unmarked(told) == text
    for marked, opening, closing in zip((question.first, question.second), OPENING, CLOSING, strict=True):
        before, _, rest = told.partition(opening)
        within = rest.replace(OPENING[0], "").replace(OPENING[1], "").partition(closing)[0]
        assert (len(unmarked(before)), unmarked(within)) == (marked[0], text[slice(*marked)])


@given(cases(), st.integers(0, 20))
def test_however_little_room_there_is_all_markers_are_kept(case: tuple[str, list[Span], Question], room: int) -> None:
    text, tokens, question = case
    told = passage(text, tokens, question, room)
    opened = told
    for mark in OPENING:
        assert told.count(mark) == 1
        opened = opened.replace(mark, "")
    assert all(opened.count(mark) == 1 for mark in CLOSING)
    pieces = unmarked(told).split(GAP)
    assert re.search(".*".join(map(re.escape, pieces)), text, re.DOTALL)
