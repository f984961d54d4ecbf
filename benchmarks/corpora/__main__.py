"""`python -m benchmarks.corpora`."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.corpora.measured import Run, Took, measured
from benchmarks.corpora.page import CHART, HEADING, PAGE, figures, sizes, svg, workers
from benchmarks.tables import put

SIZES = (10_000, 100_000, 1_000_000)
WORKERS = (1, 2, 4)
ROUNDS = 3


def main(quick: Annotated[bool, typer.Option("--quick", help="A hundredth of it, only printed.")] = False) -> None:
    """Annotate corpora of growing size, and write what that took into docs/scale.md."""
    told = measured([size // 100 for size in SIZES] if quick else SIZES, WORKERS, 1 if quick else ROUNDS, _say)
    if quick:
        for table in (sizes(told), workers(told)):
            Console(width=180).print(table.rich())
        return
    put(PAGE, HEADING, figures(told, ROUNDS))
    CHART.write_text(svg(told), encoding="utf-8")


def _say(run: Run, took: Took) -> None:
    print(f"{run}: {took.seconds:.1f} s, {took.peak / 1e6:.0f} MB", file=sys.stderr, flush=True)


if __name__ == "__main__":
    typer.run(main)
