"""Times as a person types them, short, and the dates they stand for."""

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress

_FROM_PUBLICATION = re.compile(r"[+-]\d{1,4}", re.ASCII)
_DAY = re.compile(r"\d{1,2}", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}))?", re.ASCII)
_YEARS = 8
"""Years from one 29 February to the next, at most."""
_MONTHS = 2
"""Months from a month to the next that has 31 days, at most."""


def full_time(value: str, published: datetime.date | None) -> str:
    """Return the date that a short form stands for; what is no short form comes back as it is.

    "4" is the fourth day of a month and "4/9" (or "4-9", "4.9") the fourth of
    September, of the year and month nearest to the day of publication, the earlier
    of two that are as near; "-1" and "+2" are so many days from it. "4/9/2025" needs
    no such day. Raises ValueError where that day is null or no such date exists.
    """
    if _FROM_PUBLICATION.fullmatch(value):
        with suppress(OverflowError):
            return str(_known(value, published) + datetime.timedelta(days=int(value)))
        raise ValueError(f"{value!r} is beyond the calendar")
    if _DAY.fullmatch(value):
        return _nearest(value, _days(int(value), _known(value, published)), published)
    dated = _DAY_AND_MONTH.fullmatch(value)
    if not dated:
        return value
    day, month = int(dated[1]), int(dated[3])
    if dated[4]:
        return _nearest(value, _dates([(int(dated[4]), month, day)]), None)
    year = _known(value, published).year
    return _nearest(value, _dates((year + away, month, day) for away in range(-_YEARS, _YEARS + 1)), published)


def _known(value: str, published: datetime.date | None) -> datetime.date:
    if published is None:
        raise ValueError(f"{value!r} counts from the day of publication, which is unknown")
    return published


def _days(day: int, published: datetime.date) -> list[datetime.date]:
    """Return the days of that number in the months around the publication."""
    months = [published.year * 12 + published.month - 1 + away for away in range(-_MONTHS, _MONTHS + 1)]
    return _dates((month // 12, month % 12 + 1, day) for month in months)


def _dates(candidates: Iterable[tuple[int, int, int]]) -> list[datetime.date]:
    """Return those that the calendar has, in order."""
    dates = []
    for year, month, day in candidates:
        with suppress(ValueError):
            dates.append(datetime.date(year, month, day))
    return dates


def _nearest(value: str, dates: list[datetime.date], published: datetime.date | None) -> str:
    if not dates:
        raise ValueError(f"{value!r} is no day of the calendar")
    return str(min(dates, key=lambda date: abs(date - published) if published else datetime.timedelta()))
