"""Expressions of time: read where a word of the calendar stands, resolved later by the day of publication."""

import datetime
import re
from collections.abc import Iterable
from typing import Final

from risalah.annotate.rules.lexicon import alternation
from risalah.annotate.rules.pack import TimeWords
from risalah.schema.times import canonical_time

_WEEK: Final = 7
_CENTURY: Final = 2000
_LONG_YEAR: Final = 4
_DIGITS: Final = "0"
"""Stands for every number of fewer digits than a year among the words that open a time."""
_YEAR: Final = "0000"
"""Likewise for every other."""
_NONE: Final[list[re.Pattern[str]]] = []
_LOOK_BACK: Final = 12
_MONTH_DAY: Final = 5
_FRESH: Final = 2
"""Days within which news is published."""
_NEARBY: Final = 60
"""Days before and after publication within which a day needs no year."""
_BRACKETED: Final = re.compile(r"\(\s?(\d{1,2})\s?/\s?(\d{1,2})(?:\s?/\s?\d{2,4})?\s?\)")
_ISO: Final = 10


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
        then: bool = False,
        feast: list[str] | None = None,
        until: "When | None" = None,
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
        self.then = then
        """Counted from the time told before, not from publication."""
        self.feast = feast
        """The days or intervals of a feast, year by year, or its month and day."""
        self.until = until
        """The end of an interval that begins here."""

    @property
    def past(self) -> bool:
        """Whether the words themselves say that it is past: "Senin lalu", "kemarin"."""
        return self.direction < 0 or (bool(self.unit) and not self.then and self.shift < 0)

    @property
    def explicit(self) -> bool:
        """Whether it names a day of a month."""
        return self.day is not None


