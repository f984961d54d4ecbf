"""CHANGELOG.md: what is new in a release, for people."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from risalah.export.difference.corrections import corrections
from risalah.export.difference.events import relinked
from risalah.export.difference.rows import Difference
from risalah.export.manifest import Manifest

SHOWN = 100
"""Changes of each kind that are listed; the rest is counted."""
WIDTH = 120
"""Code points of a value that are shown."""
_HEADINGS = {"changed": "Changed", "removed": "Removed", "added": "Added", "confirmed": "Confirmed"}
_MARKS = re.compile(r"([\\`*_<>\[\]|])")


def changelog(manifest: Manifest, differences: Mapping[str, Difference], before: Path | None, after: Path) -> str:
    """Return the CHANGELOG.md of a release: counts by table, and the first hundred changes of each kind.

    `before` is the folder of the last release, null where there is none: then nothing is
    listed, because all is new. `after` is the folder of this one.
    """
    lines = [f"# {manifest.version}", "", f"Since {manifest.previous or 'nothing'}: {manifest.reason}.", ""]
    lines += ["| table | added | removed | changed | confirmed |", "|---|---|---|---|---|"]
    for table, rows in manifest.rows.items():
        found = differences.get(table) or Difference(added=0 if before else rows)
        lines.append(f"| {table} | {found.added} | {found.removed} | {found.changed} | {found.confirmed} |")
    if before is not None:
        lines += _listed(before, after, f"risalah diff {manifest.previous} {manifest.version}")
    return "\n".join([*lines, ""])


def _listed(before: Path, after: Path, command: str) -> list[str]:
    shown: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for told in chain(corrections(before, after), [relinked(before, after)]):
        for (change,), lines in told.group_by("change"):
            first = lines.head(SHOWN - len(shown[str(change)]))
            shown[str(change)] += map(_item, first.iter_rows(named=True))
            counts[str(change)] += lines.height
    found: list[str] = []
    for change, heading in _HEADINGS.items():
        if counts[change]:
            found += ["", f"## {heading} ({counts[change]})", "", *shown[change]]
        if (more := counts[change] - len(shown[change])) > 0:
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
