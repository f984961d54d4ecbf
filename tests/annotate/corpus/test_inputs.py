"""Inputs are cut the same way every time."""

from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.corpus import inputs
from risalah.annotate.corpus.inputs import parts_of
from risalah.annotate.corpus.part import Part
from risalah.annotate.reading import Rejected
from risalah.storage import place_at

LINE = b'{"id": "a", "text": "Teks."}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.jsonl", "a.jsonl", "2025/01.jsonl", "2025/x/02.jsonl", "lain.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(LINE)
    pl.DataFrame({"id": ["p", "q"], "text": ["Teks."] * 2}).write_parquet(tmp_path / "c.parquet")
    return tmp_path


def named(folder: Path, *given: str) -> list[str]:
    """Return the names of the files of the parts, each of which is one."""
    parts = [*parts_of(given)]
    assert all(isinstance(part, Part) for part in parts)
    return [str(Path(part.file).relative_to(folder)) for part in parts]


def test_a_folder_is_all_files_below_it_by_path(folder: Path) -> None:
    assert named(folder, str(folder)) == ["2025/01.jsonl", "2025/x/02.jsonl", "a.jsonl", "b.jsonl", "c.parquet"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.jsonl", ["a.jsonl", "b.jsonl"]),
        ("?.*", ["a.jsonl", "b.jsonl", "c.parquet"]),
        ("2025/**/*.jsonl", ["2025/01.jsonl", "2025/x/02.jsonl"]),
        ("b.jsonl", ["b.jsonl"]),
        ("2025/x", ["2025/x/02.jsonl"]),
    ],
)
def test_a_pattern_is_what_it_matches(folder: Path, pattern: str, found: list[str]) -> None:
    assert named(folder, f"{folder}/{pattern}") == found


def test_a_path_is_the_same_from_wherever_it_is_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "2025")
    assert [*parts_of(["../a.jsonl"])] == [*parts_of([f"{folder}/a.jsonl"])]


@pytest.mark.parametrize("given", ["tiada", "*.csv", "lain.txt", "tiada.jsonl"])
def test_what_names_no_file_is_told(folder: Path, given: str) -> None:
    (told,) = parts_of([f"{folder}/{given}"])
    assert isinstance(told, Rejected)
    assert str(told.problem).startswith(f"{folder}/{given}: names no file to read")


def test_what_is_no_parquet_is_told_and_the_rest_is_there(folder: Path) -> None:
    (folder / "c.parquet").write_bytes(b"bukan parquet")
    told = [*parts_of([str(folder)])]
    assert [type(one) for one in told] == [Part, Part, Part, Part, Rejected]
    assert str(told[-1].problem).startswith(f"{folder}/c.parquet: cannot be read as Parquet")


def test_large_files_are_cut_into_nearly_equal_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "PART_BYTES", 10)
    bounds = [(part.start, part.end) for part in parts_of([f"{folder}/a.jsonl"])]
    assert bounds == [(0, 9), (9, 19), (19, 29)]
    assert [(part.start, part.end) for part in parts_of([f"{folder}/c.parquet"])] == [(0, 1), (1, 2)]


def test_smaller_files_are_cut_too_if_it_pays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_LEAST", 10)
    assert len([*parts_of([f"{folder}/a.jsonl"])]) == 3
    monkeypatch.setattr(inputs, "_FEWEST", 2)
    assert len([*parts_of([f"{folder}/a.jsonl"])]) == 2


def test_an_empty_file_has_no_parts(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b"")
    assert [*parts_of([f"{folder}/a.jsonl"])] == []


def test_an_object_store_is_read_as_a_folder_is(bucket: str) -> None:
    place = place_at(bucket)
    for name in ("2025/01.jsonl", "a.jsonl", "b.txt"):
        place.write(name, LINE)
    files = [part.file for part in parts_of([bucket])]
    assert files == [f"{bucket}/2025/01.jsonl", f"{bucket}/a.jsonl"]
    assert [part.file for part in parts_of([f"{bucket}/*.jsonl"])] == [f"{bucket}/a.jsonl"]
    assert [part.file for part in parts_of([f"{bucket}/a.jsonl"])] == [f"{bucket}/a.jsonl"]