class TimeReader:
    """Reads the time expression that begins at a place in the text."""

    def __init__(self, words: TimeWords, joining: Iterable[str]) -> None:
        """Make it ready for a language, whose `joining` words, "dan", join two times that make no interval."""
        until = alternation(set(words.range_words) - set(joining))
        self._until = re.compile(
            rf"\s?(?:[-–]|(?:{until})\s)\s?(?:(?:{alternation(words.day_words)})\s)?(?P<next>\d+|\w+)", re.IGNORECASE
        )
        self._months = {month.lower(): number for month, number in words.months.items()}
        self._weekdays = {day.lower(): number for day, number in words.weekdays.items()}
        self._days = {form.lower(): shift for form, shift in words.days.items()}
        self._units = {form.lower(): unit for form, unit in words.units.items()}
        self._numbers = {form.lower(): number for form, number in words.numbers.items()}
        self._directions = {
            **dict.fromkeys(words.past, -1),
            **dict.fromkeys(words.future, 1),
            **dict.fromkeys(words.present, 0),
            **{form.lower(): direction for form, direction in words.directions.items()},
        }
        self._since = tuple(f"{word} " for word in words.from_words)
        self._feasts = {form.lower(): days for form, days in words.feasts.items()}
        self._then = {form.lower(): shift for form, shift in words.then.items()}
        self._sequence = {**dict.fromkeys(words.after, 1), **dict.fromkeys(words.before, -1)}
        some = rf"(?:(?:{alternation(words.parts)})\s(?:(?:{alternation(words.units)})\s)?)"
        month, weekday, part = alternation(words.months), alternation(words.weekdays), alternation(words.parts_of_day)
        direction = alternation((*words.past, *words.future, *words.present))
        day_word = alternation(words.day_words)
        first, second = ("m", "d") if words.month_first else ("d", "m")
        to_day = "" if words.month_first else r"(?:\s?[-–]\s?(?P<last_d>\d{1,2}))?"
        slashes = rf"(?P<{first}>\d{{1,2}}){to_day}\s?/\s?(?P<{second}>\d{{1,2}})(?:\s?/\s?(?P<y>\d{{4}}|\d{{2}}))?"
        date = (
            rf"(?P<day>\d{{1,2}})(?:\s?(?:[-–]|{alternation(words.range_words)})\s?(?P<last>\d{{1,2}}))?"
            rf"\s(?P<month>{month})(?:\s(?P<year>\d{{4}}))?"
        )
        if words.month_first:
            date = rf"(?:{_month_first(month, alternation(words.range_words))}|{date})"
        tail = rf"(?:\s(?P<direction>{direction})\b)?(?:\s(?:{part})\b)*"
        years = alternation(form for form, unit in words.units.items() if unit == "year")
        in_year = rf"(?:\s(?:(?P<of_year>{years})\s)?(?P<direction>{direction})\b)?(?:\s(?:{part})\b)*"
        counted = rf"(?P<count>\d{{1,3}}|{alternation(words.numbers)})\s(?P<unit>{alternation(words.units)})\s"
        past_or_future = alternation((*words.past, *words.future))
        openings: list[tuple[Iterable[str], str]] = [
            (
                (*words.day_words, *words.weekdays),
                rf"(?:(?:{day_word})\s)?(?P<weekday>{weekday})\b(?:\s(?:{part})\b)*(?:\s(?:{direction})(?=\s\())?(?:,?\s\(?\s?(?:{date}|{slashes})(?:\s?\))?)?"
                rf"(?:\s(?P<week>{alternation(words.units)})(?=\s))?{tail}",
            ),
            (
                (*words.day_words, *(words.months if words.month_first else ()), _DIGITS),
                rf"(?:(?:{day_word})\s)?{date}{in_year}",
            ),
            ((_DIGITS,), rf"(?<=\(){slashes}(?=\s?\))"),
            (words.days, rf"(?P<relative>{alternation(words.days)})\b(?:,?\s\(\s?{slashes}\s?\))?"),
            (words.vague, rf"(?P<vague>{alternation(words.vague)})\b"),
            (words.feasts, rf"(?P<feast>{alternation(words.feasts)})\b(?:\s(?P<direction>{direction})\b)?"),
            (words.then, rf"(?P<then>{alternation(words.then)})\b"),
            (
                (*words.numbers, _DIGITS),
                rf"{counted}(?:(?P<sequence>{alternation(self._sequence)})|(?P<direction>{direction}))\b",
            ),
            (
                words.units,
                rf"(?P<unit>{alternation(words.units)})\s(?P<direction>{direction})\b(?!\s(?:{weekday})\b)",
            ),
            (
                words.directions,
                rf"(?P<direction>{alternation(words.directions)})\s"
                rf"(?:(?P<unit>{alternation(words.units)})|(?P<weekday>{weekday})|(?P<month>{month}))(?!\w)(?:\s(?:{part})\b)*",
            ),
            ((*words.parts, *words.months), rf"{some}?(?P<month>{month})(?!\w)(?:\s(?P<year>\d{{4}})\b)?{in_year}"),
            (
                (*words.parts, _YEAR),
                rf"(?P<part>{some})?(?P<year>(?:19|20)\d\d)\b(?:\s(?P<direction>{past_or_future})\b)?",
            ),
        ]
        self._patterns: dict[str, list[re.Pattern[str]]] = {}
        for forms, pattern in openings:
            compiled = re.compile(pattern, re.IGNORECASE)
            for form in dict.fromkeys(form.lower() for form in forms):
                self._patterns.setdefault(form, []).append(compiled)
        self._bare_year = tuple(f"{word} " for word in (*words.year_words, *words.from_words))

    def read(self, text: str, start: int, end: int, limit: int) -> tuple[int, When] | None:
        """Return the end and meaning of the expression that the word or number `text[start:end]` opens, if it does."""
        read = self._read_one(text, start, end, limit)
        if read is None or not (read[1].month or read[1].weekday):
            return read
        stop, when = read
        joint = self._until.match(text, stop, limit)
        last = joint and self._read_one(text, *joint.span("next"), limit)
        if last and (last[1].month or last[1].weekday) and not (when.last_day or last[1].last_day):
            when.until = last[1]
            if last[1].year and not when.year:
                when.year = last[1].year - ((when.month or 0) > (last[1].month or 0))
            return last[0], when
        return read

    def _read_one(self, text: str, start: int, end: int, limit: int) -> tuple[int, When] | None:
        if text[start].isdigit():
            opening = _YEAR if text[start : start + len(_YEAR)].isdigit() else _DIGITS
        else:
            opening = text[start:end].lower()
        for pattern in self._patterns.get(opening, _NONE):
            match = pattern.match(text, start, limit)
            if match:
                when = self._meaning(match, text)
                if when:
                    return _closed(match), when
        return None

    def _meaning(self, match: re.Match[str], text: str) -> When | None:
        found = {name.rstrip("_"): group for name, group in match.groupdict().items() if group}
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        since = before.lower().endswith(self._since)
        direction = self._directions.get(found.get("direction", "").lower(), 0)
        if "vague" in found:
            return When()
        if "feast" in found:
            return When(feast=self._feasts[found["feast"].lower()], direction=direction)
        if "then" in found:
            return When(unit="day", shift=self._then[found["then"].lower()], then=True)
        if "week" in found and (self._units[found["week"].lower()] != "week" or "direction" not in found):
            return None
        if "sequence" in found:
            return self._in_sequence(found)
        if "unit" in found:
            return self._counted(found, direction, since)
        if "relative" in found and "d" not in found:
            return When(unit="day", shift=self._days[found["relative"].lower()])
        is_year = bool(direction) or "part" in found or before.endswith(self._bare_year)
        if not self._is_written_large(found) or (found.keys() <= {"year", "direction", "part"} and not is_year):
            return None
        return self._date(found, direction, since)

    def _is_written_large(self, found: dict[str, str]) -> bool:
        """Months and weekdays are names: "minggu" is a week, "Minggu" a Sunday."""
        return all(found[name][0].isupper() for name in ("weekday", "month") if name in found)

    def _counted(self, found: dict[str, str], direction: int, since: bool) -> When | None:
        unit = self._units[found["unit"].lower()]
        if "count" not in found:
            return When(unit=unit, shift=direction, since=since)
        return When(unit=unit, shift=self._count(found) * direction) if direction else None

    def _in_sequence(self, found: dict[str, str]) -> When:
        shift = self._count(found) * self._sequence[found["sequence"].lower()]
        return When(unit=self._units[found["unit"].lower()], shift=shift, then=True)

    def _count(self, found: dict[str, str]) -> int:
        count = found["count"].lower()
        return int(count) if count.isdigit() else self._numbers[count]

    def _date(self, found: dict[str, str], direction: int, since: bool) -> When | None:
        month = found.get("m") or str(self._months.get(found.get("month", "").lower(), ""))
        day, last = found.get("d") or found.get("day"), found.get("last") or found.get("last_d")
        year = found.get("y") or found.get("year")
        when = When(
            year=(int(year) if len(year) == _LONG_YEAR else _CENTURY + int(year)) if year else None,
            month=int(month) if month else None,
            day=int(day) if day else None,
            last_day=int(last) if last else None,
            weekday=self._weekdays.get(found.get("weekday", "").lower()),
            unit="week" if "week" in found else "year" if "of_year" in found else "",
            shift=direction if found.keys() & {"week", "of_year"} else 0,
            direction=direction,
            since=since,
        )
        return when if _possible(when) else None


