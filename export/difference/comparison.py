"""All there is to say of two releases: how many rows differ, which changes make the difference, and what version."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import polars as pl

from risalah.export.difference.corrections import corrections
from risalah.export.difference.events import grown, relinked
from risalah.export.difference.facts import LINE, changes
from risalah.export.difference.parts import tables_of, whole
from risalah.export.difference.rows import Columns, Difference, Tally, columns
from risalah.export.difference.version import next_version
from risalah.export.manifest import Manifest, read_manifest
from risalah.export.tables.files import data_files
from risalah.schema import Problem
from risalah.schema.errors import ReleaseError
from risalah.schema.targets.tables import KEYS

Level = Literal["record", "row"]
"""How changes are told: as a person would tell them, or row by row and column by column."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one release to another, in numbers."""

    before: Manifest
    after: Manifest
    version: str
    """The one that by these changes follows the release before."""
    reason: str
    differences: dict[str, Difference]
    """By table."""
    columns: dict[str, Columns]
    """By table, of those whose columns are others."""
    events: dict[str, int]
    """How many real-world events are `new`, `gone`, told by more records (`grown`), and were `merged`, `split` or
    `moved` by linking."""

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "before": self.before.version,
            "after": self.after.version,
            "version": self.version,
            "reason": self.reason,
            "tables": {table: asdict(found) for table, found in self.differences.items()},
            "columns": {table: asdict(found) for table, found in self.columns.items()},
            "events": self.events,
        }


def compare(
    before: Path, after: Path, lines: Path, *, level: Level = "record", tables: Collection[str] = ()
) -> Comparison:
    """Compare two releases by their folders, and write what changed into the empty folder `lines`.

    The Parquet files there have the columns of `LINE` and are in order by their names. They
    tell of some `tables`, or of all: row by row, of all that do not only tell otherwise what
    others tell. Raises ReleaseError where a folder is no release, or not a whole one.
    """
    old, new = _manifest(before), _manifest(after)
    tally = Tally(before, after)
    links = relinked(before, after)
    if level == "record":
        told = chain(corrections(before, after, tally.add), [links])
        _write((found.filter(pl.col("table").is_in(list(tables or KEYS))) for found in told), lines)
    else:
        _write(changes(before, after, tables or None, tally.add), lines)
    there = tables_of(before, after)
    found = tally.of(there)
    same_schema = (old.schema_version, old.ontology) == (new.schema_version, new.ontology)
    version, reason = next_version(old.version, found, same_schema=same_schema)
    others = {table: columns(whole(before, after), table) for table in there}
    return Comparison(
        before=old,
        after=new,
        version=version,
        reason=reason,
        differences=found,
        columns={table: other for table, other in others.items() if other},
        events=_events(found["events"], links, grown(before, after)),
    )


def _manifest(release: Path) -> Manifest:
    """Return a release's manifest, if there is something of each table that it names."""
    manifest = read_manifest(release)
    lost = [table for table in manifest.rows if not data_files(release, table)]
    if lost:
        raise ReleaseError(Problem(str(release), f"has lost {', '.join(lost)}", "Look with `risalah verify`"))
    return manifest


def _events(found: Difference, links: pl.DataFrame, grown: int) -> dict[str, int]:
    relinked = Counter(links["column"])
    moved = {how: relinked[how] for how in ("merged", "split", "moved")}
    return {"new": found.added, "gone": found.removed, "grown": grown} | moved


def _write(frames: Iterable[pl.DataFrame], folder: Path) -> None:
    for number, frame in enumerate(chain([pl.DataFrame(schema=LINE)], frames)):
        frame.write_parquet(folder / f"{number:09}.parquet")
