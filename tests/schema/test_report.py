"""What pydantic finds wrong, told with addresses and in our words."""

import pytest
from pydantic import ValidationError

from risalah.schema import Annotation, Document
from risalah.schema.errors import Problem
from risalah.schema.model import Model
from risalah.schema.report import problems_of


def problems(model: type[Model], told: dict[str, object], remedy: str = "") -> list[Problem]:
    with pytest.raises(ValidationError) as error:
        model.model_validate(told)
    return problems_of(error.value, "rapat.jsonl:3", remedy)


def test_each_fault_is_a_problem_below_the_place_it_came_from() -> None:
    assert problems(Document, {"id": "doc-1", "author": "Sari"}, "Correct it") == [
        Problem("rapat.jsonl:3 text", "is missing", "Correct it"),
        Problem("rapat.jsonl:3 author", "is not known here", "Correct it"),
    ]


def test_lists_are_addressed_by_index() -> None:
    spoilt = {"doc_id": "doc-1", "text_sha256": "0" * 64, "source": {"kind": "rules", "version": "1"}, "events": [3]}
    assert [problem.where for problem in problems(Annotation, spoilt)] == ["rapat.jsonl:3 events[0]"]


def test_a_fault_of_the_whole_has_the_address_of_the_whole() -> None:
    with pytest.raises(ValidationError) as error:
        Document.model_validate_json("{")
    assert [problem.where for problem in problems_of(error.value, "rapat.jsonl:3")] == ["rapat.jsonl:3"]


def test_what_our_own_validators_say_is_told_as_they_say_it() -> None:
    assert problems(Document, {"id": "doc-1", "text": " "}) == [Problem("rapat.jsonl:3 text", "is empty")]
