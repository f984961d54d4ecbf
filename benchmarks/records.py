"""As many records as are wanted, made of the sample articles: what is true of them, and the frames of a release."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random

import polars as pl

from benchmarks.sync import documents
from risalah.annotate.rules import Ruleset
from risalah.annotate.studio.sync.ahead import chunks
from risalah.export.register import Register, Split
from risalah.export.tables.rows import frames
from risalah.schema import CORE, Document
from risalah.schema.fact import facts
from risalah.schema.links import Links
from risalah.schema.truth import Truth, record_id

BATCH = 1_000
"""Documents of which the frames lie in one folder."""
ARTICLES = 217
"""Of a thousand records, about."""
_SEED = 5
_MONDAY = datetime.datetime(2026, 1, 5, 8, tzinfo=datetime.UTC)
_EDITED, _DELETED = 0.1, 0.3
"""How many mentions a person gave another value, and from how many articles one was deleted."""


def truths(count: int) -> Iterator[Truth]:
    """Yield what is true of so many articles: what the rules find, edited here and there."""
    return map(true, _articles(count))


def true(article: Document) -> Truth:
    """Return what is true of an article, the same in every run."""
    random, annotation = Random(f"{_SEED} {article.id}"), _rules().annotate(article)  # noqa: S311 - no secret
    said = facts(annotation)
    return Truth(
        document=article,
        annotation=annotation,
        basis="latest",
        submitted=_MONDAY + datetime.timedelta(seconds=random.randrange(10**7)),
        seconds=random.uniform(30, 600),
        prior=annotation.source,
        annotators=(annotator := (f"annotator-{random.randint(1, 9)}",)),
        told_by={event.number: annotator for event in annotation.events},
        edits={fact: "revalued" if random.random() < _EDITED else "kept" for fact in said},
        deleted=tuple(random.sample(said, 1)) if said and random.random() < _DELETED else (),
    )


def linked(told: Iterable[Truth]) -> Links:
    """Return links by which every two neighbouring articles tell the same events, as far as both have so many."""
    told = list(told)
    events: list[Sequence[str]] = []
    for pair in chunks(told, 2):
        ids = [[record_id(one.document.id, event.number) for event in one.annotation.events] for one in pair]
        events += [[own[number] for own in ids if number < len(own)] for number in range(max(map(len, ids)))]
    return Links(events, {one.document.id: one.document.id for one in told})


def write(folder: Path, articles: int, processes: int = 2) -> Register:
    """Write the frames that a release of so many articles is made of, by batch and table, and return its register."""
    splits: dict[str, Split] = {}
    events: dict[str, str] = {}
    with ProcessPoolExecutor(processes) as pool:
        folders = (folder / f"{number:05}" for number in range(articles))
        for register in pool.map(_write_batch, folders, chunks(_articles(articles), BATCH)):
            splits |= register.splits
            events |= register.events
    return Register(splits, events)


def read(folder: Path) -> Iterator[dict[str, pl.DataFrame]]:
    """Yield the frames again, batch by batch."""
    for batch in sorted(folder.iterdir()):
        yield {path.stem: pl.read_ipc(path) for path in sorted(batch.iterdir())}


def _write_batch(folder: Path, articles: list[Document]) -> Register:
    told = [true(article) for article in articles]
    register = Register().extended(linked(told))
    folder.mkdir(parents=True)
    for table, frame in frames(told, CORE, register, lambda _, __: None).items():
        frame.write_ipc(folder / f"{table}.arrow")
    return register


def _articles(count: int) -> Iterator[Document]:
    for number, article in enumerate(documents(count)):
        yield article.model_copy(update={"id": f"artikel-{number:07}"})


@cache
def _rules() -> Ruleset:
    return Ruleset.load()
