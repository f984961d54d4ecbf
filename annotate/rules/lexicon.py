"""Many words found in one pass over a text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from risalah.annotate.rules.kinds import Kind
from risalah.annotate.rules.pack import Pack


def fold(text: str) -> str:
    """Return the text in lower case and of the same length, so that offsets hold in both."""
    # The one letter whose lower case has two code points.
    return text.replace("\u0130", "I").lower()


def alternation(forms: Iterable[str]) -> str:
    """Return a regular expression for any of the forms, the longest first."""
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


class Script(NamedTuple):
    """A text as written, and folded."""

    text: str
    folded: str


class Entry(NamedTuple):
    """What a form stands for, where it is written as `form` asks."""

    form: str
    kind: Kind
    data: Any

    def fits(self, surface: str) -> bool:
        """Say whether the surface is capitalised as the form is: names begin large, acronyms are large throughout."""
        first = next((char for char in self.form if char.isalpha()), "")
        if not first.isupper():
            return True
        if self.form.isupper():
            return surface == self.form
        return next(char for char in surface if char.isalpha()).isupper()


class Matcher:
    """Finds the longest forms in a text, at word boundaries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_form: dict[str, list[Entry]] = {}
        for entry in entries:
            by_form.setdefault(fold(entry.form), []).append(entry)
        self._entries = list(by_form.values())
        self._automaton = AhoCorasick(
            list(by_form), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def find(self, folded: str) -> Iterator[tuple[int, int, list[Entry]]]:
        """Yield start, end and the entries of every form that stands as a word of its own."""
        size = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < size and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            yield start, end, self._entries[index]


class Geo(NamedTuple):
    """A place's name, and whether it is a country, which can act."""

    name: str
    level: str
    country: str
    bodies: frozenset[str] = frozenset()
    """Canonical names of the organizations whose place it is: "Kantor Kemendagri"."""


class Body(NamedTuple):
    """An organization's canonical name, and whether it only convenes others."""

    name: str
    convening: bool


def lexicon(pack: Pack) -> Matcher:
    """Return the matcher of everything but triggers: names, titles, calendar and function words."""
    return Matcher(
        [*_cues(pack), *_calendar(pack), *_places(pack), *_titles(pack), *_people(pack), *_organizations(pack)]
    )


def _cues(pack: Pack) -> Iterator[Entry]:
    for field in type(pack.cues).model_fields:
        kind = Kind.__members__.get(field.strip("_").upper())
        if kind:
            for form in getattr(pack.cues, field):
                yield Entry(form, kind, None)


def _calendar(pack: Pack) -> Iterator[Entry]:
    words = pack.time
    for forms in (words.months, words.weekdays, words.days, words.units, words.vague, words.numbers, words.day_words):
        for form in forms:
            yield Entry(form, Kind.CALENDAR, None)
    for form in words.parts_of_day:
        yield Entry(form, Kind.WORD, None)


def _places(pack: Pack) -> Iterator[Entry]:
    places = pack.places
    for code, names in places.countries.items():
        for name in names:
            yield Entry(name, Kind.GEO, Geo(names[0] if name in places.clipped else name, "country", code))
    for level, table in (("city", places.cities), ("region", places.regions)):
        for code, names in table.items():
            for name in names:
                yield Entry(name, Kind.GEO, Geo(places.aliases.get(name, name), level, code))
    for name in places.venues.names:
        yield Entry(name, Kind.VENUE, Geo(name, "venue", ""))
    for head in places.venues.heads:
        yield Entry(head, Kind.VENUE_HEAD, None)


def _titles(pack: Pack) -> Iterator[Entry]:
    titles = pack.actors.titles
    for form in (*titles.state, *titles.minister, *titles.office, *titles.rank):
        yield Entry(form, Kind.TITLE, titles.same.get(form, form))
    for form in titles.kin:
        yield Entry(form, Kind.KIN, None)
    for form in titles.honorific:
        yield Entry(form, Kind.HONORIFIC, None)


def _people(pack: Pack) -> Iterator[Entry]:
    for names in pack.actors.people.names:
        for name in names:
            yield Entry(name, Kind.PERSON, None)
    for head in pack.actors.groups.heads:
        yield Entry(head, Kind.GROUP_HEAD, None)


def _organizations(pack: Pack) -> Iterator[Entry]:
    organizations = pack.actors.organizations
    for names in organizations.names:
        body = Body(names[0], names[0] in organizations.convening)
        for name in names:
            yield Entry(name, Kind.ORGANIZATION, body)
    for head in organizations.heads:
        yield Entry(head, Kind.ORGANIZATION_HEAD, None)
    for word in organizations.governments:
        yield Entry(word, Kind.GOVERNMENT, None)
