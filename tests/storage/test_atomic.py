"""Files are whole or not there at all."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risalah.storage.atomic import write, write_new


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(content=st.binary())
def test_a_file_holds_what_was_written_and_nothing_is_left_beside_it(tmp_path: Path, content: bytes) -> None:
    write(tmp_path / "rekaman.json", content)
    assert (tmp_path / "rekaman.json").read_bytes() == content
    assert names(tmp_path) == ["rekaman.json"]


def test_a_secret_is_never_readable_by_others(tmp_path: Path) -> None:
    write(tmp_path / "kunci", b"rahasia", mode=0o600)
    write(tmp_path / "daftar", b"umum")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("kunci", "daftar")] == [0o600, 0o644]


@pytest.mark.parametrize("step", ["fsync", "fchmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write(tmp_path / "rekaman.json", b"lama")

    def full(*arguments: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "rekaman.json", b"baru")
    assert (tmp_path / "rekaman.json").read_bytes() == b"lama"
    assert names(tmp_path) == ["rekaman.json"]


def test_a_new_file_is_written_once(tmp_path: Path) -> None:
    write_new(tmp_path / "000001.jsonl", b"pertama")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "000001.jsonl", b"kedua")
    assert (tmp_path / "000001.jsonl").read_bytes() == b"pertama"
    assert names(tmp_path) == ["000001.jsonl"]


def test_of_many_that_write_one_new_file_one_wins(tmp_path: Path) -> None:
    def won(writer: int) -> bool:
        try:
            write_new(tmp_path / "000001.jsonl", bytes([writer]) * 100)
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        winners = [writer for writer, first in enumerate(pool.map(won, range(16))) if first]
    assert len(winners) == 1
    assert (tmp_path / "000001.jsonl").read_bytes() == bytes(winners) * 100
