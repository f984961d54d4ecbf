"""A release in a training format."""

import json
from pathlib import Path

import pytest

from risalah.export import Release
from risalah.export.formats import export, formats
from risalah.export.formats.loss import THINGS
from risalah.schema.errors import ReleaseError


@pytest.mark.parametrize("name", formats())
def test_a_file_a_split_and_the_loss(published: Release, tmp_path: Path, name: str) -> None:
    done = export(published.folder, formats()[name], tmp_path / "corpus")
    assert [*done.files] == ["train", "validation", "test"]
    assert all(path.is_file() for path in done.files.values())
    told = json.loads((tmp_path / "corpus" / "loss.json").read_text(encoding="utf-8"))
    assert told == done.as_dict()
    assert [*told["loss"]] == ["all", *done.files]
    assert [*told["loss"]["all"]] == [*THINGS]
    for report in told["loss"].values():
        assert all(counts["held"] + counts["lost"] == counts["release"] for counts in report.values())
    assert told["loss"]["all"]["documents"]["release"] == 3
    assert not [*(tmp_path / "corpus").glob(".writing-*")]


def test_one_split_leaves_the_others_alone(published: Release, tmp_path: Path) -> None:
    (tmp_path / "test.conll").write_text("as before")
    done = export(published.folder, formats()["conll"], tmp_path, "train")
    assert [*done.files] == ["train"]
    assert (tmp_path / "test.conll").read_text() == "as before"


def test_a_split_that_is_none_is_refused(published: Release, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"has no split 'dev'\. It has train, validation, test"):
        export(published.folder, formats()["conll"], tmp_path, "dev")


def test_the_second_time_the_files_are_the_same(published: Release, tmp_path: Path) -> None:
    for name in sorted({*formats()} - {"spacy"}):
        contents = []
        for _ in range(2):
            done = export(published.folder, formats()[name], tmp_path / name)
            contents.append([path.read_bytes() for path in done.files.values()])
        assert contents[0] == contents[1], name
