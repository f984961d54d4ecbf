"""`risalah hydrate`."""

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.reading import read
from risalah.export import release
from risalah.export.manifest import Manifest, read_manifest
from risalah.export.rights.standoff import standoff
from risalah.schema import CORE, Annotation, Document
from risalah.schema.links import Links
from risalah.schema.truth import Truth, record_id

ROOT = Path(__file__).parents[2]
NOON = datetime.datetime(2025, 9, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Copy the first three sample articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in sorted((ROOT / "seeds").glob("0[123]-*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def full(articles: Path, tmp_path: Path) -> Manifest:
    """Publish their records without the text; return the manifest of the same release with it."""
    documents = [document for document in read([articles]) if isinstance(document, Document)]
    truths = [
        Truth(
            document=document,
            annotation=Annotation.model_validate_json((ROOT / "seeds" / f"{document.id}.json").read_bytes()),
            basis="latest",
            submitted=NOON,
            annotators=("annotator-1",),
        )
        for document in documents
    ]
    events = [[record_id(truth.document.id, event.number)] for truth in truths for event in truth.annotation.events]
    links = Links(events, {document.id: document.id for document in documents})
    published = release(tmp_path / "releases", truths, CORE, links=links)
    standoff(published.folder)
    return published.manifest


def test_the_commands_of_the_docs_put_the_text_back(risalah: Callable, full: Manifest, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "dataset.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^risalah hydrate .*$", page, re.MULTILINE)
    done = risalah(*command.split()[1:])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "3 documents have their text again, 0 lack it still; 0 texts refused, 0 of other documents. "
        "See hydrated/1.0.0\n"
    )
    assert read_manifest(tmp_path / "hydrated" / "1.0.0").content_sha256 == full.content_sha256


def test_a_text_that_was_changed_is_refused_and_listed(
    risalah: Callable, full: Manifest, articles: Path, tmp_path: Path
) -> None:
    changed = articles / "01-putin-kim-beijing.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Rabu", "Kamis"), encoding="utf-8")
    (articles / "02-poros-moskow-pyongyang.txt").unlink()
    (articles / "lain.txt").write_text("Harga cabai turun.", encoding="utf-8")
    (articles / "kosong.txt").write_text("", encoding="utf-8")
    done = risalah("hydrate", "releases/1.0.0", "articles", "--out", "hydrated", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "folder": "hydrated",
        "hydrated": 1,
        "refused": 1,
        "others": 1,
        "missing": ["01-putin-kim-beijing", "02-poros-moskow-pyongyang"],
    }
    listed = [json.loads(line) for line in (tmp_path / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [entry["doc_id"] for entry in listed] == ["kosong", "01-putin-kim-beijing"]
    assert "rejected: 01-putin-kim-beijing: is not the text that was annotated" in done.stderr


def test_strict_is_not_content_with_a_part(risalah: Callable, full: Manifest, articles: Path) -> None:
    (articles / "kosong.txt").write_text("", encoding="utf-8")
    assert risalah("hydrate", "releases/1.0.0", "articles", "--out", "hydrated", "--strict").returncode == 1


def test_texts_of_other_articles_are_of_no_use(
    risalah: Callable, full: Manifest, articles: Path, tmp_path: Path
) -> None:
    (tmp_path / "lain.txt").write_text("Harga cabai turun.", encoding="utf-8")
    done = risalah("hydrate", "releases/1.0.0", "lain.txt", "--out", "hydrated")
    assert (done.returncode, (tmp_path / "hydrated").exists()) == (1, False)
    assert done.stderr == (
        "risalah: none of these texts is of that release. Give the articles as they were published\n"
    )


def test_what_is_no_release_is_told(risalah: Callable, articles: Path) -> None:
    done = risalah("hydrate", "articles", "articles", "--out", "hydrated")
    assert (done.returncode, done.stderr) == (1, "risalah: articles: is no release: it has no manifest.json\n")
