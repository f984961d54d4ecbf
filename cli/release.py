"""`risalah release`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from risalah.cli.console import outcome, progress
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from risalah.annotate.workspace import Workspace
    from risalah.export import Release
    from risalah.schema.truth import LeftOut, Truth

_Unreviewed = Annotated[
    bool, typer.Option("--unreviewed", help="Also take what no person has reviewed; its rows say so.")
]
_Version = Annotated[
    str | None, typer.Option(metavar="X.Y.Z", help="A higher version than the one that follows from the difference.")
]
_Text = Annotated[
    Literal["full", "standoff"],
    typer.Option(help="standoff leaves the words of the articles out: `risalah hydrate` puts them back."),
]


def release(
    workspace: WorkspaceFolder = Path(),
    unreviewed: _Unreviewed = False,
    version: _Version = None,
    text: _Text = "full",
    as_json: AsJson = False,
) -> None:
    """Publish what was reviewed as the next version of the dataset.

    The version follows from the difference to the last one; where nothing changed,
    there is none. `risalah.toml` says where it is published, and what it is called.

    Example: `risalah release`
    """
    from risalah.annotate.workspace import Workspace

    with progress("reading") as advance:
        done = publish(Workspace(workspace), unreviewed=unreviewed, version=version, text=text, advance=advance)
    manifest = done.manifest
    told = {"folder": done.address, "new": done.new} | manifest.model_dump(
        include={"version", "previous", "reason", "rows", "content_sha256"}
    )
    counts = ", ".join(f"{count} {table}" for table, count in manifest.rows.items())
    news = f"because {manifest.reason}" if done.new else "and nothing has changed since"
    outcome(told, f"Release {manifest.version}, {news}: {counts}. See {done.address}", as_json=as_json)


def publish(
    opened: "Workspace",
    *,
    unreviewed: bool,
    version: str | None = None,
    text: Literal["full", "standoff"] = "full",
    advance: "Callable[[int], None]" = lambda _: None,
) -> "Release":
    """Publish the next release of a workspace."""
    from risalah.annotate.agreement.released import figures
    from risalah.annotate.linking import linked
    from risalah.annotate.resolution import truths
    from risalah.annotate.resolution.countries import countries
    from risalah.export import release as write_release

    def told() -> "Iterator[Truth | LeftOut]":
        return truths(opened, unreviewed=unreviewed)

    late: set[str] = set()
    links = linked(_noting(told(), late, opened.config.test_after, advance), opened.links)
    return write_release(
        opened.releases,
        told(),
        opened.ontology,
        links=links,
        country=countries(opened),
        late=late if opened.config.test_after else None,
        version=version,
        text=text,
        dataset=opened.config.dataset,
        agreement=figures(opened),
    )


def _noting(
    told: "Iterator[Truth | LeftOut]", late: set[str], day: "datetime.date | None", advance: "Callable[[int], None]"
) -> "Iterator[Truth]":
    """Yield the truths, and note the documents that were published after the day."""
    from risalah.schema.truth import Truth

    for one in told:
        advance(1)
        if isinstance(one, Truth):
            published = one.document.published
            if day and published and published > day:
                late.add(one.document.id)
            yield one
