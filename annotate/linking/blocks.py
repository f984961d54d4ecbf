"""Which records are compared: those that share a word of a name and a time, or two words where one is undated.

All that is compared stands below one word of one type: what is called blocking (Christen
2012, "A survey of indexing techniques for scalable record linkage and deduplication").
So the work can be shared out by type and word.
"""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeVar

from risalah.annotate.linking.evidence import FEW_DAYS, MONTHS
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.names import Party, Spot

Block = tuple[str, int | str]
Pair = tuple[int, int]
H = TypeVar("H", bound=Hashable)

_PRECISIONS: Final = ("day", "month", "year", "unknown")
"""How exactly a record says when, from the finest."""
_MANY: Final = 1_000
"""Records that have the same two words: what so many have tells nobody which of them an undated one is."""


def pairs(keys: Sequence[Key]) -> Iterator[Pair]:
    """Yield the numbers of every two records that are worth comparing, the smaller first; a few pairs twice."""
    words = [_words(key) for key in keys]
    of_word = _gathered(((key.type, word), number) for number, key in enumerate(keys) for word in words[number])
    for (_, word), numbers in of_word:
        for one, other in _below(word, {number: keys[number] for number in numbers}):
            if next(each for each in words[one] if each in words[other]) == word:
                yield one, other
    for _, numbers in _gathered(((key.type, key.group), number) for number, key in enumerate(keys)):
        yield from combinations(numbers, 2)


def story_pairs(keys: Sequence[Key]) -> Iterator[Pair]:
    """Yield likewise the records that share a word of a name and whose articles tell another event together."""
    told = ((number, key) for number, key in enumerate(keys) if key.stories)
    of_story = _gathered(
        ((key.type, story, word), number) for number, key in told for story in key.stories for word in _words(key)
    )
    for _, numbers in of_story:
        yield from combinations(numbers, 2)


def _words(key: Key) -> tuple[str, ...]:
    """Return the words of the names of who takes part, or where nobody does, of where it is."""
    found: tuple[Party | Spot, ...] = key.actors or key.places
    return tuple(sorted({word for one in found for word in one.words}))


def _below(word: str, keys: Mapping[int, Key]) -> Iterator[Pair]:
    """Yield the records of different documents, all of one type and with this word, that share a block.

    A record stands in the blocks of its own precision and, where a coarser record is, in
    those. Two are compared where one of them has its own precision: days never by the month.
    """
    own, finer = _blocks(word, keys)
    for number, key in keys.items():
        found: set[int] = set()
        for block in _at(_precision(key), word, key):
            found.update(own[block], finer[block])
        for block in _coarser(word, key):
            found.update(own.get(block, ()))
        yield from ((number, other) for other in sorted(found) if other > number and keys[other].doc_id != key.doc_id)


def _blocks(word: str, keys: Mapping[int, Key]) -> tuple[dict[Block, list[int]], dict[Block, list[int]]]:
    """Return the records of each block that are of its precision, and those that are finer."""
    own: dict[Block, list[int]] = defaultdict(list)
    finer: dict[Block, list[int]] = defaultdict(list)
    for number, key in keys.items():
        for block in _at(_precision(key), word, key):
            own[block].append(number)
    for number, key in keys.items():
        for block in _coarser(word, key):
            if block in own:
                finer[block].append(number)
    for block, numbers in own.items():
        if block[0] == "unknown" and len(numbers) + len(finer[block]) > _MANY:
            numbers.clear()
            finer[block].clear()
    return own, finer


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


def _gathered(entries: Iterable[tuple[H, int]]) -> Iterator[tuple[H, list[int]]]:
    """Yield what several have, with all that have it."""
    found: dict[H, list[int]] = defaultdict(list)
    for entry, number in entries:
        found[entry].append(number)
    return ((entry, numbers) for entry, numbers in found.items() if len(numbers) > 1)
