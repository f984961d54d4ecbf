"""However often a job is asked for while it runs, it runs once more."""

import time
from collections.abc import Callable
from queue import SimpleQueue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.serving.queue import Queue
from risalah.schema import Problem, RisalahError


class Job:
    """A job that ends when it is told to."""

    def __init__(self) -> None:
        self.runs = 0
        self.at_once = 0
        self._ends: SimpleQueue[Exception | None] = SimpleQueue()

    def __call__(self) -> None:
        self.runs += 1
        self.at_once += 1
        error = self._ends.get(timeout=30)
        self.at_once -= 1
        if error:
            raise error

    def end(self, error: Exception | None = None) -> None:
        self._ends.put(error)


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.0005)


@given(st.lists(st.sampled_from(["ask", "end", "fail"]), max_size=30))
def test_every_asking_is_followed_by_a_run_and_none_by_two(steps: list[str]) -> None:
    job = Job()
    queue = Queue(job, job.end)
    runs, running, waiting, failure = 0, False, False, None
    for step in steps:
        if step == "ask":
            queue.ask()
            runs, running, waiting = (runs, True, True) if running else (runs + 1, True, False)
        elif running:
            failure = "Model tidak ada" if step == "fail" else None
            job.end(RisalahError(Problem("", "Model tidak ada")) if step == "fail" else None)
            runs, running, waiting = (runs + 1, True, False) if waiting else (runs, False, False)
        until(lambda runs=runs: job.runs == runs)
        until(lambda running=running: queue.running == running)
        assert (queue.waiting, queue.failure, job.at_once) == (waiting, failure, running)
    queue.close()
    assert (job.runs, job.at_once, queue.running, queue.waiting) == (runs, 0, False, False)


def test_after_the_end_nothing_runs() -> None:
    job = Job()
    queue = Queue(job, job.end)
    queue.ask()
    until(lambda: job.runs == 1)
    queue.ask()
    queue.close()
    queue.ask()
    assert (job.runs, job.at_once, queue.running, queue.waiting) == (1, 0, False, False)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (RisalahError(Problem("models/1.0.0", "holds no model")), "models/1.0.0: holds no model"),
        (FileNotFoundError(2, "No such file or directory", "latih"), "[Errno 2] No such file or directory: 'latih'"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
    ],
)
def test_why_it_failed_is_told_until_it_succeeds(error: Exception, why: str) -> None:
    job, told = Job(), list[str]()
    queue = Queue(job, tell=told.append)
    queue.ask()
    job.end(error)
    until(lambda: not queue.running)
    assert queue.failure == why
    assert told == [why]
    queue.ask()
    job.end()
    until(lambda: not queue.running)
    assert queue.failure is None
