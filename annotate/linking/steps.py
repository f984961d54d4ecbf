"""The steps of linking by partitions, of files to buckets and of buckets to what was found in them.

Two steps make a shuffle: the first deals what it reads from a file to buckets, all in one file, and
the second takes a bucket from all such files (as MapReduce does, Dean and Ghemawat 2004).
Each is a function of a task, which any engine runs, and does nothing where its file is there.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from risalah.annotate.linking.blocks import COMMON, Crowd, Heading, below, headings
from risalah.annotate.linking.clusters import events, join_same
from risalah.annotate.linking.duplicates import BANDS, Rows, bands, collisions, join_alike
from risalah.annotate.linking.forest import Forest
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.nodes import Node, decoded, encoded
from risalah.annotate.linking.work import KEYS, SKETCHES, Task, Work, bucket_of, dealt, uncollected

FIRST, SECOND = "first", "second"
"""The rounds: without and with what articles tell together."""
_PAIR = {"one": pl.Int32(), "other": pl.Int32()}
_SLICE: Final = 2**14
"""Rows whose headings are looked at at a time."""
_SAME_HASH = pl.col("hash").is_duplicated()


def deal_bands(task: Task) -> None:
    """Deal the hashes of the bands of each document's sketch."""
    work, number = task.work, task.number
    if work.has("bands", number):
        return
    documents = work.read("documents", number)["document"]
    hashes = bands(_rows(work.read("keys", number, SKETCHES)["sketch"])).ravel()
    frame = pl.DataFrame(
        {
            "band": np.tile(np.arange(BANDS, dtype=np.uint8), len(documents)),
            "hash": hashes,
            "document": np.repeat(documents.to_numpy(), BANDS),
        },
        schema={"band": pl.UInt8(), "hash": pl.UInt64(), "document": pl.Int32()},
    )
    work.write("bands", number, [*dealt(frame, frame["hash"] % work.partitions, work.partitions)])


def join_documents(task: Task) -> None:
    """Find which documents of a bucket are nearly the same text."""
    work, number = task.work, task.number
    if work.has("alike", number):
        return
    whole = work.bucket("bands", number)
    met = [whole.filter(pl.col("band") == band).filter(_SAME_HASH).sort("document") for band in range(BANDS)]
    documents = np.unique(np.concatenate([frame["document"].to_numpy() for frame in met]))
    rows, forest = _sketches(work, documents), Forest(len(documents))
    for frame in met:
        places = np.searchsorted(documents, frame["document"].to_numpy())
        for some in collisions(frame["hash"].to_numpy()):
            join_alike(forest, rows, places[some].tolist())
    work.write("alike", number, [_joined(forest, documents)])


def _sketches(work: Work, documents: NDArray[np.int32]) -> Rows:
    """Return the sketches of documents, which are given in order."""
    found = np.empty((len(documents), 0), np.uint32)
    for file in range(work.files):
        numbers = work.read("documents", file)["document"].to_numpy()
        wanted = np.flatnonzero(np.isin(numbers, documents, assume_unique=True))
        if len(wanted):
            rows = _rows(work.read("keys", file, SKETCHES)["sketch"][wanted])
            found = found if found.size else np.empty((len(documents), rows.shape[1]), np.uint32)
            found[np.searchsorted(documents, numbers[wanted])] = rows
    return found


def _rows(sketches: pl.Series) -> Rows:
    content = np.frombuffer(b"".join(sketches), dtype="<u4")
    return content.reshape(len(sketches), -1) if len(sketches) else np.empty((0, BANDS * 4), np.uint32)


@uncollected()
def deal_headings(task: Task) -> None:
    """Deal the nodes whose first record is in a file to the buckets of their headings."""
    work, number, step = task.work, task.number, f"{task.round}-headings"
    if work.has(step, number):
        return
    rows: dict[str, list[object]] = {"bucket": [], "node": [], "headings": [], "key": []}
    for node, key in _firsts(task):
        of_bucket: dict[int, list[str]] = defaultdict(list)
        for heading in headings(key, story=task.round == SECOND):
            of_bucket[_bucket_of(heading.story or heading.what, work.partitions)].append("\t".join(heading))
        content = encoded(key)
        for bucket, some in of_bucket.items():
            for column, value in zip(rows.values(), (bucket, node, "\n".join(some), content), strict=True):
                column.append(value)
    schema = {"bucket": pl.Int32(), "node": pl.Int32(), "headings": pl.String(), "key": pl.Binary()}
    frame = pl.DataFrame(rows, schema=schema)
    work.write(step, number, [*dealt(frame.drop("bucket"), frame["bucket"], work.partitions)])


@lru_cache(maxsize=2**16)
def _bucket_of(text: str, partitions: int) -> int:
    """Return the bucket of a word, a text or a story: what a record has below one story lies in one bucket."""
    return bucket_of(text, partitions)


def _firsts(task: Task) -> Iterator[tuple[int, Key]]:
    """Yield the nodes whose first record is in a file; in the second round those that stories are told beside."""
    told = task.work.read(f"{task.round}-numbers", task.number)
    keys = task.work.read("keys", task.number, KEYS)["key"]
    firsts = told.with_row_index().filter(pl.col("number") == pl.col("node"))
    if task.round == SECOND:
        firsts = firsts.filter(pl.col("stories").is_not_null())
    for row in firsts.iter_rows(named=True):
        yield row["node"], _compared(decoded(keys[row["index"]]), row)


