"""When events took place."""

import datetime
from collections.abc import Callable

import pytest

from risalah.export.report.timeline import timeline

TYPES = ["meeting", "call"]


def met(time: str, realis: str = "actual") -> str:
    return (
        f"[Kim|1.participant=Kim:person] [bertemu|1.meeting:{realis}] "
        f"[Putin|1.participant=Putin:person] [itu|1.time={time}]."
    )


def test_events_stand_at_the_day_on_which_they_took_place(published_of: Callable) -> None:
    found = timeline(published_of(met("2025-09-03"), met("2025-09-03"), met("2025-09-01/2025-09-07")), TYPES)
    assert (found.step, found.outside, found.undated) == ("day", 0, 0)
    first, third = datetime.date(2025, 9, 1), datetime.date(2025, 9, 3)
    assert found.counts == [(first, "meeting", 1), (third, "meeting", 2)]


def test_what_was_planned_or_denied_took_no_place(published_of: Callable) -> None:
    found = timeline(published_of(met("2025-09-03"), met("2025-09-04", "planned"), met("2025-09-05", "denied")), TYPES)
    assert sum(count for *_, count in found.counts) == 1


@pytest.mark.parametrize(
    ("times", "step"),
    [
        (["2025-09-03", "2025-10-30"], "day"),
        (["2025-09-03", "2024-09-30"], "month"),
        (["2025-09-03", "1999-09-30"], "year"),
        (["2024-09", "2024-09"], "day"),
        (["2024", "2024"], "day"),
    ],
)
def test_the_step_follows_the_span(published_of: Callable, times: list[str], step: str) -> None:
    assert timeline(published_of(*map(met, times)), TYPES).step == step


def test_dates_less_precise_than_the_step_are_counted_apart(published_of: Callable) -> None:
    dated = ["2025-09-03", "2024-09-30", "2024-12", "2024", "?", "../2024-05"]
    found = timeline(published_of(*map(met, dated)), TYPES)
    assert (sum(count for *_, count in found.counts), found.undated) == (3, 3)


def test_an_event_of_long_ago_flattens_nothing(published_of: Callable) -> None:
    found = timeline(published_of(met("1950-06-25"), *[met(f"2025-09-{day:02}") for day in range(1, 25)]), TYPES)
    assert (found.step, len(found.counts), found.outside) == ("day", 24, 1)


def test_types_that_are_not_shown_are_one(published_of: Callable) -> None:
    assert timeline(published_of(met("2025-09-03")), ["call"]).counts == [(datetime.date(2025, 9, 3), "", 1)]


def test_without_any_date_there_is_no_timeline(published_of: Callable) -> None:
    assert timeline(published_of(met("?")), TYPES) is None
