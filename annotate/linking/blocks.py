"""Which records are compared: those that share a word of a name and a time, or two words where one is undated.

All that is compared stands below one heading, mostly a word of a name: what is called blocking
(Christen 2012, "A survey of indexing techniques for scalable record linkage and
deduplication"). So the work can be shared out by heading.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from statistics import mode
from typing import Final, Literal, NamedTuple

from risalah.annotate.linking.evidence import FEW_DAYS, MONTHS
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.names import Party, Spot

Block = tuple[str, int | str]
Pair = tuple[int, int]

_PRECISIONS: Final = ("day", "month", "year", "unknown")
"""How exactly a record says when, from the finest."""
_MANY: Final = 1_000
"""Records that have the same two words: what so many have tells nobody which of them an undated one is."""
COMMON: Final = 2_000
"""Records below a heading, or in a block, from which on not all in it can be compared with all."""
_WINDOW: Final = 200
"""Records after each that it is compared with where a block is too large."""


class Heading(NamedTuple):
    """What records of a type have in common, and are compared below."""

    kind: Literal["word", "text", "story"]
    """A word of a name, nearly the same text, or a word where their articles tell another event together."""
    type: str
    what: str
    """The word; of a text its group."""
    story: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Crowd:
    """Records too many to compare all of them: only with their neighbours in an order, or only within parts."""

    type: str
    word: str
    """Of a name, which all have, or where they hang together most; empty where it is nearly the same text."""
    when: str
    """The day, month or year that all have in common; empty where it is something else."""
    records: int
    """How many; those that say the same count once."""


def pairs(
    keys: Sequence[Key], crowded: Callable[[Crowd], None] = lambda _: None, *, story: bool = False
) -> Iterator[Pair]:
    """Yield the numbers of every two records that are worth comparing, the smaller first; a few pairs twice.

    With `story` those instead that share a word of a name and whose articles tell another event
    together. `crowded` is told where too many share something.
    """
    found: dict[Heading, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        for heading in headings(key, story=story):
            found[heading].append(number)
    frequent = {heading for heading, numbers in found.items() if len(numbers) > COMMON}
    for heading, numbers in found.items():
        if len(numbers) > 1:
            yield from below(heading, {number: keys[number] for number in numbers}, frequent, crowded)


def headings(key: Key, *, story: bool = False) -> Iterator[Heading]:
    """Yield all that a record is compared below: words and its text, or the stories of its document with words."""
    words = sorted(_words(key))
    if story:
        yield from (Heading("story", key.type, word, story) for story in key.stories for word in words)
    else:
        yield from (Heading("word", key.type, word) for word in words)
        yield Heading("text", key.type, key.group)


def below(
    heading: Heading, keys: Mapping[int, Key], frequent: Collection[Heading], crowded: Callable[[Crowd], None]
) -> Iterator[Pair]:
    """Yield the pairs of records to compare below a heading, which all of them have; they are given in their order.

    Records that share several words are compared below the first that is not among the
    `frequent` headings, where not all may be compared; else below the first.
    """
    if heading.kind == "text":
        yield from _all_or_near(heading, keys, crowded)
        return
    within = _at_one_time if heading.kind == "word" else _all_or_near
    words = {number: _words(key) for number, key in keys.items()}
    order = {word: (heading._replace(what=word) in frequent, word) for word in chain(*words.values())}
    last = order[heading.what]
    before = {number: [word for word in some if order[word] < last] for number, some in words.items()}
    for one, other in within(heading, keys, crowded):
        if words[other].isdisjoint(before[one]):
            yield one, other


def connected(keys: Sequence[Key]) -> Crowd:
    """Return what tells of records that are too many and hang together."""
    words = [word for key in keys for word in _words(key)]
    return Crowd(keys[0].type, mode(sorted(words) or [""]), "", len(keys))


def _words(key: Key) -> frozenset[str]:
    """Return the words of the names of who takes part, or where nobody does, of where it is."""
    found: tuple[Party | Spot, ...] = key.actors or key.places
    return frozenset(word for one in found for word in one.words)


def _all_or_near(heading: Heading, keys: Mapping[int, Key], crowded: Callable[[Crowd], None]) -> Iterator[Pair]:
    block = _Block([*keys])
    if block.sort(keys):
        crowded(Crowd(heading.type, heading.what if heading.story else "", "", len(keys)))
    for number, key in keys.items():
        yield from _others(number, key, set(block.beside(number)), keys)


def _at_one_time(heading: Heading, keys: Mapping[int, Key], crowded: Callable[[Crowd], None]) -> Iterator[Pair]:
    """Yield the records of different documents, all of one type and with this word, that share a block.

    A record stands in the blocks of its own precision and, where a coarser record is, in
    those. Two are compared where one of them has its own precision: days never by the month.
    """
    own = {number: _at(_precision(key), heading.what, key) for number, key in keys.items()}
    coarser = {number: [*_coarser(heading.what, key)] for number, key in keys.items()}
    blocks = _blocks(own, coarser)
    for (precision, at), block in blocks.items():
        if block.sort(keys):
            crowded(Crowd(heading.type, heading.what, _told(precision, at), len(block.own) + len(block.finer)))
    for number, key in keys.items():
        found = [blocks[block].beside(number) for block in own[number]]
        found += [blocks[block].owned_beside(number) for block in coarser[number] if block in blocks]
        yield from _others(number, key, {*chain(*found)}, keys)


def _others(number: int, key: Key, found: Collection[int], keys: Mapping[int, Key]) -> Iterator[Pair]:
    return ((number, other) for other in sorted(found) if other > number and keys[other].doc_id != key.doc_id)


@dataclass(slots=True)
class _Block:
    """Records of which each of a block's own precision is compared with all; in a large one with its neighbours."""

    own: list[int] = field(default_factory=list)
    finer: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    """Of a large one: sorted neighbourhood (Hernandez and Stolfo 1995, "The merge/purge problem")."""
    places: dict[int, int] = field(default_factory=dict)

    def sort(self, keys: Mapping[int, Key]) -> bool:
        """Put a block in order where it is too large to compare all, and return whether it is."""
        if len(self.own) * (len(self.own) + len(self.finer)) <= COMMON**2:
            return False
        self.order = sorted({*self.own, *self.finer}, key=lambda number: (alike(keys[number]), number))
        self.places = {number: place for place, number in enumerate(self.order)}
        return True

    def beside(self, number: int) -> Iterable[int]:
        """Return what a record of the block's own precision is compared with."""
        return self._near(number) if self.order else chain(self.own, self.finer)

    def owned_beside(self, number: int) -> Iterable[int]:
        """Return what a finer record is compared with."""
        return {*self._near(number)}.intersection(self.own) if self.order else self.own

    def _near(self, number: int) -> Sequence[int]:
        place = self.places[number]
        return self.order[max(place - _WINDOW, 0) : place + _WINDOW + 1]