def _month_first(month: str, to: str) -> str:
    """The pattern of "March 3-5, 2025"; a name ends in "_" where the pattern of "3-5 March 2025" has the group too."""
    day, last = r"(?P<day_>\d{1,2})(?!\d)", r"(?P<last_>\d{1,2})(?!\d)"
    return rf"(?P<month_>{month})\s{day}(?:\s?(?:[-–]|{to})\s?{last})?(?:,?\s(?P<year_>\d{{4}})\b)?"


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


def day_of_writing(text: str, published: datetime.date, *, month_first: bool) -> datetime.date:
    """Return what "today" is in the text: the last day in brackets shortly before publication, if it tells any.

    "Hari ini ...," kata Ani, Selasa (5/12)" is often published only on the next day.
    """
    days = [published]
    for first, second in _BRACKETED.findall(text):
        day, month = (second, first) if month_first else (first, second)
        told = _day(_year_of(When(month=int(month), day=int(day)), published, -1), int(month), int(day))
        if told and 0 <= (published - told).days <= _FRESH:
            days.append(told)
    return max(days[1:], default=published)


def resolve(when: When, published: datetime.date | None, planned: bool) -> str | None:
    """Return the canonical time, or null where the words and the day of publication cannot tell it."""
    try:
        value = _interval(when, published, planned) if when.until else _point(when, published, planned)
    except (ValueError, OverflowError):
        return None  # before the first or after the last of the calendar's years
    return f"{value}/.." if value and when.since and "/" not in value else value


