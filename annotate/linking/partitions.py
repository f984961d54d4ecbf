"""Linking by partitions: the same as in memory, of any number of records, by tasks that an engine does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from risalah.annotate.engines.engine import Engine
from risalah.annotate.linking.blocks import Crowd
from risalah.annotate.linking.forest import Forest, Numbers
from risalah.annotate.linking.steps import (
    FIRST,
    SECOND,
    cluster_trees,
    count_headings,
    deal_bands,
    deal_headings,
    deal_trees,
    join_documents,
    join_nodes,
)
from risalah.annotate.linking.wishes import Wishes
from risalah.annotate.linking.work import DOCUMENTS, RECORDS, Task, Work, carry_out
from risalah.schema.links import Links

_ONCE = ("keys", "documents", "bands", "alike")
_OF_A_ROUND = ("numbers", "headings", "counts", "frequent", "edges", "connected", "trees", "events")


@dataclass(frozen=True, slots=True)
class Found:
    """What was linked, by number: a record's is its place in the order of all ids, and so is a document's."""

    record_ids: pl.Series
    """In order."""
    events: Numbers
    """Of each record the first of its event."""
    doc_ids: pl.Series
    """In order."""
    groups: Numbers
    """Of each document the first of those that are nearly the same text."""
    document_of: Numbers
    """Of each record its document."""
    crowds: Sequence[Crowd]
    """What so many have in common that not all were compared with all."""

    def links(self) -> Links:
        """Return the same by id."""
        order = np.argsort(self.events, kind="stable")
        records = self.record_ids[order].to_list()
        starts = np.flatnonzero(np.diff(self.events[order], prepend=-1))
        bounds = [*starts.tolist(), len(records)]
        doc_ids = self.doc_ids.to_list()
        return Links(
            [records[first:last] for first, last in pairwise(bounds)],
            {doc_id: doc_ids[group] for doc_id, group in zip(doc_ids, self.groups.tolist(), strict=True)},
        )


class Partitions:
    """The driver of one linking: it holds some numbers for each record, and everything else lies in files.

    What it gives to the engine is done where it is missing: after a kill the same again ends the same.
    """

    def __init__(self, work: Work, engine: Engine, wishes: Wishes) -> None:
        """Take where the files of keys lie, what does the tasks, and what people decided."""
        self._work = work
        self._engine = engine
        self._wishes = wishes
        self._crowds: set[Crowd] = set()

    def found(self) -> Found:
        """Link all records; raises EngineError where a task is given up."""
        doc_ids, documents = self._numbered(DOCUMENTS, "doc_id")
        groups = self._groups(documents)
        record_ids, numbers = self._numbered(RECORDS, "record_id")
        self._records = self._nodes(record_ids, np.concatenate(numbers), documents, groups)
        self._sizes = [*map(len, numbers)]
        events = self._events(record_ids)
        order = np.argsort(self._records["number"].to_numpy())
        nodes, document_of = (self._records[name].to_numpy()[order] for name in ("node", "document"))
        return Found(record_ids, events[nodes], doc_ids, groups, document_of, sorted(self._crowds))

    def sweep(self) -> None:
        """Delete all files of the work."""
        of_rounds = [f"{around}-{step}" for around in (FIRST, SECOND) for step in _OF_A_ROUND]
        self._work.sweep([*_ONCE, *of_rounds])

    def _numbered(self, section: int, column: str) -> tuple[pl.Series, list[Numbers]]:
        """Return all ids in order, and of each file the places of its own among them."""
        ids = [self._work.read("keys", file, section)[column] for file in range(self._work.files)]
        sizes = [*map(len, ids)]
        whole = pl.concat(ids)
        order = whole.arg_sort()
        numbers = np.empty(len(whole), np.int32)
        numbers[order.to_numpy()] = np.arange(len(whole), dtype=np.int32)
        return whole[order], [*_cut(numbers, sizes)]

    def _groups(self, documents: Sequence[Numbers]) -> Numbers:
        for file, numbers in enumerate(documents):
            self._tell("documents", file, pl.DataFrame({"document": numbers}))
        self._run(deal_bands, self._work.files)
        self._run(join_documents, self._work.partitions)
        forest = Forest(sum(map(len, documents)))
        self._join(forest, "alike")
        return forest.roots()

    def _nodes(
        self, record_ids: pl.Series, numbers: Numbers, documents: Sequence[Numbers], groups: Numbers
    ) -> pl.DataFrame:
        """Return of every record, in the order of the files, its number, document, group and node.

        A node has the number of its first record.
        """
        files = [self._work.read("keys", file, RECORDS).drop("record_id") for file in range(self._work.files)]
        document = np.concatenate([of[file["row"].to_numpy()] for of, file in zip(documents, files, strict=True)])
        sharing = np.bincount(groups[np.unique(document)], minlength=len(groups))
        group = groups[document]
        decided = np.isin(numbers, self._decided(record_ids))
        frame = pl.concat(files).select("mark", "rest", "is_telling")
        frame = frame.with_columns(
            pl.Series("number", numbers),
            pl.Series("shared", np.where(sharing[group] > 1, group, -1)),
            pl.Series("own", decided),
        )
        own = pl.when(pl.col("is_telling") & ~pl.col("own")).then(-1).otherwise("number")
        node = frame.select(pl.col("number").min().over("mark", "rest", "shared", own))["number"]
        return pl.DataFrame({"number": numbers, "node": node, "document": document, "group": group})

    def _decided(self, record_ids: pl.Series) -> list[int]:
        return [*_places(record_ids, sorted(self._wishes.records)).values()]

    def _events(self, record_ids: pl.Series) -> Numbers:
        """Return of each node, by number, the first of its event."""
        forest = self._forced(record_ids)
        self._join_round(forest, FIRST, self._records)
        events = np.arange(len(record_ids), dtype=np.int32)
        self._cluster(forest, FIRST, self._records, events)
        told = self._with_stories(events)
        if told["stories"].null_count() < len(told):
            self._join_round(forest, SECOND, told)
            self._cluster(forest, SECOND, told, events)
        return events

    def _forced(self, record_ids: pl.Series) -> Forest:
        forest = Forest(len(record_ids))
        for records in self._wishes.together:
            for one, other in pairwise(sorted(_places(record_ids, records).values())):
                forest.join(one, other)
        return forest

    def _join_round(self, forest: Forest, around: str, records: pl.DataFrame) -> None:
        self._tell_files(f"{around}-numbers", records)
        self._run(deal_headings, self._work.files, around)
        self._run(count_headings, self._work.partitions, around)
        frequent = pl.concat([self._work.read(f"{around}-counts", bucket) for bucket in range(self._work.partitions)])
        self._tell(f"{around}-frequent", 0, frequent.sort("heading"))
        self._run(join_nodes, self._work.partitions, around)
        self._join(forest, f"{around}-edges")
        self._note_crowds(f"{around}-edges")

    def _cluster(self, forest: Forest, around: str, records: pl.DataFrame, events: Numbers) -> None:
        """Put the events of trees of several nodes in; in the second round of those in which stories are told."""
        is_first = (records["number"] == records["node"]).to_numpy()
        trees = forest.roots()[records["node"].to_numpy()]
        several = np.bincount(trees[is_first], minlength=len(events)) > 1
        if around == SECOND:
            several &= np.isin(np.arange(len(events)), trees[is_first & records["stories"].is_not_null().to_numpy()])
        tree = pl.Series("tree", trees).set(pl.Series(~several[trees]), None)
        self._tell_files(f"{around}-connected", records.with_columns(tree))
        self._run(deal_trees, self._work.files, around)
        self._run(cluster_trees, self._work.partitions, around)
        for bucket in range(self._work.partitions):
            found = self._work.read(f"{around}-events", bucket)
            events[found["other"].to_numpy()] = found["one"].to_numpy()
        self._note_crowds(f"{around}-events")

    def _note_crowds(self, step: str) -> None:
        for bucket in range(self._work.partitions):
            self._crowds.update(Crowd(*row) for row in self._work.read(step, bucket, 1).iter_rows())

    def _with_stories(self, events: Numbers) -> pl.DataFrame:
        """Return the records, the first of each node with the other events that its documents tell as others do."""
        event = pl.Series("event", events[self._records["node"].to_numpy()])
        several = pl.col("event").is_in(event.filter(event.is_duplicated()).unique().implode())
        told = self._records.with_columns(event)
        stories = told.filter(several).select("document", story="event").unique()
        beside = told.join(stories, on="document").filter(pl.col("story") != pl.col("event"))
        of_node = beside.group_by("node").agg(pl.col("story").unique().sort().alias("stories"))
        joined = self._records.join(of_node, on="node", how="left", maintain_order="left")
        return joined.with_columns(pl.when(pl.col("number") == pl.col("node")).then("stories"))

    def _tell_files(self, step: str, records: pl.DataFrame) -> None:
        start = 0
        for file, size in enumerate(self._sizes):
            self._tell(step, file, records[start : start + size])
            start += size

    def _tell(self, step: str, number: int, frame: pl.DataFrame) -> None:
        if not self._work.has(step, number):
            self._work.write(step, number, [frame])

    def _run(self, do: Callable[[Task], None], count: int, around: str = "") -> None:
        tasks = [Task(self._work, number, around, self._wishes) for number in range(count)]
        carry_out(self._engine, do, tasks)

    def _join(self, forest: Forest, step: str) -> None:
        for bucket in range(self._work.partitions):
            for one, other in self._work.read(step, bucket).iter_rows():
                forest.join(one, other)


def _cut(numbers: Numbers, sizes: Sequence[int]) -> Iterator[Numbers]:
    return iter(np.split(numbers, np.cumsum(sizes)[:-1]))


def _places(ids: pl.Series, wanted: Sequence[str]) -> dict[str, int]:
    """Return the places of those ids that are there, among ids in order."""
    if not wanted or ids.is_empty():
        return {}
    places = ids.search_sorted(pl.Series(wanted)).to_list()
    return {one: place for one, place in zip(wanted, places, strict=True) if place < len(ids) and ids[place] == one}
