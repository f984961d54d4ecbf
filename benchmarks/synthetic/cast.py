"""Who and what a synthetic article tells of, and when: drawn from `cast.toml`."""

import calendar
import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeVar

CAST = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_SLOT = re.compile(r"\{(\w+)\}")
T = TypeVar("T")
Country = Mapping[str, Any]
"""A country as `cast.toml` tells of it."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody or something that a story tells of."""

    value: str
    """The canonical value."""
    kind: str
    words: Mapping[str, str]
    """How it is told: `name`, and of people `short`, `title`, `country` and `capital`."""


class Casting:
    """Draws the members of an article's cast, each once."""

    def __init__(self, random: Random, published: datetime.date | None, told: str = "") -> None:
        """Begin a cast for an article of a day; nobody gets a name, and nothing a country, that was told already."""
        self.random = random
        self._published = published
        self._told = {word for word in told.split() if word[0].isupper()}
        self._countries: list[Country] = [country for country in CAST["countries"] if country["name"] not in told]

    def member(self, what: str, cast: Mapping[str, Member]) -> Member:
        """Return somebody new: "leader", or "minister a" where they are of the country of that member of the cast."""
        kind, _, other = what.partition(" ")
        if kind in {"leader", "country", "minister", "spokesman", "capital", "city"}:
            return self._of_country(kind, self._country_of(cast[other]) if other else self.country())
        if kind in {"when", "earlier", "soon"}:
            return self._time(kind)
        if kind in CAST["titles"]:
            office = self._one(CAST["titles"][kind])
            return self.person("indonesian", _SLOT.sub(lambda slot: self._new(CAST["things"][slot[1]]), office))
        return self._thing(kind)

    def country(self) -> Country:
        """Return a country that nothing was told of yet, as long as there is one."""
        if not self._countries:
            self._countries = [*CAST["countries"]]
        return self._countries.pop(self.random.randrange(len(self._countries)))

    def person(self, names: str, title: str = "", **words: str) -> Member:
        """Return somebody with names of a language, none of which anybody else has."""
        known = CAST["names"][names]
        first, second = self._new(known["first"]), self._new(known["second"])
        name, short = f"{first} {second}", first if known["short"] == "first" else second
        return Member(name, "person", {"name": name, "short": short, "title": title, **words})

    def proper(self) -> str:
        """Return a word that makes up the name of a building or a firm."""
        return self._new(CAST["things"]["proper"])

    def city(self, country: Country) -> str:
        """Return a city of a country that is not its capital."""
        return str(self._one(country["cities"]))

    def _of_country(self, kind: str, country: Country) -> Member:
        name, capital = country["name"], country["capital"]
        match kind:
            case "country":
                return Member(name, "country", {"name": name, "country": name, "capital": capital})
            case "capital" | "city":
                return _named(capital if kind == "capital" else self.city(country), "place")
            case _:
                title = country["leader"] if kind == "leader" else self._one(CAST["titles"][kind])
                return self.person(country["names"], title.format(name=name), country=name, capital=capital)

    def _country_of(self, member: Member) -> Country:
        return next(one for one in CAST["countries"] if one["name"] == member.words["country"])

    def _thing(self, kind: str) -> Member:
        things = CAST["things"]
        word = self._one(things[kind])
        match kind:
            case "venue":
                return _named(f"{word} {self.proper()}", "place")
            case "company":
                return _named(f"{word} {self.proper()}", "organization")
            case "agency":
                return Member(word.removeprefix("kantor berita "), "organization", {"name": word})
            case "town" | "sea":
                return _named(word, "place")
            case _:
                return _named(word, "text")

    def _time(self, kind: str) -> Member:
        if self._published is None:
            raise ValueError("without a day of publication there is no telling when")
        match kind:
            case "when":
                return _recent(self._published, self.random)
            case "soon":
                return _coming(self._published, self.random)
            case _:
                month = _months_after(self._published, -self.random.randint(3, 30))
                return Member(f"{month:%Y-%m}", "time", {"name": f"{_MONTHS[month.month - 1]} {month.year}"})

    def _new(self, words: Sequence[str]) -> str:
        """Return a word that was not told yet, as long as there is one."""
        word = self._one([word for word in words if word not in self._told] or words)
        self._told.add(word)
        return word

    def _one(self, some: Sequence[T]) -> T:
        return self.random.choice(some)


def _named(name: str, kind: str) -> Member:
    return Member(name, kind, {"name": name})


def _recent(today: datetime.date, random: Random) -> Member:
    """Return a day of the last five, or the week before, as a newspaper of today tells it."""
    day = today - datetime.timedelta(days=random.randint(1, 5))
    choices = _dated(day) + ([(day.isoformat(), "kemarin")] if (today - day).days == 1 else [])
    value, words = random.choice([*choices, *choices, (_week(today, -1), "pekan lalu")])
    return Member(value, "time", {"name": words})


def _coming(today: datetime.date, random: Random) -> Member:
    day = today + datetime.timedelta(days=random.randint(1, 5))
    name = f"{_DAYS[day.weekday()]} ({day.day}/{day.month})"
    near = {1: "besok", 2: "lusa"}.get((day - today).days, name)
    later = [(_week(today, 1), "pekan depan"), (f"{_months_after(today, 1):%Y-%m}", "bulan depan")]
    value, words = random.choice([(day.isoformat(), name), (day.isoformat(), near), *later])
    return Member(value, "time", {"name": words})


def _dated(day: datetime.date) -> list[tuple[str, str]]:
    weekday = _DAYS[day.weekday()]
    told = (f"({day.day}/{day.month}/{day.year})", f"({day.day}/{day.month})", "malam", "pagi", "")
    return [(day.isoformat(), f"{weekday} {more}".strip()) for more in told]


def _week(today: datetime.date, after: int) -> str:
    """Return the days of the week that comes so many after today's."""
    monday = today + datetime.timedelta(days=7 * after - today.weekday())
    return f"{monday.isoformat()}/{(monday + datetime.timedelta(days=6)).isoformat()}"


def _months_after(today: datetime.date, months: int) -> datetime.date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
