"""Times as days, so that a day, a month and an interval can be compared."""

import calendar
import datetime
from typing import NamedTuple

from risalah.schema.times import OPEN


class Span(NamedTuple):
    """Days, as proleptic Gregorian ordinals, both included."""

    first: int
    last: int

    def __str__(self) -> str:
        first, last = (datetime.date.fromordinal(day).isoformat() for day in self)
        return first if first == last else f"{first}/{last}"

    @property
    def length(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1

    def gap(self, other: "Span") -> int:
        """Return how many days lie from the end of one to the beginning of the other; 0 or less where they overlap."""
        return max(self.first, other.first) - min(self.last, other.last)


def span(value: str) -> Span:
    """Return the days of a canonical time; of an open interval those of the end that is known."""
    points = [_days(point) for point in value.split("/") if point != OPEN]
    return Span(points[0].first, points[-1].last)


def hull(spans: list[Span]) -> Span | None:
    """Return the days from the first to the last of them; null where there are none."""
    return Span(min(one.first for one in spans), max(one.last for one in spans)) if spans else None


def _days(point: str) -> Span:
    year, month, day = (*map(int, point.split("-")), 0, 0)[:3]
    first = datetime.date(year, month or 1, day or 1)
    last = first if day else datetime.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return Span(first.toordinal(), last.toordinal())
