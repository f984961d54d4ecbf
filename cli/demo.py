"""`risalah demo`."""

import os
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import keep_faults, keep_rejected, progress, say
from risalah.cli.table import show_loaders, show_records

if TYPE_CHECKING:
    from risalah.annotate.studio.server.local import State

SEEDS = Path(__file__).parent.parent / "seeds"


def demo(
    input: Annotated[
        str | None, typer.Option("--input", metavar="PATH", help="Articles of your own, instead of the samples.")
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="Where to work.", show_default="demo, or demo-<input>")
    ] = None,
    unattended: Annotated[
        bool, typer.Option("--unattended", help="Submit the pre-annotations as they are, as unreviewed.")
    ] = False,
) -> None:
    """Run the whole loop once: articles, rules, Label Studio, your corrections, a release.

    Without a terminal nobody can review: then it runs as with --unattended.

    Example: `risalah demo --input articles/`
    """
    from risalah.annotate.reading import read
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.local import LocalServer
    from risalah.annotate.studio.sync.pull import pull
    from risalah.annotate.studio.sync.push import push
    from risalah.annotate.studio.sync.unattended import submit_unattended
    from risalah.annotate.workspace import Workspace
    from risalah.cli.release import publish

    folder = workspace or Path(f"demo-{Path(input).resolve().stem}" if input else "demo")
    opened = Workspace.within(folder) or Workspace.create(folder, f"Risalah {folder.name}")
    say(f"1. Workspace {folder}; starting Label Studio (about half a minute the first time) ...")
    with LocalServer(opened.studio).serving() as server, Studio(server.credentials) as studio:
        with progress("pushing") as advance:
            pushed = push(opened, studio, read([input or str(SEEDS)]), advance=advance)
        keep_rejected(pushed.rejected, folder)
        say(f"2. Pre-annotated and pushed {pushed.new} articles ({pushed.known} were there already).")
        if unattended or not sys.stdin.isatty():
            submitted = submit_unattended(opened, studio)
            say(f"3. Nobody is here to review: submitted {submitted} pre-annotations as unreviewed.")
        else:
            _wait_for_review(server, f"{studio.url}/projects/{pushed.project}/data")
        pulled = pull(opened, studio)
    keep_faults(pulled.faults, folder)
    say(f"4. Pulled: {pulled.reviewed} reviewed, {pulled.unreviewed} unreviewed, {pulled.untouched} untouched.")
    if not pulled.reviewed + pulled.unreviewed:
        say("5. Nothing was submitted, so there is nothing to release: run the same command again when something is.")
        raise typer.Exit(1)
    done = publish(opened, unreviewed=True)
    say(f"5. Release {done.manifest.version} {'published' if done.new else 'stands: nothing has changed'}.")
    show_records(opened, done)
    show_loaders(done)


def _wait_for_review(server: "State", page: str) -> None:
    say(f"3. Correct the articles at {page}\n   login {server.username}  password {server.password}")
    if sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        with suppress(webbrowser.Error):
            webbrowser.open(page)
    typer.prompt("   Press Enter when you are done", default="", show_default=False, err=True)
