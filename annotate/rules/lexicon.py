"""Many words found in one pass over a text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from risalah.annotate.offices import Offices
from risalah.annotate.rules import kinds
from risalah.annotate.rules.pack import Pack


def fold(text: str) -> str:
    """Return the text in lower case and of the same length, so that offsets hold in both."""
    if text.isascii():
        return text.lower()
    # The one letter whose lower case has two code points.
    return text.replace("\u0130", "I").lower()


def alternation(forms: Iterable[str]) -> str:
    """Return a regular expression for any of the forms, the longest first; for none of them, one that fits nothing."""
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) or "(?!)"


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
        self.case = _ANY_CASE if not first.isupper() else _EXACT if form.isupper() else _CAPITAL

    def fits(self, surface: str) -> bool:
        """Say whether the surface is capitalised as the form is."""
        if self.case != _CAPITAL:
            return self.case == _ANY_CASE or surface == self.form
        return surface[:1].isupper() or next(char for char in surface if char.isalpha()).isupper()


class Matcher:
    """Finds the longest forms in a text, at word boundaries."""

    def __init__(self, entries: Iterable[Entry], implementation: Implementation) -> None:
        by_form: dict[str, list[Entry]] = {}
        for entry in entries:
            by_form.setdefault(fold(entry.form), []).append(entry)
        # What must be written large comes first: "May" is a month, "may" a verb.
        self._entries = [sorted(entries, key=lambda entry: -entry.case) for entries in by_form.values()]
        self._several_words = [" " in form for form in by_form]
        self._automaton = AhoCorasick(list(by_form), matchkind=MatchKind.LeftmostLongest, implementation=implementation)

    def spans(self, folded: str) -> list[tuple[int, int, int]]:
        """Return the number, start and end of every form in text order, whether it stands as a word or within one."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded)
        return found

    def entries(self, number: int) -> list[Entry]:
        """Return all that the form of a number can be."""
        return self._entries[number]

    def read(self, script: Script, start: int, end: int) -> list[kinds.Item]:
        """Return every form of a stretch that stands as words of its own and is written as it must be."""
        found: list[kinds.Item] = []
        folded = script.folded[start:end]
        for number, first, last in self.spans(folded):
            if not stands_alone(folded, first, last):
                if self._several_words[number]:
                    # "di mana" hides both "di" and "Manado".
                    space = start + folded.rindex(" ", first, last)
                    found += self.read(script, start + max(0, first - 1), space)
                    return found + self.read(script, space + 1, end)
                continue
            entry = self._entry(number, script.text, start + first, start + last)
            if entry is not None:
                found.append(kinds.Item(entry.kind, start + first, start + last, entry.data))
            elif self._several_words[number]:
                # "gedung DPR" is not the name "Gedung DPR", which hides both "gedung" and "DPR".
                space = start + folded.rindex(" ", first, last)
                found += self.read(script, start + first, space)
                found += self.read(script, space + 1, start + last)
        return found

    def _entry(self, number: int, text: str, start: int, end: int) -> Entry | None:
        """Return what the form of a number is as it is written there; null where it is nothing."""
        for entry in self._entries[number]:
            if entry.case == _ANY_CASE or entry.fits(text[start:end]):
                return entry
        return None


def stands_alone(folded: str, start: int, end: int) -> bool:
    """Say whether a stretch begins and ends where words do."""
    if start and folded[start - 1] != " " and folded[start - 1].isalnum() and folded[start].isalnum():
        return False
    if end == len(folded) or folded[end] == " ":
        return True
    return not (folded[end].isalnum() and folded[end - 1].isalnum())


