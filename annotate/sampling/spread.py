"""In which order the candidates of a type are taken."""

from collections import Counter
from math import log2

import numpy as np
import polars as pl
from numpy.typing import NDArray

from risalah.annotate.sampling.weights import MONTH, PUBLISHER

_MONTH_OF = pl.col("published").dt.truncate("1mo")


def spread(candidates: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return the first candidates that are taken, so many at most: each time the one that is worth most.

    That is its score, with something off for those of its publisher and of its month that
    were taken before; of several that are worth the same it is the first.
    """
    worth = candidates["score"].to_numpy().copy()
    groups = _Groups(PUBLISHER, candidates, "publisher"), _Groups(MONTH, candidates, _MONTH_OF)
    numbers: list[int] = []
    for _ in range(min(most, candidates.height)):
        number = int(worth.argmax())
        for group in groups:
            group.take(number, worth)
        worth[number] = -np.inf
        numbers.append(number)
    return candidates[numbers]


class _Groups:
    """What candidates have in common, and shall not have too often."""

    def __init__(self, weight: float, candidates: pl.DataFrame, group: str | pl.Expr) -> None:
        self._weight = weight
        self._group = candidates.select(pl.struct(group).rank("dense")).to_series().to_numpy()
        self._taken = Counter[int]()

    def take(self, number: int, worth: NDArray[np.float64]) -> None:
        """Take a candidate, so that the others of its group are worth less."""
        group = int(self._group[number])
        self._taken[group] += 1
        taken = self._taken[group]
        worth[self._group == group] -= self._weight * (log2(taken + 1) - log2(taken))
