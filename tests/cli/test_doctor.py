"""`risalah doctor`: what is found can be read without colours, and by programs."""

import json
import subprocess
import sys
from pathlib import Path

from risalah.annotate.studio.doctor import CHECKS
from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

DOCTOR = [sys.executable, "-c", "import typer; from risalah.cli.doctor import doctor; typer.run(doctor)"]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DOCTOR, "-w", folder, *arguments], capture_output=True, text=True, check=False)


def test_each_finding_has_a_line_with_its_sign_and_its_remedy_below(workspace: Workspace) -> None:
    done = run(workspace.folder)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0] == f"✓ workspace    'Uji coba' in {workspace.folder}"
    at = lines.index("✗ local        The workspace's own Label Studio was never started")
    assert lines[at + 1] == "               Run `risalah studio --detach`"
    assert "- twins        Needs projects to be in order" in lines
    assert lines[-1] == "1 fault, 0 warnings."


def test_programs_get_json(workspace: Workspace) -> None:
    told = json.loads(run(workspace.folder, "--json").stdout)
    assert (told["faults"], told["warnings"]) == (1, 0)
    assert [finding["code"] for finding in told["findings"]] == [check.__name__ for check in CHECKS]
    assert {"state", "what", "remedy", "code"} == set(told["findings"][0])


def test_where_there_is_no_workspace_it_ends_with_1_and_no_traceback(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 1
    assert "✗ workspace" in done.stdout
    assert done.stderr == ""


def test_without_a_fault_it_ends_with_0(workspace: Workspace, studio: Studio, on_server: Credentials) -> None:
    project = push(workspace, studio, [Document(id="artikel-1", text="Hujan turun di Jakarta.")]).project
    studio.set_project(project, {"sampling": "Uniform sampling"})
    done = run(workspace.folder)
    assert done.returncode == 0, done.stdout
    assert "\n! order " in done.stdout
    assert done.stdout.splitlines()[-1] == "0 faults, 1 warning."
    assert on_server.api_key not in done.stdout
