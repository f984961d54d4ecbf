"""Intervals over resampled documents."""

import numpy as np
import pytest

from risalah.annotate.agreement.bootstrap import RESAMPLES, Estimate, difference, estimates, ratio


def rows(*documents: tuple[float, ...]) -> np.ndarray:
    return np.array(documents, dtype=float)[:, np.newaxis]


def test_two_documents_worked_by_hand() -> None:
    # A quarter of the resamples is the first document twice (2 of 2), a quarter the other (2 of 3):
    # 95 % of them lie between these two.
    assert estimates(rows((2, 2), (2, 3)), ratio) == [Estimate(4 / 5, 2 / 3, 1.0)]


def test_it_is_the_binomial_interval_where_documents_are_coins() -> None:
    heads = rows(*[(1, 1)] * 50, *[(0, 1)] * 50)
    (told,) = estimates(heads, ratio)
    assert told.value == 0.5
    assert (told.low, told.high) == pytest.approx((0.5 - 1.96 * 0.05, 0.5 + 1.96 * 0.05), abs=0.015)


def test_it_is_the_same_each_time() -> None:
    documents = rows(*[(part, 10) for part in range(10)])
    before = estimates(documents, ratio)
    estimates(documents[:5], ratio)
    assert estimates(documents, ratio) == before


def test_one_document_has_no_interval_and_nothing_has_no_value() -> None:
    assert estimates(rows((1, 2)), ratio) == [Estimate(0.5)]
    assert estimates(rows((0, 0), (0, 0)), ratio) == [Estimate(None)]


def test_what_few_documents_have_has_no_interval() -> None:
    # One document of twenty has any of it: it is in no more than 64 % of the resamples.
    assert estimates(rows((1, 2), *[(0, 0)] * 19), ratio) == [Estimate(0.5)]


def test_a_difference_of_two_shares() -> None:
    both = rows((1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 1, 2), (0, 0, 1, 2))
    (told,) = estimates(both, difference)
    assert told == Estimate(0.5)
    (told,) = estimates(np.repeat(both, 5, axis=0), difference)
    assert told == Estimate(0.5, 0.5, 0.5)


def test_several_figures_are_told_at_once() -> None:
    documents = np.array([[[1, 1], [0, 1]], [[1, 1], [1, 1]]], dtype=float)
    assert [told.value for told in estimates(documents, ratio)] == [1, 0.5]
    assert RESAMPLES == 1000
