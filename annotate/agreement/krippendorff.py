"""Krippendorff's alpha for nominal data.

After Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
https://repository.upenn.edu/asc_papers/43, sections C and E: any number of
annotators, some of whom may not have judged a unit.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from risalah.annotate.agreement.bootstrap import Array

Unit = Sequence[Hashable | None]
"""The values that annotators gave to one thing, in any order; null for one who did not judge it."""


def alpha(units: Iterable[Unit]) -> float | None:
    """Return Krippendorff's alpha: 1 for perfect agreement, 0 for what chance gives, negative for less.

    Units with fewer than two values say nothing of agreement and are left out. Null where
    alpha is undefined: no unit has two values, or all values are the same, so that
    nobody knows whether the annotators would have told others apart.
    """
    (value,) = statistic(tallied([units]))
    return None if np.isnan(value) else float(value)


def tallied(documents: Sequence[Iterable[Unit]]) -> Array:
    """Return a row for each document, of what alpha is computed from and what adds up over documents.

    First its observed disagreement, the sum of the coincidence matrix off the diagonal;
    then how often each value, of those in any document, is paired.
    """
    found = [_of_document(units) for units in documents]
    columns = {value: column for column, value in enumerate(dict.fromkeys(v for _, paired in found for v in paired), 1)}
    rows = np.zeros((len(found), len(columns) + 1))
    for row, (disagreement, paired) in zip(rows, found, strict=True):
        row[0] = disagreement
        for value, count in paired.items():
            row[columns[value]] = count
    return rows


def statistic(sums: Array) -> Array:
    """Return alpha of summed rows: 1 less the observed disagreement over that expected by chance."""
    observed, paired = sums[..., 0], sums[..., 1:]
    n = paired.sum(axis=-1)
    expected = n**2 - (paired**2).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        return np.asarray(1 - (n - 1) * observed / expected)


def _of_document(units: Iterable[Unit]) -> tuple[float, Counter[Hashable]]:
    disagreement, paired = 0.0, Counter[Hashable]()
    for unit in units:
        values = Counter(value for value in unit if value is not None)
        if (m := values.total()) > 1:
            disagreement += (m**2 - sum(count**2 for count in values.values())) / (m - 1)
            paired += values
    return disagreement, paired
