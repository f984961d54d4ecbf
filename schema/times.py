"""Canonical time values: the days, months, years and intervals of EDTF.

The forms are those of ISO 8601-2:2019 (Extended Date/Time Format): level 0 dates
of three precisions and intervals of them, and the open interval of level 1.
"""

import calendar
import datetime
import re

_POINT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
OPEN = ".."


def _days(point: str, value: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a day, month or year."""
    if not _POINT.fullmatch(point):
        raise ValueError(f"{value!r} is no time: write 2025, 2025-09, 2025-09-03 or an interval of two such")
    year, *within = map(int, point.split("-"))
    try:
        first = datetime.date(year, *(*within, 1, 1)[:2])
        month = within[0] if within else 12
        last = first if len(within) == 2 else datetime.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError as error:
        raise ValueError(f"{value!r} is no time of the calendar: {error}") from None
    return first, last


def canonical_time(value: str) -> str:
    """Return `value` if it is a canonical time, else raise ValueError saying why not.

    "2025-09-03" (a day), "2025-09", "2025", "2017-09-06/2017-09-07" (both ends
    included), "2024-10/.." (since October 2024), "../2024-10" (until then).
    """
    first, slash, last = value.partition("/")
    points = [point for point in (first, last) if point != OPEN] if slash else [value]
    if not points:
        raise ValueError(f"{value!r} is open at both ends")
    days = [_days(point, value) for point in points]
    if days[0][0] > days[-1][1]:
        raise ValueError(f"{value!r} ends before it starts")
    return value
