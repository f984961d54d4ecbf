"""What a release consists of, so that it can be checked."""

import datetime
import hashlib
from pathlib import Path

from pydantic import ValidationError

from risalah.schema.errors import Problem, ReleaseError
from risalah.schema.model import Model
from risalah.schema.report import problems_of

MANIFEST = "manifest.json"


class File(Model):
    """A file of a release."""

    sha256: str
    bytes: int


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
    rows: dict[str, int]
    """Of each table."""
    priors: list[str]
    """The rulesets and models whose pre-annotations people started from."""
    high_water_mark: datetime.datetime | None
    """When the latest annotation in it was submitted; null where it holds none."""
    writer: str
    """What wrote the Parquet files."""
    files: dict[str, File]
    """By path within the release."""


def read_manifest(folder: Path) -> Manifest:
    """Return a release's manifest; raises ReleaseError where it has none that reads."""
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise ReleaseError(Problem(str(folder), "is no release: it has no manifest.json")) from None
    except ValidationError as error:
        raise ReleaseError(*problems_of(error, str(path))) from None


def files_of(folder: Path) -> dict[str, File]:
    """Return every file below a folder but the manifest itself."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): _file(path) for path in paths}


def _file(path: Path) -> File:
    with path.open("rb") as content:
        return File(sha256=hashlib.file_digest(content, "sha256").hexdigest(), bytes=path.stat().st_size)
