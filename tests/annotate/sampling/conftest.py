"""Small corpora, annotated by the rules."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks import filler
from risalah.annotate.annotator import Making
from risalah.annotate.corpus import Corpus
from risalah.annotate.corpus.annotation import annotate_corpus
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.sampling import Request, Sample, sample

Article = dict[str, Any]
PRESIDENT, PREMIER = "Presiden Prabowo Subianto", "Perdana Menteri Malaysia Anwar Ibrahim"
TOLD = {
    "meeting": f"{PRESIDENT} bertemu {PREMIER} di Jakarta.",
    "visit": f"{PRESIDENT} mengunjungi Malaysia pada Senin.",
    "call": f"{PRESIDENT} menelepon {PREMIER} pada Senin.",
    "agreement": f"{PRESIDENT} dan {PREMIER} menandatangani perjanjian perdagangan di Bandung.",
    None: f"{PRESIDENT} dan {PREMIER} membaca koran.",
}


def _ordinary() -> Iterator[str]:
    """Yield sentences of which no two share much."""
    for number, name in enumerate(filler.people(), 100):
        yield f"Petani {name} memanen {number} kilogram cabai."


@pytest.fixture
def article() -> Callable[..., Article]:
    """Write articles: each tells one event of a type, or what it is told to, before other news."""
    ordinary, numbers = _ordinary(), count(1)

    def write(event: str | None = "meeting", told: str | None = None, **said: Any) -> Article:
        text = " ".join([told or TOLD[event], *islice(ordinary, 8)])
        return {"id": f"berita-{next(numbers):04}", "text": text, "published": "2025-01-15"} | said

    return write


@pytest.fixture
def corpus_of(tmp_path: Path) -> Callable[..., Corpus]:
    """Annotate articles, which lie in some files, to a corpus of as many shards."""

    def make(articles: Sequence[Article], files: int = 1) -> Corpus:
        folder = tmp_path / "articles"
        folder.mkdir()
        for file in range(files):
            rows = (json.dumps(article) + "\n" for article in articles[file::files])
            (folder / f"{file}.jsonl").write_text("".join(rows), encoding="utf-8")
        annotate_corpus([str(folder)], tmp_path / "corpus", Making(tmp_path / "none", None, None), InProcess())
        return Corpus.open(tmp_path / "corpus")

    return make


@pytest.fixture
def choose(tmp_path: Path) -> Callable[..., Sample]:
    """Choose from a corpus, in this process and without a workspace unless told otherwise."""

    def chosen(
        corpus: Corpus, count: int, workspace: Path = tmp_path / "none", engine: Any = None, **wanted: Any
    ) -> Sample:
        return sample(corpus, Request(count, **wanted), workspace=workspace, engine=engine or InProcess())

    return chosen


def ids(made: Sample) -> list[str]:
    return [document.id for document in made.documents]


@pytest.fixture
def chosen_ids(choose: Callable[..., Sample]) -> Iterator[Callable[..., list[str]]]:
    """Choose, and return the ids alone."""
    return lambda *given, **wanted: ids(choose(*given, **wanted))
