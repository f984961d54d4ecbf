"""Records into events: first what is most alike, and never two that exclude each other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

import numpy as np

from risalah.annotate.linking.blocks import Crowd, Pair, alike, connected, pairs
from risalah.annotate.linking.evidence import ENOUGH, excluded_by_time, judge
from risalah.annotate.linking.forest import Forest
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.linkage import NEVER, Linkage, Matrix
from risalah.annotate.linking.nodes import Node, said
from risalah.annotate.linking.wishes import Wishes, pair
from risalah.schema.truth import doc_id_of

_NONE = Wishes()
_LARGEST: Final = 2_000
"""Nodes that are compared all with all; more are connected by little, as by a month and two countries."""
_HIGHEST: Final = 20.0
"""More points than two records can have: what is connected by so many was merged by people."""
Same = Sequence[Key]
"""Records of different documents that say the same, and enough to be of one event."""


def clustered(
    keys: Iterable[Key], wishes: Wishes = _NONE, crowded: Callable[[Crowd], None] = lambda _: None
) -> list[list[str]]:
    """Return the records of each event, in the order of their ids, whatever the order of the keys.

    Done twice: what two articles tell together says something of what else they tell.
    `crowded` is told where so many have something in common that not all were compared with all.
    """
    same = _same(keys, wishes)
    firsts = [records[0] for records in same]
    forest = forced(firsts, wishes)
    join_same(forest, firsts, pairs(firsts, crowded))
    events = _clustered(forest, same, firsts, wishes, crowded)
    told = _with_stories(same, events)
    join_same(forest, told, pairs(told, crowded, story=True))
    return _clustered(forest, same, told, wishes, crowded)


def with_stories(keys: Iterable[Key], events: Iterable[Sequence[str]]) -> list[Key]:
    """Return the keys with the events that their documents tell as others do, but for each record's own."""
    return _with_stories([[key] for key in keys], events)


def _with_stories(same: Iterable[Same], events: Iterable[Sequence[str]]) -> list[Key]:
    """Return the first key of each that say the same, with the stories of all its documents."""
    several = [records for records in events if len(records) > 1]
    event_of = {record: records[0] for records in several for record in records}
    told: dict[str, set[str]] = defaultdict(set)
    for record, event in event_of.items():
        told[doc_id_of(record)].add(event)
    return [
        replace(
            keys[0],
            stories=frozenset(
                event for key in keys for event in told.get(key.doc_id, ()) if event != event_of.get(key.record_id)
            ),
        )
        for keys in same
    ]


def _same(keys: Iterable[Key], wishes: Wishes) -> list[Same]:
    """Return the records by what they say; apart from the others each that says little, or that people decided on."""
    known = [*said(keys)]
    sharing = Counter({one.key.doc_id: one.key.group for one in known}.values())
    decided = wishes.records
    found: dict[tuple[bytes, str, str], list[Key]] = defaultdict(list)
    for one in known:
        own = one.key.record_id if one.key.record_id in decided or not one.is_telling else ""
        found[one.mark, one.key.group if sharing[one.key.group] > 1 else "", own].append(one.key)
    return [*found.values()]


def join_same(
    forest: Forest, keys: Sequence[Key] | Mapping[int, Key], candidates: Iterable[Pair], enough: float = ENOUGH
) -> None:
    """Join the pairs that alone are of one event: what is not connected by these cannot be one."""
    for one, other in candidates:
        if not forest.are_joined(one, other) and judge(keys[one], keys[other]).points >= enough:
            forest.join(one, other)


def forced(keys: Sequence[Key], wishes: Wishes) -> Forest:
    """Return the numbers of the keys, those joined that people merged."""
    forest = Forest(len(keys))
    if wishes.together:
        number_of = {key.record_id: number for number, key in enumerate(keys)}
        for records in wishes.together:
            for one, other in pairwise(number_of[record] for record in records if record in number_of):
                forest.join(one, other)
    return forest


def _clustered(
    forest: Forest, same: Sequence[Same], keys: Sequence[Key], wishes: Wishes, crowded: Callable[[Crowd], None]
) -> list[list[str]]:
    """Return the records of each event; `keys` are the first of each, as they are compared."""
    nodes = [Node(key, frozenset(other.doc_id for other in records)) for records, key in zip(same, keys, strict=True)]
    found = (
        [tree[number] for number in event]
        for tree in forest.trees()
        for event in events([nodes[number] for number in tree], wishes, crowded)
    )
    return sorted(sorted(key.record_id for number in event for key in same[number]) for event in found)


def events(tree: Sequence[Node], wishes: Wishes, crowded: Callable[[Crowd], None]) -> Iterator[list[int]]:
    """Yield the numbers of the nodes of each event, among those that are connected, in the order of their ids."""
    keys = [node.key for node in tree]
    if len(tree) > _LARGEST:
        crowded(connected(keys))
    for part in _small([*range(len(tree))], keys, wishes, ENOUGH):
        for event in _of_part([tree[number] for number in part], wishes):
            yield [part[number] for number in event]


def _small(tree: list[int], keys: Sequence[Key], wishes: Wishes, enough: float) -> Iterator[list[int]]:
    """Yield a tree, or where it is too large to compare all in it, parts that are not.

    What is connected by more points stays together as far as that is possible, and with it, up
    to that size, what has the same actors and places.
    """
    if len(tree) <= _LARGEST or enough > _HIGHEST:
        yield tree
        return
    some = [keys[number] for number in tree]
    forest = forced(some, wishes)
    join_same(forest, some, chain(pairs(some), pairs(some, story=True)), enough + 1)
    small: list[list[int]] = []
    for numbers in forest.trees():
        part = [tree[number] for number in numbers]
        if len(part) > _LARGEST:
            yield from _small(part, keys, wishes, enough + 1)
        else:
            small.append(part)
    yield from _together(small, keys)


def _together(parts: Iterable[list[int]], keys: Sequence[Key]) -> Iterator[list[int]]:
    """Yield parts, of which some are put together whose first nodes have the same actors and places."""
    before, whole = None, list[int]()
    for part in sorted(parts, key=lambda part: (alike(keys[part[0]]), part)):
        who_and_where = alike(keys[part[0]])[:2]
        if whole and (who_and_where != before or len(whole) + len(part) > _LARGEST):
            yield sorted(whole)
            whole = []
        before, whole = who_and_where, whole + part
    if whole:
        yield sorted(whole)


def _of_part(nodes: Sequence[Node], wishes: Wishes) -> list[list[int]]:
    """Return the numbers of the nodes of each event, among those that are compared all with all."""
    if len(nodes) == 1:
        return [[0]]
    linkage = Linkage(_matrix(nodes, wishes), [node.size for node in nodes])
    for some in forced([node.key for node in nodes], wishes).trees():
        linkage.join_together(some)
    linkage.join_alike(ENOUGH)
    return [some for some in linkage.members if some]


def _matrix(nodes: Sequence[Node], wishes: Wishes) -> Matrix:
    points = np.full((len(nodes), len(nodes)), NEVER)
    possible = ~excluded_by_time([node.key for node in nodes])
    for one, here in enumerate(nodes):
        for other in np.flatnonzero(possible[one, :one]).tolist():
            there = nodes[other]
            apart = wishes.apart and pair(here.key.record_id, there.key.record_id) in wishes.apart
            if not apart and here.documents.isdisjoint(there.documents):
                points[one, other] = points[other, one] = judge(here.key, there.key).points
    return points