def _interval(when: When, published: datetime.date | None, planned: bool) -> str | None:
    """The time from one point to another, or the first alone where the second would lie before it."""
    first, last = _point(when, published, planned), when.until and _point(when.until, published, planned)
    return canonical_time(f"{first}/{last}") if first and last and first < last else first


def _point(when: When, published: datetime.date | None, planned: bool) -> str | None:
    direction = when.direction or (1 if planned else -1)
    if when.feast is not None:
        return _feast(when.feast, published, direction) if published else None
    if when.unit and when.weekday is not None and published:
        return (_monday(when, published) + datetime.timedelta(when.weekday - 1)).isoformat()
    if when.unit and when.month is not None:
        return _in_year(when, published.year + when.shift) if published else None
    if when.unit:
        return _relative(when, published)
    if when.month is not None:
        year = when.year or (_year_of(when, published, direction) if published else None)
        if published and not when.year and not when.direction:
            year = _nearby_year(when, published) or year
        return _in_year(when, year) if year else None
    if when.year is not None:
        return datetime.date(when.year, 1, 1).isoformat()[:4]
    if when.weekday is not None and published:
        return _weekday(when.weekday, published, direction).isoformat()
    return None


def _in_year(when: When, year: int) -> str | None:
    month = when.month or 1
    if when.day is None:
        return datetime.date(year, month, 1).isoformat()[:7]
    first = datetime.date(year, month, when.day).isoformat()
    last = _day(year, month, when.last_day) if when.last_day else None
    return f"{first}/{last.isoformat()}" if last else first


def _year_of(when: When, published: datetime.date, direction: int) -> int:
    """The year in which a day or month without one lies nearest to publication, in the direction it is told in."""
    ahead = (when.month or 0, when.day or 0) > (published.month, published.day if when.day else 0)
    same = when.month == published.month
    if direction < 0 and ahead and not same:
        return published.year - 1
    if direction > 0 and not ahead and not same:
        return published.year + 1
    return published.year


def _nearby_year(when: When, published: datetime.date) -> int | None:
    """The year of a day that lies so near to publication that no other can be meant, whatever is told of it."""
    for year in (published.year, published.year - 1, published.year + 1):
        day = _day(year, when.month or 1, when.day) if when.day else None
        if day and abs((day - published).days) <= _NEARBY:
            return year
    return None


def _weekday(weekday: int, published: datetime.date, direction: int) -> datetime.date:
    if direction > 0:
        return published + datetime.timedelta((weekday - published.isoweekday()) % _WEEK)
    return published - datetime.timedelta((published.isoweekday() - weekday) % _WEEK)


def _relative(when: When, published: datetime.date | None) -> str | None:
    if published is None:
        return None
    if when.unit == "day":
        return (published + datetime.timedelta(when.shift)).isoformat()
    if when.unit == "week":
        monday = _monday(when, published)
        return f"{monday}/{monday + datetime.timedelta(_WEEK - 1)}"
    if when.unit == "month":
        months = published.year * 12 + published.month - 1 + when.shift
        return datetime.date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    return datetime.date(published.year + when.shift, 1, 1).isoformat()[:4]


def _monday(when: When, published: datetime.date) -> datetime.date:
    """The first day of the week that is counted from publication."""
    return published + datetime.timedelta(_WEEK * when.shift + 1 - published.isoweekday())


def _feast(days: list[str], published: datetime.date, direction: int) -> str | None:
    """The feast nearest to publication, in the direction it is told in."""
    year = published.year
    dated = [day if len(day) > _MONTH_DAY else f"{each}-{day}" for day in days for each in (year - 1, year, year + 1)]
    today = published.isoformat()
    past = [day for day in dated if day[:_ISO] <= today]
    coming = [day for day in dated if day[:_ISO] >= today]
    nearest = min(coming, default=None) if direction > 0 else max(past, default=None)
    return nearest and canonical_time(nearest)
