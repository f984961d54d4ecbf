"""Finding by counts in which ranges a server and what is known of it differ."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import ceil, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.studio.server.client import Totals
from risalah.annotate.studio.sync import reconcile
from risalah.annotate.studio.sync.reconcile import differing

PROJECT = 1
LEAF = 3
IDS = st.integers(min_value=1, max_value=200)
ANNOTATIONS = st.integers(min_value=0, max_value=3)
TASKS = st.dictionaries(IDS, ANNOTATIONS, max_size=100)


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    """Make some dozen tasks as many as thousands are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reconcile, "LEAF", LEAF)
        yield


class Counts:
    """A server that is nothing but how many annotations each of its tasks has."""

    def __init__(self, annotations: Mapping[int, int]) -> None:
        self.annotations = annotations
        self.asked = 0

    def totals(self, project: int, first: int, last: int) -> Totals:
        self.asked += 1
        within = [count for task, count in self.annotations.items() if first <= task <= last]
        return Totals(len(within), sum(within))


class Totalled(Counts):
    """A server with one annotation more than is known, that counts without going over all tasks."""

    def __init__(self, known: range, annotated: int) -> None:
        super().__init__({annotated: 1})
        self._known = known

    def totals(self, project: int, first: int, last: int) -> Totals:
        return Totals(len(range(first, last + 1)), super().totals(project, first, last).submitted)


def ranges(server: Counts, known: Mapping[int, int]) -> list[tuple[int, int]]:
    return list(differing(server, PROJECT, sorted(known), known))


@given(known=TASKS)
def test_where_nothing_differs_one_question_is_asked_whatever_the_size(known: dict[int, int]) -> None:
    server = Counts(known)
    assert ranges(server, known) == []
    assert server.asked == bool(known)


@given(known=TASKS, gone=st.sets(IDS), annotated=st.sets(IDS))
def test_every_task_that_is_gone_or_has_more_annotations_stands_in_a_range(
    known: dict[int, int], gone: set[int], annotated: set[int]
) -> None:
    """Both only take away, or both only add: where one makes up for the other, counts cannot tell."""
    for there in (
        {task: count for task, count in known.items() if task not in gone},
        {task: count + (task in annotated) for task, count in known.items()},
    ):
        found = ranges(Counts(there), known)
        for task, count in known.items():
            if there.get(task) != count:
                assert any(first <= task <= last for first, last in found)


@given(known=TASKS.filter(bool), there=TASKS)
def test_the_ranges_are_apart_in_order_and_few_tasks_long(known: dict[int, int], there: dict[int, int]) -> None:
    found = ranges(Counts(there), known)
    assert all(first <= last for first, last in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    assert all(sum(first <= task <= last for task in known) <= LEAF for first, last in found)


@given(known=TASKS.filter(bool), there=TASKS)
def test_outside_the_ranges_the_counts_are_as_known(known: dict[int, int], there: dict[int, int]) -> None:
    """So that what goes unnoticed cancels out within one stretch of tasks, and is found when it no longer does."""
    found = ranges(Counts(there), known)
    within = range(min(known), max(known) + 1)
    left = [task for task in within if not any(first <= task <= last for first, last in found)]
    assert sum(task in there for task in left) == sum(task in known for task in left)
    assert sum(there.get(task, 0) for task in left) == sum(known.get(task, 0) for task in left)


@pytest.mark.parametrize("place", [0, 1, 49_999, 99_998, 99_999])
def test_one_change_in_a_hundred_thousand_tasks_takes_few_questions(place: int) -> None:
    known = range(1, 100_001)
    server = Totalled(known, known[place])
    [(first, last)] = differing(server, PROJECT, known, {})
    assert first <= known[place] <= last
    assert server.asked <= 2 * ceil(log2(len(known) / LEAF)) + 1


def test_a_task_that_came_unseen_between_two_known_ones_is_found() -> None:
    known = dict.fromkeys((1, 2, 9, 10), 0)
    assert ranges(Counts({**known, 5: 0}), known) == [(1, 8)]


@given(known=TASKS, gone=st.sets(IDS))
def test_where_annotations_are_not_looked_at_only_tasks_that_are_gone_make_a_difference(
    known: dict[int, int], gone: set[int]
) -> None:
    there = {task: count + 1 for task, count in known.items() if task not in gone}
    found = list(differing(Counts(there), PROJECT, sorted(known)))
    assert bool(found) == (len(there) < len(known))
    assert all(any(first <= task <= last for first, last in found) for task in known if task in gone)


def test_without_known_tasks_nothing_is_asked() -> None:
    server = Counts({1: 1})
    assert ranges(server, {}) == []
    assert server.asked == 0
