"""Releases: published whole or not at all, and never changed."""

import importlib
import os
import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.export import LeftOut, Release, release
from risalah.export.manifest import files_of, read_manifest
from risalah.export.release import STALE_SECONDS, latest
from risalah.schema import CORE, Actor, AnyNumber, Document, Event
from risalah.schema.errors import ReleaseError
from risalah.schema.review import Review
from risalah.schema.version import SCHEMA_VERSION

Truth = list[tuple[Document, Review]]

STEPS = importlib.import_module("risalah.export.release")  # as an attribute, `release` is the function

FILES = [
    "CHANGELOG.md",
    "README.md",
    "data/arguments/train.parquet",
    "data/documents/train.parquet",
    "data/mentions/train.parquet",
    "data/records/train.parquet",
    "manifest.json",
    "rejected.parquet",
]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def versions(releases: Path) -> list[str]:
    return sorted(path.name for path in releases.iterdir())


def read(released: Release, table: str) -> pl.DataFrame:
    return pl.read_parquet(released.folder / "data" / table / "*.parquet")


# What a release holds


def test_a_release_is_a_folder_of_tables_a_card_a_changelog_and_a_manifest(published: Release) -> None:
    assert sorted(files(published.folder)) == FILES
    assert published.folder.name == "1.0.0"
    assert published.new


def test_the_manifest_says_what_the_release_is_made_of(published: Release, truth: Truth) -> None:
    manifest = published.manifest
    assert manifest.files == files_of(published.folder)
    assert manifest.rows == {"documents": 3, "records": 3, "arguments": 11, "mentions": 15}
    assert (manifest.version, manifest.previous, manifest.reason) == ("1.0.0", None, "it is the first")
    assert (manifest.schema_version, manifest.ontology) == (SCHEMA_VERSION, CORE.fingerprint())
    assert manifest.priors == ["rules id-1"]
    assert manifest.high_water_mark == truth[2][1].submitted
    assert manifest.writer == f"polars {pl.__version__}"


def test_a_release_of_documents_without_events_keeps_its_columns(releases: Path, truth: Truth) -> None:
    released = release(releases, truth[2:], [], CORE)
    assert released.manifest.rows == {"documents": 1, "records": 0, "arguments": 0, "mentions": 0}
    assert read(released, "records").schema["participant"] == pl.List(pl.String)
    assert read(released, "documents").schema["published"] == pl.Date
    assert not release(releases, truth[2:], [], CORE).new


def test_a_users_class_is_released_like_any_other(
    releases: Path, truth: Truth, rally: type[Event], rallied: tuple[Document, Review]
) -> None:
    ontology = CORE.extended(rally)
    released = release(releases, [*truth, rallied], [], ontology)
    assert read(released, "records").filter(type="rally").select("crowd", "size").row(0) == (["petani"], "~2000")
    assert not release(releases, [*truth, rallied], [], ontology).new


def test_what_was_left_out_is_told_and_why(releases: Path, truth: Truth) -> None:
    left_out = [LeftOut("doc-4", "no person has reviewed it"), LeftOut("doc-5", "nothing was submitted for it")]
    rejected = pl.read_parquet(release(releases, truth, left_out, CORE).folder / "rejected.parquet")
    assert rejected.rows() == [(entry.doc_id, entry.reason) for entry in left_out]


def test_where_nothing_was_left_out_that_is_told_too(published: Release) -> None:
    rejected = pl.read_parquet(published.folder / "rejected.parquet")
    assert dict(rejected.schema) == {"doc_id": pl.String, "reason": pl.String}
    assert rejected.is_empty()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, truth: Truth) -> None:
    one, other = (release(tmp_path / name, truth, [LeftOut("doc-4", "x")], CORE) for name in ("one", "other"))
    assert files(one.folder) == files(other.folder)


def test_there_is_nothing_to_release_where_nothing_was_reviewed(releases: Path) -> None:
    with pytest.raises(ReleaseError, match="nothing to release: no document is reviewed"):
        release(releases, [], [LeftOut("doc-1", "no person has reviewed it")], CORE)
    assert not releases.exists()


# Which version follows


def test_where_nothing_changed_the_last_release_stands(releases: Path, published: Release, truth: Truth) -> None:
    again = release(releases, truth, [], CORE)
    assert (again.folder, again.manifest, again.new) == (published.folder, published.manifest, False)
    assert versions(releases) == ["1.0.0"]