class Words:
    """Asks in one pass whether any of some words stands in a stretch of text."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._automaton = AhoCorasick([fold(form) for form in forms], matchkind=MatchKind.LeftmostLongest)

    def stand_in(self, folded: str) -> bool:
        """Say whether one of them does, as a word of its own."""
        for _, start, end in self._automaton.find_matches_as_indexes(folded):
            if stands_alone(folded, start, end):
                return True
        return False


class Geo:
    """A place's name, and whether it is a country, which can act."""

    def __init__(self, name: str, level: str, country: str = "", bodies: frozenset[str] = frozenset()) -> None:
        self.name = name
        self.level = level
        self.adjective = False
        """Whether it is only said to be of the country, and no place."""
        self.country = country
        self.bodies = bodies
        """Canonical names of the organizations whose place it is: "Kantor Kemendagri"."""
        self.nation = ""
        """The name of the country whose government a city may stand for: "menurut Pyongyang"."""
        self.within: Any = None
        """The country at the end of its name, as an item: "timur jauh Rusia"."""
        self.owner: Any = None
        """Whose residence it is, as the phrase reader has them."""


class Body:
    """An organization's canonical name, and whether it only convenes others."""

    def __init__(self, name: str, convening: bool) -> None:
        self.name = name
        self.convening = convening


def lexicon(pack: Pack, table: Offices) -> Matcher:
    """Return the matcher of everything but triggers: names, titles, calendar and function words."""
    forms = [*_cues(pack), *_calendar(pack), *_places(pack), *_titles(pack), *_people(pack, table)]
    # A table of so many forms would be too large for the processor's cache, and take eight times as long to make.
    return Matcher([*forms, *_organizations(pack)], Implementation.ContiguousNFA)


def _cues(pack: Pack) -> Iterator[Entry]:
    for field, kind in kinds.CUES.items():
        for form in getattr(pack.cues, field):
            yield Entry(form, kind, field)


def _calendar(pack: Pack) -> Iterator[Entry]:
    words = pack.time
    for forms in (
        words.months,
        words.weekdays,
        words.days,
        words.units,
        words.vague,
        words.numbers,
        words.day_words,
        words.parts,
        words.then,
        words.feasts,
        words.directions,
    ):
        for form in forms:
            yield Entry(form, kinds.CALENDAR)
    for form in words.parts_of_day:
        yield Entry(form, kinds.WORD)


def _places(pack: Pack) -> Iterator[Entry]:
    yield from _countries(pack)
    places = pack.places
    for level, table in (("city", places.cities), ("region", places.regions)):
        for code, names in table.items():
            for name in names:
                geo = Geo(places.aliases.get(name, name), level, code)
                geo.nation = places.countries[code][0] if code in places.countries and code != places.home else ""
                yield Entry(name, kinds.GEO, geo)
    for name in places.areas:
        yield Entry(name, kinds.GEO, Geo(name, "region"))
    canonical = {name: names[0] for names in pack.actors.organizations.names for name in names}
    for name in dict.fromkeys((*places.venues.names, *places.venues.seats)):
        bodies = frozenset(canonical.get(body, body) for body in places.venues.seats.get(name, []))
        yield Entry(name, kinds.VENUE, Geo(name, "venue", "", bodies))
    for head in places.venues.heads:
        yield Entry(head, kinds.VENUE_HEAD)


def _countries(pack: Pack) -> Iterator[Entry]:
    places = pack.places
    for code, names in places.countries.items():
        for name in names:
            yield Entry(name, kinds.GEO, Geo(name, "country", code))
    for code, adjectives in places.demonyms.items():
        for adjective in adjectives:
            geo = Geo(places.countries[code][0] if code in places.countries else adjective, "country", code)
            geo.adjective = True
            yield Entry(adjective, kinds.GEO, geo)


def _titles(pack: Pack) -> Iterator[Entry]:
    titles = pack.actors.titles
    for form in (*titles.state, *titles.minister, *titles.office, *titles.rank):
        yield Entry(form, kinds.TITLE, titles.same.get(form, form))
    for form in titles.former:
        yield Entry(form, kinds.HONORIFIC, "former")
    for form in titles.kin:
        yield Entry(form, kinds.KIN)
    for form in titles.honorific:
        yield Entry(form, kinds.HONORIFIC)


def _people(pack: Pack, table: Offices) -> Iterator[Entry]:
    names = {name for names in pack.actors.people.names for name in names}
    for holder in table.holders:
        names.update((holder.name, *holder.names))
    for name in sorted(names):
        yield Entry(name, kinds.PERSON)
    for word in pack.actors.groups.quantifiers:
        yield Entry(word, kinds.QUANTIFIER)
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
