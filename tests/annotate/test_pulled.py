"""Why nothing of a task is a review."""

import datetime

import pytest

from risalah.annotate.pulled import Pulled
from risalah.schema import Problem

NOW = datetime.datetime(2025, 9, 4, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ({}, None),
        ({"drafts": 1}, "it was begun and not submitted"),
        ({"drafts": 1, "skipped": 1}, "it was skipped"),
        (
            {"skipped": 1, "faults": [Problem("task 7 event 2", "has no trigger")]},
            "what was submitted cannot be taken: task 7 event 2: has no trigger",
        ),
    ],
)
def test_the_gravest_reason_is_told(state: dict, why: str | None) -> None:
    assert Pulled(doc_id="a", server="http://127.0.0.1", task=7, changed=NOW, **state).untaken == why
