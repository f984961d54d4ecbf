"""The folder of a trained model: whole, or not there at all."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from stat import S_IMODE

import pytest

from risalah.annotate.models import Lesson, Model, Trial, train, trial
from risalah.annotate.models.folder import CARD, METRICS, Report, publish
from risalah.annotate.rules import Ruleset
from risalah.schema.errors import ModelError

FILES = {METRICS, CARD, "model.json", "weights.json"}


@pytest.fixture(scope="module")
def model(rules: Ruleset, lessons: list[Lesson]) -> Model:
    return train(lessons[:20], lessons[20:25], rules)


@pytest.fixture(scope="module")
def report(model: Model, rules: Ruleset, lessons: list[Lesson]) -> Report:
    return Report(trial(rules, lessons[25:40]), trial(model, lessons[25:40]))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_folder_holds_the_model_its_metrics_and_its_card(
    model: Model, report: Report, rules: Ruleset, tmp_path: Path
) -> None:
    folder = tmp_path / "models" / "first"
    publish(model, report, folder)
    assert set(files(folder)) == FILES
    assert S_IMODE(folder.stat().st_mode) == 0o755
    assert Model.load(folder, rules).profile == model.profile
    assert json.loads((folder / METRICS).read_text()) == report.as_dict()
    assert [*folder.parent.iterdir()] == [folder]


def test_the_same_model_gives_the_same_bytes(
    rules: Ruleset, lessons: list[Lesson], model: Model, report: Report, tmp_path: Path
) -> None:
    again = train(lessons[:20], lessons[20:25], rules)
    publish(model, report, tmp_path / "once")
    publish(again, Report(trial(rules, lessons[25:40]), trial(again, lessons[25:40])), tmp_path / "again")
    assert files(tmp_path / "once") == files(tmp_path / "again")


def test_the_same_model_is_left_alone(model: Model, report: Report, rules: Ruleset, tmp_path: Path) -> None:
    """Also where another seed, or another release, gave the same weights."""
    publish(model, report, tmp_path / "model")
    (tmp_path / "model" / "notes.txt").write_text("dicoba pekan ini")
    before = files(tmp_path / "model")
    publish(model, report, tmp_path / "model")
    publish(replace(model, profile=model.profile.model_copy(update={"seed": 9})), report, tmp_path / "model")
    assert files(tmp_path / "model") == before


@pytest.mark.parametrize("content", [{}, {"notes.txt": "penting"}, {"model.json": "{}"}])
def test_a_folder_that_holds_something_else_is_left_alone(
    model: Model, report: Report, tmp_path: Path, content: dict[str, str]
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name, told in content.items():
        (folder / name).write_text(told)
    with pytest.raises(ModelError, match=r"is there already, and holds something else\. Name another folder"):
        publish(model, report, folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == content


def test_another_model_is_left_alone(model: Model, report: Report, answering: Callable, tmp_path: Path) -> None:
    publish(model, report, tmp_path / "model")
    before = files(tmp_path / "model")
    with pytest.raises(ModelError, match="holds something else"):
        publish(answering(), report, tmp_path / "model")
    assert files(tmp_path / "model") == before


def test_a_file_of_that_name_is_left_alone(model: Model, report: Report, tmp_path: Path) -> None:
    (tmp_path / "model").write_text("penting")
    with pytest.raises(ModelError, match="holds something else"):
        publish(model, report, tmp_path / "model")
    assert (tmp_path / "model").read_text() == "penting"


def test_where_a_file_cannot_be_written_there_is_no_folder(model: Model, report: Report, tmp_path: Path) -> None:
    class Full:
        """A scorer on a disk that is full."""

        def write(self, folder: Path) -> None:
            (folder / "weights.json").write_text("{")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        publish(replace(model, scorer=Full()), report, tmp_path / "model")
    assert [*tmp_path.iterdir()] == []


def test_the_card_tells_how_good_it_is_beside_the_rules(model: Model, report: Report, tmp_path: Path) -> None:
    publish(model, report, tmp_path / "model")
    card = (tmp_path / "model" / CARD).read_text()
    assert f"# Model light-{model.profile.digest}" in card
    figures = report.as_dict()
    for name in ("event", "participant"):
        rules, ours = (figures[who]["measures"][name]["f1"] for who in ("rules", "model"))
        assert re.search(rf"^\| {name} \| {rules:.3f} \| {ours:.3f} \| [+-]0\.\d+ \|", card, re.MULTILINE)
    assert f"{figures['rules']['effort']['total']} regions have to be touched" in card
    assert str(tmp_path) not in card


def test_where_nothing_was_tested_nothing_is_claimed(model: Model, tmp_path: Path) -> None:
    nothing = Trial([], [], [])
    publish(model, Report(nothing, nothing), tmp_path / "model")
    card = (tmp_path / "model" / CARD).read_text()
    assert "no documents for testing: nothing is known" in card
    assert json.loads((tmp_path / "model" / METRICS).read_text())["gains"] == {}
