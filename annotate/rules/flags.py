"""What a text says of an event that does not add up: told, and never corrected."""

import datetime
from typing import Any, Final

from risalah.annotate.offices import Holder, Offices
from risalah.annotate.rules.actors import Entity, Span
from risalah.annotate.rules.records import Record, day_of
from risalah.annotate.rules.times import When, resolve

_ISO: Final = 10
"""Characters of a day: an interval has more."""


class Doubts:
    """Knows who held which office when, and what a language calls these offices."""

    def __init__(self, table: Offices, offices: dict[str, str]) -> None:
        self._table = table
        self._offices = offices

    def flags(self, record: Record, text: str, published: datetime.date | None) -> list[dict[str, Any]]:
        """Return the flags of a record in text order, as the JSON interface has them."""
        found = self._of_offices(record, published) + _of_times(record, published)
        if not found:
            return []
        return [
            {"code": code, "mention": {"start": start, "end": end, "text": text[start:end]}, "why": why}
            for (start, end), code, why in sorted(set(found))
        ]

    def _of_offices(self, record: Record, published: datetime.date | None) -> list[tuple[Span, str, str]]:
        officials = [(entity, held) for entity in record.main_actors if (held := self._held(entity))]
        if not officials:
            return []
        officials.sort(key=lambda official: official[0].titled)
        day = day_of(record) or (published if record.realis == "actual" else None)
        if day:
            wrong = [(entity, held) for entity, held in officials if not any(term.held(day) for term in held)]
            return [(entity.titled, "office", f"{_terms(held)}; this is told of {day}") for entity, held in wrong]
        return [
            (entity.titled, "office", f"{_terms(held)}; {_terms(others)}")
            for entity, held in officials
            for other, others in officials
            if other is not entity and all(_over_before(term, later) for term in held for later in others)
        ]

    def _held(self, entity: Entity) -> list[Holder]:
        """When somebody held the office that the text gives them; nothing where the table does not tell."""
        office = self._offices.get(entity.title)
        if not office or not entity.country:
            return []
        terms = self._table.of_person(entity.known or entity.value)
        return [term for term in terms if term.office == office and term.of == entity.country]


def _terms(held: list[Holder]) -> str:
    spans = " and ".join(f"{term.start} to {term.end or 'today'}" for term in held)
    return f"{held[0].name} held the office of {held[0].office} ({held[0].of}) from {spans}"


def _over_before(term: Holder, later: Holder) -> bool:
    return bool(term.end) and term.end < later.start


def _of_times(record: Record, published: datetime.date | None) -> list[tuple[Span, str, str]]:
    days: dict[str, Span] = {}
    found: list[tuple[Span, str, str]] = []
    for times in record.own_times.values():
        for when, told in times:
            value = _day(when, published, record.realis == "planned")
            if value:
                if when.weekday is not None and when.weekday != datetime.date.fromisoformat(value).isoweekday():
                    found.append((told.span, "weekday", f"{value} is a {datetime.date.fromisoformat(value):%A}"))
                days.setdefault(value, told.span)
    if len(days) > 1:
        first, *others = days.items()
        found += [(span, "date", f"{day} is told here and {first[0]} elsewhere") for day, span in others]
    return found


def _day(when: When, published: datetime.date | None, planned: bool) -> str:
    """The day that a full date names; empty for anything less exact."""
    if when.day is None or when.last_day is not None:
        return ""
    value = resolve(when, published, planned) or ""
    return value if len(value) == _ISO else ""
