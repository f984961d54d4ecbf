"""Whether two times that a text tells can be one."""

import datetime
from typing import Final

from risalah.annotate.rules.times import When

_NEAR_UNITS: Final = ("day", "week", "month")
_TURN_OF_YEAR: Final = (1, 2, 12)
"""Months in which a day without a year may be of the year before or after."""


def may_be_one(a: When, b: When, published: datetime.date | None) -> bool:
    """Whether two expressions contradict each other in nothing that both tell."""
    if published and (_is_long_from(a, b, published) or _is_long_from(b, a, published)):
        return False
    if (a.then and a.shift) or (b.then and b.shift):
        return False
    if (a.unit or b.unit) and not (a.month and b.month):
        return not (a.unit == b.unit and a.shift != b.shift)
    told = [(a.year, b.year), (a.month, b.month), (a.day, b.day)]
    if a.explicit and b.explicit:
        return all(x is None or y is None or x == y for x, y in told)
    return all(x is None or y is None or x == y for x, y in [*told, (a.weekday, b.weekday)])


def _is_long_from(a: When, b: When, published: datetime.date) -> bool:
    """Whether one tells another year than that of publication, near which the other is: "pada 2019" and "Senin"."""
    near = b.year is None and not b.then and (b.unit in _NEAR_UNITS or b.weekday is not None or b.day is not None)
    if a.year is None or not near:
        return False
    return abs(a.year - published.year) > (published.month in _TURN_OF_YEAR)
