"""`risalah agree`."""

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from risalah.annotate.pulled import Pulled
from risalah.annotate.workspace import Workspace
from risalah.cli.agree import agree
from risalah.schema import Annotation, Source
from risalah.schema.review import Review

ROOT = Path(__file__).parents[2]
NOW = datetime.datetime(2025, 9, 4, tzinfo=datetime.UTC)
RULES = Source(kind="rules", version="test")
MET = "[Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] [Anwar|1.participant=Anwar:person]."
LESS = MET.replace("[Anwar|1.participant=Anwar:person]", "Anwar")


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command with these arguments."""
    app = typer.Typer()
    app.command()(agree)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def reviewed(workspace: Workspace, marked: Callable) -> Workspace:
    """Make a workspace in which Ani saw the pre-annotation of a document and Budi did not."""
    document, met = marked(MET)
    workspace.documents.append([document])
    workspace.preannotations.append([met])
    workspace.reviews.append([pulled(met, 1, "ani", RULES), pulled(marked(LESS)[1], 2, "budi", None)])
    return workspace


def pulled(annotation: Annotation, task: int, annotator: str, prior: Source | None) -> Pulled:
    review = Review(annotation=annotation, status="reviewed", annotator=annotator, submitted=NOW, prior=prior)
    return Pulled(doc_id="doc-1", server="http://127.0.0.1", task=task, changed=NOW, reviews=[review])


def test_figures_of_every_pair_are_printed(run: Callable, reviewed: Workspace) -> None:
    done = run("-w", reviewed.folder)
    assert done.exit_code == 0
    assert [who for who in ("all people", "ani and budi", "ani and rules") if f"│ {who} " not in done.stdout] == []
    assert re.search(r"meeting\.participant *│ 0\.667 ", done.stdout)
    assert "event F1 of people and rules is 1.000 where people were shown them and 1.000 on 1 control" in done.stdout
    assert "1 documents, 2 disagreements." in done.stdout


def test_figures_for_programs(run: Callable, reviewed: Workspace) -> None:
    told = json.loads(run("-w", reviewed.folder, "--json").stdout)
    assert told["annotators"] == {"ani": 1, "budi": 1}
    assert {
        row["value"] for row in told["shares"] if row["role"] == "participant" and row["annotator_b"] == "budi"
    } == {0.667}


def test_tables_and_a_page_are_written(run: Callable, reviewed: Workspace, tmp_path: Path) -> None:
    done = run("-w", reviewed.folder, "--out", tmp_path / "agreement")
    assert f"open {tmp_path / 'agreement' / 'agreement.html'}." in done.stdout.replace("\n", "")
    assert len(list((tmp_path / "agreement").iterdir())) == 5


def test_without_control_documents_the_reason_is_told(run: Callable, workspace: Workspace, marked: Callable) -> None:
    document, met = marked(MET)
    workspace.documents.append([document])
    workspace.preannotations.append([met])
    workspace.reviews.append([pulled(met, 1, "ani", RULES)])
    done = run("-w", workspace.folder)
    assert "not known, because there are no control documents." in done.stdout
    assert "F1 of ani and rules" in done.stdout


def test_it_fails_where_nobody_can_agree(run: Callable, workspace: Workspace, tmp_path: Path) -> None:
    done = run("-w", workspace.folder, "--out", tmp_path / "agreement")
    assert done.exit_code == 1
    assert "no document was annotated by two people, or by one and the rules" in done.stderr
    assert not (tmp_path / "agreement").exists()


def test_the_command_of_the_docs_writes_what_its_python_writes(
    run: Callable, reviewed: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
    command, code = (re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)[1] for language in ("bash", "python"))
    monkeypatch.chdir(reviewed.folder)
    assert run(*command.removeprefix("risalah agree").split()).exit_code == 0
    written = {path.name: path.read_bytes() for path in Path("agreement").iterdir()}
    exec(code, {})
    assert capsys.readouterr().out.strip() == "None event 1.0"
    assert {path.name: path.read_bytes() for path in Path("agreement").iterdir()} == written
