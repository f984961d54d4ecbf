"""A corpus made: every part of the input annotated, whatever shares out the work, and the manifest last."""

import hashlib
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from risalah.annotate.annotator import Making
from risalah.annotate.corpus.inputs import parts_of
from risalah.annotate.corpus.manifest import MANIFEST, Failed, Manifest
from risalah.annotate.corpus.part import Part
from risalah.annotate.corpus.repeated import repeated
from risalah.annotate.corpus.shard import Shard, receipt_name
from risalah.annotate.corpus.task import ShardTask, annotate_shard
from risalah.annotate.engines.engine import Engine
from risalah.annotate.reading.rejected import Rejected
from risalah.schema import Problem, Source
from risalah.schema.errors import CorpusError
from risalah.schema.version import SCHEMA_VERSION
from risalah.storage import Place, place_at
from risalah.storage.address import absolute

_AT_ONCE = 16
"""Receipts that are read at a time: it takes time where they lie far away."""


@dataclass(frozen=True, slots=True)
class Made:
    """A corpus, and what it took."""

    manifest: Manifest
    new: Sequence[Shard]
    """The shards that were not there before."""
    seconds: float
    """Until the last of them was."""
    workers: int
    """How many worked on them."""

    @property
    def rate(self) -> float:
        """How many documents of theirs a worker did in a second."""
        return sum(shard.documents for shard in self.new) / self.seconds / max(self.workers, 1)


def annotate_corpus(
    inputs: Iterable[str],
    output: Path | str,
    making: Making,
    engine: Engine,
    advance: Callable[[int, int], None] = lambda _, __: None,
) -> Made:
    """Annotate all documents of the inputs into the corpus at a path or an address, and return it.

    What was annotated before, of the same input by the same rules or model, is not done again; what
    cannot be read is in the manifest, and a part that no worker survives too, while the
    rest is done. `advance` gets how many parts ended just now, of how many. Raises CorpusError
    where the corpus would lie within its own input, and where there is nothing to read.
    """
    start, place = time.monotonic(), place_at(absolute(output))
    source = making.annotator().source
    folder = _folder(source, making.minimum)
    cut = [*parts_of(inputs)]
    parts = [*dict.fromkeys(part for part in cut if isinstance(part, Part))]  # a file that is named twice counts once
    unread = [str(one.problem) for one in cut if isinstance(one, Rejected)]
    _check(parts, unread, place)
    before = {*place.names(f"{folder}/")}
    missing = [part for part in parts if receipt_name(folder, part.name) not in before]
    failures = _run(engine, [ShardTask(part, making, str(source), place.address, folder) for part in missing], advance)
    seconds, workers = time.monotonic() - start, engine.workers
    shards = _shards(place, folder, parts)
    there = {shard.name for shard in shards}
    failed = [
        Failed(part=part, why=failures.get(part.name, "its shard is gone")) for part in parts if part.name not in there
    ]
    manifest = _manifest(place, folder, source, shards).model_copy(update={"failed": failed, "unread": unread})
    place.write(MANIFEST, manifest.model_dump_json(indent=1).encode() + b"\n")
    known = {part.name for part in missing}
    return Made(manifest, [shard for shard in manifest.shards if shard.name in known], seconds, workers)


def _folder(source: Source, minimum: float | None) -> str:
    """Return the folder of the shards that something makes: other rules never write over it."""
    told = str(source) if minimum is None else f"{source} from {minimum}"
    return "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in told)


def _check(parts: Sequence[Part], unread: Collection[str], place: Place) -> None:
    if within := [part.file for part in parts if part.file.startswith(f"{place.address.rstrip('/')}/")]:
        what = "would be read as an input the next time: it lies in the corpus"
        raise CorpusError(Problem(within[0], what, "Put the corpus into a folder of its own"))
    if not parts:
        raise CorpusError(*(Problem("", told) for told in unread or ["there is nothing to read"]))


def _run(engine: Engine, tasks: Sequence[ShardTask], advance: Callable[[int, int], None]) -> dict[str, str]:
    """Do the tasks, and return by the name of its part why one was given up."""
    failures = {}
    for ended in engine.run(annotate_shard, tasks):
        if ended.failure is not None:
            failures[ended.task.part.name] = ended.failure
        advance(1, len(tasks))
    return failures


def _shards(place: Place, folder: str, parts: Sequence[Part]) -> list[Shard]:
    """Return the receipts that are there: what counts is what was committed, never what workers say."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        receipts = pool.map(lambda part: place.read(receipt_name(folder, part.name)), parts)
        return [Shard.model_validate_json(receipt) for receipt in receipts if receipt is not None]


def _manifest(place: Place, folder: str, source: Source, shards: list[Shard]) -> Manifest:
    again = repeated(place, folder, shards)
    return Manifest(
        source=source,
        schema_version=SCHEMA_VERSION,
        folder=folder,
        documents=sum(shard.documents for shard in shards) - again.count,
        events=sum(shard.events for shard in shards),
        rejected=sum(shard.rejected for shard in shards) + again.count,
        bytes=sum(shard.bytes for shard in shards),
        content_sha256=hashlib.sha256("\n".join(shard.content_sha256 for shard in shards).encode()).hexdigest(),
        repeated=again.name,
        shards=shards,
    )
