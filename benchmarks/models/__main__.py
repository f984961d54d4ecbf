"""`python -m benchmarks.models`."""

from typing import Annotated

import typer

from benchmarks.models.measured import QUICK, WHOLE, measured
from benchmarks.models.page import CHART, PAGE, figures
from risalah.annotate.models.plot import svg


def main(quick: Annotated[bool, typer.Option("--quick", help="A tenth of it, only printed.")] = False) -> None:
    """Measure whether models pay, and write it into docs/models.md, below the guide."""
    done = measured(QUICK if quick else WHOLE)
    told = figures(done)
    if quick:
        typer.echo(told)
        return
    guide, heading, _ = PAGE.read_text(encoding="utf-8").partition("## Does it pay?\n")
    PAGE.write_text(f"{guide}{heading}{told}", encoding="utf-8")
    CHART.write_text(svg(done.points), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
