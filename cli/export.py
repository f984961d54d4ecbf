"""`risalah export`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import screen
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from risalah.export.formats import Exported


class Format(StrEnum):
    """A training format."""

    jsonl = "jsonl"
    tokens = "tokens"
    parquet = "parquet"
    conll = "conll"
    spacy = "spacy"
    textee = "textee"
    oneie = "oneie"
    dygie = "dygie"
    maven = "maven"
    plover = "plover"
    instruction = "instruction"


_Release = Annotated[Path, typer.Argument(metavar="RELEASE", help="The folder of a release.")]
_Format = Annotated[Format, typer.Option(help="The training format.")]
_Out = Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files go, one for each split, and loss.json.")]
_Split = Annotated[str | None, typer.Option(metavar="NAME", help="Only this split.", show_default="all")]


def export(
    release: _Release,
    format: _Format,
    out: _Out,
    split: _Split = None,
    workspace: WorkspaceFolder = Path(),
    as_json: AsJson = False,
) -> None:
    """Write a release in a format that models are trained from, and count what that cannot hold.

    In a workspace its own event classes take part.

    Example: `risalah export releases/1.0.0 --format spacy --out corpus`
    """
    from risalah.annotate.workspace import Workspace
    from risalah.export.formats import export as write
    from risalah.export.formats import formats
    from risalah.schema import CORE

    opened = Workspace.within(workspace)
    done = write(release, formats(opened.ontology if opened else CORE)[format], out, split)
    if as_json:
        typer.echo(json.dumps(done.as_dict()))
    else:
        _show(done)


def _show(done: "Exported") -> None:
    from rich.table import Table

    title = f"Release {done.release} as {done.format}"
    table = Table("thing", "release", "held", "lost", "why", title=title, title_justify="left")
    for thing, counts in done.loss.items():
        why = "; ".join(f"{count}: {reason}" for reason, count in counts.why.most_common())
        table.add_row(thing, str(counts.release), str(counts.held), str(counts.lost), why)
    screen().print(table)
    typer.echo("\n".join(map(str, done.files.values())))
