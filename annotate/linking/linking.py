"""The links of all records of a release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from risalah.annotate.decision import LinkDecision
from risalah.annotate.linking.blocks import pairs, story_pairs
from risalah.annotate.linking.clusters import clustered, with_stories
from risalah.annotate.linking.duplicates import Sketches
from risalah.annotate.linking.evidence import ENOUGH, Judgement, judge
from risalah.annotate.linking.key import Key, keys_of
from risalah.annotate.linking.wishes import Wishes, pair, wishes
from risalah.schema.links import Links
from risalah.schema.truth import Truth

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

    def doubts(self) -> list[Doubt]:
        """Return the pairs of records that were nearly linked, or would be if others did not exclude it, best first.

        What people split is no doubt any more.
        """
        keys = with_stories(self.keys, self.links.events)
        event_of = {record: number for number, records in enumerate(self.links.events) for record in records}
        met = sorted({*pairs(keys), *story_pairs(keys)})
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
    """Return the same with what it was made from; no text is held in memory."""
    sketches = Sketches()
    keys: list[Key] = []
    for truth in truths:
        sketches.add(truth.document.id, truth.document.text)
        keys += keys_of(truth)
    groups = sketches.groups()
    grouped = sorted((_of_group(key, groups) for key in keys), key=lambda key: key.record_id)
    wished = wishes(decisions)
    return Linking(grouped, Links(clustered(grouped, wished), groups), wished)


def _of_group(key: Key, groups: dict[str, str]) -> Key:
    group = groups[key.doc_id]
    return key if group == key.group else replace(key, group=group)