def alike(key: Key) -> tuple[list[str], list[str], tuple[int, ...]]:
    """Return what records are sorted by, so that those likely to be of one event are neighbours: who, where, when."""
    return sorted(one.name for one in key.actors), sorted(one.name for one in key.places), key.span or ()


def _blocks(own: Mapping[int, Iterable[Block]], coarser: Mapping[int, Iterable[Block]]) -> dict[Block, _Block]:
    """Return the records of each block that are of its precision, and those that are finer."""
    found: dict[Block, _Block] = defaultdict(_Block)
    for number, blocks in own.items():
        for block in blocks:
            found[block].own.append(number)
    for number, blocks in coarser.items():
        for block in blocks:
            if block in found:
                found[block].finer.append(number)
    for (precision, _), some in found.items():
        if precision == "unknown" and len(some.own) + len(some.finer) > _MANY:
            some.own.clear()
            some.finer.clear()
    return found


def _coarser(word: str, key: Key) -> Iterator[Block]:
    for precision in _PRECISIONS[_PRECISIONS.index(_precision(key)) + 1 :]:
        yield from _at(precision, word, key)


def _precision(key: Key) -> str:
    if key.span is None:
        return "unknown"
    return "day" if key.span.length <= FEW_DAYS else "month" if key.span.length <= MONTHS else "year"


def _at(precision: str, word: str, key: Key) -> Iterable[Block]:
    """Return the blocks of a record at a precision, its own or a coarser; the day after it is among its days."""
    if precision == "unknown" or key.span is None:
        found: tuple[Party | Spot, ...] = (*key.actors, *key.places)
        return [("unknown", other) for other in sorted({other for one in found for other in one.words} - {word})]
    if precision == "day":
        return [("day", day) for day in range(key.span.first, key.span.last + 2)]
    first, last = (datetime.date.fromordinal(day) for day in (key.span.first, key.span.last + 1))
    if precision == "month":
        return [("month", month) for month in range(first.year * 12 + first.month, last.year * 12 + last.month + 1)]
    return [("year", year) for year in range(first.year, last.year + 1)]


def _told(precision: str, at: int | str) -> str:
    """Return a block's time as people write it."""
    if precision == "day":
        return datetime.date.fromordinal(int(at)).isoformat()
    if precision == "month":
        year, month = divmod(int(at) - 1, 12)
        return f"{year:04}-{month + 1:02}"
    return f"{at:04}" if precision == "year" else ""
