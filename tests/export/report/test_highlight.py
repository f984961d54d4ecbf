"""Texts in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from risalah.export.report.highlight import Mark, pieces

TEXT = "Kemlu RI: Retno bertemu Wang Yi."
MARKS = st.lists(st.builds(Mark, st.integers(-2, 40), st.integers(-2, 40), st.integers(1, 3), st.sampled_from("ab")))


def test_mentions_within_and_across_each_other_are_told_apart() -> None:
    office, country, both = Mark(0, 5, 1, "a"), Mark(0, 8, 2, "b"), Mark(3, 8, 3, "c")
    found = pieces("Kemlu RI.", [office, country, both])
    assert [(piece.text, piece.events, piece.ending) for piece in found] == [
        ("Kem", [1, 2], []),
        ("lu", [1, 2, 3], [1]),
        (" RI", [2, 3], [2, 3]),
        (".", [], []),
    ]


@given(st.text(max_size=30), MARKS)
def test_pieces_are_the_text_and_every_mention_is_whole(text: str, marks: list[Mark]) -> None:
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    for mark in marks:
        said = "".join(piece.text for piece in found if mark in piece.marks)
        assert said == (text[mark.start : mark.end] if 0 <= mark.start < mark.end <= len(text) else "")
        assert sum(mark in piece.last for piece in found) == bool(said)
