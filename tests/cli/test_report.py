"""`risalah report`."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from risalah.annotate.workspace import Workspace
from risalah.cli.report import report
from risalah.export import release
from risalah.schema import CORE
from risalah.schema.errors import ReleaseError
from risalah.schema.links import Links
from risalah.schema.truth import Truth

MET = "[Retno|1.participant=Retno:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person]."
NOW = datetime.datetime(2025, 9, 4, tzinfo=datetime.UTC)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command with these arguments."""
    app = typer.Typer()
    app.command()(report)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def published(workspace: Workspace, marked: Callable) -> Workspace:
    """Make a workspace with a release of one article, and one of two."""
    truths = [
        Truth(*marked(MET, doc_id), basis="latest", submitted=NOW, annotators=("ani",), told_by={1: ("ani",)})
        for doc_id in ("kabar-1", "kabar-2")
    ]
    for told in (truths[:1], truths):
        doc_ids = [truth.document.id for truth in told]
        links = Links([[f"{doc_id}#1"] for doc_id in doc_ids], {doc_id: doc_id for doc_id in doc_ids})
        release(workspace.releases, told, CORE, links=links)
    return workspace


def test_the_last_release_of_the_workspace_is_told_of(run: Callable, published: Workspace, tmp_path: Path) -> None:
    done = run("-w", published.folder, "--out", tmp_path / "laporan.html")
    assert done.exit_code == 0, done.exception
    assert "1.1.0 is at" in done.stdout.replace("\n", "")
    page = (tmp_path / "laporan.html").read_text(encoding="utf-8")
    assert "Release 1.1.0" in page
    assert "Since 1.0.0" in page


def test_a_release_can_be_named(run: Callable, published: Workspace, tmp_path: Path) -> None:
    done = run(Path(published.releases) / "1.0.0", "--out", tmp_path / "laporan.html", "--json")
    told = json.loads(done.stdout)
    page = (tmp_path / "laporan.html").read_bytes()
    assert (told["page"], told["bytes"]) == (str(tmp_path / "laporan.html"), len(page))
    assert b"This is the first release." in page


def test_a_workspace_without_releases_says_what_to_do(run: Callable, workspace: Workspace) -> None:
    done = run("-w", workspace.folder)
    assert isinstance(done.exception, ReleaseError)
    assert "holds no release. Run `risalah release` first" in str(done.exception)
