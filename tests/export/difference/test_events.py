"""Events that were found to be one, or several."""

from collections.abc import Callable, Sequence

import pytest

from risalah.export import Release
from risalah.export.difference import relinked
from risalah.export.difference.events import grown
from risalah.schema.links import Links
from risalah.schema.truth import Truth

TALKS = "[Retno|1.participant=Retno:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] di Bali."
DOC_IDS = ("doc-1", "doc-2", "doc-3")


@pytest.fixture
def linked(publish: Callable, reviewed: Callable) -> Callable[..., Release]:
    """Publish articles of one event each, of which some tell the same."""
    truths: list[Truth] = [reviewed(TALKS, doc_id) for doc_id in DOC_IDS]

    def published(*events: Sequence[int]) -> Release:
        told = [truths[number - 1] for number in sorted(number for numbers in events for number in numbers)]
        records = [[f"doc-{number}#1" for number in numbers] for numbers in events]
        return publish(told, links=Links(records, {truth.document.id: truth.document.id for truth in told}))

    return published


def told(old: Release, new: Release) -> list[tuple[str, str]]:
    return relinked(old.folder, new.folder).select("column", "before").rows()


def test_an_event_that_is_another_is_merged(linked: Callable) -> None:
    old, new = linked([1, 2], [3]), linked([1, 2, 3])
    ((column, before),) = told(old, new)
    assert (column, before.partition(": ")[2]) == ("merged", "doc-3#1")
    assert new.manifest.version == "2.0.0"


def test_an_event_that_is_two_is_split(linked: Callable) -> None:
    old, new = linked([1, 2, 3]), linked([1], [2, 3])
    ((column, before),) = told(old, new)
    assert (column, before.partition(": ")[2]) == ("split", "doc-1#1")
    assert new.manifest.version == "2.0.0"


def test_a_record_of_another_known_event_is_moved(linked: Callable) -> None:
    old, new = linked([1, 2], [3]), linked([1], [2, 3])
    assert [column for column, _ in told(old, new)] == ["moved"]


def test_evidence_that_grows_is_no_correction(linked: Callable) -> None:
    old, new = linked([1], [2]), linked([1, 3], [2])
    assert told(old, new) == []
    assert grown(old.folder, new.folder) == 1
    assert new.manifest.version == "1.1.0"
