"""Average linkage: clusters of what is alike, in which nothing excludes anything else."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

NEVER: Final = float("-inf")


class Linkage:
    """A clustering that is under way: at first everything stands alone.

    Joins whatever two clusters are most alike on average (Sokal and Michener 1958, "A
    statistical method for evaluating systematic relationships"), of equals the first.
    A chain of pairs that are alike is no cluster by itself, as with single linkage: the
    ends of it count too, and two that exclude each other keep their clusters apart.
    """

    def __init__(self, alike: Matrix, sizes: Sequence[int]) -> None:
        """Take how alike any two are, minus infinity where they exclude each other and with themselves.

        `sizes` says how many each stands for.
        """
        self._alike = alike
        self._sizes = [*sizes]
        self.members: list[list[int]] = [[number] for number in range(len(alike))]

    def join(self, one: int, other: int) -> None:
        """Make one cluster of two, named by their first members, however alike they are."""
        first, second = sorted((one, other))
        sizes = self._sizes[first], self._sizes[second]
        self._alike[first] = (self._alike[first] * sizes[0] + self._alike[second] * sizes[1]) / sum(sizes)
        self._alike[first, first] = NEVER
        self._alike[:, first] = self._alike[first]
        self._alike[second], self._alike[:, second] = NEVER, NEVER
        self._sizes[first] = sum(sizes)
        self.members[first] = sorted(self.members[first] + self.members[second])
        self.members[second] = []

    def join_together(self, some: Iterable[int]) -> None:
        """Make one cluster of all these, which stand alone."""
        first, *others = sorted(some)
        for other in others:
            self.join(first, other)

    def join_alike(self, enough: float) -> None:
        """Join what is most alike as long as it is alike enough on average."""
        nearest = self._alike.argmax(axis=1)
        best = self._alike[np.arange(len(nearest)), nearest]
        while best.max() >= enough:
            one = int(best.argmax())
            first, second = sorted((one, int(nearest[one])))
            self.join(first, second)
            is_stale = (nearest == first) | (nearest == second)
            is_stale[[first, second]] = True
            stale = is_stale.nonzero()[0]
            nearest[stale] = self._alike[stale].argmax(axis=1)
            best[stale] = self._alike[stale, nearest[stale]]
