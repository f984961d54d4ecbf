"""Expressions of time: read where a word of the calendar stands, resolved later by the day of publication."""

import datetime
import re
from typing import Final

from risalah.annotate.rules.lexicon import alternation
from risalah.annotate.rules.pack import TimeWords

_WEEK: Final = 7
_CENTURY: Final = 2000
_LONG_YEAR: Final = 4
_LOOK_BACK: Final = 12


class When:
    """What a time expression says. Fields it leaves open are null."""

    def __init__(
        self,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        last_day: int | None = None,
        weekday: int | None = None,
        unit: str = "",
        shift: int = 0,
        direction: int = 0,
        since: bool = False,
    ) -> None:
        self.year = year
        self.month = month
        self.day = day
        self.last_day = last_day
        """The end of a range of days in one month."""
        self.weekday = weekday
        self.unit = unit
        """Counted from publication: "day", "week", "month" or "year"."""
        self.shift = shift
        """How many of the unit after publication."""
        self.direction = direction
        """-1 where the words say that it is past, 1 to come, 0 neither."""
        self.since = since
        """An interval that starts here and is open."""

    @property
    def explicit(self) -> bool:
        """Whether it names a day of a month."""
        return self.day is not None


class TimeReader:
    """Reads the time expression that begins at a place in the text."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words
        self._months = {month.lower(): number for month, number in words.months.items()}
        self._weekdays = {day.lower(): number for day, number in words.weekdays.items()}
        self._days = {form.lower(): shift for form, shift in words.days.items()}
        self._units = {form.lower(): unit for form, unit in words.units.items()}
        self._numbers = {form.lower(): number for form, number in words.numbers.items()}
        self._directions = {
            **dict.fromkeys(words.past, -1),
            **dict.fromkeys(words.future, 1),
            **dict.fromkeys(words.present, 0),
        }
        self._since = tuple(f"{word} " for word in words.from_words)
        month, weekday, part = alternation(words.months), alternation(words.weekdays), alternation(words.parts_of_day)
        direction = alternation(self._directions)
        day_word = alternation(words.day_words)
        slashes = r"(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?:\s?/\s?(?P<y>\d{4}|\d{2}))?"
        date = (
            rf"(?P<day>\d{{1,2}})(?:\s?(?:[-–]|{alternation(words.range_words)})\s?(?P<last>\d{{1,2}}))?"
            rf"\s(?P<month>{month})(?:\s(?P<year>\d{{4}}))?"
        )
        tail = rf"(?:\s(?P<direction>{direction})\b)?(?:\s(?:{part})\b)*"
        self._patterns = tuple(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"(?:(?:{day_word})\s)?(?P<weekday>{weekday})\b(?:\s(?:{part})\b)*"
                rf"(?:,?\s\(?\s?(?:{date}|{slashes})\s?\)?)?{tail}",
                rf"(?:(?:{day_word})\s)?{date}{tail}",
                rf"(?P<relative>{alternation(words.days)})\b(?:,?\s\(\s?{slashes}\s?\))?",
                rf"(?P<vague>{alternation(words.vague)})\b",
                rf"(?P<count>\d{{1,3}}|{alternation(words.numbers)})\s(?P<unit>{alternation(words.units)})\s(?P<direction>{direction})\b",
                rf"(?P<unit>{alternation(words.units)})\s(?P<direction>{direction})\b(?!\s(?:{weekday})\b)",
                rf"(?P<month>{month})\b(?:\s(?P<year>\d{{4}})\b)?{tail}",
                rf"(?P<year>(?:19|20)\d\d)\b(?:\s(?P<direction>{alternation((*words.past, *words.future))})\b)?",
            )
        )
        self._bare_year = tuple(f"{word} " for word in (*words.year_words, *words.from_words))

    def read(self, text: str, start: int, limit: int) -> tuple[int, When] | None:
        """Return the end and meaning of the expression that begins at `start`, if one does."""
        for pattern in self._patterns:
            match = pattern.match(text, start, limit)
            if match:
                when = self._meaning(match, text)
                if when:
                    return _closed(match), when
        return None

    def _meaning(self, match: re.Match[str], text: str) -> When | None:
        found = {name: group for name, group in match.groupdict().items() if group}
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        since = before.lower().endswith(self._since)
        direction = self._directions.get(found.get("direction", "").lower(), 0)
        if "vague" in found:
            return When()
        if "unit" in found:
            return self._counted(found, direction, since)
        if "relative" in found and "d" not in found:
            return When(unit="day", shift=self._days[found["relative"].lower()])
        is_year = bool(direction) or before.endswith(self._bare_year)
        if not self._is_written_large(found) or (found.keys() <= {"year", "direction"} and not is_year):
            return None
        return self._date(found, direction, since)

    def _is_written_large(self, found: dict[str, str]) -> bool:
        """Months and weekdays are names: "minggu" is a week, "Minggu" a Sunday."""
        return all(found[name][0].isupper() for name in ("weekday", "month") if name in found)

    def _counted(self, found: dict[str, str], direction: int, since: bool) -> When | None:
        unit = self._units[found["unit"].lower()]
        if "count" not in found:
            return When(unit=unit, shift=direction, since=since)
        count = found["count"].lower()
        number = int(count) if count.isdigit() else self._numbers[count]
        return When(unit=unit, shift=number * direction) if direction else None

    def _date(self, found: dict[str, str], direction: int, since: bool) -> When | None:
        month = found.get("m") or str(self._months.get(found.get("month", "").lower(), ""))
        day, last = found.get("d") or found.get("day"), found.get("last")
        year = found.get("y") or found.get("year")
        when = When(
            year=(int(year) if len(year) == _LONG_YEAR else _CENTURY + int(year)) if year else None,
            month=int(month) if month else None,
            day=int(day) if day else None,
            last_day=int(last) if last else None,
            weekday=self._weekdays.get(found.get("weekday", "").lower()),
            direction=direction,
            since=since,
        )
        return when if _possible(when) else None


def _closed(match: re.Match[str]) -> int:
    """The end of the match, without a bracket that it did not open."""
    found = match.group()
    return match.end() - (found.endswith(")") and "(" not in found)


def _possible(when: When) -> bool:
    if when.month is not None and not 1 <= when.month <= 12:
        return False
    for day in (when.day, when.last_day):
        if day is not None and _day(when.year or 2000, when.month or 1, day) is None:
            return False
    return when.last_day is None or when.day is None or when.last_day >= when.day


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def resolve(when: When, published: datetime.date | None, planned: bool) -> str | None:
    """Return the canonical time, or null where the words and the day of publication cannot tell it."""
    value = _point(when, published, planned)
    return f"{value}/.." if value and when.since and "/" not in value else value


def _point(when: When, published: datetime.date | None, planned: bool) -> str | None:
    direction = when.direction or (1 if planned else -1)
    if when.unit:
        return _relative(when, published)
    if when.month is not None:
        year = when.year or (_year_of(when, published, direction) if published else None)
        return _in_year(when, year) if year else None
    if when.year is not None:
        return f"{when.year:04}"
    if when.weekday is not None and published:
        return _weekday(when.weekday, published, direction).isoformat()
    return None


def _in_year(when: When, year: int) -> str | None:
    if when.day is None:
        return f"{year:04}-{when.month:02}"
    first, last = (_day(year, when.month or 1, day) if day else None for day in (when.day, when.last_day))
    if first is None:
        return None
    return f"{first}/{last}" if last else first.isoformat()


def _year_of(when: When, published: datetime.date, direction: int) -> int:
    """The year in which a day or month without one lies nearest to publication, in the direction it is told in."""
    ahead = (when.month or 0, when.day or 0) > (published.month, published.day if when.day else 0)
    same = when.month == published.month
    if direction < 0 and ahead and not same:
        return published.year - 1
    if direction > 0 and not ahead and not same:
        return published.year + 1
    return published.year


def _weekday(weekday: int, published: datetime.date, direction: int) -> datetime.date:
    if direction > 0:
        return published + datetime.timedelta((weekday - published.isoweekday()) % _WEEK)
    return published - datetime.timedelta((published.isoweekday() - weekday) % _WEEK)


def _relative(when: When, published: datetime.date | None) -> str | None:
    if published is None:
        return None
    try:
        if when.unit == "day":
            return (published + datetime.timedelta(when.shift)).isoformat()
        if when.unit == "week":
            monday = published + datetime.timedelta(_WEEK * when.shift + 1 - published.isoweekday())
            return f"{monday}/{monday + datetime.timedelta(_WEEK - 1)}"
        if when.unit == "month":
            months = published.year * 12 + published.month - 1 + when.shift
            return datetime.date(months // 12, months % 12 + 1, 1).isoformat()[:7]
        return datetime.date(published.year + when.shift, 1, 1).isoformat()[:4]
    except (ValueError, OverflowError):
        return None
