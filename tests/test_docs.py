"""The code blocks of the documentation do what it says they do.

Blocks marked `sh` are the two commands of the Makefile, one of which is running this test.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from risalah.annotate.workspace import Workspace

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```(?P<language>\w+)(?: title=(?P<title>\S+))?\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_IN_THE_BROWSER = "# correct and submit them in the browser, at the address that `push` printed\n"
_AS_A_PERSON = """\
from pathlib import Path
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.server.credentials import credentials
from risalah.annotate.studio.sync.project import find
from risalah.annotate.studio.page.records import to_result
from risalah.annotate.workspace import Workspace

workspace = Workspace(Path())
annotations = {annotation.doc_id: annotation for annotation in workspace.preannotations}
with Studio(credentials(workspace)) as studio:
    for task, doc_id, *_ in studio.created(find(workspace, studio).number, 0):
        studio.submit(task, to_result(annotations[doc_id]), seconds=30)
"""


def blocks(path: Path, language: str) -> list[tuple[str, str]]:
    """Return the title and the code of each block in a language."""
    found = _BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [(block["title"] or "", block["code"]) for block in found if block["language"] == language]


def run(code: str, folder: Path) -> str:
    """Run shell commands as a person would, with this environment's `risalah`."""
    commands = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    quiet = {"HF_HOME": str(folder / "huggingface"), "HF_HUB_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        cwd=folder,
        env=os.environ | commands | quiet,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Run the loop of the README where there is a folder of articles; return the folder and what was printed."""
    if not shutil.which("label-studio", path=str(Path(sys.executable).parent)):
        pytest.skip("Label Studio is not installed: pip install 'risalah[studio]'")
    folder = tmp_path_factory.mktemp("readme")
    articles = folder / "articles"
    articles.mkdir()
    for article in sorted((ROOT / "seeds").glob("*.txt"))[:3]:
        shutil.copy(article, articles)
    (folder / "person.py").write_text(_AS_A_PERSON)
    ((_, code),) = blocks(ROOT / "README.md", "bash")
    assert _IN_THE_BROWSER in code
    try:
        yield folder, run(code.replace(_IN_THE_BROWSER, "python ../person.py\n"), folder)
    finally:
        run("cd pertemuan && risalah studio --stop", folder)


def test_the_loop_has_six_commands_that_end_in_a_release(loop: tuple[Path, str]) -> None:
    ((_, code),) = blocks(ROOT / "README.md", "bash")
    assert len(re.findall(r"^risalah \w+", code, re.MULTILINE)) == 6
    _, printed = loop
    assert "3 new, 0 already there, 0 rejected" in printed
    assert "Documents: 3 reviewed" in printed
    assert "Release 1.0.0, because it is the first" in printed


@pytest.mark.parametrize("code", [code for _, code in blocks(ROOT / "README.md", "python")])
def test_a_release_loads_in_one_line(loop: tuple[Path, str], code: str) -> None:
    folder, _ = loop
    workspace = folder / "pertemuan"
    rows = sum(len(state.reviews[0].annotation.events) for state in Workspace(workspace).reviews)
    (workspace / "load.py").write_text(f"{code}\nprint(len(records))\n")
    assert run("python load.py", workspace).strip().splitlines()[-1] == str(rows)


def test_the_commands_of_a_project_run_on_the_workspace_of_the_loop(loop: tuple[Path, str]) -> None:
    folder, _ = loop
    ((_, code),) = blocks(ROOT / "docs" / "project.md", "bash")
    printed = run(code, folder / "pertemuan")
    assert "0 new, 3 already there" in printed
    assert "untouched tasks replaced" in printed
    assert (folder / "pertemuan" / "agreement" / "agreement.html").exists()


@pytest.fixture
def own_events(tmp_path: Path) -> Workspace:
    """Make the workspace that docs/own-events.md describes."""
    page = ROOT / "docs" / "own-events.md"
    workspace = Workspace.create(tmp_path / "pemilu")
    for title, code in [*blocks(page, "python"), *blocks(page, "toml")]:
        if title:
            (workspace.folder / title).write_text(code)
        else:
            config = workspace.folder / "risalah.toml"
            config.write_text(config.read_text().replace("events = []", code.strip()))
    return Workspace(workspace.folder)


def test_the_event_class_of_the_docs_has_twenty_lines(own_events: Workspace) -> None:
    lines = (own_events.folder / "election.py").read_text().splitlines()
    assert len(lines) <= 22


def test_the_event_class_of_the_docs_pre_annotates(own_events: Workspace) -> None:
    ((_, code),) = blocks(ROOT / "docs" / "own-events.md", "bash")
    (event,) = json.loads(run(code, own_events.folder))["events"]
    assert event["type"] == "election"
    assert [winner["value"] for winner in event["roles"]["winner"]] == ["Lawrence Wong"]
    assert [place["value"] for place in event["roles"]["place"]] == ["Singapura"]
    assert [time["value"] for time in event["roles"]["time"]] == ["2025-05-03"]
    assert all(mention["rule"] for role in event["roles"].values() for filler in role for mention in filler["mentions"])


def fill(path: Path, code: str) -> None:
    """Write the keys and tables of a block in place of the empty lists of a starter file."""
    text = path.read_text()
    keys, _, tables = code.partition("[[")
    for line in keys.strip().splitlines():
        empty = f"{line.partition(' = ')[0]} = []"
        assert f"\n{empty}\n" in text, f"{path.name} has no empty {empty}"
        text = text.replace(f"\n{empty}\n", f"\n{line}\n")
    if tables:
        array = tables.partition("]]")[0]
        text = text.replace(f"\n{array} = []\n", "\n") + f"\n[[{tables}"
    path.write_text(text)


def test_the_pack_of_the_docs_tests_and_pre_annotates(tmp_path: Path) -> None:
    page = ROOT / "docs" / "packs.md"
    make, test, annotate = (code for _, code in blocks(page, "bash"))
    made = run(make, tmp_path)
    folder = tmp_path / "berita"
    for title, code in blocks(page, "toml"):
        if title:
            assert f"  {Path(title).name} (" in made, "what the page writes is what was left to write"
            fill(folder / title, code)
        else:
            config = folder / "risalah.toml"
            kept = [line for line in config.read_text().splitlines() if line.split(" ")[0] not in ("language", "packs")]
            config.write_text("\n".join([*kept, code]))
    assert run(test, folder) == "4 of 4 sentences are as marked.\n"
    annotation = json.loads(run(annotate, folder))
    assert annotation["source"]["version"].startswith("ms-")
    (event,) = annotation["events"]
    assert [place["value"] for place in event["roles"]["place"]] == ["Jepun"]
