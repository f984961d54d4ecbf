"""`risalah serve`: answers until it is told to end."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.cli import serve
from risalah.schema import Document
from risalah.schema.errors import ReleaseError

ARTICLE = Document(id="artikel-1", text="Menteri Retno Marsudi menemui Wang Yi di Jakarta.")
SERVE = [sys.executable, "-c", "import typer; from risalah.cli.serve import serve; typer.run(serve)"]


def run(workspace: Workspace, *options: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [*SERVE, *options, "-w", str(workspace.folder)]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_told_to_end(workspace: Workspace, kind: signal.Signals) -> None:
    login = {"RISALAH_SERVE_USER": "kurator", "RISALAH_SERVE_PASSWORD": "rahasia"}
    command = [*SERVE, "--port", "0", "--fit", "-w", str(workspace.folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | login) as process:
        assert process.stderr
        said = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address
        assert httpx.get(f"{address.group()}/health").status_code == 401
        answer = httpx.get(f"{address.group()}/health", auth=("kurator", "rahasia")).raise_for_status().json()
        assert answer["source"] == str(workspace.ruleset.source)
        assert answer["fit"] == {"running": False, "waiting": False, "failure": None}
        process.send_signal(kind)
        assert process.wait(timeout=30) == 0
        assert "rahasia" not in said + process.stderr.read()


@pytest.mark.parametrize(
    ("options", "environment", "status", "why"),
    [
        (["--min-confidence", "0.5"], {}, 2, "--model"),
        (["--port", "0"], {"RISALAH_SERVE_USER": "kurator"}, 1, "RISALAH_SERVE_PASSWORD is not set"),
        (["--port", "0"], {"RISALAH_SERVE_PASSWORD": "rahasia"}, 1, "RISALAH_SERVE_USER is not set"),
        (["--host", "9.9.9.9"], {}, 1, "9.9.9.9:9090: cannot be listened on"),
        (["--port", "0", "--connect"], {}, 1, "no Label Studio is running"),
    ],
)
def test_what_cannot_be_is_told(
    workspace: Workspace, options: list[str], environment: dict[str, str], status: int, why: str
) -> None:
    done = run(workspace, *options, **environment)
    assert done.returncode == status
    assert why in done.stderr


def test_whoever_listens_to_others_without_a_login_is_warned(workspace: Workspace) -> None:
    said = run(workspace, "--host", "9.9.9.9").stderr
    assert "Whoever reaches 9.9.9.9 can ask" in said


def test_a_fit_learns_from_releases_of_its_own_and_from_none_twice(
    workspace: Workspace, studio: Studio, on_server: Credentials, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt: list[Path] = []

    def train(release: Path, model: Path, _: Path) -> None:
        learnt.append(release)
        model.mkdir(parents=True)

    monkeypatch.setattr(serve, "_train", train)
    (task,) = [one.task for one in studio.created(push(workspace, studio, [ARTICLE]).project, 0)]
    with pytest.raises(ReleaseError, match="nothing to release"):
        serve.trained(workspace.folder)
    studio.submit(task, to_result(workspace.ruleset.annotate(ARTICLE)), seconds=5)
    assert serve.trained(workspace.folder) == serve.trained(workspace.folder) == "models/1.0.0"
    assert learnt == [workspace.folder / "serving/releases/1.0.0"]
    assert not (workspace.folder / "releases").exists()
