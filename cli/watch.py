"""`risalah watch`."""

import datetime
import signal
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import keep_faults, outcome, say
from risalah.cli.options import AsJson, WorkspaceFolder
from risalah.cli.pull import told

if TYPE_CHECKING:
    from risalah.annotate.studio.sync.pull import Pull

_Every = Annotated[float, typer.Option(min=1, metavar="SECONDS", help="How long to wait between two pulls.")]
_Listen = Annotated[
    str | None, typer.Option(metavar="HOST:PORT", help="Let Label Studio say here when something changes.")
]
_HookUrl = Annotated[
    str | None, typer.Option(metavar="URL", help="Where Label Studio reaches that address, if by another name.")
]


def watch(
    workspace: WorkspaceFolder = Path(),
    every: _Every = 30,
    listen: _Listen = None,
    hook_url: _HookUrl = None,
    as_json: AsJson = False,
) -> None:
    """Keep pulling until Ctrl-C, and print a line for each pull that brought something.

    While Label Studio does not answer it waits, and then goes on where it was.

    Example: `risalah watch --every 60`
    """
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.listener import listening
    from risalah.annotate.studio.sync.watch import Bell
    from risalah.annotate.studio.sync.watch import watch as keep_pulling
    from risalah.annotate.workspace import Workspace

    host, port = _address(listen) if listen else ("", 0)
    opened, bell = Workspace(workspace), Bell()
    _stop_with(bell.stop)
    with ExitStack() as stack:
        # It tries again by itself, and tells at once that it has to.
        server = stack.enter_context(Studio(credentials(opened), retries=0))
        hook = stack.enter_context(listening(host, port, bell.ring)) if listen else None
        say(f"Pulling from {server.url} every {every:.0f} s. Ctrl-C ends it after what it is at, twice at once.")

        def show(done: "Pull") -> None:
            keep_faults(done.faults, workspace)
            outcome(asdict(done), f"{datetime.datetime.now():%H:%M:%S}  {told(done)}", as_json=as_json)

        keep_pulling(opened, server, bell, every=every, hook=hook_url or hook, on_pull=show, tell=say)


def _address(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not host or not port.isdigit():
        raise typer.BadParameter("write HOST:PORT, such as 127.0.0.1:8081", param_hint="--listen")
    return host, int(port)


def _stop_with(stop: Callable[[], None]) -> None:
    """Call `stop` at the first Ctrl-C or SIGTERM; the second ends the process."""

    def first(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, first)
