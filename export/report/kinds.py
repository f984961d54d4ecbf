"""What happened, and whether it did: events by type and realis."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from risalah.export.tables.files import scan

COLOURS = 8
"""Types that have a colour of their own; people tell hardly more apart."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many events there are of each type and realis."""

    counts: list[tuple[str, str, int]]
    """Type, realis, events."""
    types: list[str]
    """All types, the commonest first."""

    @property
    def coloured(self) -> list[str]:
        """The types that stand on their own in charts of several."""
        return self.types if len(self.types) <= COLOURS else self.types[: COLOURS - 1]

    def of(self, type_name: str, realis: str) -> int:
        """Return how many events there are of a type and realis."""
        return sum(count for *about, count in self.counts if about == [type_name, realis])


def kinds(release: Path) -> Kinds:
    """Return the events of the release in a folder by type and realis."""
    found = scan(release, "events").group_by("type", "realis").len().collect(engine="streaming")
    types = found.group_by("type").agg(pl.col("len").sum()).sort("len", "type", descending=[True, False])
    return Kinds(found.sort("type", "realis").rows(), types["type"].to_list())