def test_a_document_more_is_a_minor_version(
    releases: Path, published: Release, truth: Truth, reviewed: Callable
) -> None:
    more = reviewed("[Airlangga|1.participant=Airlangga:person] [menelepon|1.call:actual] Yellen.", "doc-4")
    second = release(releases, [*truth, more], [], CORE)
    assert (second.manifest.version, second.manifest.previous, second.new) == ("1.1.0", "1.0.0", True)
    assert second.differences["records"].added == ["doc-4#1"]
    assert "- `doc-4#1`" in (second.folder / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_corrected_value_is_a_major_version(releases: Path, published: Release, truth: Truth) -> None:
    document, review = truth[1]
    told = review.model_dump(mode="json")
    told["annotation"]["events"][0]["realis"] = "denied"
    second = release(releases, [truth[0], (document, Review.model_validate(told)), truth[2]], [], CORE)
    assert (second.manifest.version, second.manifest.reason) == ("2.0.0", "rows were changed or removed")
    assert second.differences["records"].changed == ["doc-2#1"]


def test_a_document_less_is_a_major_version(releases: Path, published: Release, truth: Truth) -> None:
    second = release(releases, truth[:2], [], CORE)
    assert second.manifest.version == "2.0.0"
    assert second.differences["documents"].removed == ["doc-3"]


def test_a_review_of_what_nobody_had_read_is_a_major_version(releases: Path, truth: Truth, reviewed: Callable) -> None:
    release(releases, [*truth, reviewed("Rapat ditunda.", "doc-4", status="unreviewed")], [], CORE)
    second = release(releases, [*truth, reviewed("Rapat ditunda.", "doc-4")], [], CORE)
    assert (second.manifest.version, second.differences["documents"].changed) == ("2.0.0", ["doc-4"])


def test_an_event_type_more_is_a_major_version_also_where_it_brings_no_column(
    releases: Path, published: Release, truth: Truth, rally: type[Event]
) -> None:
    march = type("March", (Event,), {"__doc__": "A march.", "__annotations__": {"participant": AnyNumber[Actor]}})
    for ontology, version in ((CORE.extended(march), "2.0.0"), (CORE.extended(march, rally), "3.0.0")):
        manifest = release(releases, truth, [], ontology).manifest
        assert (manifest.version, manifest.reason) == (version, "the schema changed")


def test_versions_are_numbers_not_letters(releases: Path, truth: Truth) -> None:
    for version in ("1.9.0", "1.10.0", "1.2.11"):
        shutil.copytree(release(releases, truth, [], CORE).folder, releases / version, dirs_exist_ok=True)
    assert latest(releases) == releases / "1.10.0"


def test_a_copy_of_a_release_under_another_name_is_no_version(releases: Path, published: Release) -> None:
    shutil.copytree(published.folder, releases / "1.0.0.bak")
    assert latest(releases) == published.folder


# Whole or not at all


def test_a_release_never_changes(releases: Path, published: Release, truth: Truth) -> None:
    before = files(published.folder)
    release(releases, truth[:2], [], CORE)
    release(releases, truth, [], CORE)
    assert files(published.folder) == before
    assert versions(releases) == ["1.0.0", "2.0.0", "2.1.0"]


def test_a_version_that_is_there_already_is_left_alone(releases: Path, truth: Truth) -> None:
    (releases / "1.0.0").mkdir(parents=True)
    (releases / "1.0.0" / "catatan.txt").write_text("milik orang lain")
    with pytest.raises(ReleaseError, match=r"1\.0\.0: is there already: another release was published meanwhile"):
        release(releases, truth, [], CORE)
    assert files(releases) == {"1.0.0/catatan.txt": b"milik orang lain"}


def test_an_empty_folder_in_its_place_is_not_taken_over(releases: Path, truth: Truth) -> None:
    (releases / "1.0.0").mkdir(parents=True)
    with pytest.raises(ReleaseError, match="is there already"):
        release(releases, truth, [], CORE)
    assert versions(releases) == ["1.0.0"]


def test_of_two_that_publish_at_once_one_wins_and_the_other_is_told(
    releases: Path, truth: Truth, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, files_as_ever = Barrier(2), STEPS.files_of

    def files_when_both_are_there(folder: Path) -> object:
        both.wait(timeout=60)
        return files_as_ever(folder)

    def publish(inputs: Truth) -> str:
        try:
            return release(releases, inputs, [], CORE).manifest.content_sha256
        except ReleaseError as error:
            return str(error)

    monkeypatch.setattr(STEPS, "files_of", files_when_both_are_there)
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(publish, [truth, truth[:1]]))
    assert sum("another release was published meanwhile" in answer for answer in told) == 1
    assert read_manifest(releases / "1.0.0").content_sha256 in told
    assert versions(releases) == ["1.0.0"]


@pytest.mark.parametrize("step", ["_write_table", "card", "changelog", "files_of", "sync"])
@pytest.mark.parametrize("stop", [OSError("No space left on device"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
def test_a_release_that_fails_leaves_nothing(
    releases: Path, truth: Truth, monkeypatch: pytest.MonkeyPatch, step: str, stop: BaseException
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(STEPS, step, stopped(stop))
        with pytest.raises(type(stop)):
            release(releases, truth, [], CORE)
    assert versions(releases) == []
    assert release(releases, truth, [], CORE).manifest.version == "1.0.0"


def stopped(stop: BaseException) -> Callable[..., None]:
    def step(*arguments: object) -> None:
        raise stop

    return step


@pytest.mark.parametrize("step", ["card", "files_of", "sync"])
def test_a_release_that_is_killed_is_not_seen_and_the_next_one_is_whole(
    releases: Path, truth: Truth, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(STEPS, step, stopped(KeyboardInterrupt()))
        patch.setattr(shutil, "rmtree", lambda *arguments, **options: None)  # the killed tidy up nothing
        with pytest.raises(KeyboardInterrupt):
            release(releases, truth, [], CORE)
    [leftover] = versions(releases)
    assert latest(releases) is None
    assert list(releases.glob("[0-9]*")) == []
    second = release(releases, truth, [], CORE)
    assert (second.manifest.version, files_of(second.folder)) == ("1.0.0", second.manifest.files)
    assert versions(releases) == [leftover, "1.0.0"]


@settings(max_examples=25, deadline=None)
@given(
    attempts=st.lists(
        st.tuples(st.sets(st.integers(0, 2), min_size=1), st.sampled_from([None, "card", "files_of", "sync"])),
        max_size=5,
    )
)
def test_whatever_is_killed_every_release_that_is_seen_is_whole_and_stays(
    truth: Truth, attempts: list[tuple[set[int], str | None]]
) -> None:
    with TemporaryDirectory() as folder:
        releases, seen = Path(folder), {}
        for picked, step in attempts:
            with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
                if step:
                    patch.setattr(STEPS, step, stopped(KeyboardInterrupt()))
                    patch.setattr(shutil, "rmtree", lambda *arguments, **options: None)
                release(releases, [truth[index] for index in sorted(picked)], [], CORE)
            now = {path.name: files(path) for path in releases.glob("[0-9]*")}
            assert now | seen == now
            assert all(files_of(releases / name) == read_manifest(releases / name).files for name in now)
            assert now.keys() <= {*seen, *([latest(releases).name] if now else [])}
            seen = now


@pytest.mark.parametrize(("age", "left"), [(0, True), (STALE_SECONDS - 60, True), (STALE_SECONDS + 60, False)])
def test_what_a_killed_release_left_behind_is_swept_away_when_nobody_can_be_at_it(
    releases: Path, truth: Truth, age: float, left: bool
) -> None:
    leftover = releases / ".writing-dulu"
    (leftover / "data").mkdir(parents=True)
    os.utime(leftover, times=(time.time() - age,) * 2)
    release(releases, truth, [], CORE)
    assert leftover.exists() == left


def test_others_may_read_a_release(published: Release) -> None:
    assert published.folder.stat().st_mode & 0o777 == 0o755


# One line loads it


@pytest.fixture
def records_of_one(published: Release) -> tuple[Path, list[str]]:
    return published.folder, ["doc-1#1", "doc-1#2", "doc-2#1"]


def test_polars_loads_it_in_one_line(records_of_one: tuple[Path, list[str]]) -> None:
    folder, ids = records_of_one
    assert pl.read_parquet(f"{folder}/data/records/*.parquet")["record_id"].to_list() == ids


def test_pandas_loads_it_in_one_line(records_of_one: tuple[Path, list[str]]) -> None:
    import pandas as pd

    folder, ids = records_of_one
    assert list(pd.read_parquet(f"{folder}/data/records")["record_id"]) == ids


def test_duckdb_loads_it_in_one_line(records_of_one: tuple[Path, list[str]]) -> None:
    import duckdb

    folder, ids = records_of_one
    found = duckdb.sql(f"select record_id, participant from '{folder}/data/records/*.parquet'").fetchall()
    assert [record_id for record_id, _ in found] == ids
    assert found[2][1] == ["Luhut Pandjaitan", "Elon Musk"]


def test_datasets_loads_it_in_one_line(
    records_of_one: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "huggingface"))
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    from datasets import load_dataset

    folder, ids = records_of_one
    loaded = load_dataset(str(folder), "records", cache_dir=str(tmp_path / "cache"))
    assert loaded["train"]["record_id"] == ids
    assert load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))["train"].num_rows == len(ids)


def test_a_new_version_of_the_schema_is_a_new_major_version(
    releases: Path, published: Release, truth: Truth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[release.__module__], "SCHEMA_VERSION", "9.0.0")
    again = release(releases, truth, [], CORE)
    assert (again.new, again.manifest.version, again.manifest.reason) == (True, "2.0.0", "the schema changed")
