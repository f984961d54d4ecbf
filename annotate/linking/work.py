"""Where linking by partitions works: files in a place, which are gone when it has ended."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Final

import polars as pl

from risalah.annotate.engines.engine import Engine, T
from risalah.annotate.linking import sections
from risalah.annotate.linking.duplicates import Row
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.nodes import encoded, said
from risalah.annotate.linking.wishes import Wishes
from risalah.schema import Problem
from risalah.schema.errors import EngineError
from risalah.storage import Place, place_at

_NONE: Final = Wishes()
RECORDS, KEYS, DOCUMENTS, SKETCHES = range(4)
"""The sections of a file of keys."""


@dataclass(frozen=True, slots=True)
class Work:
    """A folder within a place, and in how many parts the work is done."""

    address: str
    """Of the place."""
    folder: str
    files: int
    """Of keys."""
    partitions: int
    """Buckets that all that is compared is dealt to."""

    @property
    def place(self) -> Place:
        """The place."""
        return place_at(self.address)

    def name(self, step: str, number: int) -> str:
        """Return the name of a file that a step writes."""
        return f"{self.folder}/{step}-{number:06}"

    def has(self, step: str, number: int) -> bool:
        """Return whether it is there."""
        return self.place.has(self.name(step, number))

    def write(self, step: str, number: int, frames: Sequence[pl.DataFrame]) -> None:
        """Write it."""
        sections.write(self.place, self.name(step, number), frames)

    def read(self, step: str, number: int, section: int = 0) -> pl.DataFrame:
        """Return a section of it; raises StorageError where it is gone."""
        return sections.read(self.place, self.name(step, number), section)

    def sweep(self, steps: Iterable[str]) -> None:
        """Delete all files of some steps."""
        numbers = range(max(self.files, self.partitions))
        self.place.delete([self.name(step, number) for step in steps for number in numbers])

    def bucket(self, step: str, number: int) -> pl.DataFrame:
        """Return what all files of a step dealt to a bucket."""
        return pl.concat([self.read(step, file, number) for file in range(self.files)], rechunk=False)


@dataclass(frozen=True, slots=True)
class Task:
    """What one worker does: a step, of one file or one bucket."""

    work: Work
    number: int
    round: str = ""
    """Which of two times; empty where the step is done once."""
    wishes: Wishes = _NONE


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's search for cyclic garbage away: keys make none, and it would look at all of them time and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def dealt(frame: pl.DataFrame, buckets: pl.Series, partitions: int) -> Iterator[pl.DataFrame]:
    """Yield the rows of each bucket in its turn; `buckets` says which a row is dealt to."""
    order = buckets.arg_sort()
    rows, places = frame[order], buckets[order]
    bounds = places.search_sorted(pl.Series(range(partitions + 1), dtype=places.dtype)).to_list()
    return (rows[first:last] for first, last in pairwise(bounds))


def bucket_of(text: str, partitions: int) -> int:
    """Return the bucket of a text: the same in every process and version."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) % partitions


def write_keys(work: Work, number: int, sketches: Iterable[tuple[str, Row | bytes]], keys: Iterable[Key]) -> None:
    """Write the keys of some documents, and the sketches of these and maybe of others.

    All keys of a document must be among them.
    """
    told = [*sketches]
    row_of = {doc_id: row for row, (doc_id, _) in enumerate(told)}
    known = [*said(keys)]
    marks = [one.mark for one in known]
    records = {
        "record_id": pl.Series([one.key.record_id for one in known], dtype=pl.String()),
        "row": pl.Series([row_of[one.key.doc_id] for one in known], dtype=pl.Int32()),
        "mark": pl.Series([int.from_bytes(mark[:8]) for mark in marks], dtype=pl.UInt64()),
        "rest": pl.Series([int.from_bytes(mark[8:]) for mark in marks], dtype=pl.UInt64()),
        "is_telling": pl.Series([one.is_telling for one in known], dtype=pl.Boolean()),
    }
    work.write(
        "keys",
        number,
        [
            pl.DataFrame(records),
            pl.DataFrame({"key": pl.Series([encoded(one.key) for one in known], dtype=pl.Binary())}),
            pl.DataFrame({"doc_id": pl.Series([*row_of], dtype=pl.String())}),
            pl.DataFrame({"sketch": pl.Series([bytes(row) for _, row in told], dtype=pl.Binary())}),
        ],
    )


def carry_out(engine: Engine, do: Callable[[T], None], tasks: Sequence[T]) -> None:
    """Have an engine do all tasks; raises EngineError that says what was given up, when the rest is done."""
    failed = [ended for ended in engine.run(do, tasks) if ended.failure]
    if failed:
        where = f"linking, {do.__name__.strip('_').replace('_', ' ')}"
        raise EngineError(*(Problem(where, str(one.failure), "Run it again: what is done stays") for one in failed))
