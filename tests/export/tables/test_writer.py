"""Tables of any size go through a bounded memory into files of some size, and say the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.export.content import ContentHash
from risalah.export.manifest import DataFile
from risalah.export.tables import parquet, pieces, writer
from risalah.export.tables.files import data_file, data_files, split_of
from risalah.export.tables.writer import TableWriter, Written

SPLITS = ("train", "test")
TABLES = ("documents", "records")


def frame(first: int, rows: int) -> pl.DataFrame:
    numbers = range(first, first + rows)
    return pl.DataFrame(
        {
            "doc_id": [f"kabar-{number:05}" for number in numbers],
            "split": [SPLITS[number % 3 == 0] for number in numbers],
            "text": [f"Berita ke-{number} dari Jakarta." * (number % 5) for number in numbers],
        },
        schema=dict.fromkeys(("doc_id", "split", "text"), pl.String),
    )


@contextmanager
def limits(held: int, file: int, rows: int = 100_000) -> Iterator[None]:
    with (
        patch.object(writer, "HELD_BYTES", held),
        patch.object(pieces, "FILE_BYTES", file),
        patch.object(parquet, "ROW_GROUP", rows),
    ):
        yield


def write(folder: Path, batches: list[int]) -> Written:
    """Write batches of so many rows into both tables."""
    with TableWriter(folder, SPLITS) as tables:
        first = 0
        for rows in batches:
            for table in TABLES:
                tables.add(table, frame(first, rows))
            first += rows
    return tables.written


def groups(path: Path) -> list[int]:
    found = duckdb.sql(f"select distinct row_group_id, row_group_num_rows from parquet_metadata('{path}') order by 1")
    return [rows for _, rows in found.fetchall()]


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=5),
    st.sampled_from([0, 500, 3_000, 10**9]),
    st.sampled_from([0, 700, 10**9]),
    st.integers(1, 40),
)
@settings(max_examples=20, deadline=None)
def test_however_rows_come_and_are_cut_the_tables_say_the_same(
    batches: list[int], held: int, file: int, rows: int
) -> None:
    expected, content = frame(0, sum(batches)), ContentHash()
    for table in TABLES:
        content.add(table, expected)
    with TemporaryDirectory() as name, limits(held, file, rows):
        written = write(Path(name), batches)
        assert written.content_sha256 == content.hexdigest()
        assert sorted(path.name for path in Path(name).iterdir()) == ["data"]
        assert all(file.rows for path, file in written.data.items() if "_0" in path)
        for table in TABLES:
            files = data_files(Path(name), table)
            for split in SPLITS:
                found = pl.concat([pl.read_parquet(path) for path in files if split_of(path) == split])
                assert found.equals(expected.filter(split=split))
                assert written.rows[table][split] == found.height
            told = {path.relative_to(name).as_posix(): DataFile.of(table, pl.read_parquet(path)) for path in files}
            assert {path: one for path, one in written.data.items() if f"/{table}/" in path} == told
            assert all(0 < one <= rows for path in files for one in groups(path))


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    with limits(5_000, 1_500):
        for name in ("one", "other"):
            write(tmp_path / name, [40, 0, 25, 70])
    one, other = (sorted((tmp_path / name).rglob("*.parquet")) for name in ("one", "other"))
    assert len(one) > len(TABLES) * len(SPLITS)
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_rows_that_are_laid_aside_become_one_file(tmp_path: Path) -> None:
    with limits(0, 10**9):
        write(tmp_path, [10] * 8)
    assert [path.name for path in data_files(tmp_path, "records")] == ["test.parquet", "train.parquet"]


def test_files_are_about_as_large_as_they_are_to_be(tmp_path: Path) -> None:
    with limits(20_000, 8_000):
        write(tmp_path, [500] * 10)
    sizes = [path.stat().st_size for path in data_files(tmp_path, "documents") if split_of(path) == "train"]
    assert len(sizes) > 2
    assert all(4_000 < size < 16_000 for size in sizes[:-1])


def test_a_row_group_has_fewer_rows_where_they_are_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP_BYTES", 4_000)
    write(tmp_path, [300])
    *whole, _ = groups(tmp_path / data_file("documents", "train"))
    assert len({*whole}) == 1
    assert 10 < whole[0] < 60


def test_an_error_leaves_no_pieces(tmp_path: Path) -> None:
    def broken() -> None:
        with limits(0, 10**9), TableWriter(tmp_path, SPLITS) as tables:
            tables.add("documents", frame(0, 50))
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        broken()
    assert [*tmp_path.iterdir()] == []
