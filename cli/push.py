"""`risalah push`."""

from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import exit_status, keep_rejected, outcome, progress
from risalah.cli.options import AsJson, MinConfidence, ModelFolder, Strict, WorkspaceFolder, check_min_confidence


def push(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="What `risalah annotate` takes; without any, what the workspace holds already."
        ),
    ] = None,
    workspace: WorkspaceFolder = Path(),
    model: ModelFolder = None,
    min_confidence: MinConfidence = None,
    blind: Annotated[
        int, typer.Option(min=1, help="How many people annotate each shared document, in twin projects.")
    ] = 1,
    share: Annotated[float, typer.Option(min=0, max=1, help="Which share of the documents --blind shares.")] = 0.2,
    control: Annotated[float, typer.Option(min=0, max=1, help="Which share gets no pre-annotation.")] = 0.0,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Pre-annotate articles, by rules or a model, and send them to Label Studio, each once.

    Run again after an interruption it does what is left. A text that changed takes the
    place of the old one, with what people did on that carried over. Which documents are
    shared or get no pre-annotation is drawn by their ids: it stays the same for ever.

    Example: `risalah push articles/ --blind 2 --share 0.2 --control 0.1`
    """
    check_min_confidence(min_confidence, model)
    from risalah.annotate.annotator import annotator
    from risalah.annotate.reading import read
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.design import Design
    from risalah.annotate.studio.sync.push import push as push_documents
    from risalah.annotate.workspace import Workspace

    opened = Workspace(workspace)
    annotating = annotator(opened.ruleset, model, min_confidence)
    with progress("pushing") as advance, Studio(credentials(opened)) as server:
        design = Design(blind=blind, share=share if blind > 1 else 0.0, control=control)
        done = push_documents(opened, server, read(inputs or []), annotator=annotating, design=design, advance=advance)
    keep_rejected(done.rejected, workspace)
    url = f"{server.url}/projects/{done.project}"
    counted = {"new": done.new, "changed": done.changed, "known": done.known, "shared": done.shared}
    told = {"url": url} | counted | {"rejected": len(done.rejected)}
    changed = f" ({done.changed} of them with another text)" if done.changed else ""
    shared = f", {done.shared} shared with blind annotators" if done.shared else ""
    sentence = f"{done.new} new{changed}, {done.known} already there{shared}, {len(done.rejected)} rejected: {url}"
    outcome(told, sentence, as_json=as_json)
    raise typer.Exit(exit_status(done.new + done.known, len(done.rejected), strict=strict))
