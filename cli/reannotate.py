"""`risalah reannotate`."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import outcome, progress
from risalah.cli.options import AsJson, MinConfidence, ModelFolder, WorkspaceFolder, check_min_confidence


def reannotate(
    workspace: WorkspaceFolder = Path(),
    model: ModelFolder = None,
    min_confidence: MinConfidence = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing, only say what would be done.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring what was pushed up to the rules as they are now, or to a model, without harm to what people did.

    Tasks that nobody has touched get the new pre-annotation: with --model the model's in
    place of the rules', without it the rules' also where a model's was. On the others
    people's work stays, and what is said otherwise now becomes a suggestion beside it;
    what people deleted is not proposed again.

    Example: `risalah reannotate --dry-run`
    """
    check_min_confidence(min_confidence, model)
    from risalah.annotate.annotator import annotator
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.reannotate import reannotate as reannotate_tasks
    from risalah.annotate.workspace import Workspace

    opened = Workspace(workspace)
    annotating = annotator(opened.ruleset, model, min_confidence)
    with progress("re-annotating") as advance, Studio(credentials(opened)) as server:
        done = reannotate_tasks(opened, server, annotator=annotating, dry_run=dry_run, advance=advance)
    sentence = (
        f"{'Would be' if dry_run else 'Done'}: {done.replaced} untouched tasks replaced, {done.same} the same; "
        f"{done.suggested} worked on with suggestions ({done.added} mentions, {done.changed} values, "
        f"{done.withheld} withheld), {done.settled} without; {done.begun} begun and left alone."
    )
    outcome(asdict(done), sentence, as_json=as_json)
