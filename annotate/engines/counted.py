"""An engine of which one can see how far it is."""

from collections.abc import Callable, Iterator, Sequence

from risalah.annotate.engines.engine import Ended, Engine, T


class Counted:
    """Another engine, that says so when a task has ended."""

    def __init__(self, engine: Engine, advance: Callable[[int], None]) -> None:
        """Name it, and what gets how many tasks ended just now."""
        self._engine = engine
        self._advance = advance

    @property
    def workers(self) -> int:
        """How many tasks it does at a time."""
        return self._engine.workers

    def run(self, do: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Ended[T]]:
        """Do every task, and yield each as it ends."""
        for ended in self._engine.run(do, tasks):
            self._advance(1)
            yield ended
