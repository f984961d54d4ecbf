"""Processes on this machine that answer what they are sent, each through a pipe of its own.

Not a pool of the standard library or of pebble: there all processes share pipes and the locks around them, and one that
is killed while it holds a lock, which pebble's do even while they wait for work, stops the others for ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from risalah.annotate.engines.interrupts import uninterrupted
from risalah.annotate.engines.parent import end_with_parent

Answer = Callable[[Any], Any]


class DeadWorkerError(Exception):
    """A process ended by itself, or was killed, before it answered."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One such process."""

    process: BaseProcess
    connection: Connection
    """Has something to be read when it has answered, or has died."""

    def send(self, what: object) -> None:
        """Send it something; one that is dead will tell so when its answer is wanted."""
        with suppress(OSError):
            self.connection.send(what)

    def receive(self) -> Any:
        """Return its next answer; raises DeadWorkerError where there will be none."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            raise DeadWorkerError from None


@contextmanager
def workers(make: Callable[[], Answer]) -> Iterator[Callable[[], Worker]]:
    """Yield what starts a worker; all of them end with the block, or when this process is gone.

    `make` is called once in each, and what it returns then answers.
    """
    # Not forked: a fork would copy locks as the threads of this process, the progress bar's for one, hold them.
    context = get_context("spawn")
    started: list[BaseProcess] = []

    def start() -> Worker:
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, make), daemon=True)
        with uninterrupted():
            process.start()
        theirs.close()  # or its death would not close the pipe
        started.append(process)
        return Worker(process, ours)

    try:
        yield start
    finally:
        for one in started:
            one.terminate()
            one.join()


def _work(connection: Connection, make: Callable[[], Answer]) -> None:
    end_with_parent()
    answer = make()
    with suppress(EOFError, OSError):  # the other process is gone
        while True:
            connection.send(answer(connection.recv()))
