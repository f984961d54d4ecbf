"""Tokens and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.export.formats.example import Span
from risalah.export.formats.segments import Alignment, found_in, sentence_of, sentences, tokens


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[slice(*span)] for span in spans]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Prabowo-Gibran bertemu.", ["Prabowo", "-", "Gibran", "bertemu", "."]),
        ("Rp2.500 “tunai”", ["Rp2", ".", "500", "“", "tunai", "”"]),
        ("Presiden Macro\u0301n 👩\u200d🚀 tiba", ["Presiden", "Macro\u0301n", "👩\u200d", "🚀", "tiba"]),
    ],
)
def test_words_stand_together_and_every_other_sign_alone(text: str, told: list[str]) -> None:
    assert words(text, tokens(text)) == told


@pytest.mark.parametrize(
    "told",
    [
        ["Prabowo tiba.", "Kim menunggu!", "2.500 orang datang."],
        ["“Kami siap.”", "Ia pergi."],
        ["JAKARTA", "Menlu H. Joko S. bertemu Dr. Sri di Bali.", "Acara pukul 10.00 WIB."],
        ["Ia tiba pukul 10. lalu pergi?", "Ya…", "Tidak."],
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(told: list[str]) -> None:
    text = "\n".join([told[0], " ".join(told[1:])])
    assert words(text, sentences(text)) == told


@given(st.text(min_size=1))
def test_every_token_is_in_a_sentence_and_nothing_but_space_is_in_none(text: str) -> None:
    assert "".join(words(text, tokens(text))) == "".join(text.split())
    assert "".join("".join(words(text, sentences(text))).split()) == "".join(text.split())
    assert found_in(text, words(text, tokens(text))) == [*tokens(text)]


def test_a_span_over_two_sentences_is_in_none() -> None:
    text = "Ia tiba. Kim pergi."
    assert [sentence_of(text, span) for span in (Span(0, 8), Span(9, 12), Span(3, 12))] == [0, 1, None]


def test_tokens_of_any_tokenizer_are_found_whatever_space_they_take_along() -> None:
    text = "Kim Jong Un 🤝 Putin"
    of_bytes = [(0, 0), (0, 3), (3, 8), (8, 11), (12, 13), (12, 13), (13, 19), (0, 0)]
    alignment = Alignment(text, of_bytes)
    assert alignment.covered(Span(0, 11)) == range(1, 4)
    assert alignment.covered(Span(12, 13)) == range(4, 6)
    assert alignment.covered(Span(14, 19)) == range(6, 7)
    assert alignment.covered(Span(4, 7)) is None
