"""The shard task: one part of the input to one shard of the corpus."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from risalah.annotate.annotated import Found, annotated
from risalah.annotate.annotator import Annotator, Making
from risalah.annotate.corpus.part import Part
from risalah.annotate.corpus.shard import Rows, data_name, receipt_name, rejected_name
from risalah.schema import Problem
from risalah.schema.errors import CorpusError
from risalah.storage import place_at


@dataclass(frozen=True, slots=True)
class ShardTask:
    """A part to be annotated, by what, and where to."""

    part: Part
    making: Making
    source: str
    """What must annotate it, as it calls itself: a worker may have other rules."""
    address: str
    """Of the place of the corpus."""
    folder: str
    """Of its shards there."""


def annotate_shard(task: ShardTask) -> None:
    """Annotate a part, unless it is done already: its documents, what was rejected, and the receipt last of all.

    Any engine may call it, anywhere and as often as it likes. Raises CorpusError where the
    rules or the model are others here, StorageError and OSError where reading or writing fails.
    """
    place, name = place_at(task.address), task.part.name
    if place.has(receipt_name(task.folder, name)):
        return
    rows = _rows(task.part, _annotator(task.making, task.source))
    receipt = rows.receipt(task.part)
    place.write(data_name(task.folder, name), rows.data())
    if receipt.rejected:
        place.write(rejected_name(task.folder, name), rows.rejected())
    place.write(receipt_name(task.folder, name), receipt.model_dump_json().encode())


@cache
def _annotator(making: Making, source: str) -> Annotator:
    """Return what annotates: made once in each process."""
    made = making.annotator()
    if str(made.source) != source:
        what = f"annotates by {made.source}, and not by {source}"
        raise CorpusError(Problem(str(making.workspace), what, "Have every worker use the same version of everything"))
    return made


def _rows(part: Part, annotator: Annotator) -> Rows:
    rows, at = Rows(), 0

    def found() -> Iterator[Found]:
        nonlocal at
        for place, one in part.found():
            at = place
            yield one

    for told in annotated(found(), annotator):
        rows.add(at, told)
    return rows
