"""What a release is, in a few figures."""

import datetime
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from risalah.export.tables.files import scan

SHOWN = 10
"""Publishers that are named."""


@dataclass(frozen=True, slots=True)
class Headline:
    """How large a release is."""

    documents: int
    records: int
    events: int
    shared: int
    """Events that several articles tell."""
    disputed: int
    """Events of which records contradict each other."""
    publishers: int
    first: datetime.date | None
    """The day of the first article, as far as known."""
    last: datetime.date | None
    """The day of the last."""
    undated: int
    """Articles of which nobody knows the day."""
    largest: list[tuple[str, int]]
    """The publishers of most articles, with how many."""
    splits: list[tuple[str, int, int]]
    """Documents and records of each split."""


def headline(release: Path) -> Headline:
    """Return the chief figures of the release in a folder."""
    documents, events = scan(release, "documents"), scan(release, "events")
    published = pl.col("published")
    of_documents = documents.select(
        pl.len().alias("documents"),
        pl.col("records").sum(),
        pl.col("publisher").n_unique() - pl.col("publisher").has_nulls(),
        published.min().alias("first"),
        published.max().alias("last"),
        published.null_count().alias("undated"),
    )
    of_events = events.select(
        pl.len().alias("events"),
        (pl.col("articles") > 1).sum().alias("shared"),
        (pl.col("disputed").list.len() > 0).sum().alias("disputed"),
    )
    largest = (
        documents.drop_nulls("publisher").group_by("publisher").len().sort("len", "publisher", descending=[True, False])
    )
    splits = documents.group_by("split").agg(pl.len(), pl.col("records").sum()).sort("len", descending=True)
    told, told_of_events, *lists = pl.collect_all(
        [of_documents, of_events, largest.head(SHOWN), splits], engine="streaming"
    )
    counts = told.row(0, named=True) | told_of_events.row(0, named=True)
    return Headline(publishers=counts.pop("publisher"), **counts, largest=lists[0].rows(), splits=lists[1].rows())
