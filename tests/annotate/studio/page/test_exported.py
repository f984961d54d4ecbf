"""Odd payloads of Label Studio: each is taken rightly, or set aside with its task and the reason."""

import copy
import datetime
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.pulled import Pulled
from risalah.annotate.studio.page.checks import REMEDIES
from risalah.annotate.studio.page.exported import NEVER, NO_TASK, pulled
from risalah.schema import CORE
from risalah.schema.review import Review

PAYLOADS = Path(__file__).parent / "payloads"
FAULTS = sorted(path.stem for path in PAYLOADS.glob("*.json"))
OF_THE_TASK = {"task-without-id", "no-document", "text-changed", "annotations-not-listed"}
"""The faults that stand for all annotations of a task."""


def payload(name: str) -> Any:
    return json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8"))


def read(task: object) -> Pulled:
    state = pulled(task, server="http://127.0.0.1:8080", project="uji-coba", ontology=CORE)
    assert Pulled.model_validate_json(state.model_dump_json()) == state
    return state


# -- set aside ---------------------------------------------------------------------------------------


def test_every_check_has_a_payload_and_every_payload_a_check() -> None:
    assert set(FAULTS) == set(REMEDIES)


@pytest.mark.parametrize("code", FAULTS)
def test_what_cannot_be_taken_is_set_aside_with_its_address_and_a_remedy(code: str) -> None:
    state = read(payload(code))
    assert [fault.code for fault in state.faults] == [code]
    (fault,) = state.faults
    address = "task null" if code == "task-without-id" else "task 7"
    assert address in fault.where
    assert fault.remedy
    assert fault.as_dict()["code"] == code
    assert code in OF_THE_TASK or "annotation" in fault.where


@pytest.mark.parametrize("code", sorted(set(FAULTS) - OF_THE_TASK))
def test_its_neighbour_in_the_task_is_taken(code: str) -> None:
    state = read(payload(code))
    (review,) = state.reviews
    assert (review.annotator, state.submitted) == ("annotator-3", 2)
    assert [event.type for event in review.annotation.events] == ["meeting", "visit"]


@pytest.mark.parametrize("code", sorted(OF_THE_TASK))
def test_of_a_task_that_is_none_of_ours_nothing_is_taken(code: str) -> None:
    assert read(payload(code)).reviews == []


def test_a_task_without_an_id_says_nothing_of_another() -> None:
    state = read(payload("task-without-id"))
    assert (state.task, state.doc_id, state.submitted) == (NO_TASK, "task null", 2)


@pytest.mark.parametrize("task", [None, [], "7", 7, math.nan, {}, {"id": True}, {"id": -7}, {"id": 7.5}])
def test_what_is_no_task_is_told(task: object) -> None:
    assert "task-without-id" in {fault.code for fault in read(task).faults}


@pytest.mark.parametrize("start", [None, True, math.nan, math.inf, "", "8a", "²", [8], {}, 8.5, 10**40, "9" * 30])
def test_what_is_no_offset_is_told(start: object) -> None:
    task = payload("offset-past-end")
    task["annotations"][0]["result"][-1]["value"]["start"] = start
    assert [fault.code for fault in read(task).faults] == ["no-offsets"]


@pytest.mark.parametrize("odd", ["\ud83d", "x" * 1_000_000, "a\nb", "\0"])
@pytest.mark.parametrize("code", ["unknown-label", "no-label"])
def test_what_is_told_of_odd_text_can_be_written_and_read(odd: str, code: str) -> None:
    task = payload(code)
    item = task["annotations"][0]["result"][-1]
    item["id"] = odd
    if code == "unknown-label":
        item["value"]["labels"] = [odd]
    (fault,) = read(task).faults
    assert fault.code == code
    assert len(str(fault)) < 500
    assert str(fault).isprintable()


# -- taken -------------------------------------------------------------------------------------------

ONE = {"reviews": ["annotator-2"], "submitted": 1, "events": [["meeting"]]}
TAKEN: dict[str, dict[str, Any]] = {
    "untouched": {"reviews": [], "submitted": 0},
    "nothing-found": ONE | {"events": [[]]},
    "skipped": {"reviews": ["annotator-3"], "submitted": 1, "skipped": 1},
    "skipped-without-result": {"reviews": [], "submitted": 0, "skipped": 1},
    "drafts": {"reviews": ["annotator-3"], "drafts": 2},
    "drafts-as-ids": {"reviews": ["annotator-3"], "drafts": 2},
    "drafts-null": {"reviews": ["annotator-3"], "drafts": 0},
    "ground-truth": {"reviews": ["annotator-2", "annotator-3"], "ground_truth": [True, False]},
    "two-of-one-person": {"reviews": ["annotator-2", "annotator-2"], "events": [["meeting"], ["meeting", "visit"]]},
    "duplicate-annotations": {"reviews": ["annotator-2", "annotator-3"], "submitted": 2},
    "person-unknown": {"reviews": ["annotator-unknown-11", "annotator-unknown-12"]},
    "person-as-object": {"reviews": ["annotator-2", "annotator-unknown-12"]},
    "numbers-as-text": ONE | {"task": 7},
    "lead-time-negative": ONE | {"seconds": [None]},
    "lead-time-as-text": ONE | {"seconds": [None]},
    "prediction-as-id": ONE | {"prior": [None]},
    "prediction-unreadable": ONE | {"prior": ["rules 1.0.0"]},
    "predictions-null": ONE | {"prior": [None]},
    "corrected-realis": ONE | {"prior": ["rules 1.0.0"], "realis": [["planned"]]},
    "relation-to-nowhere": ONE,
    "region-twice": ONE | {"participants": [["Retno Marsudi"]]},
    "value-emptied": ONE | {"participants": [["Retno"]]},
    "boilerplate": ONE,
    "earlier-page": ONE | {"participants": [["Retno Marsudi"]]},
    "unreviewed": ONE | {"status": ["unreviewed"]},
    "time-without-zone": ONE | {"times": [datetime.datetime(2026, 3, 1, 8, 12, 24, tzinfo=datetime.UTC)]},
    "task-without-time": ONE | {"changed": NEVER},
    "without-doc-id": ONE | {"doc_id": "artikel-1"},
    "unknown-keys": ONE | {"participants": [["Retno Marsudi"]]},
}


