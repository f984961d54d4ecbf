"""Releases: published whole or not at all, and never changed."""

import importlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from risalah.export import Release
from risalah.export.manifest import files_of
from risalah.export.store.temporary import STALE_SECONDS
from risalah.export.tables import pieces, writer
from risalah.export.verify import verify
from risalah.schema import CORE, Actor, AnyNumber, Event
from risalah.schema.errors import ReleaseError
from risalah.schema.targets.tables import ROWS
from risalah.schema.truth import LeftOut, Truth
from risalah.schema.version import SCHEMA_VERSION

ROOT = Path(__file__).parents[2]
STEPS = importlib.import_module("risalah.export.release")  # as an attribute, `release` is the function

Publish = Callable[..., Release]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def versions(releases: Path) -> list[str]:
    return sorted(path.name for path in releases.iterdir() if path.name != ".lock")


def read(released: Release, table: str) -> pl.DataFrame:
    return pl.read_parquet(released.folder / "data" / table / "*.parquet")


# What a release holds


def test_a_release_is_a_folder_of_tables_a_card_a_changelog_and_a_manifest(published: Release) -> None:
    tables = {f"data/{table}/{split}.parquet" for table in ROWS for split in ("train", "validation", "test")}
    beside = {"README.md", "CHANGELOG.md", "manifest.json", "rejected.parquet"}
    register = {"register/documents.parquet", "register/records.parquet"}
    assert tables | beside | register <= files(published.folder).keys()
    assert (published.folder.name, published.address, published.new) == ("1.0.0", str(published.folder), True)


def test_the_manifest_says_what_the_release_is_made_of(published: Release, truth: list[Truth]) -> None:
    manifest = published.manifest
    assert manifest.files == files_of(published.folder)
    counts = {"documents": 3, "records": 3, "arguments": 11, "mentions": 15, "events": 3, "negatives": 1, "nested": 3}
    assert manifest.rows == counts
    assert {table: sum(splits.values()) for table, splits in manifest.splits.items()} == counts
    assert (manifest.version, manifest.previous, manifest.reason) == ("1.0.0", None, "it is the first")
    assert (manifest.schema_version, manifest.ontology) == (SCHEMA_VERSION, CORE.fingerprint())
    assert manifest.priors == ["rules id-1"]
    assert manifest.high_water_mark == truth[2].submitted
    assert manifest.writer == f"polars {pl.__version__}"


def test_a_release_of_documents_without_events_keeps_its_columns(publish: Publish, truth: list[Truth]) -> None:
    released = publish(truth[2:])
    assert released.manifest.rows == dict.fromkeys(ROWS, 0) | {"documents": 1}
    assert read(released, "records").schema["participant"] == pl.List(pl.String)
    assert read(released, "documents").schema["published"] == pl.Date
    assert not publish(truth[2:]).new


def test_a_users_class_is_released_like_any_other(
    publish: Publish, truth: list[Truth], rally: type[Event], rallied: Truth
) -> None:
    ontology = CORE.extended(rally)
    released = publish([*truth, rallied], ontology)
    assert read(released, "records").filter(type="rally").select("crowd", "size").row(0) == (["petani"], "~2000")
    assert not publish([*truth, rallied], ontology).new
    assert verify(released.folder) == []


def test_what_was_left_out_is_told_and_why(publish: Publish, truth: list[Truth]) -> None:
    left_out = [LeftOut("doc-4", "no person has reviewed it"), LeftOut("doc-5", "annotator-2 tells it otherwise", 2)]
    rejected = pl.read_parquet(publish([*truth, *left_out]).folder / "rejected.parquet")
    assert rejected.rows() == [(entry.doc_id, entry.reason, entry.number) for entry in left_out]


def test_where_nothing_was_left_out_that_is_told_too(published: Release) -> None:
    rejected = pl.read_parquet(published.folder / "rejected.parquet")
    assert dict(rejected.schema) == {"doc_id": pl.String, "reason": pl.String, "number": pl.Int32}
    assert rejected.is_empty()


def test_there_is_nothing_to_release_where_nothing_was_reviewed(publish: Publish, releases: Path) -> None:
    with pytest.raises(ReleaseError, match="nothing to release: no document is reviewed"):
        publish([LeftOut("doc-1", "no person has reviewed it")])
    assert versions(releases) == []


def test_the_same_input_gives_the_same_bytes(publish: Publish, tmp_path: Path, truth: list[Truth]) -> None:
    told = [*truth, LeftOut("doc-4", "no person has reviewed it")]
    assert files(publish(told, to=tmp_path / "one").folder) == files(publish(told, to=tmp_path / "other").folder)


