"""Folders and object stores are one to who writes to them."""

import pickle
from pathlib import Path

import pytest

from risalah.schema.errors import StorageError
from risalah.storage import Place, place_at
from risalah.storage.address import absolute


@pytest.fixture(params=["folder", "objects"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return place_at(tmp_path / "korpus" if request.param == "folder" else request.getfixturevalue("bucket"))


def test_what_is_written_is_there(place: Place) -> None:
    assert place.names() == []
    place.write("b/2.txt", b"dua")
    place.write("a.txt", b"satu")
    place.write("a.txt", b"satu lagi")
    assert place.names() == ["a.txt", "b/2.txt"]
    assert place.read("a.txt") == b"satu lagi"
    assert place.has("b/2.txt")


def test_what_is_not_there_is_null(place: Place) -> None:
    assert place.read("tiada") is None
    assert place.read("tiada", 2, 5) is None
    assert place.entry("tiada") is None
    assert not place.has("tiada")
    place.delete(["tiada"])


@pytest.mark.parametrize(("start", "end", "part"), [(0, 3, b"abc"), (2, None, b"cdef"), (4, 99, b"ef"), (6, 9, b"")])
def test_a_part_is_read_as_far_as_there_is_one(place: Place, start: int, end: int | None, part: bytes) -> None:
    place.write("huruf", b"abcdef")
    assert place.read("huruf", start, end) == part


def test_names_are_found_by_how_they_begin(place: Place) -> None:
    for name in ("a/x", "a/xy", "a/z/1", "ab/1"):
        place.write(name, b"1")
    assert place.names("a/") == ["a/x", "a/xy", "a/z/1"]
    assert place.names("a/x") == ["a/x", "a/xy"]
    assert place.names("c") == []


def test_a_stamp_tells_that_a_file_has_changed(place: Place) -> None:
    place.write("x", b"lama")
    before = place.entry("x")
    place.write("x", b"baru sekali")
    after = place.entry("x")
    assert before
    assert after
    assert place.entries() == [after]
    assert (before.size, after.size) == (4, 11)
    assert before.stamp != after.stamp


def test_what_is_deleted_is_gone(place: Place) -> None:
    for name in ("a/1", "a/2", "b"):
        place.write(name, b"1")
    place.delete(["a/1", "a/2"])
    assert place.names() == ["b"]


def test_it_can_be_sent_to_another_process(place: Place) -> None:
    place.write("x", b"1")
    assert pickle.loads(pickle.dumps(place)).read("x") == b"1"


def test_what_is_being_written_has_no_name_yet(tmp_path: Path) -> None:
    (tmp_path / ".writing-1").write_bytes(b"")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x").write_bytes(b"")
    assert place_at(tmp_path).names() == []


def test_a_login_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(StorageError, match="would end up in logs") as raised:
        place_at("s3://kunci:sandi@arsip/korpus")
    assert "sandi" not in str(raised.value)


def test_an_absolute_address_has_no_detours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("a/../b") == str(tmp_path / "b")
    assert absolute("s3://arsip/a") == "s3://arsip/a"
