"""Whoever reads a release reads the same, in however many files its tables lie."""

import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from risalah.export import Release
from risalah.export import release as publish_release
from risalah.export.description.about import about
from risalah.export.description.card import card
from risalah.export.formats import examples, formats
from risalah.export.formats.folder import export
from risalah.export.manifest import MANIFEST, files_of, read_manifest
from risalah.export.register import SPLITS, read_register
from risalah.export.report import report
from risalah.export.reviewed import reviewed as read_back
from risalah.export.rights.hydrate import hydrate, match
from risalah.export.tables import pieces, writer
from risalah.export.tables.files import data_files, split_of
from risalah.export.verify import verify
from risalah.schema import CORE
from risalah.schema.dataset import Dataset
from risalah.schema.links import Links
from risalah.schema.targets.tables import ROWS
from risalah.schema.truth import Truth, record_id

TALKS = (
    "[Menteri Keuangan|1.participant=Sri Mulyani:person] [berunding|1.meeting:actual] dengan "
    "[IMF|1.participant=IMF:organization] soal [utang luar\nnegeri|1.topic=utang luar negeri]."
)


@contextmanager
def small() -> Iterator[None]:
    """Let every document have files of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "HELD_BYTES", 0)
        patch.setattr(pieces, "FILE_BYTES", 0)
        patch.setattr(importlib.import_module("risalah.export.release"), "BATCH", 1)
        yield


def publish(folder: Path, truths: list[Truth], **options: object) -> Release:
    events = [[record_id(truth.document.id, 1)] for truth in truths]
    links = Links(events, {truth.document.id: truth.document.id for truth in truths})
    return publish_release(folder, truths, CORE, links=links, **options)


@pytest.fixture(scope="module")
def truths(reviewed: Callable) -> list[Truth]:
    """Return what is true of eight documents, of which every split has some."""
    return [reviewed(TALKS, f"berita-{number:02}", day=number) for number in range(1, 9)]


@pytest.fixture(scope="module")
def one(truths: list[Truth], tmp_path_factory: pytest.TempPathFactory) -> Release:
    return publish(tmp_path_factory.mktemp("one"), truths)


@pytest.fixture(scope="module")
def several(truths: list[Truth], tmp_path_factory: pytest.TempPathFactory) -> Release:
    with small():
        return publish(tmp_path_factory.mktemp("several"), truths)


def test_there_are_several(several: Release) -> None:
    for table in sorted(ROWS.keys() - {"events", "negatives"}):
        assert len([path for path in data_files(several.folder, table) if split_of(path) == "train"]) > 3
    assert verify(several.folder) == []


def test_programs_read_the_same_rows_in_the_same_order(one: Release, several: Release) -> None:
    import duckdb
    import pandas as pd

    for table in ROWS:
        there, here = (release.folder / "data" / table for release in (several, one))
        rows = pl.read_parquet(here / "*.parquet")
        assert pl.read_parquet(there / "*.parquet").equals(rows)
        assert len(pd.read_parquet(there)) == rows.height
        assert duckdb.sql(f"select count(*) from '{there}/*.parquet'").fetchall() == [(rows.height,)]


def test_datasets_reads_the_same(
    one: Release, several: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datasets import config, load_dataset

    monkeypatch.setattr(config, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(config, "HF_DATASETS_CACHE", tmp_path)
    for table in ("records", "nested"):
        loaded = load_dataset(str(several.folder), table, split="train")
        assert loaded.to_list() == pl.read_parquet(one.folder / "data" / table / "train.parquet").to_dicts()


def test_the_card_says_the_same_and_croissant_names_every_file(one: Release, several: Release) -> None:
    said = [
        card(about(release.folder, release.manifest.model_copy(update={"files": {}}), CORE, Dataset()))
        for release in (one, several)
    ]
    assert said[0] == said[1]
    told = json.loads((several.folder / "croissant.json").read_text(encoding="utf-8"))["distribution"]
    sums = {file["contentUrl"]: file["sha256"] for file in told if "contentUrl" in file}
    files = files_of(several.folder)
    assert sums == {path: file.sha256 for path, file in files.items() if path.startswith("data/")}


def test_the_manifest_says_where_documents_are(one: Release, several: Release) -> None:
    manifest = several.manifest
    assert manifest.content_sha256 == one.manifest.content_sha256
    assert (manifest.rows, manifest.splits) == (one.manifest.rows, one.manifest.splits)
    assert manifest.data.keys() == {path for path in manifest.files if path.startswith("data/")}
    found = [several.folder / path for path in manifest.holding("mentions", "berita-03", "berita-04")]
    assert pl.read_parquet(found)["doc_id"].unique().sort().to_list() == ["berita-03", "berita-04"]


def test_a_manifest_that_does_not_tell_of_data_reads_and_its_release_is_whole(several: Release) -> None:
    path = several.folder / MANIFEST
    whole = path.read_bytes()
    told = json.loads(whole)
    del told["data"]
    try:
        path.write_text(json.dumps(told))
        manifest = read_manifest(several.folder)
        assert manifest.data == {}
        assert len(manifest.holding("records", "berita-03", "berita-03")) == len(data_files(several.folder, "records"))
        assert verify(several.folder) == []
    finally:
        path.write_bytes(whole)


def test_the_next_release_compares_and_keeps_splits_and_events(
    one: Release, several: Release, truths: list[Truth]
) -> None:
    assert read_register(several.folder) == read_register(one.folder)
    assert not publish(several.folder.parent, truths).new
    with small():
        assert not publish(one.folder.parent, truths).new


def test_models_and_formats_read_the_same(one: Release, several: Release, tmp_path: Path) -> None:
    for split in SPLITS:
        assert [*examples(several.folder, split)] == [*examples(one.folder, split)]
        assert [*read_back(several.folder, split, CORE)] == [*read_back(one.folder, split, CORE)]
    for name in ("jsonl", "parquet"):
        written = [
            {split: path.read_bytes() for split, path in export(release.folder, formats()[name], folder).files.items()}
            for release, folder in ((one, tmp_path / "one"), (several, tmp_path / "several"))
        ]
        assert written[0] == written[1]


def test_the_report_says_the_same(one: Release, several: Release) -> None:
    assert report(several.address) == report(one.address)


def test_words_are_taken_out_and_put_back(
    one: Release, truths: list[Truth], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small():
        bare = publish(tmp_path / "bare", truths, text="standoff")
        assert verify(bare.folder) == []
        assert len(data_files(bare.folder, "mentions")) > len(SPLITS)
        out = hydrate(bare.folder, match(bare.folder, [truth.document for truth in truths]), tmp_path / "1.0.0")
    assert verify(out) == []
    assert read_manifest(out).content_sha256 == one.manifest.content_sha256
    whole = hydrate(bare.folder, match(bare.folder, [truth.document for truth in truths]), tmp_path / "2.0.0")
    assert len(data_files(whole, "mentions")) == len(SPLITS)
    assert verify(whole) == []
    told = json.loads((whole / "croissant.json").read_text(encoding="utf-8"))["distribution"]
    assert {file["contentUrl"] for file in told if "contentUrl" in file} == read_manifest(whole).data.keys()


def test_a_file_that_holds_something_else_than_the_manifest_says_is_told(truths: list[Truth], tmp_path: Path) -> None:
    release = publish(tmp_path, truths[:2])
    path = next(path for path, file in release.manifest.data.items() if file.rows and "/records/" in path)
    for wrong in ({"rows": 9}, {"first": "berita-00"}, {"last": "berita-99"}):
        data = {**release.manifest.data, path: release.manifest.data[path].model_copy(update=wrong)}
        manifest = release.manifest.model_copy(update={"data": data})
        (release.folder / MANIFEST).write_text(manifest.model_dump_json())
        [problem] = verify(release.folder)
        assert str(problem).startswith(f"{path}: has ")
    data = {name: file for name, file in release.manifest.data.items() if name != path}
    (release.folder / MANIFEST).write_text(release.manifest.model_copy(update={"data": data}).model_dump_json())
    assert "manifest.json says nothing of it" in str(*verify(release.folder))
