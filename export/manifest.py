"""What a release consists of, so that it can be checked."""

import datetime
import hashlib
from pathlib import Path, PurePosixPath
from typing import Annotated

import polars as pl
from pydantic import AfterValidator, ValidationError

from risalah.export.rights.form import TextForm
from risalah.export.tables.files import order_of
from risalah.schema.errors import Problem, ReleaseError
from risalah.schema.model import Model
from risalah.schema.report import problems_of
from risalah.storage.file import File

MANIFEST = "manifest.json"


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts or PurePosixPath(*parts).as_posix() != path:
        msg = "is no path within the release"
        raise ValueError(msg)
    return path


class DataFile(Model):
    """What a file of a table holds, for readers that want some documents only: rows are in the order of these."""

    rows: int
    first: str | None = None
    """The least `doc_id` of its rows, of the table `events` the least `event_id`; null where it has no rows."""
    last: str | None = None
    """The greatest of these ids."""

    @classmethod
    def of(cls, table: str, frame: pl.DataFrame) -> "DataFile":
        """Return what is told of some rows of a table."""
        ids = frame[order_of(table)]
        return cls(rows=frame.height, first=ids.min(), last=ids.max())  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.rows} rows from {self.first!r} to {self.last!r}"

    def overlaps(self, first: str, last: str) -> bool:
        """Return whether it may have rows from an id to another."""
        return self.first is not None and self.last is not None and first <= self.last and self.first <= last

    def __add__(self, other: "DataFile") -> "DataFile":
        ids = [one for one in (self.first, self.last, other.first, other.last) if one is not None]
        return DataFile(rows=self.rows + other.rows, first=min(ids, default=None), last=max(ids, default=None))


class Manifest(Model):
    """Written last: what it does not name is no part of the release."""

    version: str
    previous: str | None
    """The release before; null for the first."""
    reason: str
    """Why the version is what it is."""
    schema_version: str
    ontology: str
    """Fingerprint of the event types, the workspace's own included."""
    content_sha256: str
    """Hash of the tables' logical content: the same rows give the same, whatever wrote them."""
    text: TextForm = "full"
    """Whether it holds the words of the documents."""
    rows: dict[str, int]
    """Of each table."""
    splits: dict[str, dict[str, int]]
    """Rows of each table by split."""
    leaks: int
    """Events and groups of nearly the same texts with documents in several splits: found to be one too late."""
    priors: list[str]
    """The rulesets and models whose pre-annotations people started from."""
    high_water_mark: datetime.datetime | None
    """When the latest annotation in it was submitted; null where it holds none."""
    writer: str
    """What wrote the Parquet files."""
    files: dict[Annotated[str, AfterValidator(_inside)], File]
    """By path within the release."""
    data: dict[str, DataFile] = {}
    """What the files of the tables hold, by path within the release; not told by releases of earlier versions."""

    def holding(self, table: str, first: str, last: str) -> list[str]:
        """Return the files of a table with rows from an id to another, these included, in their order.

        The ids are of documents, for the table `events` of events. Of a release that does
        not tell what its files hold, all are returned.
        """
        names = (path for path in self.files if path.startswith(f"data/{table}/"))
        return sorted(path for path in names if path not in self.data or self.data[path].overlaps(first, last))


def read_manifest(release: Path) -> Manifest:
    """Return the manifest of a release's folder; raises ReleaseError where it has none that reads."""
    path = release / MANIFEST
    return manifest_of(path.read_bytes() if path.is_file() else None, str(release))


def manifest_of(content: bytes | None, release: str) -> Manifest:
    """Return the manifest that was read at a release's address; raises ReleaseError where it is none."""
    if content is None:
        raise ReleaseError(Problem(release, f"is no release: it has no {MANIFEST}"))
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise ReleaseError(*problems_of(error, f"{release}/{MANIFEST}")) from None


def files_of(release: Path) -> dict[str, File]:
    """Return every file below a release's folder but the manifest itself."""
    paths = sorted(path for path in release.rglob("*") if path.is_file() and path != release / MANIFEST)
    return {path.relative_to(release).as_posix(): file_of(path) for path in paths}


def file_of(path: Path) -> File:
    """Return what can be checked of a file."""
    with path.open("rb") as content:
        return File(sha256=hashlib.file_digest(content, "sha256").hexdigest(), bytes=path.stat().st_size)
