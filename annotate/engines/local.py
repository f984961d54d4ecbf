"""Tasks shared out among processes on this machine."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait

from risalah.annotate.engines.engine import ATTEMPTS, Ended, T, told
from risalah.annotate.engines.worker import Answer, DeadWorkerError, Worker, workers


class LocalPool:
    """Some processes, which end with this one; one that dies is replaced."""

    def __init__(self, workers: int) -> None:
        """Say how many."""
        self.workers = workers

    def run(self, do: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Ended[T]]:
        """Do every task, and yield each as it ends."""
        waiting = deque((task, 1) for task in tasks)
        working: dict[Connection, tuple[Worker, T, int]] = {}
        free: list[Worker] = []
        with workers(partial(_doing, do)) as start:
            while waiting or working:
                while waiting and len(working) < self.workers:
                    worker = free.pop() if free else start()
                    worker.send(waiting[0][0])
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
                        free.append(worker)
                    yield ended


def killed(attempts: int) -> str:
    """Return why a task was given up that nobody survived."""
    return f"{attempts} processes that worked on it died, perhaps because memory ran out"


def _doing(do: Callable[[T], None]) -> Answer:
    def answer(task: T) -> str | None:
        try:
            do(task)
        except Exception as error:
            return told(error)
        return None

    return answer
