"""Corpora annotated by each engine, from the start of the command to its end."""

import json
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus
from benchmarks.measure import RISALAH, launched

FILE = 100_000
"""Documents of a file of the input."""
ENGINES = {"--jobs": (), "Dask": ("--engine", "dask")}
_ENDLESS = sys.maxsize


class Run(NamedTuple):
    """One run of the command."""

    documents: int
    engine: str
    workers: int


class Took(NamedTuple):
    """What it took."""

    seconds: float
    processor: float
    """Seconds, in all processes together."""
    peak: int
    """Bytes of memory that the largest process held at most."""
    content: str
    """The hash of what was made."""


@dataclass
class Measured:
    """All runs, each as often as it was repeated."""

    runs: dict[Run, list[Took]] = field(default_factory=lambda: defaultdict(list))
    bytes: dict[int, int] = field(default_factory=dict)
    """Of the input, by its documents."""
    shards: dict[int, int] = field(default_factory=dict)
    """Bytes of what was made of it."""

    def best(self, run: Run) -> Took:
        """Return the quickest: what slows the others is the machine."""
        return min(self.runs[run], key=lambda took: took.seconds)

    def contents(self, documents: int) -> set[str]:
        """Return the hashes of what all runs made of an input: one, if all made the same."""
        return {took.content for run, some in self.runs.items() if run.documents == documents for took in some}


def measured(sizes: Sequence[int], workers: Sequence[int], rounds: int, done: Callable[[Run, Took], None]) -> Measured:
    """Annotate corpora of so many documents by two workers of each engine, and the second largest by others too.

    The largest is also annotated in one process. Everything is run in turn, so many times.
    """
    told = Measured()
    with tempfile.TemporaryDirectory() as name:
        inputs = {size: _written(Path(name, str(size)), size) for size in sizes}
        for size, folder in inputs.items():
            told.bytes[size] = sum(path.stat().st_size for path in folder.iterdir())
        for number in range(rounds):
            for run in _runs(sizes, workers, first=number == 0):
                took = _run(run, inputs[run.documents], Path(name, "corpus"), told)
                told.runs[run].append(took)
                done(run, took)
    return told


def _runs(sizes: Sequence[int], workers: Sequence[int], *, first: bool) -> list[Run]:
    alone = [Run(max(sizes), "--jobs", 1)] if first else []
    by_two = [Run(size, engine, 2) for size in sizes for engine in ENGINES]
    more = [Run(sorted(sizes)[-2], engine, number) for number in workers if number != 2 for engine in ENGINES]
    return [*alone, *by_two, *more]


def _run(run: Run, inputs: Path, output: Path, told: Measured) -> Took:
    options = ("--output", str(output), "--jobs", str(run.workers), "--json", *ENGINES[run.engine])
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as printed:
        usage = launched([RISALAH, "annotate", str(inputs), *options], Path(printed.name), Path(folder))
        content = json.loads(printed.read())["content_sha256"]
    told.shards[run.documents] = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    shutil.rmtree(output)
    return Took(usage.seconds, usage.processor, usage.peak, content)


def _written(folder: Path, documents: int) -> Path:
    """Write ordinary news with an event in each 1.5 % of the sentences, the same for the same number."""
    folder.mkdir()
    lines = islice(corpus.lines("sparse", _ENDLESS), documents)
    for number in range(0, documents, FILE):
        with (folder / f"{number // FILE:03}.jsonl").open("wb") as file:
            file.writelines(islice(lines, FILE))
    return folder
