"""The links of a pre-annotated corpus, which lie beside its shards."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import polars as pl

from risalah.annotate.corpus import Corpus
from risalah.annotate.corpus.shard import Shard
from risalah.annotate.decision import LinkDecision
from risalah.annotate.engines.engine import Engine
from risalah.annotate.linking.blocks import Crowd
from risalah.annotate.linking.key import Key, key_of
from risalah.annotate.linking.partitions import Found, Partitions
from risalah.annotate.linking.wishes import wishes
from risalah.annotate.linking.work import Work, carry_out, write_keys
from risalah.annotate.workspace import Workspace
from risalah.schema import CORE, Annotation, Document, Ontology, Problem
from risalah.schema.errors import CorpusError
from risalah.schema.model import Model
from risalah.storage import Place

EVENTS, GROUPS, RECEIPT = "events.parquet", "groups.parquet", "links.json"
_COLUMNS: Final = ["doc_id", "published", "publisher", "sketch", "annotation"]
_LINES: Final = 100_000
"""Rows that are hashed at a time."""


class CorpusLinks(Model):
    """The receipt of a linking, written last: without it nothing else of it counts."""

    inputs_sha256: str
    """Of what was linked, and of what people decided."""
    records: int
    events: int
    documents: int
    """How many tell an event: only these have a sketch, and are in groups."""
    groups: int
    """How many texts there are, those that are nearly the same counted once."""
    content_sha256: str
    """Of all events and groups: the same whatever the engine and however many the partitions."""
    crowds: list[Crowd]
    """What so many records have in common that not all were compared with all."""


@dataclass(frozen=True, slots=True)
class _KeysOf:
    """A shard of which the keys are to be written."""

    work: Work
    number: int
    shard: Shard
    workspace: Path


def link_corpus(
    corpus: Corpus, engine: Engine, partitions: int, decisions: Iterable[LinkDecision] = (), workspace: Path = Path()
) -> CorpusLinks:
    """Link all records of a corpus, and return the receipt of what lies below links/ in its place.

    `events.parquet` has every record with its event, named by the first record of it, and
    `groups.parquet` every document that tells an event with the first of those that are nearly the
    same text. The folder `workspace` may be a workspace with event types of its own. What a run
    that was interrupted has done is not done again. Raises EngineError where a task is given
    up, and CorpusError where the corpus has no shards.
    """
    if not corpus.shards:
        raise CorpusError(Problem(corpus.address, "has no shards", "Annotate it first"))
    decided = [*decisions]
    inputs = _digest(corpus.manifest.model_dump_json(), *(one.model_dump_json() for one in decided))
    folder = links_folder(corpus)
    if (receipt := read_links(corpus)) and receipt.inputs_sha256 == inputs:
        return receipt
    hidden = f"{folder}/.work-{_digest(inputs, str(partitions))[:16]}"
    work = Work(corpus.address, hidden, len(corpus.shards), partitions)
    tasks = [_KeysOf(work, number, shard, workspace) for number, shard in enumerate(corpus.shards)]
    carry_out(engine, _write_keys, tasks)
    linking = Partitions(work, engine, wishes(decided))
    found = linking.found()
    receipt = _written(corpus.place, folder, found, inputs)
    linking.sweep()
    return receipt


def links_folder(corpus: Corpus) -> str:
    """Return the folder of a corpus' links, within its place."""
    return f"links/{corpus.manifest.folder}"


def read_links(corpus: Corpus) -> CorpusLinks | None:
    """Return the receipt of the links of a corpus; null where it was not linked."""
    content = corpus.place.read(f"{links_folder(corpus)}/{RECEIPT}")
    return CorpusLinks.model_validate_json(content) if content else None


def _write_keys(task: _KeysOf) -> None:
    """Write the keys and sketches of a shard, unless they are there."""
    if task.work.has("keys", task.number):
        return
    frame = _opened(task.work).frame(task.shard, _COLUMNS).filter(pl.col("sketch").is_not_null())
    sketches = frame.select("doc_id", "sketch").iter_rows()
    write_keys(task.work, task.number, sketches, _keys(frame, _ontology(task.workspace)))


@lru_cache(maxsize=1)
def _opened(work: Work) -> Corpus:
    """Return the corpus that is linked: opened once in each process."""
    return Corpus.open(work.address)


@cache
def _ontology(folder: Path) -> Ontology:
    workspace = Workspace.within(folder)
    return workspace.ontology if workspace else CORE


def _keys(frame: pl.DataFrame, ontology: Ontology) -> Iterator[Key]:
    context = {"ontology": ontology}
    for doc_id, published, publisher, content in frame.drop("sketch").iter_rows():
        annotation = Annotation.model_validate_json(content, context=context)
        document = Document.model_construct(id=doc_id, published=published, publisher=publisher)
        yield from (key_of(event, document) for event in annotation.events)


def _written(place: Place, folder: str, found: Found, inputs: str) -> CorpusLinks:
    """Write what was found, and the receipt when all of it is there."""
    events = pl.DataFrame({"record_id": found.record_ids, "event_id": found.record_ids[found.events]})
    groups = pl.DataFrame({"doc_id": found.doc_ids, "group": found.doc_ids[found.groups]})
    place.delete([f"{folder}/{RECEIPT}"])  # else a kill between two files would leave the receipt of another linking
    for name, frame in ((EVENTS, events), (GROUPS, groups)):
        content = BytesIO()
        frame.write_parquet(content)
        place.write(f"{folder}/{name}", content.getvalue())
    receipt = CorpusLinks(
        inputs_sha256=inputs,
        records=len(events),
        events=events["event_id"].n_unique(),
        documents=len(groups),
        groups=groups["group"].n_unique(),
        content_sha256=_content(events, groups),
        crowds=[*found.crowds],
    )
    place.write(f"{folder}/{RECEIPT}", receipt.model_dump_json(indent=1).encode() + b"\n")
    return receipt


def _content(*frames: pl.DataFrame) -> str:
    digest = hashlib.sha256()
    for frame in frames:
        for lines in frame.iter_slices(_LINES):
            digest.update(lines.write_csv(include_header=False, separator="\t").encode())
    return digest.hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
