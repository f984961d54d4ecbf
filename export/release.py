"""A version of the dataset: a folder that is published whole or not at all, and never changes."""

import errno
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from risalah.export.card import card, changelog, data_file
from risalah.export.difference import Difference, content_hash, difference, next_version, row_hashes
from risalah.export.manifest import MANIFEST, Manifest, files_of, read_manifest
from risalah.export.tables import tables
from risalah.export.truth import LeftOut
from risalah.schema import Document, Ontology, Problem
from risalah.schema.atomic import sync
from risalah.schema.errors import ReleaseError
from risalah.schema.review import Review
from risalah.schema.version import SCHEMA_VERSION

_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)
ROW_GROUP = 100_000
"""Rows of one Parquet row group: small enough for quick look-ups."""
STALE_SECONDS = 3600.0
"""Age at which a folder that a killed release left behind is swept away."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published release."""

    folder: Path
    manifest: Manifest
    differences: dict[str, Difference]
    """By table, to the release before."""
    new: bool
    """False where nothing had changed and the last release stands."""


def release(
    releases: Path, truth: list[tuple[Document, Review]], left_out: list[LeftOut], ontology: Ontology
) -> Release:
    """Publish the next version below `releases`; where nothing changed, return the last one.

    The version follows from the difference to the last release. Raises ReleaseError
    where another publisher was faster, or where there is nothing to release.
    """
    if not truth:
        raise ReleaseError(
            Problem(str(releases), "nothing to release: no document is reviewed", "Submit some, then `risalah pull`")
        )
    frames = tables(truth, ontology)
    hashes = {name: row_hashes(name, frame) for name, frame in frames.items()}
    last = latest(releases)
    before = read_manifest(last) if last else None
    differences = _differences(last, hashes)
    fingerprint = ontology.fingerprint()
    same_schema = before is not None and (before.schema_version, before.ontology) == (SCHEMA_VERSION, fingerprint)
    if last and before and same_schema and not any(differences.values()):
        return Release(last, before, differences, new=False)
    version, reason = next_version(before.version if before else None, differences, same_schema=same_schema)
    with _folder(releases, version) as folder:
        for name, frame in frames.items():
            _write_table(folder / data_file(name), frame)
        rejected = pl.DataFrame(
            [asdict(entry) for entry in left_out], schema={"doc_id": pl.String, "reason": pl.String}
        )
        _write_table(folder / "rejected.parquet", rejected)
        manifest = Manifest(
            version=version,
            previous=before.version if before else None,
            reason=reason,
            schema_version=SCHEMA_VERSION,
            ontology=fingerprint,
            content_sha256=content_hash(hashes),
            rows={name: frame.height for name, frame in frames.items()},
            priors=frames["records"]["prior"].drop_nulls().unique().sort().to_list(),
            high_water_mark=max(review.submitted for _, review in truth),
            writer=f"polars {pl.__version__}",
            files={},
        )
        (folder / "README.md").write_text(card(manifest), encoding="utf-8")
        (folder / "CHANGELOG.md").write_text(changelog(manifest, differences), encoding="utf-8")
        manifest = manifest.model_copy(update={"files": files_of(folder)})
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return Release(releases / version, manifest, differences, new=True)


def latest(releases: Path) -> Path | None:
    """Return the folder of the highest version below `releases`, or null where there is none."""
    versions = [path for path in releases.glob("*") if _VERSION.fullmatch(path.name) and (path / MANIFEST).is_file()]
    return max(versions, key=lambda path: tuple(int(part) for part in path.name.split(".")), default=None)


def _differences(last: Path | None, hashes: dict[str, dict[str, str]]) -> dict[str, Difference]:
    found = {}
    for name, after in hashes.items():
        before = row_hashes(name, pl.read_parquet(last / data_file(name))) if last else {}
        found[name] = difference(before, after)
    return found


def _write_table(path: Path, frame: pl.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path, row_group_size=ROW_GROUP)


@contextmanager
def _folder(releases: Path, version: str) -> Iterator[Path]:
    """Yield a temporary folder that becomes the release when the block ends well, and else is gone."""
    releases.mkdir(parents=True, exist_ok=True)
    _sweep(releases)
    target = releases / version
    temporary = Path(tempfile.mkdtemp(dir=releases, prefix=".writing-"))
    try:
        yield temporary
        temporary.chmod(0o755)
        for path in temporary.rglob("*"):
            sync(path)
        sync(temporary)
        # A rename onto an empty folder would succeed; onto a release it fails.
        if target.exists():
            raise ReleaseError(_taken(target))
        try:
            temporary.rename(target)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise ReleaseError(Problem(str(target), f"cannot be written: {error.strerror}")) from None
            raise ReleaseError(_taken(target)) from None
        sync(releases)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _taken(target: Path) -> Problem:
    return Problem(str(target), "is there already: another release was published meanwhile", "Run the command again")


def _sweep(releases: Path) -> None:
    for leftover in releases.glob(".writing-*"):
        with suppress(FileNotFoundError):  # somebody else may be sweeping too
            if time.time() - leftover.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(leftover, ignore_errors=True)
