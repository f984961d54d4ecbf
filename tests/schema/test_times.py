"""Canonical times: days, months, years and intervals of them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.schema.times import canonical_time

POINTS = st.dates().flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]]),
)


@pytest.mark.parametrize(
    "value",
    [
        "2025-09-03",
        "2025-09",
        "2025",
        "2024-02-29",
        "2017-09-06/2017-09-07",
        "2017-09-06/2017-09-06",
        "2024-10/2025",
        "2024-10/..",
        "../2024-10-28",
        "2025-09-20/2025-09",
        "2025-09-20/2025",
    ],
)
def test_a_canonical_time_is_taken_as_it_is(value: str) -> None:
    assert canonical_time(value) == value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "is no time"),
        ("kemarin", "is no time"),
        ("03/09/2025", "is no time"),
        ("2025-9-3", "is no time"),
        ("2025-09-3", "is no time"),
        ("2025-09-03T10:00", "is no time"),
        ("2025-09-03\n", "is no time"),
        (" 2025", "is no time"),
        ("25", "is no time"),
        ("٢٠٢٥-٠٩-٠٣", "is no time"),
        ("..", "is no time"),
        ("2025/", "is no time"),
        ("/2025", "is no time"),
        ("2024/2025/2026", "is no time"),
        ("2025-02-29", "is no time of the calendar"),
        ("2025-13", "is no time of the calendar"),
        ("0000", "is no time of the calendar"),
        ("../..", "is open at both ends"),
        ("2025-09-04/2025-09-03", "ends before it starts"),
        ("2025-10/2025-09-30", "ends before it starts"),
    ],
)
def test_any_other_is_refused_and_told_why(value: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as told:
        canonical_time(value)
    assert repr(value) in str(told.value)


@given(POINTS)
def test_every_day_month_and_year_of_the_calendar_is_canonical(point: str) -> None:
    assert canonical_time(point) == point
    assert canonical_time(f"{point}/..") == f"{point}/.."
    assert canonical_time(f"../{point}") == f"../{point}"


@given(st.dates(), st.dates())
def test_an_interval_runs_forwards(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted([one, other])
    assert canonical_time(f"{first}/{last}")
    if first != last:
        with pytest.raises(ValueError, match="ends before it starts"):
            canonical_time(f"{last}/{first}")
