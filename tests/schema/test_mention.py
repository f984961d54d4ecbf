"""Mentions: where a text says something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from risalah.schema import Mention
from risalah.schema.mention import in_text_order

TEXT = "Presiden Marcos Jr. 🤝 menjamu PM Anwar  Ibrahim di Manila."


def test_a_mention_is_half_open() -> None:
    assert Mention.at(TEXT, 9, 19) == Mention(start=9, end=19, text="Marcos Jr.")


def test_an_emoji_is_one_code_point() -> None:
    assert Mention.at(TEXT, 22, 29).text == "menjamu"
    assert TEXT.encode().index(b"menjamu") == 25


def test_several_spaces_stay() -> None:
    assert Mention.at(TEXT, 33, 47).text == "Anwar  Ibrahim"


@given(st.text(min_size=1), st.data())
def test_any_stretch_of_any_text_is_its_surface(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = Mention.at(text, start, end)
    assert mention.text == text[slice(*mention.span)]


@pytest.mark.parametrize(
    ("start", "end", "text", "reason"),
    [
        (9, 9, "", "end 9 is not after start 9"),
        (9, 4, "Marcos", "end 4 is not after start 9"),
        (-1, 5, "Marcos", "greater than or equal to 0"),
        (9, 19, "Marcos", "covers 10 code points, but its text 'Marcos' has 6"),
    ],
)
def test_a_mention_that_holds_nothing_or_something_else_is_refused(
    start: int, end: int, text: str, reason: str
) -> None:
    with pytest.raises(ValidationError, match=reason):
        Mention(start=start, end=end, text=text)


def test_mentions_stand_in_the_order_of_the_text() -> None:
    spans = [(33, 47), (9, 19), (9, 15)]
    ordered = in_text_order([Mention.at(TEXT, *span) for span in spans])
    assert [mention.text for mention in ordered] == ["Marcos", "Marcos Jr.", "Anwar  Ibrahim"]


def test_one_span_is_mentioned_once_whichever_rule_found_it() -> None:
    with pytest.raises(ValueError, match=r"9-19 'Marcos Jr\.' is mentioned twice"):
        in_text_order([Mention.at(TEXT, 9, 19, rule="actor"), Mention.at(TEXT, 9, 19)])
