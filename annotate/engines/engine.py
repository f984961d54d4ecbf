"""What every engine does: tasks in, each done at least once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from risalah.schema import RisalahError

T = TypeVar("T")
ATTEMPTS = 3
"""How many workers may die of a task before it is given up."""


@dataclass(frozen=True, slots=True)
class Ended(Generic[T]):
    """A task that will not be tried again."""

    task: T
    failure: str | None = None
    """Why it was given up; null where it was done."""


class Engine(Protocol):
    """Does tasks in some processes: scheduling, retries and placement are its business, and nothing else is.

    A task may be begun more than once, where the worker that had it dies. So it writes its result to a
    place, whole or not at all, and does nothing where that is there already.
    """

    @property
    def workers(self) -> int:
        """How many tasks it does at a time."""
        ...

    def run(self, do: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Ended[T]]:
        """Do every task, and yield each as it ends, in any order.

        `do` is a function of a module, and tasks can be sent to another process. What it
        raises fails its task alone, and so does a worker that dies of one again and again.
        """
        ...


def told(error: BaseException) -> str:
    """Return why a task failed, in a sentence: of an error that nobody foresaw with its kind."""
    return str(error) if isinstance(error, RisalahError) else f"{type(error).__name__}: {error}"
