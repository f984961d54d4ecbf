"""What Risalah's speed and memory do when articles, lexicon, corpus and the number of processes grow."""

import shutil
from collections.abc import Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks import corpus, lexicon, measure
from benchmarks.filler import people
from benchmarks.measure import Key, Measured, Runs, best
from benchmarks.tables import Table, figure

CHARACTERS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
"""Of an article."""
NAMES = (0, 500, 5_000, 50_000)
"""More than the language pack has."""
PROCESSES = (1, 2)


def tasks(folder: Path, corpora: Mapping[str, Path], size: int) -> dict[Key, partial[Measured]]:
    """Return what is to be run by what grows and how far: on `size` bytes or, for the command, on the dense corpus."""
    one = corpus.write(folder / "one.jsonl", "dense", 1)
    varied = corpus.write(folder / "names.jsonl", "varied", size)
    found: dict[Key, partial[Measured]] = {}
    for characters in CHARACTERS:
        articles = corpus.write(folder / f"articles-{characters}.jsonl", "dense", size, characters)
        found["articles", characters] = partial(measure.contender, "risalah", articles)
    for names in NAMES:
        pack = _pack(folder / f"pack-{names}" / lexicon.PACK.name, names)
        found["names", names] = partial(measure.contender, "risalah", varied, str(pack))
    for path in (one, corpora["dense"]):
        found["memory", path.stat().st_size] = partial(measure.annotate, path)
    for processes in PROCESSES:
        found["processes", processes] = partial(measure.annotate, corpora["dense"], "--jobs", str(processes))
    return found


def tables(runs: Runs) -> list[Table]:
    """Return a table for each thing that grows."""
    return [_articles(runs), _names(runs), _memory(runs), _processes(runs)]


def _articles(runs: Runs) -> Table:
    table = Table(
        "Longer articles",
        ("characters", "MB/s", "ns a byte"),
        "Risalah alone, on `dense` sentences in articles of each length. Where the cost of a byte stays, it is linear.",
    )
    for characters, run in _best(runs, "articles").items():
        table.rows.append((f"{characters:,}", figure(run.rate), figure(1000 / run.rate)))
    return table


def _names(runs: Runs) -> Table:
    table = Table(
        "More names",
        ("names added", "MB/s", "seconds to load", "peak MB"),
        "Risalah alone, on `varied`, with a language pack that knows so many of the people in that corpus.",
    )
    for names, run in _best(runs, "names").items():
        table.rows.append((f"{names:,}", figure(run.rate), figure(run.loading), figure(run.peak / 1e6)))
    return table


def _memory(runs: Runs) -> Table:
    table = Table(
        "Larger corpora",
        ("MB", "seconds", "seconds of the processor", "peak MB"),
        "The whole command, `risalah annotate`, on one article and on the `dense` corpus.",
    )
    for size, run in _best(runs, "memory").items():
        figures = (run.seconds, run.processor, run.peak / 1e6)
        table.rows.append((f"{size / 1e6:.3f}", *map(figure, figures)))
    return table


def _processes(runs: Runs) -> Table:
    table = Table(
        "More processes",
        ("processes", "seconds", "times as fast", "seconds of the processor", "peak MB of the largest"),
        "The whole command, `risalah annotate --jobs`, on the `dense` corpus and on all cores. Where it took much\n"
        "longer than the seconds of the processor shared out, others had the cores: it tells of them, not of Risalah.",
    )
    found = _best(runs, "processes")
    for processes, run in found.items():
        faster = found[1].seconds / run.seconds
        figures = (run.seconds, faster, run.processor, run.peak / 1e6)
        table.rows.append((str(processes), *map(figure, figures)))
    return table


def _best(runs: Runs, what: str) -> dict[int, Measured]:
    return {int(extent): best(measured) for (growing, extent), measured in runs.items() if growing == what}


def _pack(folder: Path, names: int) -> Path:
    """Return a copy of the language pack with so many more people."""
    shutil.copytree(lexicon.PACK, folder)
    actors = folder / "actors.toml"
    added = "".join(f'  ["{name}"],\n' for name in islice(people(), names))
    before, heading, after = actors.read_text(encoding="utf-8").partition("\n[people]\n")
    actors.write_text(before + heading + after.replace("names = [\n", f"names = [\n{added}", 1), encoding="utf-8")
    return folder
