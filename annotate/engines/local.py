"""Tasks shared out among processes on this machine."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Self

from risalah.annotate.engines.engine import ATTEMPTS, Ended, T, told
from risalah.annotate.engines.worker import Answer, DeadWorkerError, Worker, workers


@dataclass(slots=True)
class _Crew:
    """The processes that were started."""

    start: Callable[[], Worker]
    free: list[Worker] = field(default_factory=list)
    """Those that have nothing to do."""


class LocalPool:
    """Some processes, which end with this one; one that dies is replaced.

    Within a `with` block they stay for the next tasks; else they end with each run.
    """

    def __init__(self, workers: int) -> None:
        """Say how many."""
        self.workers = workers
        self._kept: _Crew | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Keep the processes."""
        self._kept = _Crew(self._stack.enter_context(workers(_doing)))
        return self

    def __exit__(self, *_: object) -> None:
        """End them."""
        self._kept = None
        self._stack.close()

    def run(self, do: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Ended[T]]:
        """Do every task, and yield each as it ends."""
        waiting = deque((task, 1) for task in tasks)
        working: dict[Connection, tuple[Worker, T, int]] = {}
        with self._crew() as crew, _stopped(working):
            while waiting or working:
                while waiting and len(working) < self.workers:
                    worker = crew.free.pop() if crew.free else crew.start()
                    worker.send((do, waiting[0][0]))
                    working[worker.connection] = worker, *waiting.popleft()
                answering = wait([*working])
                for connection in [one for one in working if one in answering]:
                    worker, task, attempt = working.pop(connection)
                    try:
                        ended = Ended(task, worker.receive())
                    except DeadWorkerError:
                        if attempt < ATTEMPTS:
                            waiting.append((task, attempt + 1))
                            continue
                        ended = Ended(task, killed(attempt))
                    else:
                        crew.free.append(worker)
                    yield ended

    @contextmanager
    def _crew(self) -> Iterator[_Crew]:
        if self._kept:
            yield self._kept
        else:
            with workers(_doing) as start:
                yield _Crew(start)


@contextmanager
def _stopped(working: dict[Connection, tuple[Worker, Any, int]]) -> Iterator[None]:
    """End those that still work when nobody waits for them any more: the next run would get their answers."""
    try:
        yield
    finally:
        for worker, _, _ in working.values():
            worker.process.terminate()


def killed(attempts: int) -> str:
    """Return why a task was given up that nobody survived."""
    return f"{attempts} processes that worked on it died, perhaps because memory ran out"


def _doing() -> Answer:
    def answer(asked: tuple[Callable[[Any], None], Any]) -> str | None:
        do, task = asked
        try:
            do(task)
        except Exception as error:
            return told(error)
        return None

    return answer
