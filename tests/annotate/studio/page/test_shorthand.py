"""Times as a person types them."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.studio.page.shorthand import full_time
from risalah.schema.times import canonical_time


@pytest.mark.parametrize(
    ("value", "published", "full"),
    [
        ("4", date(2025, 9, 5), "2025-09-04"),
        ("28", date(2025, 9, 5), "2025-08-28"),
        ("2", date(2025, 8, 30), "2025-09-02"),
        ("31", date(2025, 3, 1), "2025-01-31"),
        ("30", date(2025, 1, 2), "2024-12-30"),
        ("4/9", date(2025, 9, 5), "2025-09-04"),
        ("4-9", date(2025, 9, 5), "2025-09-04"),
        ("04.09", date(2025, 9, 5), "2025-09-04"),
        ("30/12", date(2025, 1, 2), "2024-12-30"),
        ("29/2", date(2025, 9, 5), "2024-02-29"),
        ("29/2", date(1901, 1, 1), "1904-02-29"),
        ("4/9/2025", None, "2025-09-04"),
        ("22/4/2024", date(2020, 1, 1), "2024-04-22"),
        ("-1", date(2025, 3, 1), "2025-02-28"),
        ("+2", date(2025, 12, 31), "2026-01-02"),
        ("+0", date(2025, 9, 5), "2025-09-05"),
    ],
)
def test_a_short_form_is_a_date(value: str, published: date | None, full: str) -> None:
    assert full_time(value, published) == full


@pytest.mark.parametrize(
    "value", ["2025", "2025-09", "2025-09-03", "2024-10/..", "?", "4/9-2025", "4/9/25", "Senin", "٤"]
)
def test_what_is_no_short_form_stays(value: str) -> None:
    assert full_time(value, date(2025, 9, 5)) == value


@pytest.mark.parametrize("value", ["4", "4/9", "-1", "+2"])
def test_without_a_day_of_publication_a_short_form_stands_for_nothing(value: str) -> None:
    with pytest.raises(ValueError, match="counts from the day of publication, which is unknown"):
        full_time(value, None)


@pytest.mark.parametrize("value", ["0", "32", "31/2", "4/13", "29/2/2025", "4/9/0000", "+9999"])
def test_a_day_that_is_none_is_told(value: str) -> None:
    with pytest.raises(ValueError, match=r"no day of the calendar|beyond the calendar"):
        full_time(value, date(9990, 1, 1))


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WAYS = st.integers(-2000, 2000).map(datetime.timedelta)


@given(DAYS, WAYS, st.sampled_from(["{0.day}", "{0.day}/{0.month}", "{0.day:02}-{0.month:02}", "{0.day}.{0.month}"]))
def test_no_such_day_is_nearer(published: date, away: datetime.timedelta, form: str) -> None:
    meant = published + away
    found = date.fromisoformat(full_time(form.format(meant), published))
    assert form.format(found) == form.format(meant)
    assert abs(found - published) <= abs(meant - published)
    if abs(found - published) == abs(meant - published):
        assert found <= meant


@given(DAYS, st.integers(-9999, 9999))
def test_days_away_are_counted(published: date, away: int) -> None:
    assert full_time(f"{away:+}", published) == str(published + datetime.timedelta(away))


@given(DAYS, DAYS, st.sampled_from(["{0:%Y}", "{0:%Y-%m}", "{0}", "{0}/..", "../{0:%Y-%m}", "{0}/{0}"]))
def test_canonical_times_stay(time: date, published: date, form: str) -> None:
    value = canonical_time(form.format(time))
    assert full_time(value, published) == value


@given(DAYS, DAYS)
def test_a_full_date_needs_no_publication(meant: date, published: date) -> None:
    assert full_time(f"{meant.day}/{meant.month}/{meant.year}", None) == str(meant)
    assert full_time(f"{meant.day}.{meant.month}.{meant.year}", published) == str(meant)
