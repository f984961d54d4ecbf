"""Sets that grow together."""

from collections import defaultdict


class Forest:
    """Numbers from 0, joined to sets (union-find)."""

    def __init__(self, size: int) -> None:
        """Begin with every number in a set of its own."""
        self._parents = [*range(size)]

    def root(self, number: int) -> int:
        """Return the smallest number of the set that a number is in."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

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
