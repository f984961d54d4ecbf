"""A release in a training format: a file for each split, and what the format cannot hold."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from risalah.export.formats.format import Format
from risalah.export.formats.loss import Report, loss, total
from risalah.export.formats.source import examples, splits
from risalah.export.manifest import read_manifest
from risalah.schema import Problem
from risalah.schema.errors import ReleaseError

LOSS = "loss.json"


@dataclass(frozen=True, slots=True)
class Exported:
    """A release in a training format."""

    release: str
    """Its version."""
    format: str
    files: dict[str, Path]
    """By split."""
    losses: dict[str, Report]
    """By split, what was read back from the file beside what the release has."""

    @property
    def loss(self) -> Report:
        """The same of all splits together."""
        return total(self.losses.values())

    def as_dict(self) -> dict[str, Any]:
        """Return what stands in `loss.json`."""
        rows = {name: _rows(report) for name, report in {"all": self.loss, **self.losses}.items()}
        return {"release": self.release, "format": self.format, "loss": rows}


def export(release: Path, format: Format, out: Path, split: str | None = None) -> Exported:
    """Write a release's splits, or one of them, to files in the folder `out`, and count what these hold.

    The files come there when all are written and read back. Raises ReleaseError where
    `release` is none, or has no such split.
    """
    chosen = _chosen(release, split)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".writing-") as temporary:
        folder = Path(temporary)
        paths = {name: folder / f"{name}{format.suffix}" for name in chosen}
        for name, path in paths.items():
            format.write(examples(release, name), path)
        losses = {name: loss(examples(release, name), format.read(path), format.limits) for name, path in paths.items()}
        files = {name: out / path.name for name, path in paths.items()}
        done = Exported(read_manifest(release).version, format.name, files, losses)
        (folder / LOSS).write_text(json.dumps(done.as_dict(), indent=1) + "\n", encoding="utf-8")
        for path in [path for path in folder.rglob("*") if path.is_file()]:
            target = out / path.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            path.replace(target)
    return done


def _chosen(release: Path, split: str | None) -> Sequence[str]:
    known = splits(release)
    if split is not None and split not in known:
        raise ReleaseError(Problem(str(release), f"has no split {split!r}", f"It has {', '.join(known)}"))
    return known if split is None else [split]


def _rows(report: Report) -> dict[str, dict[str, Any]]:
    return {thing: counts.as_dict() for thing, counts in report.items()}
