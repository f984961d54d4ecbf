"""The links of all records of a release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from risalah.annotate.decision import LinkDecision
from risalah.annotate.linking.blocks import Crowd, pairs
from risalah.annotate.linking.clusters import clustered, with_stories
from risalah.annotate.linking.duplicates import Sketches
from risalah.annotate.linking.evidence import ENOUGH, Judgement, judge
from risalah.annotate.linking.key import Key, keys_of
from risalah.annotate.linking.spilled import Spilled
from risalah.annotate.linking.wishes import Wishes, pair, wishes
from risalah.schema.links import Links
from risalah.schema.truth import Truth

_MANY: Final = 50_000
"""Records and documents, together, from which on they are held in files: in memory they take 2 kB each."""
NEARLY = ENOUGH - 1
"""Points from which on somebody should look whether two records are of one event after all."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records of different events that may be of one."""

    records: tuple[str, str]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Linking:
    """What was linked, and from what."""

    keys: Sequence[Key]
    """Of every record, in the order of their ids."""
    links: Links
    wishes: Wishes
    """What people decided."""
    crowds: Sequence[Crowd] = ()
    """What so many records have in common that not all were compared with all."""

    def doubts(self) -> list[Doubt]:
        """Return the pairs of records that were nearly linked, or would be if others did not exclude it, best first.

        What people split is no doubt any more.
        """
        keys = with_stories(self.keys, self.links.events)
        event_of = {record: number for number, records in enumerate(self.links.events) for record in records}
        met = sorted({*pairs(keys), *pairs(keys, story=True)})
        found = ((keys[one], keys[other]) for one, other in met)
        doubts = (
            Doubt(pair(one.record_id, other.record_id), judge(one, other))
            for one, other in found
            if event_of[one.record_id] != event_of[other.record_id]
        )
        near = [
            doubt for doubt in doubts if doubt.judgement.points >= NEARLY and doubt.records not in self.wishes.apart
        ]
        return sorted(near, key=lambda doubt: (-doubt.judgement.points, doubt.records))


def linked(truths: Iterable[Truth], decisions: Iterable[LinkDecision] = ()) -> Links:
    """Return which records are of one event, and which documents are nearly the same text.

    The same for the same records and decisions, oldest first, in whatever order the truths come.
    """
    return link(truths, decisions).links


def link(truths: Iterable[Truth], decisions: Iterable[LinkDecision] = ()) -> Linking:
    """Return the same with what it was made from; no text is held in memory.

    Many records are held in temporary files, which are gone when nobody has the linking any more.
    """
    wished = wishes(decisions)
    sketches = Sketches()
    keys: list[Key] = []
    spilled: Spilled | None = None
    for truth in truths:
        sketches.add(truth.document.id, truth.document.text)
        keys += keys_of(truth)
        if len(keys) + len(sketches.doc_ids) >= _MANY:
            spilled = spilled or Spilled()
            spilled.add(sketches, keys)
            sketches, keys = Sketches(), []
    if spilled is None:
        return _in_memory(sketches, keys, wished)
    spilled.add(sketches, keys)
    found = spilled.found(wished)
    return Linking(spilled.keys(found), found.links(), wished, found.crowds)


def _in_memory(sketches: Sketches, keys: Iterable[Key], wished: Wishes) -> Linking:
    groups, crowds = sketches.groups(), set[Crowd]()
    grouped = sorted((_of_group(key, groups) for key in keys), key=lambda key: key.record_id)
    events = clustered(grouped, wished, crowds.add)
    return Linking(grouped, Links(events, groups), wished, sorted(crowds))


def _of_group(key: Key, groups: dict[str, str]) -> Key:
    group = groups[key.doc_id]
    return key if group == key.group else replace(key, group=group)
