"""The version that follows from what changed."""

from collections.abc import Mapping

from risalah.export.difference.rows import DERIVED, Difference

FIRST = "1.0.0"


def next_version(before: str | None, differences: Mapping[str, Difference], *, same_schema: bool) -> tuple[str, str]:
    """Return the version that follows `before` and why, by Croissant's rules for the versions of datasets.

    Major where rows were changed or removed, minor where rows were only added, patch
    where the rows say the same and are only confirmed by others, or written in another
    way: Croissant Format Specification 1.0, "Dataset Versioning/Checkpoints", "Version",
    https://docs.mlcommons.org/croissant/docs/croissant-spec.html. A schema that changed is
    major, also where it only gained columns, which Croissant calls minor: no program knows
    whether the old ones still mean the same. Derived tables follow the others and count
    for nothing: an event that gains evidence is no correction of what was known.
    """
    if before is None:
        return FIRST, "it is the first"
    major, minor, patch = (int(part) for part in before.split("."))
    if not same_schema:
        return f"{major + 1}.0.0", "the schema changed"
    facts = [found for table, found in differences.items() if table not in DERIVED]
    if any(found.removed or found.changed for found in facts):
        return f"{major + 1}.0.0", "rows were changed or removed"
    if any(found.added for found in facts):
        return f"{major}.{minor + 1}.0", "rows were only added"
    if any(found.confirmed for found in facts):
        return f"{major}.{minor}.{patch + 1}", "the rows say the same, and only how they are known has changed"
    return f"{major}.{minor}.{patch + 1}", "only the packaging changed"
