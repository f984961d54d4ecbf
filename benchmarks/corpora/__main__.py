"""`python -m benchmarks.corpora`."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import linking
from benchmarks.corpora.measured import Run, Took, measured
from benchmarks.corpora.page import CHART, HEADING, PAGE, figures, sizes, svg, workers

SIZES = (10_000, 100_000, 1_000_000)
WORKERS = (1, 2, 4)
ROUNDS = 3


def main(quick: Annotated[bool, typer.Option("--quick", help="A hundredth of it, only printed.")] = False) -> None:
    """Annotate and link corpora of growing size, and write it into docs/scale.md, below the guide."""
    told = measured([size // 100 for size in SIZES] if quick else SIZES, WORKERS, 1 if quick else ROUNDS, _say)
    if quick:
        for table in (sizes(told), workers(told)):
            Console(width=180).print(table.rich())
        return
    guide, heading, _ = PAGE.read_text(encoding="utf-8").partition(HEADING)
    PAGE.write_text(f"{guide}{heading}{figures(told, linking.table(), ROUNDS)}", encoding="utf-8")
    CHART.write_text(svg(told), encoding="utf-8")


def _say(run: Run, took: Took) -> None:
    print(f"{run}: {took.seconds:.1f} s, {took.peak / 1e6:.0f} MB", file=sys.stderr, flush=True)


if __name__ == "__main__":
    typer.run(main)
