"""`risalah verify`."""

import json
from typing import Annotated

import typer

from risalah.cli.options import AsJson

_Release = Annotated[
    str, typer.Argument(metavar="RELEASE", help="Folder of a release, or its address: s3://bucket/releases/1.0.0.")
]


def verify(release: _Release, as_json: AsJson = False) -> None:
    """Tell whether a release is whole: every file is what its manifest says, and its tables fit together.

    Exits with status 1 where anything is wrong, and names it.

    Example: `risalah verify releases/1.0.0`
    """
    from risalah.export.verify import verify as problems_of

    problems = problems_of(release)
    if as_json:
        told = {"release": release, "problems": [problem.as_dict() for problem in problems]}
        typer.echo(json.dumps(told, ensure_ascii=False))
    elif problems:
        typer.echo("\n".join(map(str, problems)))
    else:
        typer.echo(f"{release} is whole: every file is what its manifest says, and its tables fit together")
    if problems:
        raise typer.Exit(1)
