"""Canonical time values: the days, months, years and intervals of EDTF.

The forms are those of ISO 8601-2:2019 (Extended Date/Time Format): level 0 dates
of three precisions and intervals of them, and the open interval of level 1.
"""

import datetime
import re

_POINT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
OPEN = ".."


def _first_day(value: str) -> datetime.date:
    if not _POINT.fullmatch(value):
        raise ValueError(f"{value!r} is no date: write 2025, 2025-09, 2025-09-03 or an interval of two such")
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{value!r} is no date of the calendar: {error}") from None


def canonical_time(value: str) -> str:
    """Return `value` if it is a canonical time, else raise ValueError saying why not.

    "2025-09-03" (a day), "2025-09", "2025", "2017-09-06/2017-09-07" (both ends
    included), "2024-10/.." (since October 2024), "../2024-10" (until then).
    """
    first, slash, last = value.partition("/")
    ends = [_first_day(end) for end in (first, last) if end != OPEN] if slash else [_first_day(value)]
    if not ends:
        raise ValueError(f"{value!r} is open at both ends")
    if len(ends) == 2 and ends[0] > ends[1]:  # noqa: PLR2004 - the two ends of an interval
        raise ValueError(f"{value!r} ends before it starts")
    return value
