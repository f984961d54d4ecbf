"""Whether a release is what its manifest says, and whether its tables fit together."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from risalah.export import Release
from risalah.export.content import ContentHash
from risalah.export.manifest import MANIFEST, DataFile, files_of, read_manifest
from risalah.export.tables.files import data_files
from risalah.export.verify import verify
from risalah.schema import CORE, Event
from risalah.schema.errors import ReleaseError
from risalah.schema.targets.tables import ROWS
from risalah.schema.truth import Truth

ID, OTHER = pl.col("record_id"), pl.lit("doc-7#1")


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in verify(folder)]


def signed(folder: Path) -> Path:
    """Make a release's manifest say what is there, as somebody would who hides a change."""
    frames = {table: [pl.read_parquet(path) for path in data_files(folder, table)] for table in ROWS}
    content = ContentHash()
    for table, of_table in frames.items():
        for frame in of_table:
            content.add(table, frame)
    splits = {
        table: {path.stem: frame.height for path, frame in zip(data_files(folder, table), of_table, strict=True)}
        for table, of_table in frames.items()
    }
    says = {
        "files": files_of(folder),
        "content_sha256": content.hexdigest(),
        "splits": splits,
        "rows": {table: sum(of_split.values()) for table, of_split in splits.items()},
        "data": held(folder),
    }
    manifest = read_manifest(folder).model_copy(update=says)
    (folder / MANIFEST).write_text(manifest.model_dump_json())
    return folder


def held(folder: Path) -> dict[str, DataFile]:
    files = ((table, path) for table in ROWS for path in data_files(folder, table))
    return {path.relative_to(folder).as_posix(): DataFile.of(table, pl.read_parquet(path)) for table, path in files}


def edit(folder: Path, table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Path:
    for path in data_files(folder, table):
        change(pl.read_parquet(path)).write_parquet(path)
    return folder


def test_a_release_is_whole(published: Release) -> None:
    assert verify(published.folder) == []
    assert verify(str(published.folder)) == []


def test_a_copy_of_it_is_too_whatever_it_is_called(published: Release) -> None:
    copy = published.folder.rename(published.folder.with_name("unduhan"))
    assert verify(copy) == []


def test_a_release_with_a_users_class_is_whole(
    publish: Callable[..., Release], truth: list[Truth], rally: type[Event], rallied: Truth
) -> None:
    assert verify(publish([*truth, rallied], CORE.extended(rally)).folder) == []


def test_what_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"is no release: it has no manifest\.json"):
        verify(tmp_path)


# The files


def test_every_file_that_is_lost_changed_or_not_named_is_told(published: Release) -> None:
    folder = published.folder
    (folder / "README.md").unlink()
    table = folder / "data/records/train.parquet"
    table.write_bytes(table.read_bytes().replace(b"Elon Musk", b"Elon Must"))
    (folder / "CHANGELOG.md").write_text("")
    (folder / "data/records/train_00001.parquet").write_bytes(b"PAR1")
    again = "Fetch the release again: it never changes"
    assert sorted(told(folder)) == [
        f"CHANGELOG.md: is not the file that manifest.json names: it has another size. {again}",
        f"README.md: is not there. {again}",
        f"data/records/train.parquet: is not the file that manifest.json names: it has another sum. {again}",
        "data/records/train_00001.parquet: is no file of the release: manifest.json does not name it. Move it away",
    ]


def test_a_file_that_does_not_read_is_told_even_where_the_manifest_names_it(published: Release) -> None:
    (published.folder / "data/records/train.parquet").write_bytes(b"PAR1")
    manifest = read_manifest(published.folder).model_copy(update={"files": files_of(published.folder)})
    (published.folder / MANIFEST).write_text(manifest.model_dump_json())
    assert told(published.folder) == ["data/records/train.parquet: does not read as Parquet"]


# The tables


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (pl.DataFrame.drop, "has not the column 'realis' of the type String"),
        (lambda frame, name: frame.with_columns(pl.lit(1).alias(name)), "has not the column 'realis' of the type"),
        (lambda frame, _: frame.with_columns(catatan=1), "has a column 'catatan' that records has not"),
    ],
)
def test_a_table_without_its_columns_is_told(published: Release, change: Callable, problem: str) -> None:
    changed = edit(published.folder, "records", lambda frame: change(frame, "realis"))
    assert all(problem in one for one in told(signed(changed)))


def test_a_row_less_is_told_by_its_count_and_by_the_content(published: Release) -> None:
    edit(published.folder, "mentions", lambda frame: frame.head(1))
    manifest = read_manifest(published.folder).model_copy(update={"files": files_of(published.folder)})
    (published.folder / MANIFEST).write_text(manifest.model_dump_json())
    file, _, counts, content = told(published.folder)
    where = "has 1 rows from 'doc-1' to 'doc-1', and manifest.json says 12 rows from 'doc-1' to 'doc-1'"
    assert file == f"data/mentions/test.parquet: {where}"
    assert counts.startswith("data/mentions: has {'train': 1, 'validation': 0, 'test': 1} rows, and manifest.json says")
    assert content == "data: says something else than manifest.json: its content has another hash"


