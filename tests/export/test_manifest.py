"""The manifest: what a release consists of, so that it can be checked."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from risalah.export import Release
from risalah.export.manifest import Manifest, files_of, read_manifest
from risalah.schema.errors import ReleaseError
from risalah.storage.file import File


def test_a_manifest_is_the_same_after_json(published: Release) -> None:
    assert read_manifest(published.folder) == published.manifest
    assert Manifest.model_validate_json(published.manifest.model_dump_json()) == published.manifest


def test_every_file_but_the_manifest_is_in_it_with_its_checksum(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b.parquet").write_bytes(b"PAR1")
    (tmp_path / "data" / "manifest.json").write_bytes(b"[]")
    (tmp_path / "README.md").write_text("# Kartu\n")
    (tmp_path / "manifest.json").write_text("{}")
    assert files_of(tmp_path) == {
        "README.md": File(sha256=hashlib.sha256(b"# Kartu\n").hexdigest(), bytes=8),
        "data/b.parquet": File(sha256=hashlib.sha256(b"PAR1").hexdigest(), bytes=4),
        "data/manifest.json": File(sha256=hashlib.sha256(b"[]").hexdigest(), bytes=2),
    }


@pytest.mark.parametrize("damage", ["changed", "lost", "added"])
def test_damage_is_seen_by_checking_the_files_against_it(published: Release, damage: str) -> None:
    table = published.folder / "data" / "records" / "train.parquet"
    assert files_of(published.folder) == published.manifest.files
    match damage:
        case "changed":
            table.write_bytes(table.read_bytes().replace(b"Elon Musk", b"Elon Must"))
        case "lost":
            table.unlink()
        case "added":
            table.with_name("dev.parquet").write_bytes(b"PAR1")
    assert files_of(published.folder) != published.manifest.files


def test_a_folder_without_manifest_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=f"{tmp_path}: is no release: it has no manifest.json"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda told: told.pop("version"), "manifest.json version: is missing"),
        (lambda told: told.update(signed="ya"), "manifest.json signed: is not known here"),
        (lambda told: told["rows"].update(records="banyak"), "manifest.json rows.records: Input should be a valid int"),
        (lambda told: told["files"]["README.md"].pop("sha256"), "sha256: is missing"),
    ],
)
def test_a_manifest_that_is_wrong_is_told_with_its_address(
    published: Release, spoil: Callable[[Any], object], problem: str
) -> None:
    with pytest.raises(ReleaseError, match=problem):
        read_manifest(spoilt(published, spoil))


@pytest.mark.parametrize("path", ["../1.0.0/README.md", "/etc/hostname", "data/../../kunci", "./README.md", "data//x"])
def test_a_manifest_names_nothing_outside_its_release(published: Release, path: str) -> None:
    def spoil(told: Any) -> None:
        told["files"][path] = told["files"]["README.md"]

    with pytest.raises(ReleaseError, match="is no path within the release"):
        read_manifest(spoilt(published, spoil))


def test_a_manifest_that_is_no_json_is_told(published: Release) -> None:
    (published.folder / "manifest.json").write_text("{")
    with pytest.raises(ReleaseError, match=r"manifest\.json: Invalid JSON"):
        read_manifest(published.folder)


def spoilt(published: Release, spoil: Callable[[Any], object]) -> Path:
    path = published.folder / "manifest.json"
    told = json.loads(path.read_bytes())
    spoil(told)
    path.write_text(json.dumps(told))
    return published.folder
