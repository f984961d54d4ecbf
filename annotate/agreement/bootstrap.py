"""Figures with the interval in which they would lie had other documents been drawn.

The percentile bootstrap of Efron and Tibshirani, "An Introduction to the Bootstrap"
(1993), chapter 13, with documents as what is drawn: what stands in one article hangs together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
BOUNDS = (2.5, 97.5)
"""The percentiles between which 95 % of the resamples lie."""
SEED = 1993
"""Of the random numbers: the same workspace gives the same intervals."""

Array = NDArray[np.float64]
Statistic = Callable[[Array], Array]
"""Takes sums over documents, along the last axis, to the figure that they give; not a number where they give none."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval."""

    value: float | None
    """Null where it is undefined: nobody marked anything that it could be taken of."""
    low: float | None = None
    high: float | None = None
    """Null, as `low` is, with fewer than two documents, or where the figure is undefined in more than one resample
    of twenty, because few documents have anything to take it of."""


def estimates(rows: Array, statistic: Statistic) -> list[Estimate]:
    """Return what a statistic gives of `rows`: for each document, for each figure, the numbers that are summed."""
    values = statistic(rows.sum(axis=0))
    resampled = statistic(np.asarray(np.tensordot(_draws(len(rows)), rows, axes=1), dtype=np.float64))
    return [_estimate(float(value), resampled[:, figure], len(rows)) for figure, value in enumerate(values)]


def ratio(sums: Array) -> Array:
    """Return the part of the whole."""
    with np.errstate(invalid="ignore"):
        return np.asarray(sums[..., 0] / sums[..., 1])


def difference(sums: Array) -> Array:
    """Return the part of one whole less the part of another."""
    return ratio(sums[..., :2]) - ratio(sums[..., 2:])


@lru_cache(maxsize=1)
def _draws(documents: int) -> Array:
    """Return how often each document is drawn in each resample."""
    evenly = np.full(documents, 1 / documents)
    return np.random.default_rng(SEED).multinomial(documents, evenly, size=RESAMPLES).astype(np.float64)


def _estimate(value: float, resampled: Array, documents: int) -> Estimate:
    if np.isnan(value):
        return Estimate(None)
    defined = resampled[~np.isnan(resampled)]
    if documents < 2 or len(defined) < 0.95 * RESAMPLES:
        return Estimate(value)
    low, high = np.percentile(defined, BOUNDS)
    return Estimate(value, float(low), float(high))
