"""Freezing: the form of a text in which offsets count."""

import hashlib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from risalah.schema.text import freeze, sha256

# Any text that can be stored, rich in what freezing touches.
ANY_TEXT = st.text(
    st.sampled_from("\ufeff\r\ne\u0301\u0327") | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)


@pytest.mark.parametrize(
    ("raw", "frozen"),
    [
        ("Jose\u0301 Ramos-Horta tiba di Jakarta.", "José Ramos-Horta tiba di Jakarta."),
        ("Sidang ditutup.\r\nPara menteri pulang.\rSelesai.", "Sidang ditutup.\nPara menteri pulang.\nSelesai."),
        ("\ufeffJakarta - Sidang kabinet dibuka.", "Jakarta - Sidang kabinet dibuka."),
        ("Jabat tangan 🤝  erat", "Jabat tangan 🤝  erat"),
        ("ruang\u00a0rapat\tutama\n\n\n", "ruang\u00a0rapat\tutama\n\n\n"),
        ("", ""),
    ],
    ids=["decomposed letters", "line ends", "byte order mark", "emoji and two spaces", "other white space", "nothing"],
)
def test_freezing_changes_only_marks_line_ends_and_composition(raw: str, frozen: str) -> None:
    assert freeze(raw) == frozen


@given(ANY_TEXT)
@example("\ufeff\ufeffJakarta - Sidang dibuka.\r\r\n")
def test_freezing_twice_changes_nothing(raw: str) -> None:
    assert freeze(freeze(raw)) == freeze(raw)


@given(ANY_TEXT)
def test_frozen_text_is_nfc_with_lf_line_ends(raw: str) -> None:
    assert unicodedata.is_normalized("NFC", freeze(raw))
    assert "\r" not in freeze(raw)


@pytest.mark.parametrize(("letter", "name"), [("\x00", "U+0000"), ("\ud83e", "U+D83E"), ("\udfff", "U+DFFF")])
def test_what_cannot_be_stored_is_refused_with_its_position(letter: str, name: str) -> None:
    with pytest.raises(ValueError, match=rf"holds {name.replace('+', '[+]')} at code point 6, which cannot be stored"):
        freeze(f"Rapat {letter}")


@given(ANY_TEXT.map(freeze))
def test_the_hash_is_that_of_the_utf_8_bytes(text: str) -> None:
    assert sha256(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()
