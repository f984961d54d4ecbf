"""Speaking to the server and working on what it said at the same time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def ahead(jobs: Iterable[Callable[[], T]]) -> Iterator[T]:
    """Yield what each job returns, in order; while that is worked on, the next job runs in a thread of its own."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        running: Future[T] | None = None
        for job in jobs:
            following = thread.submit(job)
            if running:
                yield running.result()
            running = following
        if running:
            yield running.result()


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of `size`, the last of what is left."""
    left = iter(items)
    return iter(lambda: list(islice(left, size)), [])
