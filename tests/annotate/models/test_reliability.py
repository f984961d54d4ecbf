"""Whether confidence can be trusted."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.models.reliability import BINS, Held, as_dict, bins, calibration_error, held
from risalah.annotate.models.trial import page_of
from risalah.schema import Annotation

TOLD = st.lists(st.builds(Held, st.sampled_from(["region", "record"]), st.floats(0, 1), st.booleans()))

GOLD = (
    "[Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] di "
    "[Jakarta|1.place=Jakarta]. Mereka berunding lagi."
)
PREDICTED = (
    "[Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] [Wang|1.participant=Wang:person] Yi di "
    "[Jakarta|1.participant=Jakarta:organization]. "
    "[Mereka|2.participant=mereka:group] [berunding|2.meeting:actual] lagi."
)


def of(predicted: Annotation, gold: Annotation) -> list[Held]:
    here, there = (page_of(annotation.model_dump(mode="json")) for annotation in (predicted, gold))
    return [*held(here, there)]


def test_every_region_and_record_is_right_or_wrong(by_model: Callable, marked: Callable) -> None:
    _, predicted = by_model(PREDICTED, trigger=0.8, participant=0.7)
    found = of(predicted, marked(GOLD)[1])
    assert sorted(found) == [
        *[Held("record", 0.8, False), Held("record", 0.8, True)],
        *[Held("region", 0.7, False)] * 3,
        *[Held("region", 0.7, True), Held("region", 0.8, False), Held("region", 0.8, True)],
    ]


def test_what_rules_tell_is_told_without_confidence(marked: Callable) -> None:
    assert of(marked(PREDICTED)[1], marked(GOLD)[1]) == []


def test_what_was_held_likely_stands_together() -> None:
    told = [
        Held("region", 0.0, False),
        Held("region", 0.1, True),
        Held("region", 0.15, False),
        Held("region", 1.0, True),
    ]
    first, second, *_, last = bins(told)
    assert (first.low, first.high, first.count) == (0.0, 0.1, 1)
    assert (second.count, second.confidence, second.right) == (2, 0.125, 0.5)
    assert (last.high, last.count, last.right) == (1.0, 1, 1.0)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([], None),
        ([Held("region", 0.8, right) for right in (True, True, True, True, False)], 0.0),
        ([Held("region", 1.0, False)], 1.0),
        ([Held("region", 0.9, True), Held("region", 0.9, True)], 0.1),
        ([Held("region", 0.9, True), Held("region", 0.3, True)], 0.4),
    ],
)
def test_the_error_is_how_far_confidence_is_off(told: list[Held], error: float | None) -> None:
    assert calibration_error(told) == (None if error is None else pytest.approx(error))


@given(TOLD)
def test_everything_is_counted_once(told: list[Held]) -> None:
    assert sum(one.count for one in bins(told)) == len(told)
    assert all(not one.count or one.low <= one.confidence <= one.high for one in bins(told))
    figures = as_dict(told)
    assert sum(figures[sort]["count"] for sort in ("region", "record")) == len(told)
    for sort in ("region", "record"):
        assert len(figures[sort]["bins"]) == BINS
        assert sum(one["count"] for one in figures[sort]["bins"]) == figures[sort]["count"]
        assert (figures[sort]["error"] is None) == (figures[sort]["count"] == 0)
    assert 0 <= (calibration_error(told) or 0) <= 1