def _compared(key: Key, told: dict[str, object]) -> Key:
    """Return a key as it is compared, with the numbers of its group and its stories."""
    stories = told.get("stories") or ()
    return replace(key, group=str(told["group"]), stories=frozenset(map(str, stories)))  # type: ignore[call-overload]


def count_headings(task: Task) -> None:
    """Find which headings of a bucket more nodes have than can all be compared."""
    work, number, step = task.work, task.number, f"{task.round}-counts"
    if work.has(step, number):
        return
    frequent = [heading for heading, _ in _below(work.bucket(f"{task.round}-headings", number), COMMON + 1)]
    work.write(step, number, [pl.DataFrame({"heading": frequent}, schema={"heading": pl.String()})])


@uncollected()
def join_nodes(task: Task) -> None:
    """Find which nodes of a bucket are of one event by themselves, and where too many have something in common."""
    work, number, step = task.work, task.number, f"{task.round}-edges"
    if work.has(step, number):
        return
    frame = work.bucket(f"{task.round}-headings", number).sort("node")
    frequent = {Heading(*told.split("\t")) for told in work.read(f"{task.round}-frequent", 0)["heading"]}
    keys, forest, crowds = frame["key"], Forest(len(frame)), list[Crowd]()
    for told, rows in _below(frame):
        some = {row: decoded(keys[row]) for row in rows}
        heading = Heading(*told.split("\t"))  # type: ignore[arg-type]
        join_same(forest, some, below(heading, some, frequent, crowds.append))
    work.write(step, number, [_joined(forest, frame["node"].to_numpy()), _told(crowds)])


def _told(crowds: list[Crowd]) -> pl.DataFrame:
    """Return crowds as rows."""
    schema = {"type": pl.String(), "word": pl.String(), "when": pl.String(), "records": pl.Int64()}
    return pl.DataFrame(crowds, schema=schema)


def _below(frame: pl.DataFrame, least: int = 2) -> Iterator[tuple[str, list[int]]]:
    """Yield every heading that so many rows have, and these rows.

    What is held of each heading of a row is its hash: there are many, and all together are long.
    Should two have the same, what is below them is compared too.
    """
    if frame.is_empty():
        return
    slices = frame.select("headings").with_row_index("row").iter_slices(_SLICE)
    told = pl.concat([*map(_hashed, slices)]).sort("hash", maintain_order=True)
    sizes = told["hash"].rle().struct.field("len")
    starts, are_many = sizes.cum_sum() - sizes, sizes >= least
    rows, places = told["row"], told["place"]
    for start, size in zip(starts.filter(are_many), sizes.filter(are_many), strict=True):
        heading = frame["headings"][rows[start]].split("\n")[places[start]]
        yield heading, rows[start : start + size].to_list()


def _hashed(some: pl.DataFrame) -> pl.DataFrame:
    """Return the hash of each heading of some rows, with the row and which of its headings it is."""
    split = pl.col("headings").str.split("\n")
    each = some.select("row", hash=split, place=pl.int_ranges(split.list.len(), dtype=pl.UInt32()))
    return each.explode("hash", "place").with_columns(pl.col("hash").hash())


def _joined(forest: Forest, numbers: NDArray[np.int32]) -> pl.DataFrame:
    """Return pairs by which all is joined that a forest has joined; `numbers` says what its numbers stand for."""
    roots = forest.roots()
    others = np.flatnonzero(roots != np.arange(len(roots)))
    return pl.DataFrame({"one": numbers[roots[others]], "other": numbers[others]}, schema=_PAIR)


@uncollected()
def deal_trees(task: Task) -> None:
    """Deal the records of trees, those of one to one bucket, with the keys of the first of each node."""
    work, number, step = task.work, task.number, f"{task.round}-trees"
    if work.has(step, number):
        return
    told = work.read(f"{task.round}-connected", number)
    keys = work.read("keys", number, KEYS)["key"]
    rows = told.with_row_index().filter(pl.col("tree").is_not_null())
    contents = [
        encoded(_compared(decoded(keys[row["index"]]), row)) if row["number"] == row["node"] else None
        for row in rows.iter_rows(named=True)
    ]
    frame = rows.select("tree", "node", "document").with_columns(pl.Series("key", contents, dtype=pl.Binary()))
    work.write(step, number, [*dealt(frame, frame["tree"] % work.partitions, work.partitions)])


@uncollected()
def cluster_trees(task: Task) -> None:
    """Find the events in the trees of a bucket."""
    work, number, step = task.work, task.number, f"{task.round}-events"
    if work.has(step, number):
        return
    found: list[tuple[int, int]] = []
    crowds: list[Crowd] = []
    for numbers, nodes in _trees(work.bucket(f"{task.round}-trees", number)):
        for event in events(nodes, task.wishes, crowds.append):
            found.extend((numbers[event[0]], numbers[place]) for place in event)
    work.write(step, number, [pl.DataFrame(found, schema=_PAIR, orient="row"), _told(crowds)])


def _trees(frame: pl.DataFrame) -> Iterator[tuple[list[int], list[Node]]]:
    """Yield every tree: the numbers of its nodes, and these."""
    nodes = frame.group_by("tree", "node").agg("document", pl.col("key").drop_nulls().first()).sort("tree", "node")
    numbers, documents, keys = (nodes[name] for name in ("node", "document", "key"))
    start = 0
    for size in nodes["tree"].rle().struct.field("len").to_list():
        rows = slice(start, start + size)
        told = zip(keys[rows], documents[rows].to_list(), strict=True)
        yield numbers[rows].to_list(), [Node(decoded(key), frozenset(some)) for key, some in told]
        start += size
