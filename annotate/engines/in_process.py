"""No engine: one task after the other, in this process."""

from collections.abc import Callable, Iterator, Sequence

from risalah.annotate.engines.engine import Ended, T, told


class InProcess:
    """Does everything here."""

    workers = 1

    def run(self, do: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Ended[T]]:
        """Do every task in its turn."""
        for task in tasks:
            try:
                do(task)
            except Exception as error:
                yield Ended(task, told(error))
            else:
                yield Ended(task)
