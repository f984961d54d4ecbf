"""Records into events: first what is most alike, and never two that exclude each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

import numpy as np

from risalah.annotate.linking.blocks import Pair, pairs, story_pairs
from risalah.annotate.linking.evidence import ENOUGH, judge
from risalah.annotate.linking.forest import Forest
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.linkage import NEVER, Linkage, Matrix
from risalah.annotate.linking.wishes import Wishes, pair
from risalah.schema.truth import doc_id_of

_NONE = Wishes()
_LARGEST: Final = 2_000
"""Nodes that are compared all with all; more are connected by little, as by a month and two countries."""
Node = Sequence[Key]
"""Records of different documents that say the same, and enough to be of one event."""


def clustered(keys: Iterable[Key], wishes: Wishes = _NONE) -> list[list[str]]:
    """Return the records of each event, in the order of their ids, whatever the order of the keys.

    Done twice: what two articles tell together says something of what else they tell.
    """
    nodes = _nodes(sorted(keys, key=lambda key: key.record_id), wishes)
    firsts = [node[0] for node in nodes]
    forest = _forced(firsts, wishes)
    _join_same(forest, firsts, pairs(firsts))
    events = _clustered(forest, nodes, firsts, wishes)
    told = _with_stories(nodes, events)
    _join_same(forest, told, story_pairs(told))
    return _clustered(forest, nodes, told, wishes)


def with_stories(keys: Iterable[Key], events: Iterable[Sequence[str]]) -> list[Key]:
    """Return the keys with the events that their documents tell as others do, but for each record's own."""
    return _with_stories([[key] for key in keys], events)


def _with_stories(nodes: Iterable[Node], events: Iterable[Sequence[str]]) -> list[Key]:
    """Return the first key of each node, with the stories of all its documents."""
    several = [records for records in events if len(records) > 1]
    event_of = {record: records[0] for records in several for record in records}
    told: dict[str, set[str]] = defaultdict(set)
    for record, event in event_of.items():
        told[doc_id_of(record)].add(event)
    return [
        replace(
            node[0],
            stories=frozenset(
                event for key in node for event in told.get(key.doc_id, ()) if event != event_of.get(key.record_id)
            ),
        )
        for node in nodes
    ]


def _nodes(keys: Sequence[Key], wishes: Wishes) -> list[Node]:
    """Return the records by what they say: an event that thousands tell alike is compared once.

    What one document says twice is kept apart, and so is each record that people decided on.
    """
    documents = {key.doc_id: key.group for key in keys}
    alone = {group for group, count in Counter(documents.values()).items() if count == 1}
    decided = wishes.records
    nth: Counter[tuple[str, Key]] = Counter()
    nodes: dict[tuple[Key, int, str], list[Key]] = defaultdict(list)
    for key in keys:
        group = "" if key.group in alone else key.group
        said = replace(key, record_id="", doc_id="", published=None, publisher=None, group=group)
        own = key.record_id if key.record_id in decided or not _is_telling(said) else ""
        nodes[said, nth[key.doc_id, said], own].append(key)
        nth[key.doc_id, said] += 1
    return [*nodes.values()]


def _is_telling(said: Key) -> bool:
    """Return whether two documents that say this alone tell one event."""
    return judge(replace(said, doc_id="1", group="1"), replace(said, doc_id="2", group="2")).is_same


def _join_same(forest: Forest, keys: Sequence[Key], candidates: Iterable[Pair], enough: float = ENOUGH) -> None:
    """Join the pairs that alone are of one event: what is not connected by these cannot be one."""
    for one, other in candidates:
        if not forest.are_joined(one, other) and judge(keys[one], keys[other]).points >= enough:
            forest.join(one, other)


def _forced(keys: Sequence[Key], wishes: Wishes) -> Forest:
    """Return the numbers of the keys, those joined that people merged."""
    forest = Forest(len(keys))
    if wishes.together:
        number_of = {key.record_id: number for number, key in enumerate(keys)}
        for records in wishes.together:
            for one, other in pairwise(number_of[record] for record in records if record in number_of):
                forest.join(one, other)
    return forest


def _clustered(forest: Forest, nodes: Sequence[Node], keys: Sequence[Key], wishes: Wishes) -> list[list[str]]:
    """Return the records of each event; `keys` are the nodes' first, as they are compared."""
    events = (
        [tree[number] for number in cluster]
        for whole in forest.trees()
        for tree in _small(whole, keys, wishes, ENOUGH)
        for cluster in _of_tree([nodes[number] for number in tree], [keys[number] for number in tree], wishes)
    )
    return sorted(sorted(key.record_id for number in event for key in nodes[number]) for event in events)


def _small(tree: list[int], keys: Sequence[Key], wishes: Wishes, enough: float) -> Iterator[list[int]]:
    """Yield a tree, or where it is too large to compare all in it, the parts that are connected by more points."""
    if len(tree) <= _LARGEST:
        yield tree
        return
    some = [keys[number] for number in tree]
    forest = _forced(some, wishes)
    _join_same(forest, some, chain(pairs(some), story_pairs(some)), enough + 1)
    for part in forest.trees():
        yield from _small([tree[number] for number in part], keys, wishes, enough + 1)


def _of_tree(nodes: Sequence[Node], keys: Sequence[Key], wishes: Wishes) -> list[list[int]]:
    """Return the numbers of the nodes of each event, among those that are connected."""
    if len(nodes) == 1:
        return [[0]]
    linkage = Linkage(_matrix(nodes, keys, wishes), [len(node) for node in nodes])
    for some in _forced(keys, wishes).trees():
        linkage.join_together(some)
    linkage.join_alike(ENOUGH)
    return [some for some in linkage.members if some]


def _matrix(nodes: Sequence[Node], keys: Sequence[Key], wishes: Wishes) -> Matrix:
    points = np.full((len(keys), len(keys)), NEVER)
    documents = [{key.doc_id for key in node} for node in nodes]
    for one, here in enumerate(keys):
        for other, there in enumerate(keys[:one]):
            apart = pair(here.record_id, there.record_id) in wishes.apart
            if not apart and documents[one].isdisjoint(documents[other]):
                points[one, other] = points[other, one] = judge(here, there).points
    return points
