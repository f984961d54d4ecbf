"""`risalah init`."""

from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import outcome
from risalah.cli.options import AsJson


def init(
    folder: Annotated[Path, typer.Argument(help="Where the workspace is to be.")] = Path(),
    name: Annotated[str | None, typer.Option(help="The title of its Label Studio project.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a workspace: a folder with a `risalah.toml`.

    Example: `risalah init pertemuan`
    """
    from risalah.annotate.workspace import CONFIG, Workspace

    workspace = Workspace.create(folder, name)
    told = {"workspace": str(folder), "name": workspace.config.name}
    outcome(told, f"Made the workspace {workspace.config.name!r}: see {folder / CONFIG}", as_json=as_json)
