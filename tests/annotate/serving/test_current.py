"""Which model answers is known after a restart."""

from pathlib import Path

import pytest

from risalah.annotate.serving.current import Current
from risalah.schema.errors import WorkspaceError


def test_at_first_it_is_the_one_that_was_given(tmp_path: Path) -> None:
    assert Current(tmp_path, None).model is None
    assert Current(tmp_path, tmp_path / "model").model == tmp_path / "model"


@pytest.mark.parametrize("given", [None, Path("model")])
def test_a_restart_finds_the_one_that_was_trained_last(tmp_path: Path, given: Path | None) -> None:
    current = Current(tmp_path, given)
    current.change(tmp_path / "models/1.0.0")
    current.change(tmp_path / "models/1.1.0")
    assert current.model == Current(tmp_path, given).model == tmp_path / "models/1.1.0"


def test_another_that_is_given_begins_anew(tmp_path: Path) -> None:
    Current(tmp_path, None).change(tmp_path / "models/1.0.0")
    assert Current(tmp_path, tmp_path / "lain").model == tmp_path / "lain"


def test_a_workspace_may_be_moved(tmp_path: Path) -> None:
    (tmp_path / "lama").mkdir()
    Current(tmp_path / "lama", None).change(tmp_path / "lama/models/1.0.0")
    (tmp_path / "lama").rename(tmp_path / "baru")
    assert Current(tmp_path / "baru", None).model == tmp_path / "baru/models/1.0.0"


def test_a_model_may_lie_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "serving"
    folder.mkdir()
    Current(folder, None).change(tmp_path / "elsewhere")
    assert Current(folder, None).model == tmp_path / "elsewhere"


@pytest.mark.parametrize("written", ["", "{", "[]", '{"model": 3}', '{"model": "a", "lain": 1}'])
def test_a_file_that_does_not_read_is_told(tmp_path: Path, written: str) -> None:
    (tmp_path / "current.json").write_text(written)
    with pytest.raises(WorkspaceError, match=r"current\.json: .+\. Remove it: the model that was given answers then"):
        Current(tmp_path, None)
