"""`risalah report`."""

from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import outcome
from risalah.cli.options import AsJson, WorkspaceFolder

_Release = Annotated[
    str | None,
    typer.Argument(
        metavar="RELEASE",
        help="Folder of a release, or its address: s3://bucket/releases/1.0.0.",
        show_default="the workspace's last",
    ),
]
_Out = Annotated[Path, typer.Option(metavar="FILE", help="The page.")]


def report(
    release: _Release = None,
    out: _Out = Path("report.html"),
    workspace: WorkspaceFolder = Path(),
    as_json: AsJson = False,
) -> None:
    """Write a release as one page to look at: when, who, where, examples, what changed, how to cite it.

    The page works offline, on a phone and on paper.

    Example: `risalah report releases/1.0.0 --out report.html`
    """
    from risalah.export.report import report as page_of
    from risalah.storage.atomic import write

    address = release or _last(workspace)
    page = page_of(address).encode()
    write(out, page)
    told = {"release": address, "page": str(out), "bytes": len(page)}
    outcome(told, f"Release {address} is at {out}: open it in a browser.", as_json=as_json)


def _last(folder: Path) -> str:
    """Return the address of the last release of a workspace; raises ReleaseError where it has none."""
    from risalah.annotate.workspace import Workspace
    from risalah.export.store import opened
    from risalah.schema import Problem
    from risalah.schema.errors import ReleaseError

    store = opened(Workspace(folder).releases)
    versions = store.versions()
    if not versions:
        raise ReleaseError(Problem(store.address, "holds no release", "Run `risalah release` first"))
    return f"{store.address}/{versions[-1]}"
