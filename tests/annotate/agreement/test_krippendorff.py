"""Krippendorff's alpha: worked by hand, and as the `krippendorff` package has it."""

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from risalah.annotate.agreement.krippendorff import alpha, statistic, tallied


def test_two_annotators_worked_by_hand() -> None:
    # Krippendorff (2011), section B. Of 12 units 3 disagree: 6 of the 24 values stand off the diagonal.
    # Paired are a 4, b 6, c 6, d 6, e 2: expected by chance are 24² - (16 + 36 + 36 + 36 + 4) = 448 of 24 · 23.
    ben = "aabbdcccedda"
    gerry = "babbbccceddd"
    assert alpha(zip(ben, gerry, strict=True)) == pytest.approx(1 - (24 - 1) * 6 / 448)
    assert round(1 - 23 * 6 / 448, 3) == 0.692


def test_three_annotators_worked_by_hand() -> None:
    # The first unit has 3 · 2 pairs of values, 4 of them unlike, and each value stands for 1/(3 - 1): 2.
    # The second is left out: it has one value. The third has 2 pairs, both alike; the null is no value.
    # Paired are x 2 + 0, y 1 + 2: expected 25 - (4 + 9) = 12. alpha = 1 - (5 - 1) · 2 / 12.
    units = [("x", "x", "y"), ("y", None, None), ("y", None, "y")]
    assert alpha(units) == pytest.approx(1 - 4 * 2 / 12)


@pytest.mark.parametrize(
    "units",
    [[], [("x", None)], [("x", None), (None, "y")], [("x", "x"), ("x", "x", "x")], [("x", "x"), ("y", None)]],
)
def test_it_is_undefined_without_pairs_or_without_a_second_value_among_them(units: list) -> None:
    assert alpha(units) is None


def test_perfect_agreement_is_one_and_less_than_chance_is_negative() -> None:
    assert alpha([("x", "x"), ("y", "y")]) == 1
    assert alpha([("x", "y"), ("y", "x")]) < 0


MATRICES = st.integers(2, 4).flatmap(
    lambda annotators: st.lists(
        st.lists(st.sampled_from([None, 1, 2, 3]), min_size=annotators, max_size=annotators), min_size=1, max_size=12
    )
)


@given(units=MATRICES)
def test_it_equals_the_package(units: list[list[int | None]]) -> None:
    data = np.array([[np.nan if value is None else value for value in unit] for unit in units], dtype=float).T
    paired = {value for unit in units for value in unit if value and sum(map(bool, unit)) > 1}
    assume(len(paired) > 1)  # else the package raises, or divides nothing by nothing
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert alpha(units) == pytest.approx(expected)


@given(units=MATRICES, cut=st.integers(0, 12))
def test_documents_add_up(units: list[list[int | None]], cut: int) -> None:
    sums = tallied([units[:cut], units[cut:]]).sum(axis=0)
    whole = alpha(units)
    assert statistic(sums) == pytest.approx(np.nan if whole is None else whole, nan_ok=True)
