"""Whether two records are of one event: what speaks for it and against it, in points."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from risalah.annotate.linking.key import Key
from risalah.annotate.linking.linkage import NEVER
from risalah.annotate.linking.names import Party, Spot, is_part, is_spelling
from risalah.schema import Realis

ENOUGH: Final = 4.0
"""Points from which on two records are of one event: one person on one day has them, two people alone have not."""
_OF_KIND: Final = {"person": 2.0, "organization": 1.5, "country": 1.25, "group": 1.0}
"""What it says that the same actor takes part: a country takes part in more than a person does."""
_OF_A_WORD: Final = 0.75
"""The share of that where a single word is all that one record has of the name."""
_STANDS_FOR: Final = 0.5
"""Points where one has a person, and the other the country that this person held office in."""
_MOST_ACTORS: Final = 3.5
"""Points for actors, at most: who was there does not say when."""
_OTHER_ACTOR: Final = -1.75
"""Points for every actor whom only one has, where the other has one that is not here."""
_OTHER_GROUP: Final = -0.75
"""Likewise of groups, which articles describe each in its own words."""
_MOST_OTHERS: Final = -2.0
"""Such points, at most: articles name different members of a delegation."""
_PLACE, _COUNTRY, _WITHIN, _OTHER_CITY, _OTHER_COUNTRY = 1.5, 1.0, 0.5, -0.5, -2.0
_WORDS, _OTHER_WORDS = 1.0, -0.5
"""Points where both say what it is about: with half of the words, of the one with fewer, in common, or with none."""
_OTHER_PHASE: Final = -1.0
"""Points where one says that it took place, and the other that it will, or might, or did not."""
_PHASES: Final[dict[Realis, int]] = {"actual": 0, "planned": 1, "hypothetical": 1, "denied": 2}
"""Reports of what is to come differ in how sure they are of it."""
_NEXT: Final = 1
"""Days between two times, at most, that may be of one event: articles differ by one."""
FEW_DAYS: Final = 7
"""Days of a time that is precise: a visit takes some."""
_FOREVER: Final = 10**9
"""A day after all days."""
MONTHS: Final = 62
"""Days of a time that is a month, or a report's surroundings."""


class Reason(NamedTuple):
    """One thing that speaks for or against."""

    points: float
    what: str
    who: tuple[Party, ...] = ()
    """The actors that `what` is said of."""

    def __str__(self) -> str:
        names = f" {', '.join(sorted(party.name for party in self.who))}" if self.who else ""
        return f"{self.what}{names} ({self.points:+g})"


_DAY, _NEXT_DAY = Reason(2.0, "on the same day"), Reason(1.5, "a day apart")
_MONTH, _LONGER = Reason(1.0, "in the same month"), Reason(0.5, "in the same period")
_REPORTED: Final = Reason(1.0, "published about then")
_NO_TIME: Final = Reason(0.0, "nobody knows when")
_SAME_TEXT: Final = Reason(2.0, "nearly the same text")
_SAME_STORY: Final = Reason(1.5, "the articles tell another event together")


class Judgement(NamedTuple):
    """What speaks for and against two records being of one event."""

    reasons: Sequence[Reason]

    @property
    def points(self) -> float:
        """All points together; minus infinity where the two exclude each other."""
        return sum([reason.points for reason in self.reasons])

    @property
    def is_same(self) -> bool:
        """Whether the two, if nothing else were known, are of one event."""
        return self.points >= ENOUGH

    def __str__(self) -> str:
        return ", ".join(str(reason) for reason in self.reasons if reason.points)


def judge(one: Key, other: Key) -> Judgement:
    """Return what speaks for and against two records being of one event; the same whichever comes first."""
    excluded = _excluded(one, other)
    return Judgement([Reason(NEVER, excluded)] if excluded else _reasons(one, other))


def excluded_by_time(keys: Sequence[Key]) -> NDArray[np.bool_]:
    """Return of every two records whether their times exclude each other, so that they need not be judged."""
    firsts = np.array([key.span.first if key.span else 0 for key in keys], np.int64)
    lasts = np.array([key.span.last if key.span else _FOREVER for key in keys], np.int64)
    return np.asarray(np.maximum.outer(firsts, firsts) - np.minimum.outer(lasts, lasts) > _NEXT)


def _excluded(one: Key, other: Key) -> str:
    if one.doc_id == other.doc_id:
        return "one document tells them apart"
    if one.type != other.type:
        return "they are of different types"
    if one.span and other.span and one.span.gap(other.span) > _NEXT:
        return "their times exclude each other"
    return ""


