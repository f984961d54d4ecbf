"""`risalah verify`."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.export import release
from risalah.schema import CORE
from risalah.schema.links import Links
from risalah.schema.truth import Truth


@pytest.fixture
def published(tmp_path: Path, marked: Callable) -> Path:
    """Return the folder of a release of one document."""
    document, annotation = marked("[Basuki|1.visitor=Basuki:person] [tiba|1.visit:actual] di Sorong tadi malam.")
    noon = datetime.datetime(2025, 9, 4, 12, tzinfo=datetime.UTC)
    truth = Truth(document, annotation, "latest", noon, annotators=("annotator-1",))
    links = Links([["doc-1#1"]], {"doc-1": "doc-1"})
    return release(tmp_path / "releases", [truth], CORE, links=links).folder


def test_a_whole_release_is_called_whole(risalah: Callable, published: Path) -> None:
    done = risalah("verify", "releases/1.0.0")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "releases/1.0.0 is whole: every file is what its manifest says, and its tables fit together\n"
    )


def test_what_is_wrong_is_listed_and_the_status_is_1(risalah: Callable, published: Path) -> None:
    (published / "README.md").unlink()
    (published / "catatan.txt").touch()
    done = risalah("verify", published)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "README.md: is not there. Fetch the release again: it never changes",
        "catatan.txt: is no file of the release: manifest.json does not name it. Move it away",
    ]


def test_programs_get_json(risalah: Callable, published: Path) -> None:
    assert json.loads(risalah("verify", published, "--json").stdout) == {"release": str(published), "problems": []}
    (published / "README.md").unlink()
    done = risalah("verify", published, "--json")
    [problem] = json.loads(done.stdout)["problems"]
    assert (done.returncode, problem["where"], problem["what"]) == (1, "README.md", "is not there")


@pytest.mark.parametrize("release", ["tiada", "s4://arsip/1.0.0"])
def test_what_is_no_release_is_told(risalah: Callable, release: str) -> None:
    done = risalah("verify", release)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("risalah: ")
