"""Times as days."""

import pytest

from risalah.annotate.linking.spans import hull, span


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01/2024-02-29"),
        ("2023", "2023-01-01/2023-12-31"),
        ("2017-09-06/2017-09-07", "2017-09-06/2017-09-07"),
        ("2024-10/..", "2024-10-01/2024-10-31"),
        ("../2024", "2024-01-01/2024-12-31"),
    ],
)
def test_a_time_is_days(value: str, days: str) -> None:
    assert str(span(value)) == days


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ("2025-09-03", "2025-09-03", 0),
        ("2025-09-03", "2025-09-04", 1),
        ("2025-09-04", "2025-09-03", 1),
        ("2025-09", "2025-09-03", 0),
        ("2025-08", "2025-10-01", 31),
    ],
)
def test_the_gap_between_two_times(one: str, other: str, gap: int) -> None:
    assert span(one).gap(span(other)) == gap


def test_a_hull_is_all_days_between() -> None:
    assert str(hull([span("2025-09-05"), span("2025-09-01/2025-09-02")])) == "2025-09-01/2025-09-05"
    assert hull([]) is None