def test_another_process_writes_the_same_bytes(
    publish: Publish, links: Callable, tmp_path: Path, truth: list[Truth]
) -> None:
    program = (
        "import pickle, sys; from risalah.export import release; from risalah.schema import CORE;"
        "told, links = pickle.load(sys.stdin.buffer); release(sys.argv[1], told, CORE, links=links)"
    )
    here = publish(truth, to=tmp_path / "here")
    given = pickle.dumps((truth, links(truth)))
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", program, tmp_path / "there"]
    subprocess.run(command, input=given, env=environment, check=True)
    assert files(here.folder) == files(tmp_path / "there" / "1.0.0")


def test_a_large_table_has_several_files_and_says_the_same(
    publish: Publish, tmp_path: Path, truth: list[Truth], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = publish(truth, to=tmp_path / "one")
    monkeypatch.setattr(writer, "HELD_BYTES", 0)
    monkeypatch.setattr(pieces, "FILE_BYTES", 0)
    monkeypatch.setattr(STEPS, "BATCH", 1)
    several = publish(truth, to=tmp_path / "several")
    assert "data/documents/train_00001.parquet" in several.manifest.files
    assert several.manifest.content_sha256 == one.manifest.content_sha256
    assert several.manifest.splits == one.manifest.splits
    assert verify(several.folder) == []
    assert all(read(several, table).equals(read(one, table)) for table in ROWS)


# Which version follows


def test_where_nothing_changed_the_last_release_stands(
    publish: Publish, releases: Path, published: Release, truth: list[Truth]
) -> None:
    again = publish(truth)
    assert (again.address, again.manifest, again.new) == (published.address, published.manifest, False)
    assert versions(releases) == ["1.0.0"]


def test_a_document_more_is_a_minor_version(
    publish: Publish, published: Release, truth: list[Truth], reviewed: Callable
) -> None:
    more = reviewed("[Airlangga|1.participant=Airlangga:person] [menelepon|1.call:actual] Yellen.", "doc-4")
    second = publish([*truth, more])
    assert (second.manifest.version, second.manifest.previous, second.new) == ("1.1.0", "1.0.0", True)
    assert second.manifest.reason == "rows were only added"


def test_a_corrected_value_is_a_major_version(publish: Publish, published: Release, truth: list[Truth]) -> None:
    told = truth[1].annotation.model_dump(mode="json")
    told["events"][0]["realis"] = "denied"
    denied = replace(truth[1], annotation=type(truth[1].annotation).model_validate(told))
    second = publish([truth[0], denied, truth[2]])
    assert (second.manifest.version, second.manifest.reason) == ("2.0.0", "rows were changed or removed")


def test_a_document_less_is_a_major_version(publish: Publish, published: Release, truth: list[Truth]) -> None:
    assert publish(truth[:2]).manifest.version == "2.0.0"


def test_what_somebody_else_confirms_is_a_patch(publish: Publish, published: Release, truth: list[Truth]) -> None:
    both = ("annotator-1", "annotator-2")
    agreed = replace(truth[1], basis="agreed", annotators=both, told_by={1: both})
    assert publish([truth[0], agreed, truth[2]]).manifest.version == "1.0.1"


def test_an_event_type_more_is_a_major_version_also_where_it_brings_no_column(
    publish: Publish, published: Release, truth: list[Truth], rally: type[Event]
) -> None:
    march = type("March", (Event,), {"__doc__": "A march.", "__annotations__": {"participant": AnyNumber[Actor]}})
    for ontology, version in ((CORE.extended(march), "2.0.0"), (CORE.extended(march, rally), "3.0.0")):
        manifest = publish(truth, ontology).manifest
        assert (manifest.version, manifest.reason) == (version, "the schema changed")


def test_a_new_version_of_the_schema_is_a_new_major_version(
    publish: Publish, published: Release, truth: list[Truth], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STEPS, "SCHEMA_VERSION", "9.0.0")
    again = publish(truth)
    assert (again.new, again.manifest.version, again.manifest.reason) == (True, "2.0.0", "the schema changed")


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ("1.1.0", "rows were only added"),
        ("1.2.0", "it was asked for; 1.1.0 would do, because rows were only added"),
        ("2.0.0", "it was asked for; 1.1.0 would do, because rows were only added"),
    ],
)
def test_a_higher_version_can_be_asked_for(publish: Publish, truth: list[Truth], asked: str, because: str) -> None:
    publish(truth[:2])
    manifest = publish(truth, version=asked).manifest
    assert (manifest.version, manifest.previous, manifest.reason) == (asked, "1.0.0", because)


@pytest.mark.parametrize("asked", ["1.0.1", "1.0.0", "0.9.0"])
def test_a_smaller_version_is_refused_and_why(publish: Publish, releases: Path, truth: list[Truth], asked: str) -> None:
    publish(truth[:2])
    with pytest.raises(ReleaseError, match=f"cannot be {asked}: it has to be 1.1.0 at least, because rows were only"):
        publish(truth, version=asked)
    assert versions(releases) == ["1.0.0"]


