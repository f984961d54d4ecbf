"""CHANGELOG.md: what is new in a release, for people."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from risalah.export.difference.corrections import corrections
from risalah.export.difference.events import relinked
from risalah.export.difference.rows import Count, Difference
from risalah.export.manifest import Manifest

SHOWN = 100
"""Changes of each kind that are listed; the rest is counted."""
WIDTH = 120
"""Code points of a value that are shown."""
_HEADINGS = {"changed": "Changed", "removed": "Removed", "added": "Added", "confirmed": "Confirmed"}
_MARKS = re.compile(r"([\\`*_<>\[\]|])")


@dataclass(frozen=True, slots=True)
class Listing:
    """The first hundred changes of each kind, as items of a Markdown list, and how many there are."""

    shown: Mapping[str, Sequence[str]]
    counts: Mapping[str, int]


def listing(before: Path, after: Path, count: Count = lambda _, __: None) -> Listing:
    """Return what changed from one release's folder to another's; `count` is called as by `corrections`."""
    shown: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for told in chain(corrections(before, after, count), [relinked(before, after)]):
        for (change,), lines in told.group_by("change"):
            first = lines.head(SHOWN - len(shown[str(change)]))
            shown[str(change)] += map(_item, first.iter_rows(named=True))
            counts[str(change)] += lines.height
    return Listing(shown, counts)


def changelog(manifest: Manifest, differences: Mapping[str, Difference], listed: Listing | None) -> str:
    """Return the CHANGELOG.md of a release: counts by table, and what is listed.

    `listed` is null for the first release, where nothing is listed, because all is new.
    """
    lines = [f"# {manifest.version}", "", f"Since {manifest.previous or 'nothing'}: {manifest.reason}.", ""]
    lines += ["| table | added | removed | changed | confirmed |", "|---|---|---|---|---|"]
    for table, rows in manifest.rows.items():
        found = differences.get(table) or Difference(added=0 if listed else rows)
        lines.append(f"| {table} | {found.added} | {found.removed} | {found.changed} | {found.confirmed} |")
    if listed is not None:
        lines += _sections(listed, f"risalah diff {manifest.previous} {manifest.version}")
    return "\n".join([*lines, ""])


def _sections(listed: Listing, command: str) -> list[str]:
    found: list[str] = []
    for change, heading in _HEADINGS.items():
        count, shown = listed.counts.get(change, 0), listed.shown.get(change, ())
        if count:
            found += ["", f"## {heading} ({count})", "", *shown]
        if (more := count - len(shown)) > 0:
            found += ["", f"And {more} more: `{command}` tells all."]
    return found


def _item(line: Mapping[str, Any]) -> str:
    """Return a line of a list of changes as an item of a Markdown list."""
    what = " ".join(filter(None, (line["role"], line["column"])))
    sides = " → ".join(_plain(line[side]) for side in ("before", "after") if line[side] is not None)
    by = f", by {', '.join(line['by'])}" if line["by"] else ""
    where = line["record_id"] or line["id"]
    return f"- `{where}` {what}: {sides}{by}" if what else f"- `{where}` {sides}{by}"


def _plain(text: str) -> str:
    """Return a text of one line, cut where it is long, which Markdown takes for nothing else."""
    line = " ".join(text.split())
    return _MARKS.sub(r"\\\1", line if len(line) <= WIDTH else f"{line[:WIDTH]}…")
