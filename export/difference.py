"""What changed between two states of the tables, and the version that follows from it."""

import hashlib
import json
from dataclasses import dataclass, field

import polars as pl

IDS = {"documents": "doc_id", "records": "record_id", "arguments": "argument_id", "mentions": "mention_id"}
"""The column that names each table's rows."""

FIRST = "1.0.0"


@dataclass(frozen=True, slots=True)
class Difference:
    """The ids of the rows of one table that are new, gone, or the same row with other content."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def row_hashes(name: str, table: pl.DataFrame) -> dict[str, str]:
    """Return the SHA-256 of each row's content by its id, independent of the order of columns and of any library."""
    return {
        row[IDS[name]]: hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()
        for row in table.iter_rows(named=True)
    }


def content_hash(hashes: dict[str, dict[str, str]]) -> str:
    """Return the SHA-256 of the logical content of all tables, given the hashes of their rows."""
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def difference(before: dict[str, str], after: dict[str, str]) -> Difference:
    """Return what changed in one table, given the hashes of its rows."""
    return Difference(
        added=sorted(after.keys() - before.keys()),
        removed=sorted(before.keys() - after.keys()),
        changed=sorted(row for row in before.keys() & after.keys() if before[row] != after[row]),
    )


def next_version(before: str | None, differences: dict[str, Difference], *, same_schema: bool) -> tuple[str, str]:
    """Return the version that follows `before` and why, by Croissant's rules for the versions of datasets.

    Major where rows were removed or changed or the schema did, minor where rows were
    only added, patch where the same rows are written in another way.
    https://docs.mlcommons.org/croissant/docs/croissant-spec.html, "Versions"
    """
    if before is None:
        return FIRST, "it is the first"
    major, minor, patch = (int(part) for part in before.split("."))
    if not same_schema:
        return f"{major + 1}.0.0", "the schema changed"
    if any(table.removed or table.changed for table in differences.values()):
        return f"{major + 1}.0.0", "rows were changed or removed"
    if any(table.added for table in differences.values()):
        return f"{major}.{minor + 1}.0", "rows were only added"
    return f"{major}.{minor}.{patch + 1}", "only the packaging changed"
