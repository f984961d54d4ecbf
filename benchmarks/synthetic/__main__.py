"""`python -m benchmarks.synthetic`."""

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.synthetic import release_of, synthetic


def main(
    count: Annotated[int, typer.Argument(min=1, metavar="COUNT", help="How many documents.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the workspace is to be that is released.")],
    seed: Annotated[int, typer.Option(help="Another gives other documents.")] = 6,
) -> None:
    """Make a release of synthetic articles with gold, to train models on, and print where it lies."""
    typer.echo(release_of(synthetic(count, seed), folder, seed).address)


if __name__ == "__main__":
    typer.run(main)
