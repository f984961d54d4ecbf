"""`risalah serve`."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import fail, keep_faults, say
from risalah.cli.options import MinConfidence, ModelFolder, WorkspaceFolder, check_min_confidence
from risalah.cli.release import publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from risalah.annotate.serving.login import Login

USER, PASSWORD = "RISALAH_SERVE_USER", "RISALAH_SERVE_PASSWORD"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
FIT = "from risalah.cli.serve import main; main()"
TRAIN = "from risalah.cli.main import main; main()"
HOUR = 3600.0

_Host = Annotated[str, typer.Option(help="Where to listen.")]
_Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")]
_Connect = Annotated[bool, typer.Option("--connect", help="Have Label Studio ask here, as long as this runs.")]
_Url = Annotated[
    str | None, typer.Option(metavar="URL", help="Where Label Studio reaches this, if by another name: for --connect.")
]
_Fit = Annotated[bool, typer.Option("--fit", help="Train a model on what is submitted, and then predict by that.")]


def serve(
    workspace: WorkspaceFolder = Path(),
    model: ModelFolder = None,
    min_confidence: MinConfidence = None,
    host: _Host = "127.0.0.1",
    port: _Port = 9090,
    connect: _Connect = False,
    url: _Url = None,
    fit: _Fit = False,
) -> None:
    """Predict while a task is opened: a machine learning backend for Label Studio. Runs until Ctrl-C.

    With RISALAH_SERVE_USER and RISALAH_SERVE_PASSWORD in the environment, it answers
    nobody else.

    Example: `risalah serve --connect`
    """
    if not fit:  # what is trained is a model
        check_min_confidence(min_confidence, model)
    from risalah.annotate.annotator import annotator
    from risalah.annotate.serving.connection import connected
    from risalah.annotate.serving.service import service
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.watch import Bell
    from risalah.annotate.workspace import Workspace

    opened, login, bell = Workspace(workspace), _login(), Bell()
    if not login and host not in LOOPBACK:
        say(f"Whoever reaches {host} can ask: set {USER} and {PASSWORD} to keep others out.")
    _stop_with(bell.stop)
    with ExitStack() as stack:
        load = partial(annotator, opened.ruleset, minimum=min_confidence)
        command = [sys.executable, "-c", FIT, str(workspace.resolve())] if fit else []
        answering = service(opened, load, given=model, fit=command, host=host, port=port, login=login, tell=say)
        address = stack.enter_context(answering)
        if connect:
            server = stack.enter_context(Studio(credentials(opened)))
            stack.enter_context(connected(opened, server, url or address, login, hook=fit, tell=say))
            say(f"Connected to {server.url}. Ctrl-C ends both.")
        while not bell.stopped:
            bell.rest(0.0, HOUR)


def _login() -> "Login | None":
    from risalah.annotate.serving.login import Login
    from risalah.schema import Problem
    from risalah.schema.errors import StudioError

    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password:
        return Login(user, password)
    if user or password:
        missing = PASSWORD if user else USER
        raise StudioError(
            Problem("environment", f"{missing} is not set", f"Set both {USER} and {PASSWORD}, or neither")
        )
    return None


def _stop_with(stop: "Callable[[], None]") -> None:
    """Call `stop` at the first Ctrl-C or SIGTERM; the second ends the process."""

    def first(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, first)


def main() -> None:
    """Run what `--fit` runs: train on the reviews of the workspace that the command line names, and print the model."""
    from risalah.annotate.serving.fitting import end_with_parent

    end_with_parent()
    try:
        typer.echo(trained(Path(sys.argv[1])))
    except Exception as error:
        fail(error)


def trained(folder: Path) -> str:
    """Pull, release what was reviewed for training alone, and return the name of the model that learnt from it.

    Where there is one that learnt from the same release, it is not trained again.
    """
    from risalah.annotate.serving.service import FOLDER
    from risalah.annotate.studio.server.client import Studio
    from risalah.annotate.studio.server.credentials import credentials
    from risalah.annotate.studio.sync.pull import pull
    from risalah.annotate.workspace import Workspace

    opened = Workspace(folder)
    with Studio(credentials(opened)) as server:
        keep_faults(pull(opened, server).faults, folder)
    opened.config = opened.config.model_copy(update={"releases": f"{FOLDER}/releases"})
    done = publish(opened, unreviewed=False)
    name = f"models/{done.manifest.version}"
    if not (folder / FOLDER / name).exists():
        _train(done.folder, folder / FOLDER / name, folder)
    return name


def _train(release: Path, model: Path, workspace: Path) -> None:
    """Train a model, which is whole or not there at all; what it says goes where our own faults do."""
    building = model.with_name(f".{model.name}")
    shutil.rmtree(building, ignore_errors=True)
    model.parent.mkdir(parents=True, exist_ok=True)
    options = ["--output", str(building), "--workspace", str(workspace)]
    command = [sys.executable, "-c", TRAIN, "train", str(release), *options]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    building.rename(model)
