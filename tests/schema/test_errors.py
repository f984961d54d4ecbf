"""Problems: what is wrong, where, and what to do about it."""

import pytest

from risalah.schema import Problem, RisalahError
from risalah.schema.errors import SchemaError


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem("a.txt:3", "is empty"), "a.txt:3: is empty"),
        (Problem("a.txt:3", "is empty", "Write something"), "a.txt:3: is empty. Write something"),
        (Problem("", "nothing to do"), "nothing to do"),
    ],
)
def test_a_problem_reads_as_a_sentence(problem: Problem, sentence: str) -> None:
    assert str(problem) == sentence


def test_an_error_tells_all_its_problems_and_keeps_them() -> None:
    problems = (Problem("doc-1", "is empty"), Problem("doc-2", "is too long", "Split it"))
    with pytest.raises(RisalahError) as told:
        raise SchemaError(*problems)
    assert told.value.problems == problems
    assert str(told.value) == "doc-1: is empty\ndoc-2: is too long. Split it"


def test_a_problem_is_a_row() -> None:
    assert Problem("doc-1", "is empty").as_dict() == {"where": "doc-1", "what": "is empty", "remedy": ""}
