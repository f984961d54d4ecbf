"""What is not in a release, and why."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from risalah.export.tables.files import LEFT_OUT

REASONS = 10
"""Reasons that are told, the commonest."""
EXAMPLES = 3
"""Documents that are named for each."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why documents, and events that somebody told, are not in a release."""

    reasons: list[tuple[str, int, list[str]]]
    """Reason, how often, the first documents; the commonest first."""
    more: int
    """How many are left out for other reasons."""


def left_out(release: Path) -> LeftOut:
    """Return what is not in the release in a folder."""
    path = release / LEFT_OUT
    if not path.exists():
        return LeftOut([], 0)
    found = pl.scan_parquet(path).group_by("reason").agg(pl.len(), pl.col("doc_id").unique().sort().head(EXAMPLES))
    counts = found.sort("len", "reason", descending=[True, False]).collect(engine="streaming")
    return LeftOut(counts.head(REASONS).rows(), int(counts.slice(REASONS)["len"].sum()))
