"""`risalah learning-curve`, and the other commands of docs/models.md."""

import contextlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.synthetic import release_of, synthetic

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with a release of 30 synthetic documents."""
    folder = tmp_path_factory.mktemp("learning") / "workspace"
    release_of(synthetic(30), folder)
    return folder


@pytest.fixture
def release(workspace: Path) -> Path:
    return workspace / "releases" / "1.0.0"


def test_a_curve_is_a_table_a_chart_and_lines_that_are_not_measured_again(
    risalah: Callable, release: Path, tmp_path: Path
) -> None:
    command = ("learning-curve", release, "--sizes", "15", "--output", "curve")
    done = risalah(*command)
    assert (done.returncode, done.stderr) == (0, "")
    folder = tmp_path / "curve"
    assert sorted(path.name for path in folder.iterdir()) == ["curve.jsonl", "curve.md", "curve.svg"]
    points = [json.loads(line) for line in (folder / "curve.jsonl").read_text().splitlines()]
    assert [(one["who"], one.get("order")) for one in points] == [
        ("rules", None),
        ("model", "random"),
        ("both", "random"),
        ("both", "uncertain"),
    ]
    assert "better than rules in work saved: in random order " in done.stdout
    points[1]["effort"] = 987_654
    (folder / "curve.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in points))
    again = risalah(*command, "--json")
    assert [one["effort"] for one in json.loads(again.stdout)["points"]] == [one["effort"] for one in points]
    assert "| 15 | random | model alone |" in (folder / "curve.md").read_text()
    other = risalah(*command, "--seed", "1")
    assert other.returncode == 1
    assert "curve.jsonl: holds the learning curve of release 1.0.0" in other.stderr


def test_folds_try_every_document_once(risalah: Callable, release: Path) -> None:
    done = risalah("learning-curve", release, "--folds", "3", "--json")
    told = json.loads(done.stdout)
    assert (told["folds"], told["documents"]) == (3, 30)
    assert {*told["gains"]["effort"]} == {"value", "low", "high"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--sizes", "20,many"), "'20,many' are no numbers of documents such as 10,50,200"),
        (("--folds", "3", "--sizes", "20"), "with --folds there are neither --sizes nor --output"),
        (("--sizes", "7000"), "documents for training and validation, not 7000. Ask for smaller sizes"),
    ],
)
def test_what_cannot_be_asked_is_told(risalah: Callable, release: Path, options: tuple[str, ...], told: str) -> None:
    done = risalah("learning-curve", release, *options)
    assert done.returncode in {1, 2}
    assert told in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_the_commands_and_the_python_of_the_docs_do_what_they_say(
    risalah: Callable, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "releases").symlink_to(release.parent)
    (tmp_path / "articles").symlink_to(ROOT / "seeds")
    train, annotate, curve = re.search(r"```bash\n(.*?)```", PAGE, re.DOTALL)[1].strip().splitlines()
    assert "models/first: learnt from" in risalah(*train.split()[1:]).stdout
    command, output = annotate.split(" > ")
    told = [json.loads(line) for line in risalah(*command.split()[1:]).stdout.splitlines()]
    assert (output, len(told)) == ("predicted.jsonl", 14)
    assert {one["source"]["kind"] for one in told} == {"model"}
    assert curve.split()[1:] == ["learning-curve", "releases/1.0.0", "--output", "curve"]
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1])
    assert re.fullmatch(r"\[\('meeting', 0\.\d+\)\]\n", printed.getvalue())
    files = re.findall(r"^\| `([\w.]+)` \|", PAGE.partition("## What is in a model's folder")[2], re.MULTILINE)
    assert sorted(path.name for path in (tmp_path / "models" / "first").iterdir()) == sorted(files)
