"""Which files are read, in which order, and what is told of the rest."""

import json
import sys
from itertools import islice

import pytest

from risalah.annotate import reading
from risalah.annotate.reading import Rejected, inputs, read
from risalah.schema.errors import ReadError


def test_the_public_names():
    assert sorted(reading.__all__) == ["Rejected", "read"]


def test_inputs_are_read_in_the_order_they_are_given(write, told):
    two, one = write("dua.txt", "Dua."), write("satu.JSONL", '{"id": "satu", "text": "Satu."}')
    assert told(two, str(one)) == ["dua", "satu"]


def test_a_folder_is_read_by_path_with_its_subfolders(write, told, tmp_path):
    for name in ["b.txt", "2024/07/b.txt", "2024/b.TXT", "2024.txt", "a.b.txt", ".git/c.txt", ".d.txt", "README.md"]:
        write(name, "Presiden tiba.")
    write("c.jsonl", '{"id": "dari baris", "text": "Tiba."}')
    assert told(tmp_path) == ["2024/07/b", "2024/b", "2024", "a.b", "b", "dari baris"]


def test_equal_names_in_different_folders_differ_when_the_folder_above_is_read(write, told, tmp_path):
    one, other = write("a/rapat.txt", "Satu."), write("b/rapat.txt", "Dua.")
    assert told(tmp_path) == ["a/rapat", "b/rapat"]
    assert told(one, other) == ["rapat", "b/rapat.txt: has the id of an earlier document"]


def test_the_first_document_of_an_id_stays(write, told):
    lines = [json.dumps({"id": id_, "text": "Tiba."}) for id_ in ("a", "Zoë", "a", "Zoe\u0308", 1, "1")]
    assert told(write("b.jsonl", "\n".join(lines)), write("a.txt", "Lagi.")) == [
        "a",
        "Zoë",
        "b.jsonl:3: has the id of an earlier document",
        "b.jsonl:4: has the id of an earlier document",
        "1",
        "b.jsonl:6: has the id of an earlier document",
        "a.txt: has the id of an earlier document",
    ]


def test_a_rejected_document_does_not_take_its_id(write, told):
    lines = '{"id": "a", "text": ""}\n{"id": "a", "text": "Tiba."}'
    assert told(write("b.jsonl", lines)) == ["b.jsonl:1: text is empty", "a"]


def test_a_repeated_document_is_named(write):
    path = write("a.txt", "Tiba.")
    _, rejected = read([path, path])
    assert isinstance(rejected, Rejected)
    assert rejected.doc_id == "a"


@pytest.mark.parametrize("name", ["artikel.pdf", "artikel", "artikel.json"])
def test_a_file_of_no_known_format(write, told, name):
    assert told(write(name, "Tiba.")) == [f"{name}: is of no known format"]


def test_a_missing_path_does_not_stop_the_others(write, told, tmp_path):
    assert told(tmp_path / "hilang.txt", write("a.txt", "Tiba.")) == ["hilang.txt: does not exist", "a"]


def test_a_folder_with_nothing_to_read(write, tmp_path):
    write("kosong/.tersembunyi.txt", "Tiba.")
    write("kosong/README.md", "Tiba.")
    [rejected] = read([tmp_path / "kosong"])
    assert str(rejected.problem) == (
        f"{tmp_path}/kosong: holds nothing to read. Put files of these in it: .txt, .html, .htm, .jsonl, .csv, .parquet"
    )


@pytest.mark.parametrize("suffix", list(inputs.READERS))
def test_a_file_that_cannot_be_opened(told, write, tmp_path, suffix):
    write("a.txt", "Tiba.")
    (tmp_path / f"b{suffix}").symlink_to("hilang")
    write("c.txt", "Usai.")
    assert told(tmp_path) == ["a", f"b{suffix}: cannot be read: No such file or directory", "c"]


def test_a_name_longer_than_the_system_takes(told):
    [reason] = told("a" * 5000 + ".txt")
    assert reason.endswith(": cannot be read: File name too long")


def test_a_folder_that_cannot_be_listed(told, write, tmp_path):
    write("a.txt", "Tiba.")
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0)
    try:
        next(closed.iterdir(), None)
        pytest.skip("this user may list every folder")
    except PermissionError:
        assert told(tmp_path) == ["a", "tertutup: cannot be read: Permission denied"]
    finally:
        closed.chmod(0o700)


def test_a_link_back_to_the_folder_does_not_run_for_ever(told, write, tmp_path):
    write("a.txt", "Tiba.")
    (tmp_path / "b").symlink_to(tmp_path)
    assert told(tmp_path) == ["a", "b: is a link to a folder"]


def test_a_file_name_that_is_no_utf_8_can_be_told_of(write):
    [rejected] = read([write("rapat\udcff.txt", "Tiba.")])
    assert rejected.as_dict()["doc_id"] == "rapat\\udcff"
    json.dumps(rejected.as_dict(), ensure_ascii=False).encode()


def test_no_more_is_read_than_is_asked_for(write):
    def endless():
        while True:
            yield write("a.txt", "Tiba.")

    class Inputs(list):
        __iter__ = staticmethod(endless)

    first, *_ = islice(read(Inputs()), 3)
    assert first.id == "a"


def test_a_file_is_read_when_its_turn_comes(write):
    path = write("b.txt", "Dua.")
    found = read([write("a.txt", "Satu."), path])
    next(found)
    path.write_text("Dua, sudah diperbaiki.")
    assert next(found).text == "Dua, sudah diperbaiki."


def test_lines_are_read_as_they_come(monkeypatch):
    class Terminal:
        buffer = iter([b'{"id": "a", "text": "Tiba."}\n'])

    monkeypatch.setattr(sys, "stdin", Terminal)
    found = read(["-"])
    assert next(found).id == "a"
    assert next(found, None) is None


def test_one_path_instead_of_several_is_an_error_at_once(tmp_path):
    for path in ("artikel.txt", tmp_path):
        with pytest.raises(ReadError, match="is one path"):
            read(path)


def test_nothing_heavy_is_imported_before_it_is_needed():
    import subprocess

    code = "import sys, risalah.annotate.reading; print({'polars', 'trafilatura'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
