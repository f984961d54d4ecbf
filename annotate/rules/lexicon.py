"""Many words found in one pass over a text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from risalah.annotate.rules import kinds
from risalah.annotate.rules.pack import Pack


def fold(text: str) -> str:
    """Return the text in lower case and of the same length, so that offsets hold in both."""
    # The one letter whose lower case has two code points.
    return text.replace("\u0130", "I").lower()


def alternation(forms: Iterable[str]) -> str:
    """Return a regular expression for any of the forms, the longest first."""
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


class Script:
    """A text as written, and folded."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)


_ANY_CASE: Final = 0
_CAPITAL: Final = 1
_EXACT: Final = 2


class Entry:
    """What a form stands for, where it is written as `form` asks: names begin large, acronyms are large throughout."""

    def __init__(self, form: str, kind: int, data: Any = None) -> None:
        self.form = form
        self.kind = kind
        self.data = data
        first = next((char for char in form if char.isalpha()), "")
        self._case = _ANY_CASE if not first.isupper() else _EXACT if form.isupper() else _CAPITAL

    def fits(self, surface: str) -> bool:
        """Say whether the surface is capitalised as the form is."""
        if self._case == _ANY_CASE:
            return True
        if self._case == _EXACT:
            return surface == self.form
        return surface[:1].isupper() or next(char for char in surface if char.isalpha()).isupper()


class Hit:
    """Where a form stands in a text, and all that it can be there."""

    def __init__(self, start: int, end: int, entries: list[Entry]) -> None:
        self.start = start
        self.end = end
        self.entries = entries


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

    def find(self, folded: str) -> list[Hit]:
        """Return every form that stands as a word of its own, in text order."""
        found: list[Hit] = []
        size = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < size and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            found.append(Hit(start, end, self._entries[index]))
        return found


class Geo:
    """A place's name, and whether it is a country, which can act."""

    def __init__(self, name: str, level: str, country: str = "", bodies: frozenset[str] = frozenset()) -> None:
        self.name = name
        self.level = level
        self.country = country
        self.bodies = bodies
        """Canonical names of the organizations whose place it is: "Kantor Kemendagri"."""


class Body:
    """An organization's canonical name, and whether it only convenes others."""

    def __init__(self, name: str, convening: bool) -> None:
        self.name = name
        self.convening = convening


def lexicon(pack: Pack) -> Matcher:
    """Return the matcher of everything but triggers: names, titles, calendar and function words."""
    return Matcher(
        [*_cues(pack), *_calendar(pack), *_places(pack), *_titles(pack), *_people(pack), *_organizations(pack)]
    )


def _cues(pack: Pack) -> Iterator[Entry]:
    for field, kind in kinds.CUES.items():
        for form in getattr(pack.cues, field):
            yield Entry(form, kind)


def _calendar(pack: Pack) -> Iterator[Entry]:
    words = pack.time
    for forms in (words.months, words.weekdays, words.days, words.units, words.vague, words.numbers, words.day_words):
        for form in forms:
            yield Entry(form, kinds.CALENDAR)
    for form in words.parts_of_day:
        yield Entry(form, kinds.WORD)


def _places(pack: Pack) -> Iterator[Entry]:
    places = pack.places
    for code, names in places.countries.items():
        for name in names:
            yield Entry(name, kinds.GEO, Geo(names[0] if name in places.clipped else name, "country", code))
    for level, table in (("city", places.cities), ("region", places.regions)):
        for code, names in table.items():
            for name in names:
                yield Entry(name, kinds.GEO, Geo(places.aliases.get(name, name), level, code))
    for name in places.venues.names:
        yield Entry(name, kinds.VENUE, Geo(name, "venue"))
    for head in places.venues.heads:
        yield Entry(head, kinds.VENUE_HEAD)


def _titles(pack: Pack) -> Iterator[Entry]:
    titles = pack.actors.titles
    for form in (*titles.state, *titles.minister, *titles.office, *titles.rank):
        yield Entry(form, kinds.TITLE, titles.same.get(form, form))
    for form in titles.kin:
        yield Entry(form, kinds.KIN)
    for form in titles.honorific:
        yield Entry(form, kinds.HONORIFIC)


def _people(pack: Pack) -> Iterator[Entry]:
    for names in pack.actors.people.names:
        for name in names:
            yield Entry(name, kinds.PERSON)
    for head in pack.actors.groups.heads:
        yield Entry(head, kinds.GROUP_HEAD)


def _organizations(pack: Pack) -> Iterator[Entry]:
    organizations = pack.actors.organizations
    for names in organizations.names:
        body = Body(names[0], names[0] in organizations.convening)
        for name in names:
            yield Entry(name, kinds.ORGANIZATION, body)
    for head in organizations.heads:
        yield Entry(head, kinds.ORGANIZATION_HEAD)
    for word in organizations.governments:
        yield Entry(word, kinds.GOVERNMENT)
