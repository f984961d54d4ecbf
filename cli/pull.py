"""`risalah pull`."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import keep_faults, outcome, progress
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from risalah.annotate.studio.sync.pull import Pull


def pull(
    workspace: WorkspaceFolder = Path(),
    full: Annotated[bool, typer.Option("--full", help="Fetch every annotated task again, changed or not.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch what was submitted in Label Studio since the last pull.

    Drafts and skipped tasks are counted and never taken for labels. What was
    submitted but cannot be taken is written to `faults.jsonl` with the reason. What was
    deleted there counts no more, and can still be read in the workspace.

    Example: `risalah pull`
    """
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.pull import pull as pull_reviews
    from risalah.annotate.workspace import Workspace

    opened = Workspace(workspace)
    with progress("pulling") as advance, Studio(credentials(opened)) as server:
        done = pull_reviews(opened, server, full=full, advance=advance)
    keep_faults(done.faults, workspace)
    outcome(asdict(done), told(done), as_json=as_json)


def told(done: "Pull") -> str:
    """Return in a sentence what a pull found."""
    return (
        f"{done.changed} tasks changed, {done.deleted} deleted. Documents: {done.reviewed} reviewed, "
        f"{done.unreviewed} unreviewed, {done.untouched} untouched; {done.skipped} skipped, {done.drafts} drafts, "
        f"{len(done.faults)} faults."
    )