def _reasons(one: Key, other: Key) -> list[Reason]:
    place = _places(one.places, other.places)
    found = [*_actors(one.actors, other.actors), place]
    if not one.actors and not other.actors:
        found.append(Reason(max(place.points, 0), "nobody takes part in either"))
    found.append(_times(one, other))
    if one.words and other.words:
        found.append(_words(one.words, other.words))
    if one.group == other.group:
        found.append(_SAME_TEXT)
    if not one.stories.isdisjoint(other.stories):
        found.append(_SAME_STORY)
    if _is_other_phase(one, other):
        found.append(Reason(_OTHER_PHASE, f"{one.realis} and {other.realis}"))
    return found


def _actors(one: tuple[Party, ...], other: tuple[Party, ...]) -> Iterator[Reason]:
    here, there = [*one], [*other]
    if shared := _paired(here, there):
        points = min(sum([points for _, points in shared]), _MOST_ACTORS)
        yield Reason(points, "both have", tuple(party for party, _ in shared))
    if here and there:
        groups = min([party.kind for party in some].count("group") for some in (here, there))
        others = min(len(here), len(there)) - groups
        yield Reason(max(_OTHER_ACTOR * others + _OTHER_GROUP * groups, _MOST_OTHERS), "each has others too")


def _paired(here: list[Party], there: list[Party]) -> list[tuple[Party, float]]:
    """Take out of both lists those who are the same, the most alike first, and return them with their points."""
    alike = [(points, one, other) for one in here for other in there if (points := _alike(one, other))]
    if len(alike) > 1:
        alike.sort(key=lambda pair: (-pair[0], sorted((pair[1].words, pair[2].words))))
    shared = []
    for points, one, other in alike:
        if one in here and other in there:
            here.remove(one)
            there.remove(other)
            shared.append((max(one, other, key=lambda party: (len(party.words), party.words)), points))
    return shared


@lru_cache(maxsize=2**16)
def _alike(one: Party, other: Party) -> float:
    worth = min(_OF_KIND[one.kind], _OF_KIND[other.kind])
    if is_spelling(one.words, other.words):
        return worth
    if one.kind == other.kind == "person" and is_part(one.words, other.words):
        return worth * (_OF_A_WORD if 1 in {len(one.words), len(other.words)} else 1)
    stands = {one.kind, other.kind} == {"person", "country"} and one.countries & other.countries
    return _STANDS_FOR if stands else 0.0


@lru_cache(maxsize=2**16)
def _places(one: tuple[Spot, ...], other: tuple[Spot, ...]) -> Reason:
    pairs = [pair for pair in product(one, other) if "country" not in {spot.level for spot in pair}]
    if shared := sorted(here.name for here, there in pairs if _is_same_spot(here, there)):
        return Reason(_PLACE, f"both in {shared[0]}")
    if shared := sorted({spot.name for spot in one if spot in other}):
        return Reason(_COUNTRY, f"both in {shared[0].upper()}")
    here, there = ({spot.country for spot in spots if spot.country} for spots in (one, other))
    if here and there and not here & there:
        return Reason(_OTHER_COUNTRY, "in different countries")
    if all(any(spot.level == "city" for spot in spots) for spots in (one, other)):
        return Reason(_OTHER_CITY, "in different cities")
    return Reason(_WITHIN * bool(here & there), f"both within {', '.join(sorted(here & there))}")


def _is_same_spot(one: Spot, other: Spot) -> bool:
    return is_spelling(one.words, other.words) or is_part(one.words, other.words)


def _words(one: frozenset[str], other: frozenset[str]) -> Reason:
    shared = len(one & other) / min(len(one), len(other))
    return Reason(_WORDS * (shared >= 0.5), "about the same") if shared else Reason(_OTHER_WORDS, "in other words")


def _times(one: Key, other: Key) -> Reason:
    if not one.span or not other.span:
        return _NO_TIME
    if not one.dated or not other.dated:
        return _REPORTED
    longer = max(one.span.length, other.span.length)
    if longer <= FEW_DAYS:
        return _NEXT_DAY if one.span.gap(other.span) == 1 else _DAY
    return _MONTH if longer <= MONTHS else _LONGER


def _is_other_phase(one: Key, other: Key) -> bool:
    """Return whether what they say of its taking place differs, and not only because the plan was carried out."""
    if one.dated and other.dated and {one.realis, other.realis} == {"planned", "actual"}:
        return False
    return _PHASES[one.realis] != _PHASES[other.realis]
