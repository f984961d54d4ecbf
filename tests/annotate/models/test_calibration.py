"""Scores as probabilities."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.models.calibration import Calibration, calibrated

SCORES = st.floats(-1e6, 1e6)
ANSWERS = st.lists(st.tuples(st.floats(-50, 50), st.booleans()), max_size=40)


def drawn(odds_of: float, count: int = 2000) -> tuple[list[float], list[bool]]:
    """Return scores, and answers that are yes as often as the scores times `odds_of` say."""
    random = Random(6)
    scores = [random.uniform(-4, 4) for _ in range(count)]
    return scores, [random.random() < Calibration(odds_of).likely(score) for score in scores]


@pytest.mark.parametrize("odds_of", [0.3, 1, 3])
def test_it_finds_how_sure_the_scores_should_have_been(odds_of: float) -> None:
    found = calibrated(*drawn(odds_of))
    assert found.slope == pytest.approx(odds_of, rel=0.15)
    assert found.offset == pytest.approx(0, abs=0.15)


def test_scores_that_are_always_too_high_are_lowered() -> None:
    scores, answers = drawn(1)
    assert calibrated([score + 3 for score in scores], answers).offset == pytest.approx(-3, abs=0.3)


@pytest.mark.parametrize("answers", [[], [True] * 9, [False] * 9])
def test_one_answer_tells_nothing(answers: list[bool]) -> None:
    assert calibrated([float(score) for score in range(len(answers))], answers) == Calibration()


def test_scores_that_mean_the_opposite_tell_nothing() -> None:
    assert calibrated([-3.0, -2.0, 2.0, 3.0] * 9, [True, True, False, False] * 9) == Calibration()


@given(ANSWERS, st.lists(SCORES, min_size=2))
@settings(max_examples=20)
def test_what_scores_higher_is_never_less_likely(asked: list[tuple[float, bool]], scores: list[float]) -> None:
    found = calibrated([score for score, _ in asked], [answer for _, answer in asked])
    likely = [found.likely(score) for score in sorted(scores)]
    assert all(0 <= lower <= higher <= 1 for lower, higher in pairwise(likely))
