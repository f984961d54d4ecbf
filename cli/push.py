"""`risalah push`."""

from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import exit_status, keep_rejected, outcome, progress
from risalah.cli.options import AsJson, Strict, WorkspaceFolder


def push(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="What `risalah annotate` takes; without any, what the workspace holds already."
        ),
    ] = None,
    workspace: WorkspaceFolder = Path(),
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Pre-annotate articles and send them to Label Studio, each once.

    Run again after an interruption it does what is left.

    Example: `risalah push articles/`
    """
    from risalah.annotate.reading import read
    from risalah.annotate.studio.client import Studio
    from risalah.annotate.studio.credentials import credentials
    from risalah.annotate.studio.push import push as push_documents
    from risalah.annotate.workspace import Workspace

    opened = Workspace(workspace)
    with progress("pushing") as advance, Studio(credentials(opened)) as server:
        done = push_documents(opened, server, read(inputs or []), advance=advance)
    keep_rejected(done.rejected, workspace)
    url = f"{server.url}/projects/{done.project}"
    told = {"url": url, "new": done.new, "known": done.known, "rejected": len(done.rejected)}
    outcome(told, f"{done.new} new, {done.known} already there, {len(done.rejected)} rejected: {url}", as_json=as_json)
    raise typer.Exit(exit_status(done.new + done.known, len(done.rejected), strict=strict))
