"""Sets that grow together."""

from array import array
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]


class Forest:
    """Numbers from 0, joined to sets (union-find), in 4 bytes each."""

    def __init__(self, size: int) -> None:
        """Begin with every number in a set of its own."""
        self._parents = array("i", range(size))

    def root(self, number: int) -> int:
        """Return the smallest number of the set that a number is in."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def roots(self) -> Numbers:
        """Return the same of all numbers."""
        roots = np.array(self._parents, dtype=np.int32)
        while not np.array_equal(further := roots[roots], roots):
            roots = further
        return roots

    def are_joined(self, one: int, other: int) -> bool:
        """Return whether two are in one set."""
        return self.root(one) == self.root(other)

    def join(self, one: int, other: int) -> None:
        """Make one set of the sets of the two."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parents[second] = first

    def trees(self) -> list[list[int]]:
        """Return all sets, each in order, by their first number."""
        trees: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parents)):
            trees[self.root(number)].append(number)
        return [*trees.values()]
