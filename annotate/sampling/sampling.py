"""Documents chosen from a pre-annotated corpus, in two passes over its shards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from risalah.annotate.corpus import Corpus
from risalah.annotate.corpus.shard import Shard
from risalah.annotate.engines.engine import Engine
from risalah.annotate.reading import Rejected
from risalah.annotate.sampling.choice import chosen
from risalah.annotate.sampling.pool import Pool, Tally
from risalah.annotate.sampling.request import Request
from risalah.annotate.sampling.task import TRIGGERS, Job, SampleTask, count_triggers, find_candidates
from risalah.annotate.sampling.triggers import Triggers
from risalah.annotate.workspace import Workspace
from risalah.schema import CORE, Document, Problem
from risalah.schema.errors import CorpusError

_AT_ONCE: Final = 16
"""Pools of shards that are merged at a time: it bounds the memory."""
Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was chosen from a corpus."""

    documents: Sequence[Document]
    """By their ids."""
    chosen: pl.DataFrame
    """Of each document, in the same order, `doc_id`, `type`, `published`, `publisher`, `score` and `why`.

    `type` is the one that it was chosen for, the rarest that it tells; null where it tells no event.
    """
    tally: Tally
    """Among how many it was chosen."""
    rejected: Sequence[Rejected]
    """What was chosen, and cannot be read any more."""


def sample(
    corpus: Corpus,
    request: Request,
    *,
    workspace: Path,
    engine: Engine,
    advance: Advance = lambda _, __: None,
) -> Sample:
    """Choose documents from a corpus, fewer where there are not as many as are asked for.

    What the workspace in a folder has, which need not be one, is not chosen again, nor what
    is nearly the same text; what people did there to what rules found says what is
    uncertain. The same corpus, workspace and request give the same documents, whoever
    shares out the work. `advance` gets how many tasks ended just now, of how many. Raises
    CorpusError where a shard or an input cannot be read, and for event types that nobody defines.
    """
    with TemporaryDirectory(prefix="risalah-sample-") as work:
        tasks = _tasks(corpus, Job(corpus.address, work, workspace, request))
        pool = _pool(tasks, _known_types(workspace), engine, advance) if tasks else None
    if pool is None:
        raise CorpusError(Problem(corpus.address, "holds no documents"))
    picked = chosen(pool.best.filter(~pl.col("known")), request).sort("doc_id")
    documents, rejected = _fetched(corpus.shards, picked)
    read = picked.filter(pl.col("doc_id").is_in([document.id for document in documents]))
    told = read.select("doc_id", "type", "published", "publisher", "score", "why")
    return Sample(documents, told, pool.tally, rejected)


def _tasks(corpus: Corpus, job: Job) -> list[SampleTask]:
    """Return a task for each shard, in an order that does not depend on that of the input."""
    return [SampleTask(job, shard) for shard in sorted(corpus.shards, key=lambda shard: shard.name)]


def _known_types(workspace: Path) -> Sequence[str]:
    opened = Workspace.within(workspace)
    return (opened.ontology if opened else CORE).type_names


def _pool(tasks: Sequence[SampleTask], known_types: Sequence[str], engine: Engine, advance: Advance) -> Pool:
    """Do both passes, and return the best candidates of all."""
    job, place = tasks[0].job, tasks[0].job.place
    _run(engine, count_triggers, tasks, advance)
    triggers = Triggers()
    for task in tasks:
        triggers.add(Triggers.read(place.read(task.triggers) or b""))
    _check_types({*triggers.documents, *job.request.types} - {*known_types}, known_types)
    place.write(TRIGGERS, triggers.written())
    _run(engine, find_candidates, tasks, advance)
    return _merged(tasks)


def _run(engine: Engine, do: Callable[[SampleTask], None], tasks: Sequence[SampleTask], advance: Advance) -> None:
    """Do all tasks; raises CorpusError with every one that was given up."""
    failures = []
    for ended in engine.run(do, tasks):
        failures += [ended.failure] if ended.failure is not None else []
        advance(1, 2 * len(tasks))
    if failures:
        raise CorpusError(*(Problem("", failure) for failure in dict.fromkeys(failures)))


def _check_types(unknown: set[str], known: Sequence[str]) -> None:
    if unknown:
        what = f"is no event type here; known are {', '.join(known)}"
        remedy = "Name with --workspace the workspace that defines it"
        raise CorpusError(*(Problem(repr(name), what, remedy) for name in sorted(unknown)))


def _merged(tasks: Sequence[SampleTask]) -> Pool:
    """Return the best of the pools of all tasks, with few of them in memory at a time."""
    request, merged = tasks[0].job.request, list[Pool]()
    for start in range(0, len(tasks), _AT_ONCE):
        pools = [Pool.read(task.job.place, task.pool) for task in tasks[start : start + _AT_ONCE]]
        merged = [Pool.merged([*merged, *pools], request)]
    return merged[0]


def _fetched(shards: Sequence[Shard], picked: pl.DataFrame) -> tuple[list[Document], list[Rejected]]:
    """Return the documents that were chosen by their ids, and those that are not where they were annotated."""
    wanted = picked.partition_by("shard", as_dict=True)
    found: dict[str, Document | Rejected] = {}
    for shard in shards:
        if (of_shard := wanted.get((shard.name,))) is not None:
            found |= _read(shard, of_shard)
    told = [found[doc_id] for doc_id in picked["doc_id"]]
    documents = [one for one in told if isinstance(one, Document)]
    return documents, [one for one in told if isinstance(one, Rejected)]


def _read(shard: Shard, picked: pl.DataFrame) -> dict[str, Document | Rejected]:
    """Return by its id each document that was chosen from a shard."""
    read = shard.part.documents(picked["at"].to_list())
    documents = {document.id: document for document in read if isinstance(document, Document)}
    return {doc_id: documents.get(doc_id) or _gone(shard, doc_id) for doc_id in picked["doc_id"]}


def _gone(shard: Shard, doc_id: str) -> Rejected:
    what = f"does not hold {doc_id!r} any more where it was annotated"
    return Rejected(Problem(shard.input, what, "Annotate the corpus again: it does only what is missing"), doc_id)