def test_a_changed_value_is_told_by_the_content(published: Release) -> None:
    edit(published.folder, "records", lambda frame: frame.with_columns(realis=pl.lit("denied")))
    manifest = read_manifest(published.folder).model_copy(update={"files": files_of(published.folder)})
    (published.folder / MANIFEST).write_text(manifest.model_dump_json())
    assert told(published.folder) == ["data: says something else than manifest.json: its content has another hash"]


def test_rows_in_the_file_of_another_split_are_told(published: Release) -> None:
    edit(published.folder, "documents", lambda frame: frame.with_columns(split=pl.lit("test")))
    assert told(signed(published.folder)) == [
        "data/documents/train.parquet: holds rows that are not of the split train"
    ]


def test_an_id_that_two_rows_have_is_told(published: Release) -> None:
    edit(published.folder, "negatives", lambda frame: pl.concat([frame, frame]))
    [problem] = told(signed(published.folder))
    assert problem.startswith("data/negatives: has an id that another row has: negative_id 'doc-2#1/")


@pytest.mark.parametrize(
    ("table", "change", "problem"),
    [
        ("records", {"doc_id": pl.lit("doc-7")}, "data/records: names doc_id of documents that is not there: 'doc-7'"),
        ("arguments", {"record_id": OTHER}, "data/arguments: names record_id of records that is not there: 'doc-7#1'"),
        ("mentions", {"record_id": OTHER}, "data/mentions: names record_id of records that is not there: 'doc-7#1'"),
        ("mentions", {"argument_id": OTHER}, "data/mentions: names argument_id of arguments that is not there: 'doc-7"),
        ("records", {"event_id": OTHER}, "data/records: names event_id of events that is not there: 'doc-7#1'"),
        ("events", {"records": pl.concat_list(OTHER)}, "data/events: names a record that is not there: 'doc-7#1'"),
        ("records", {"record_id": OTHER + ID}, "data/nested: names record_id of records that is not there: 'doc-1#1'"),
    ],
)
def test_an_id_that_names_nothing_is_told(
    published: Release, table: str, change: dict[str, pl.Expr], problem: str
) -> None:
    edit(published.folder, table, lambda frame: frame.with_columns(**change))
    assert any(one.startswith(problem) for one in told(signed(published.folder)))


@pytest.mark.parametrize(
    "change",
    [
        {"start": pl.col("start") + 1},
        {"end": pl.col("end") + 1},
        {"end": pl.col("start")},
        {"start": pl.lit(-1, pl.Int32)},
        {"start": pl.lit(0, pl.Int32), "end": pl.lit(10_000, pl.Int32)},
        {"text": pl.lit("kata lain")},
    ],
    ids=("starts later", "ends later", "is empty", "starts before", "ends after", "other words"),
)
@pytest.mark.parametrize("table", ["mentions", "negatives"])
def test_a_mention_that_the_text_does_not_say_there_is_told(
    published: Release, table: str, change: dict[str, pl.Expr]
) -> None:
    edit(published.folder, table, lambda frame: frame.with_columns(**change))
    [problem] = told(signed(published.folder))
    assert problem.startswith(f"data/{table}: is not what the text says there: 'doc-")


def test_without_a_text_nothing_is_said_of_its_mentions(published: Release) -> None:
    for table in ("documents", "mentions", "negatives"):
        edit(published.folder, table, lambda frame: frame.with_columns(text=pl.lit(None, pl.String)))
    assert told(signed(published.folder)) == []


@pytest.mark.parametrize(
    ("register", "problem"),
    [
        ("documents", "data/documents: has a row that register/documents.parquet does not hold so: 'doc-1', 'doc-2'"),
        ("records", "data/records: has a row that register/records.parquet does not hold so: 'doc-1#1', 'doc-1#2'"),
    ],
)
@pytest.mark.parametrize("change", [pl.DataFrame.clear, lambda frame: frame.with_columns(pl.nth(1) + "?")])
def test_what_the_register_does_not_hold_is_told(
    published: Release, register: str, problem: str, change: Callable
) -> None:
    path = published.folder / "register" / f"{register}.parquet"
    change(pl.read_parquet(path)).write_parquet(path)
    [found] = told(signed(published.folder))
    assert found.startswith(problem)


def test_of_many_the_first_are_named(published: Release) -> None:
    edit(published.folder, "mentions", lambda frame: frame.with_columns(text=pl.lit("")))
    [problem] = told(signed(published.folder))
    assert problem.endswith("and 12 more")
