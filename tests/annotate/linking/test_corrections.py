"""What a person may decide of links."""

import datetime
from collections.abc import Callable

import pytest

from risalah.annotate.linking import Linking, link
from risalah.annotate.linking.corrections import merged, split
from risalah.schema.errors import WorkspaceError

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
MET = (
    "[Prabowo|1.participant=Prabowo Subianto:person] dan [Anwar|1.participant=Anwar Ibrahim:person] "
    "[bertemu|1.meeting:actual] pada [{0}|1.time={0}]."
)
CALLED = (
    "[Prabowo|1.participant=Prabowo Subianto:person] [menelepon|1.call:actual] "
    "[Anwar|1.participant=Anwar Ibrahim:person]."
)


@pytest.fixture
def linking(tell: Callable) -> Linking:
    """Return a meeting that two articles tell, another that one tells, and a call."""
    days = {"doc-1": "2025-01-09", "doc-2": "2025-01-09", "doc-3": "2025-01-27"}
    meetings = [tell(MET.format(day), doc_id) for doc_id, day in days.items()]
    return link([*meetings, tell(CALLED, "doc-4")])


def test_a_merge_takes_the_whole_events(linking: Linking) -> None:
    decision = merged(linking, ["doc-3#1", "doc-1#1"], NOW)
    assert (decision.kind, decision.records, decision.others) == ("merge", ["doc-1#1", "doc-3#1"], ["doc-2#1"])


def test_a_split_names_what_the_records_are_apart_from(linking: Linking) -> None:
    (decision,) = split(linking, ["doc-2#1"], NOW)
    assert (decision.kind, decision.records, decision.others) == ("split", ["doc-2#1"], ["doc-1#1"])


@pytest.mark.parametrize(
    ("records", "what"),
    [
        (["doc-1#1", "doc-9#1"], "doc-9#1: is no record"),
        (["doc-1#1", "doc-1#1"], "doc-1#1: is one record"),
        (["doc-1#1", "doc-4#1"], "are of different types: call, meeting"),
    ],
)
def test_a_merge_that_cannot_be(records: list[str], what: str, linking: Linking) -> None:
    with pytest.raises(WorkspaceError, match=what):
        merged(linking, records, NOW)


@pytest.mark.parametrize(
    ("records", "what"),
    [
        (["doc-9#1", "doc-8#2"], "doc-9#1: is no record.*\ndoc-8#2: is no record"),
        (["doc-3#1"], "doc-3#1: has nothing to be split from"),
        (["doc-1#1", "doc-2#1"], "doc-1#1, doc-2#1: has nothing to be split from"),
    ],
)
def test_a_split_that_cannot_be(records: list[str], what: str, linking: Linking) -> None:
    with pytest.raises(WorkspaceError, match=what):
        split(linking, records, NOW)
