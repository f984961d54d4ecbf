"""`risalah studio`."""

import time
from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import outcome, progress, say
from risalah.cli.options import AsJson, WorkspaceFolder


def studio(
    workspace: WorkspaceFolder = Path(),
    detach: Annotated[bool, typer.Option("--detach", help="Return once it answers, and leave it running.")] = False,
    stop: Annotated[bool, typer.Option("--stop", help="Stop the one that is running.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run a Label Studio on this machine, with its data in the workspace.

    It listens on 127.0.0.1 only. Runs until Ctrl-C, or with --detach until --stop.

    Example: `risalah studio --detach`
    """
    from risalah.annotate.studio.server.local import LocalServer
    from risalah.annotate.workspace import Workspace

    server = LocalServer(Workspace(workspace).studio)
    if stop:
        stopped = server.stop()
        outcome({"stopped": stopped}, "Stopped." if stopped else "None was running.", as_json=as_json)
        return
    with progress("starting Label Studio (half a minute the first time)"):
        state = server.start()
    told = {"url": state.url, "username": state.username, "password": state.password, "log": str(server.log)}
    outcome(told, f"{state.url}  login {state.username}  password {state.password}", as_json=as_json)
    if detach:
        return
    say("Ctrl-C stops it.")
    try:
        while server.running():
            time.sleep(1)
    except KeyboardInterrupt:
        say("Stopping.")
    finally:
        server.stop()
