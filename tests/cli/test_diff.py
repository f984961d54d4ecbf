"""`risalah diff`."""

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.workspace import Workspace
from risalah.cli.diff import SHOWN
from risalah.export import release
from risalah.export.difference import LINE
from risalah.export.tables.files import data_files
from risalah.schema import CORE
from risalah.schema.links import Links
from risalah.schema.truth import Truth

PAGE = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
TALKS = (
    "[Menlu Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] "
    "[Wang Yi|1.participant=Wang Yi:person] di [Bali|1.place=Bali]."
)


@pytest.fixture
def published(workspace: Workspace, marked: Callable) -> Callable[..., Path]:
    """Publish the next release of marked articles in the workspace; return its folder."""

    def publish(*texts: str, annotator: str = "annotator-1") -> Path:
        submitted = datetime.datetime(2025, 9, 4, tzinfo=datetime.UTC)
        told = []
        for number, text in enumerate(texts):
            document, annotation = marked(text, f"doc-{number:03}")
            by = {event.number: (annotator,) for event in annotation.events}
            told.append(Truth(document, annotation, "latest", submitted, annotators=(annotator,), told_by=by))
        records = [[f"{truth.document.id}#{number}"] for truth in told for number in truth.told_by]
        links = Links(records, {truth.document.id: truth.document.id for truth in told})
        return release(workspace.releases, told, CORE, links=links).folder

    return publish


@pytest.fixture
def corrected(published: Callable) -> tuple[Path, Path]:
    """Publish a release, and one in which somebody corrected a name."""
    return published(TALKS), published(TALKS.replace("Retno Marsudi", "Retno L.P. Marsudi"), annotator="annotator-2")


def cells(printed: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in printed.splitlines() if "│" in line]


def test_a_correction_is_one_row_of_a_table(risalah: Callable, corrected: tuple, workspace: Workspace) -> None:
    done = risalah("diff", "1.0.0", "2.0.0", "--workspace", workspace.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "From 1.0.0 to 2.0.0 rows were changed or removed: by that, 1.0.0 is followed by 2.0.0."
    )
    assert max(map(len, done.stdout.splitlines())) <= 100
    rows = cells(done.stdout)
    assert ["arguments", "1", "1", "0", "0", ""] in rows
    (change,) = [index for index, row in enumerate(rows) if row[0] == "changed"]
    told = [" ".join(filter(None, column)) for column in zip(*rows[change:], strict=True)]
    assert told == [
        *("changed", "doc-000#1", "participant value"),
        "Retno Marsudi (person) → Retno L.P. Marsudi (person)",
        "annotator-2",
    ]


def test_a_release_may_be_given_by_its_folder(risalah: Callable, corrected: tuple[Path, Path]) -> None:
    done = risalah("diff", *corrected, "--json")
    told = json.loads(done.stdout)
    assert (told["before"], told["after"], told["version"]) == ("1.0.0", "2.0.0", "2.0.0")
    assert told["tables"]["arguments"] == {"added": 1, "removed": 1, "changed": 0, "confirmed": 0}
    (change,) = told["changes"]
    assert (change["before"], change["after"], change["by"]) == (
        *("Retno Marsudi (person)", "Retno L.P. Marsudi (person)"),
        ["annotator-2"],
    )


def test_parquet_holds_what_json_does(risalah: Callable, corrected: tuple[Path, Path], tmp_path: Path) -> None:
    done = risalah("diff", *corrected, "--level", "row", "--json", "--out", "changes.parquet")
    found = pl.read_parquet(tmp_path / "changes.parquet")
    assert dict(found.schema) == LINE
    assert found.to_dicts() == json.loads(done.stdout)["changes"]
    assert set(found["table"]) == {"documents", "records", "arguments", "mentions"}
    assert not list(tmp_path.glob(".writing-*"))


def test_a_table_can_be_asked_for(risalah: Callable, corrected: tuple[Path, Path]) -> None:
    done = risalah("diff", *corrected, "--level", "row", "--table", "nested", "--table", "events", "--json")
    assert [(line["table"], line["column"]) for line in json.loads(done.stdout)["changes"]] == [
        *(("nested", "arguments"), ("events", "participant")),
    ]
    assert json.loads(risalah("diff", *corrected, "--table", "mentions", "--json").stdout)["changes"] == []


def test_a_table_that_there_is_not_is_wrong_usage(risalah: Callable, corrected: tuple[Path, Path]) -> None:
    done = risalah("diff", *corrected, "--table", "facts")
    assert done.returncode == 2
    assert "there is no table facts, only documents, records," in done.stderr


def test_of_many_changes_the_first_are_printed(risalah: Callable, published: Callable) -> None:
    folders = published(TALKS), published(TALKS, *["Harga cabai turun."] * (SHOWN + 7))
    done = risalah("diff", *folders)
    assert sum(row[0] == "added" for row in cells(done.stdout)) == SHOWN
    assert done.stdout.splitlines()[-1] == "And 7 more: `--out FILE` and `--json` hold all."
    assert len(json.loads(risalah("diff", *folders, "--json").stdout)["changes"]) == SHOWN + 7


def test_nothing_that_changed_is_said_to_be_nothing(risalah: Callable, published: Callable) -> None:
    folder = published(TALKS)
    done = risalah("diff", folder, folder)
    assert done.returncode == 0
    assert done.stdout.startswith("From 1.0.0 to 1.0.0 no row has changed.\n")


def test_of_a_version_that_is_missing_those_are_told_that_are_there(
    risalah: Callable, corrected: tuple, workspace: Workspace
) -> None:
    done = risalah("diff", "1.0.0", "3.0.0", "--workspace", workspace.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("releases: holds no release 3.0.0. There are 1.0.0, 2.0.0\n")


def test_without_any_release_the_remedy_is_told(risalah: Callable, workspace: Workspace) -> None:
    done = risalah("diff", "1.0.0", "3.0.0", "--workspace", workspace.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("holds no release 1.0.0. There is none: run `risalah release`\n")


def test_a_release_that_has_lost_a_table_is_not_compared(risalah: Callable, corrected: tuple[Path, Path]) -> None:
    for path in data_files(corrected[1], "events"):
        path.unlink()
    done = risalah("diff", *corrected)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("2.0.0: has lost events. Look with `risalah verify`\n")


def test_the_commands_of_the_docs_run(risalah: Callable, corrected: tuple, workspace: Workspace) -> None:
    commands = re.findall(r"^risalah (diff .*)$", PAGE, re.MULTILINE)
    assert [risalah(*line.split(), "--workspace", workspace.folder).returncode for line in commands] == [0, 0]


def test_the_python_of_the_docs_runs(
    corrected: tuple, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.folder)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(code, {})
    assert "['Retno L.P. Marsudi (person)']" in capsys.readouterr().out


def test_every_column_is_in_the_docs() -> None:
    assert [name for name in LINE if f"`{name}`" not in PAGE] == []
