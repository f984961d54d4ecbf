"""Training the next model in a process of its own, while the last one answers."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from threading import Lock, Thread

from risalah.annotate.serving.current import Current
from risalah.schema import Problem
from risalah.schema.errors import ModelError

STOP_SECONDS = 10.0
"""How long a process has to end by itself."""


class Fitting:
    """A command that trains a model, and what becomes of it.

    The command prints the folder of the model as its last line, relative to the one of
    `Current`; nothing, or the model that answers already, where there is nothing new to
    learn from. Its standard input ends with the process that started it.
    """

    def __init__(self, command: Sequence[str], current: Current, adopt: Callable[[Path], None]) -> None:
        """Name the command, and what lets a model answer, which raises ModelError for one that does not fit."""
        self._command, self._current, self._adopt = command, current, adopt
        self._log = current.folder / "fit.log"
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self._stopped = False

    def run(self) -> None:
        """Train, and let the new model answer; raises ModelError where that fails, and the old one goes on."""
        model = self._trained()
        if model and model != self._current.model:
            self._adopt(model)
            self._current.change(model)

    def stop(self) -> None:
        """End the command with all that it started; one that would begin later does not begin."""
        with self._lock:
            self._stopped = True
            if self._process:
                _end(self._process)

    def _trained(self) -> Path | None:
        self._current.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log, self._started(log.fileno()) as process:
            told = process.stdout.read() if process.stdout else b""
            status = process.wait()
        if status:
            raise ModelError(Problem(str(self._log), f"no model was trained: {self._last_words(status)}"))
        name = _last_line(told)
        return self._current.folder / name if name else None

    def _started(self, log: int) -> Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise ModelError(Problem("", "no model was trained: the server ends"))
            self._process = Popen(self._command, stdin=PIPE, stdout=PIPE, stderr=log, start_new_session=True)
            return self._process

    def _last_words(self, status: int) -> str:
        return _last_line(self._log.read_bytes()) or f"it ended with status {status}"


def end_with_parent() -> None:
    """Have this process, and all that it starts, be killed when the one that started it as a fit is gone."""

    def wait() -> None:
        os.read(sys.stdin.fileno(), 1)
        os.killpg(0, signal.SIGKILL)

    Thread(target=wait, daemon=True).start()


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().split("\n")
    return lines[-1].strip()


def _end(process: Popen[bytes]) -> None:
    for kind in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, kind)
            with suppress(TimeoutExpired):
                process.wait(STOP_SECONDS)
