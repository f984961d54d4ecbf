"""Names as they are compared: without case, diacritics and spellings, and with what is known of them."""

import functools
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final, Literal, NamedTuple

from rapidfuzz import fuzz

from risalah.annotate.offices import offices
from risalah.annotate.rules.pack import LANGUAGES

Level = Literal["country", "city", "region", ""]
"""What a place is; empty where no language pack has it, as most venues."""

_SPELLING: Final = 90
"""The similarity (rapidfuzz, per cent) of two spellings of a name: "Kim Jong Un" and "Kim Jong Il" have 82."""
_SHORTEST: Final = 8
"""Letters of a name of which another spelling is looked for: shorter ones are too alike."""


class Party(NamedTuple):
    """Somebody who takes part."""

    kind: str
    words: tuple[str, ...]
    """Of the name, folded; a country's ISO 3166-1 alpha-3 code where it is known."""
    countries: frozenset[str] = frozenset()
    """The codes of the countries that a person held office in, or that it is."""

    @property
    def name(self) -> str:
        """The folded name."""
        return " ".join(self.words)


class Spot(NamedTuple):
    """Where something is."""

    words: tuple[str, ...]
    """Of the name, folded; a country's code where it is known."""
    level: Level = ""
    country: str = ""
    """The code of the country it is in, or is; empty where no language pack tells."""

    @property
    def name(self) -> str:
        """The folded name."""
        return " ".join(self.words)


@functools.lru_cache(maxsize=2**16)
def folded(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without diacritics, hyphens and other marks."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return tuple("".join(letter if letter.isalnum() else " " for letter in plain.casefold()).split())


@functools.lru_cache(maxsize=2**16)
def party(kind: str, value: str) -> Party:
    """Return an actor as it is compared: a person of the table of offices under the name that this table gives."""
    if kind == "person":
        held = offices().of_person(value)
        countries = offices().countries_of(value)
        names = {holder.name for holder in held}
        return Party(kind, folded(names.pop() if len(names) == 1 else value), countries)
    known = _gazetteer().get(folded(value))
    if known and known.level == "country":
        return Party("country" if kind == "organization" else kind, known.words, frozenset({known.country}))
    return Party(kind, folded(value))


@functools.lru_cache(maxsize=2**16)
def spot(value: str) -> Spot:
    """Return a place as it is compared."""
    words = folded(value)
    return _gazetteer().get(words) or Spot(words)


def is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one of two folded names is the other with words left out."""
    return bool(one and other) and (set(one) <= set(other) or set(other) <= set(one))


def is_spelling(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two folded names are equal or nearly so."""
    if one == other:
        return True
    here, there = " ".join(one), " ".join(other)
    return min(len(here), len(there)) >= _SHORTEST and fuzz.ratio(here, there, score_cutoff=_SPELLING) > 0


@functools.cache
def _gazetteer() -> dict[tuple[str, ...], Spot]:
    """Return the places of the shipped language packs by folded name; a name of several countries has none."""
    known: dict[tuple[str, ...], Spot] = {}
    for words, place in _places():
        other = known.setdefault(words, place)
        if other.country != place.country:
            known[words] = Spot(words)
    return known


def _places() -> Iterator[tuple[tuple[str, ...], Spot]]:
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(LANGUAGES.glob("*/places.toml"))]
    for table in tables:
        for code, names in table["countries"].items():
            yield from ((folded(name), Spot((code.lower(),), "country", code)) for name in names)
    aliases = _aliases(tables)
    levels: dict[str, Level] = {"cities": "city", "regions": "region"}
    for table, (key, level) in product(tables, levels.items()):
        for code, names in table.get(key, {}).items():
            yield from ((folded(name), Spot(folded(aliases.get(name, name)), level, code)) for name in names)


def _aliases(tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the other names of cities and regions; where two languages name each by the other's, the first counts."""
    aliases: dict[str, str] = {}
    for table in tables:
        for name, usual in table.get("aliases", {}).items():
            if aliases.get(usual) != name:
                aliases.setdefault(name, usual)
    return aliases