@pytest.mark.parametrize("asked", ["2", "2.0", "v2.0.0", "02.0.0", "2.0.0-rc1", "../2.0.0"])
def test_what_is_no_version_is_refused(publish: Publish, truth: list[Truth], asked: str) -> None:
    with pytest.raises(ReleaseError, match="is no version: it has to be three numbers"):
        publish(truth, version=asked)


def test_the_same_rows_can_be_released_again_under_a_higher_version(
    publish: Publish, published: Release, truth: list[Truth]
) -> None:
    assert not publish(truth, version="1.0.0").new
    manifest = publish(truth, version="2.0.0").manifest
    assert manifest.reason == "it was asked for; 1.0.1 would do, because only the packaging changed"


# Whole or not at all


@pytest.fixture(params=["folder", "object store"])
def to(request: pytest.FixtureRequest, releases: Path) -> str:
    return str(releases) if request.param == "folder" else request.getfixturevalue("bucket")


def test_a_release_never_changes(publish: Publish, releases: Path, published: Release, truth: list[Truth]) -> None:
    before = files(published.folder)
    publish(truth[:2])
    publish(truth)
    assert files(published.folder) == before
    assert versions(releases) == ["1.0.0", "2.0.0", "2.1.0"]


def test_others_may_read_a_release(published: Release) -> None:
    assert published.folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("there", [[], ["catatan.txt"]], ids=["empty", "somebody's"])
def test_a_folder_of_that_name_is_left_alone(
    publish: Publish, releases: Path, truth: list[Truth], there: list[str]
) -> None:
    (releases / "1.0.0").mkdir(parents=True)
    for name in there:
        (releases / "1.0.0" / name).write_text("milik orang lain")
    with pytest.raises(ReleaseError, match=r"1\.0\.0: is there already"):
        publish(truth)
    assert [path.name for path in (releases / "1.0.0").iterdir()] == there
    assert versions(releases) == ["1.0.0"]


@pytest.mark.parametrize("faster", ["1.0.0", "2.0.0"])
def test_who_was_slower_than_another_is_told(
    publish: Publish, truth: list[Truth], monkeypatch: pytest.MonkeyPatch, to: str, faster: str
) -> None:
    """Also where the other published another version: it starts from what this one does not know."""

    def publish_meanwhile(folder: Path) -> object:
        monkeypatch.setattr(STEPS, "files_of", files_of)
        publish(truth[:1], to=to, version=faster)
        return files_of(folder)

    monkeypatch.setattr(STEPS, "files_of", publish_meanwhile)
    with pytest.raises(ReleaseError, match=r"1\.0\.0 was not published: another release .* Run the command again"):
        publish(truth, to=to)
    assert publish(truth, to=to).manifest.previous == faster


@pytest.mark.parametrize("step", ["events", "changelog", "files_of"])
@pytest.mark.parametrize("stop", [OSError("No space left on device"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
def test_a_release_that_fails_leaves_nothing(
    publish: Publish, releases: Path, truth: list[Truth], step: str, stop: BaseException
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise stop

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS, step, stopped)
        with pytest.raises(type(stop)):
            publish(truth)
    assert versions(releases) == []
    assert publish(truth).manifest.version == "1.0.0"


@pytest.mark.parametrize("s3", [[], ["--s3"]], ids=["folder", "object store"])
def test_of_publishers_that_are_killed_or_two_at_once_everything_seen_is_whole(s3: list[str]) -> None:
    """The full storm, a thousand kills and a hundred races, is run by hand: benchmarks/kills.py."""
    command = [sys.executable, "-m", "benchmarks.kills", "--kills", "8", "--races", "3", *s3]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sum(count for what, count in json.loads(done.stdout).items() if what != "seconds") == 11


@pytest.mark.parametrize(("age", "left"), [(0, True), (STALE_SECONDS - 60, True), (STALE_SECONDS + 60, False)])
def test_what_a_killed_release_left_behind_is_swept_away_when_nobody_can_be_at_it(
    publish: Publish, releases: Path, truth: list[Truth], age: float, left: bool
) -> None:
    leftover = releases / ".writing-dulu"
    (leftover / "data").mkdir(parents=True)
    for folder in (leftover / "data", leftover):
        os.utime(folder, times=(time.time() - age,) * 2)
    publish(truth)
    assert leftover.exists() == left


def test_what_is_still_being_written_is_not_swept_away(publish: Publish, releases: Path, truth: list[Truth]) -> None:
    building = releases / ".writing-lama"
    (building / "data").mkdir(parents=True)
    os.utime(building, times=(time.time() - 2 * STALE_SECONDS,) * 2)
    publish(truth)
    assert building.exists()


def test_a_copy_of_a_release_under_another_name_is_no_version(
    publish: Publish, releases: Path, published: Release, truth: list[Truth]
) -> None:
    for name in ("1.0.0.bak", "salinan", "01.9.0"):
        shutil.copytree(published.folder, releases / name)
    assert publish(truth[:2]).manifest.previous == "1.0.0"
