"""spaCy's DocBin."""

import sys
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import DocBin

from risalah.export.formats import Example, formats
from risalah.schema.errors import ReleaseError


def test_spans_have_type_role_event_and_value(written: Callable, visit: Example, nothing: Example) -> None:
    first, second = DocBin().from_disk(written("spacy", visit, nothing)).get_docs(spacy.blank("id").vocab)
    assert (first.text, first.user_data["doc_id"], [*second.spans["triggers"]]) == (visit.text, "doc-1", [])
    assert [(span.text, span.label_, span.id_) for span in first.spans["triggers"]] == [
        ("tiba", "visit", "1"),
        ("bertemu", "meeting", "2"),
        ("pertemuan", "meeting", "2"),
    ]
    sugiono, *_ = first.spans["arguments"]
    assert (sugiono.text, sugiono.label_, sugiono.id_, sugiono.kb_id_) == (
        "Menlu Sugiono",
        "visit.visitor",
        "1",
        "Sugiono",
    )


def test_what_belongs_together_is_held_and_kinds_are_lost(lost: Callable, visit: Example) -> None:
    assert {*lost("spacy", visit)} == {"realis", "kinds"}


def test_what_no_token_of_spacys_fits_is_counted(lost: Callable, example: Callable) -> None:
    told = lost("spacy", example("[per|1.transfer:actual]temuan [Kim|1.giver=Kim:person]"))
    assert told["triggers"] == {"it does not begin and end with a token of spaCy's": 1}
    assert told["links"] == {"its event is lost": 1}
    assert "mentions" not in told


@pytest.mark.parametrize("language", ["id", "id-ID", "ms", "tlh", None])
def test_a_language_without_a_tokenizer_gets_the_one_of_all(written: Callable, language: str | None) -> None:
    path = written("spacy", Example("doc-1", "Kim tiba.", (), {"language": language}))
    [doc] = DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab)
    assert [token.text for token in doc] == ["Kim", "tiba", "."]


def test_without_spacy_the_way_to_get_it_is_told(
    written: Callable, visit: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    with pytest.raises(ReleaseError, match="pip install"):
        [*formats()["spacy"].read(written("spacy", visit))]
