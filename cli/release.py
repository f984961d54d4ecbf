"""`risalah release`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import outcome
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from risalah.annotate.workspace import Workspace
    from risalah.export import Release


def release(
    workspace: WorkspaceFolder = Path(),
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Also take what no person has reviewed; its rows say so.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Publish what was reviewed as the next version of the dataset.

    The version follows from the difference to the last one; where nothing changed,
    there is none.

    Example: `risalah release`
    """
    from risalah.annotate.workspace import Workspace

    done = publish(Workspace(workspace), unreviewed=unreviewed)
    manifest = done.manifest
    told = {"folder": str(done.folder), "new": done.new} | manifest.model_dump(
        include={"version", "previous", "reason", "rows", "content_sha256"}
    )
    counts = ", ".join(f"{count} {table}" for table, count in manifest.rows.items())
    news = f"because {manifest.reason}" if done.new else "and nothing has changed since"
    outcome(told, f"Release {manifest.version}, {news}: {counts}. See {done.folder}", as_json=as_json)


def publish(opened: "Workspace", *, unreviewed: bool) -> "Release":
    """Publish the next release of a workspace."""
    from risalah.export import release as write_release
    from risalah.export import truth

    standing = dict(opened.standing())
    reviews = {doc_id: [review for state in states for review in state.reviews] for doc_id, states in standing.items()}
    untaken = {doc_id: why for doc_id, states in standing.items() for state in states if (why := state.untaken)}
    latest = {document.id: document for document in opened.documents}
    chosen, left_out = truth(latest.values(), reviews, unreviewed=unreviewed, untaken=untaken)
    return write_release(opened.releases, chosen, left_out, opened.ontology)
