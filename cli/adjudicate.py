"""`risalah adjudicate`."""

from dataclasses import asdict
from pathlib import Path

from risalah.cli.console import outcome, progress
from risalah.cli.options import AsJson, WorkspaceFolder


def adjudicate(workspace: WorkspaceFolder = Path(), as_json: AsJson = False) -> None:
    """Put the documents on which annotators differ into a project of their own, to be decided.

    What they agree on is filled in, their versions stand beside the text. What is
    submitted there counts before all else from the next `risalah pull` on.

    Example: `risalah pull && risalah adjudicate`
    """
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.adjudicate import adjudicate as put_up
    from risalah.annotate.workspace import Workspace

    opened = Workspace(workspace)
    with progress("comparing") as advance, Studio(credentials(opened)) as server:
        done = put_up(opened, server, advance=advance)
    url = f"{server.url}/projects/{done.project}" if done.project else None
    sentence = f"{done.alike} alike, {done.new} new to decide, {done.known} put up before{f': {url}' if url else '.'}"
    outcome({"url": url} | asdict(done), sentence, as_json=as_json)
