"""Tasks shared out by Dask: on this machine, or wherever a scheduler has its workers."""

import logging
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import dask
from distributed import Client, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

from risalah.annotate.engines.engine import ATTEMPTS, Ended, T, told
from risalah.annotate.engines.interrupts import uninterrupted
from risalah.annotate.engines.local import killed
from risalah.schema import Problem
from risalah.schema.errors import EngineError

if TYPE_CHECKING:
    from distributed import Future

_LOOPBACK = "127.0.0.1"
_ANY_PORT = f"{_LOOPBACK}:0"
_SETTINGS = {
    "distributed.scheduler.allowed-failures": ATTEMPTS - 1,
    # One task for a worker at a time: one that waits behind a task that kills would share the blame.
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.comm.timeouts.connect": "10s",
    # A look every ten milliseconds at what each worker does takes a tenth of its time.
    "distributed.worker.profile.enabled": False,
}


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, client: Client) -> None:
        """Take what speaks to the scheduler."""
        self._client = client

    @property
    def workers(self) -> int:
        """How many tasks it does at a time, now: workers may come and go."""
        return sum(self._client.nthreads().values())

    @property
    def dashboard(self) -> str:
        """The address of a page that shows what everybody does."""
        return str(self._client.dashboard_link)

    def run(self, do: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Ended[T]]:
        """Do every task, and yield each as it ends; raises EngineError where the scheduler is gone."""
        asked: dict[Future, T] = {self._client.submit(_by_value(do, task), pure=False): task for task in tasks}
        for future in as_completed([*asked]):
            task = asked.pop(future)
            yield Ended(task, self._failure(future))
            future.release()

    def _failure(self, future: "Future") -> str | None:
        if future.status == "cancelled":  # and not "lost", as one is whose worker died after the task was done
            what, remedy = "the scheduler is gone", "Start it, and run the command again: it does only what is missing"
            raise EngineError(Problem(self._client.scheduler.address, what, remedy))
        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            return killed(error.allowed_failures + 1)
        return told(error) if error else None


def _by_value(do: Callable[[T], None], task: T) -> Callable[[], None]:
    """Return a function that is sent whole, for whatever gets it.

    A task that a scheduler or a worker without Risalah cannot read would else end that, and hang.
    """
    content = pickle.dumps((do, task))

    def done() -> None:
        import pickle  # noqa: PLC0415 - the function travels without its module

        do, task = pickle.loads(content)  # noqa: S301 - made by who sent it
        do(task)

    return done


@contextmanager
def cluster(scheduler: str | None, workers: int) -> Iterator[Cluster]:
    """Yield the cluster at the address of a scheduler, or without one so many workers on this machine.

    These listen on the loopback interface alone, and end with the block, or when this process is gone.
    Raises EngineError where no scheduler answers.
    """
    with dask.config.set(_SETTINGS):
        if scheduler is None:
            with _local(workers) as here, Client(here) as client:
                yield Cluster(client)
        else:
            for name in ("distributed", "distributed.client", "distributed.core"):
                logging.getLogger(name).setLevel(logging.CRITICAL)  # that a scheduler is gone is told in a sentence
            with _client(scheduler) as client:
                yield Cluster(client)


@contextmanager
def _local(workers: int) -> Iterator[LocalCluster]:
    with uninterrupted():
        here = _started(workers)
    with here:
        yield here


def _started(workers: int, attempts: int = ATTEMPTS) -> LocalCluster:
    """Start workers on this machine: all anew where one dies before it is ready, which Dask itself gives up on."""
    try:
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host=_LOOPBACK,
            dashboard_address=_ANY_PORT,
            worker_dashboard_address=_ANY_PORT,
            silence_logs=logging.CRITICAL,  # that a worker died is told once it matters
        )
    except RuntimeError:
        if attempts > 1:
            return _started(workers, attempts - 1)
        what = "the workers that Dask starts on this machine die at once, perhaps because memory ran out"
        raise EngineError(Problem("--engine dask", what, "Ask for fewer with --jobs")) from None


def _client(scheduler: str) -> Client:
    try:
        return Client(scheduler)
    except (OSError, ValueError) as error:
        what = f"no Dask scheduler answers: {type(error).__name__}"
        raise EngineError(Problem(scheduler, what, "Give its address, such as tcp://10.0.0.5:8786")) from None
