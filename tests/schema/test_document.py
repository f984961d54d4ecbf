"""Documents: a text that never changes once it is one."""

import datetime

import pytest
from pydantic import ValidationError

from risalah.schema import Document
from risalah.schema.text import sha256


def test_a_document_freezes_its_text() -> None:
    document = Document(id="doc-1", text="\ufeffMenteri Jose\u0301\r\nberkunjung.")
    assert document.text == "Menteri José\nberkunjung."
    assert document.text_sha256 == sha256("Menteri José\nberkunjung.")


def test_a_document_is_the_same_after_json() -> None:
    document = Document(id="doc-1", text="Rapat  🤝 ditutup.\n", title="Rapat", published=datetime.date(2025, 2, 20))
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_what_nobody_said_is_left_out_of_json() -> None:
    assert Document(id="doc-1", text="Rapat.").model_dump_json() == '{"id":"doc-1","text":"Rapat."}'


def test_a_document_does_not_change() -> None:
    document = Document(id="doc-1", text="Rapat.")
    with pytest.raises(ValidationError, match="Instance is frozen"):
        document.text = "Sidang."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": "doc-1", "text": " \n\t"}, "text\n  Value error, is empty"),
        ({"id": "", "text": "Rapat."}, "id\n  Value error, is empty"),
        ({"id": "doc-1"}, "text\n  Field required"),
        ({"id": 1, "text": "Rapat."}, "id\n  Input should be a valid string"),
        ({"id": "doc-1", "text": "Rapat\x00."}, r"holds U\+0000 at code point 5"),
        ({"id": "doc-1", "text": "Rapat.", "title": "Rapat \ud83e"}, r"holds U\+D83E at code point 6"),
        ({"id": "doc-1", "text": "Rapat.", "published": "kemarin"}, "published\n  Input should be a valid date"),
        ({"id": "doc-1", "text": "Rapat.", "author": "Sari"}, "author\n  Extra inputs are not permitted"),
    ],
)
def test_a_document_that_is_none_is_refused(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Document.model_validate(fields)


@pytest.mark.parametrize("name", ["a\nb", " a", "a "])
def test_an_id_is_one_line_without_spaces_around_it(name: str) -> None:
    with pytest.raises(ValidationError, match="is not one line, or has spaces around it"):
        Document(id=name, text="Hujan.")
