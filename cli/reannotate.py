"""`risalah reannotate`."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import outcome, progress
from risalah.cli.options import AsJson, WorkspaceFolder


def reannotate(
    workspace: WorkspaceFolder = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing, only say what would be done.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring what was pushed up to the rules as they are now, without harm to what people did.

    Tasks that nobody has touched get the new pre-annotation. On the others people's work
    stays, and what the new rules say otherwise becomes a suggestion beside it; what
    people deleted is not proposed again.

    Example: `risalah reannotate --dry-run`
    """
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.reannotate import reannotate as reannotate_tasks
    from risalah.annotate.workspace import Workspace

    opened = Workspace(workspace)
    with progress("re-annotating") as advance, Studio(credentials(opened)) as server:
        done = reannotate_tasks(opened, server, dry_run=dry_run, advance=advance)
    sentence = (
        f"{'Would be' if dry_run else 'Done'}: {done.replaced} untouched tasks replaced, {done.same} the same; "
        f"{done.suggested} worked on with suggestions ({done.added} mentions, {done.changed} values, "
        f"{done.withheld} withheld), {done.settled} without; {done.begun} begun and left alone."
    )
    outcome(asdict(done), sentence, as_json=as_json)
