"""A Label Studio of one's own: on this machine, on SQLite, its data in the workspace."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.request import Request, urlopen

from pydantic import Field

from risalah.annotate.studio.server.client import Credentials
from risalah.schema import Problem
from risalah.schema.errors import StudioError
from risalah.schema.model import Model
from risalah.storage.atomic import write

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8080
_ARGUMENTS = ("start", "--no-browser", "--internal-host", LOOPBACK, "--enable-legacy-api-token")
START_SECONDS = 300.0
"""How long a first start, which creates the database, may take on a slow machine."""
STOP_SECONDS = 15.0


class State(Model):
    """What the server is started with; kept beside its data, readable by its owner alone."""

    port: Annotated[int, Field(gt=0)]
    username: str = "curator@localhost.localdomain"
    password: str
    token: str
    secret_key: str
    pid: int = 0
    """The server's process; 0 where it was stopped."""

    @property
    def url(self) -> str:
        """Where the server answers."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def credentials(self) -> Credentials:
        """The address and key of the server."""
        return Credentials(self.url, self.token)


class LocalServer:
    """The Label Studio whose data lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is created or started yet."""
        self.folder = folder
        self.log = folder / "server.log"
        self._file = folder / "server.json"
        self._process: subprocess.Popen[bytes] | None = None

    def state(self) -> State | None:
        """Return what the server is started with, or null where it never was."""
        try:
            return State.model_validate_json(self._file.read_bytes())
        except FileNotFoundError:
            return None

    def running(self) -> State | None:
        """Return the state of the server if it runs and answers, else null."""
        state = self.state()
        return state if state and _alive(state.pid) and _healthy(state.url) else None

    def start(self) -> State:
        """Start the server, wait until it answers, and return its state; one that runs already is left alone.

        Raises StudioError where Label Studio is not installed, ends at once or does not answer in time.
        """
        running = self.running()
        if running:
            return running
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write(self.folder / ".gitignore", b"*\n")  # secrets and people's work: nothing here is to be committed
        state = self._prepared()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [_executable(), *_ARGUMENTS, "--port", str(state.port)],
                env=os.environ | _environment(self.folder, state),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        state = state.model_copy(update={"pid": self._process.pid})
        self._save(state)
        try:
            self._await(state)
        except BaseException:
            self.stop()
            raise
        return state

    def stop(self) -> bool:
        """Stop the server and wait until it is gone; return whether it ran."""
        state = self.state()
        ran = state is not None and _alive(state.pid)
        if state and ran:
            _end(state.pid)
            self._save(state.model_copy(update={"pid": 0}))
        if self._process:
            self._process.wait()
            self._process = None
        return ran

    @contextmanager
    def serving(self) -> Iterator[State]:
        """Run the server for the length of a block; one that ran before goes on running after it."""
        already = self.running()
        state = already or self.start()
        try:
            yield state
        finally:
            if not already:
                self.stop()

    def _prepared(self) -> State:
        known = self.state()
        if known and _free(known.port):
            return known
        port = USUAL_PORT if _free(USUAL_PORT) else _any_port()
        state = (
            known.model_copy(update={"port": port})
            if known
            else State(
                port=port,
                password=secrets.token_urlsafe(12),
                token=secrets.token_hex(20),
                secret_key=secrets.token_urlsafe(50),
            )
        )
        self._save(state)
        return state

    def _save(self, state: State) -> None:
        write(self._file, state.model_dump_json(indent=1).encode(), mode=0o600)

    def _await(self, state: State) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not _healthy(state.url):
            if not _alive(state.pid):
                raise StudioError(Problem(str(self.log), f"Label Studio ended at once: {self._last_words()}"))
            if time.monotonic() > deadline:
                raise StudioError(Problem(str(self.log), f"Label Studio did not answer within {START_SECONDS:.0f} s"))
            time.sleep(0.2)
        # Where two start at once, Label Studio moves to the next port by itself and the other one answers here.
        if not _knows(state):
            raise StudioError(Problem(state.url, "is another server's address by now", "Start this one again"))

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def _environment(folder: Path, state: State) -> dict[str, str]:
    """Return the settings of the server. Secrets go this way because other users can see a command line."""
    return {
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder.resolve()),
        "LABEL_STUDIO_USERNAME": state.username,
        "LABEL_STUDIO_PASSWORD": state.password,
        "LABEL_STUDIO_USER_TOKEN": state.token,
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "SECRET_KEY": state.secret_key,
        "COLLECT_ANALYTICS": "false",
        "LATEST_VERSION_CHECK": "false",
        "ML_BLOCK_LOCAL_IP": "false",  # `risalah serve` answers on this machine
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
    }


def _executable() -> str:
    beside = str(Path(sys.executable).parent)
    found = shutil.which("label-studio", path=os.pathsep.join([beside, os.environ.get("PATH", "")]))
    if not found:
        raise StudioError(Problem("label-studio", "is not installed", "Run: pip install 'risalah[studio]'"))
    return found


def _healthy(url: str) -> bool:
    return _answer(Request(f"{url}/health"), seconds=5).get("status") == "UP"


def _knows(state: State) -> bool:
    whoami = Request(f"{state.url}/api/current-user/whoami", headers={"Authorization": f"Token {state.token}"})
    return _answer(whoami, seconds=30).get("email") == state.username


def _answer(request: Request, seconds: float) -> dict[str, object]:
    """Return the JSON object that is answered, empty where there is none."""
    try:
        with urlopen(request, timeout=seconds) as answer:
            return dict(json.load(answer))
    except (URLError, OSError, ValueError, TypeError):
        return {}


def _alive(pid: int) -> bool:
    if pid <= 0:
        return False
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a child of ours that has ended would else be counted as alive
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _end(pid: int) -> None:
    """Ask the process and its children to end, and make them if they do not."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(pid, kind)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline:
            if not _alive(pid):
                return
            time.sleep(0.1)


def _free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return int(listener.getsockname()[1])