def test_every_odd_payload_is_expected() -> None:
    assert {path.stem for path in (PAYLOADS / "taken").glob("*.json")} == set(TAKEN)


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_what_is_odd_and_can_be_taken_is_taken(name: str) -> None:
    state = read(payload(f"taken/{name}"))
    assert state.faults == []
    assert {key: said(state, key) for key in TAKEN[name]} == TAKEN[name]


def said(state: Pulled, key: str) -> Any:
    """Return what a state says under a key of `TAKEN`: its own, or one of each of its reviews."""
    if key in Pulled.model_fields and key != "reviews":
        return getattr(state, key)
    return [of_review(review, key) for review in state.reviews]


def of_review(review: Review, key: str) -> Any:
    events = review.annotation.events
    told = {
        "reviews": review.annotator,
        "events": [event.type for event in events],
        "realis": [event.realis for event in events],
        "participants": [actor.value for event in events for actor in getattr(event.roles, "participant", ())],
        "prior": review.prior and str(review.prior),
        "times": review.submitted,
    }
    return told[key] if key in told else getattr(review, key)


@pytest.mark.parametrize("name", ["taken/drafts", "taken/person-as-object"])
def test_no_address_of_a_person_is_kept(name: str) -> None:
    assert "@" not in read(payload(name)).model_dump_json()


@pytest.mark.parametrize("seconds", [math.nan, math.inf, True, [], 10**400])
def test_what_is_no_length_of_time_is_none(seconds: object) -> None:
    task = payload("taken/nothing-found")
    task["annotations"][0]["lead_time"] = seconds
    assert [review.seconds for review in read(task).reviews] == [None]


def test_ten_thousand_regions_are_read() -> None:
    task = payload("taken/nothing-found")
    (marked, _) = payload("taken/ground-truth")["annotations"]
    for copied in range(5_000):
        task["annotations"][0]["result"] += [item | {"id": f"{item['id']}{copied}"} for item in marked["result"]]
    (review,) = read(task).reviews
    assert [event.type for event in review.annotation.events] == ["meeting"]


# -- anything ----------------------------------------------------------------------------------------


def paths(held: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything within a JSON value."""
    for step, inner in held.items() if isinstance(held, dict) else enumerate(held):
        yield (*path, step)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*path, step))


GOOD = [payload("taken/ground-truth"), payload("taken/corrected-realis"), payload("unclear-relation")]
PLACES = [list(paths(task)) for task in GOOD]
DROPPED = object()
_ANNOTATION = re.compile(r"task \d+ annotation( \d+|s\[\d+\])")
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=8),
    st.sampled_from(["", "1", "x", "999", "trigger Meeting", "2026-03-01", "?", "no event", [], {}, [None], {"id": 1}]),
    st.just(DROPPED),
)


def mutated(task: Any, path: tuple[Any, ...], value: object) -> None:
    """Put a value in the place of another, or drop that; a place that is there no longer is left."""
    *outer, last = path
    held = task
    try:
        for step in outer:
            held = held[step]
        if value is DROPPED:
            del held[last]
        else:
            held[last] = value
    except (KeyError, IndexError, TypeError):
        return


@given(st.integers(0, len(GOOD) - 1), st.data())
def test_whatever_stands_in_a_payload_nothing_is_raised_and_nothing_dropped(index: int, data: st.DataObject) -> None:
    task = copy.deepcopy(GOOD[index])
    changes = st.lists(st.tuples(st.sampled_from(PLACES[index]), ANYTHING), min_size=1, max_size=4)
    for path, value in data.draw(changes):
        mutated(task, path, copy.deepcopy(value))
    state = read(task)
    if not {fault.code for fault in state.faults} & OF_THE_TASK:
        assert state.submitted + state.skipped == len(task["annotations"])
        set_aside = {_ANNOTATION.search(fault.where).group() for fault in state.faults}
        assert bool(set_aside) == (len(state.reviews) < state.submitted)
        assert len(set_aside) <= state.submitted - len(state.reviews)
