"""`python -m benchmarks`."""

import tempfile
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from benchmarks import ROOT, corpus, scale, speed
from benchmarks.measure import interleaved
from benchmarks.page import page
from benchmarks.tables import Table

PAGE = ROOT / "docs" / "benchmarks.md"
REPEATS = 3


def main(
    size: Annotated[int, typer.Option(min=1, help="MB of each corpus.")] = 10,
    quick: Annotated[bool, typer.Option("--quick", help="1 MB, once, without writing the page.")] = False,
) -> None:
    """Measure Risalah beside its peers, print the tables, and write docs/benchmarks.md."""
    size, repeats = (1, 1) if quick else (size, REPEATS)
    tables = measured(size * 1_000_000, repeats)
    for table in tables:
        Console().print(table.rich())
    if not quick:
        PAGE.write_text(page(tables, size, repeats), encoding="utf-8")


def measured(size: int, repeats: int) -> list[Table]:
    """Run everything on corpora of `size` bytes."""
    with tempfile.TemporaryDirectory() as name, Progress(console=Console(stderr=True)) as progress:
        folder = Path(name)
        corpora = {name: corpus.write(folder / f"{name}.jsonl", name, size) for name in corpus.CORPORA}
        tasks = {**speed.tasks(corpora), **scale.tasks(folder, corpora, size // 5)}
        bar = progress.add_task("measuring", total=repeats * len(tasks))
        runs = interleaved(tasks, repeats, partial(progress.advance, bar))
    return [*speed.tables(runs), *scale.tables(runs)]


if __name__ == "__main__":
    typer.run(main)
