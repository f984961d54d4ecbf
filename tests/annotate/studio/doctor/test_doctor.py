"""What the doctor finds: each check with a workspace or a server that has the fault."""

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from risalah.annotate.studio.doctor import CHECKS, Finding, code, examine, server
from risalah.annotate.studio.doctor import workspace as folder_checks
from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.server.local import LocalServer, State
from risalah.annotate.studio.sync.project import find
from risalah.annotate.studio.sync.push import push
from risalah.annotate.studio.sync.tasks import Tasks
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

ROOT = Path(__file__).parents[4]
ARTICLE = Document(id="artikel-1", text="Menteri Retno Marsudi menemui Wang Yi di Jakarta.")
ELECTION = """\
from risalah.schema import Actor, AtLeastOne, Event


class Election(Event):
    \"\"\"Pemilu.\"\"\"

    winner: AtLeastOne[Actor]
"""


@pytest.fixture
def pushed(workspace: Workspace, studio: Studio, on_server: Credentials) -> int:
    """Push one article to a server that the environment names, and return the project."""
    return push(workspace, studio, [ARTICLE]).project


def told(workspace: Workspace, name: str) -> Finding:
    """Return the first thing that a check finds in a workspace."""
    return next(finding for finding in examine(workspace.folder) if finding.code == name)


def configure(workspace: Workspace, key: str, value: str) -> None:
    """Set a list in risalah.toml."""
    path = workspace.folder / "risalah.toml"
    path.write_text(path.read_text().replace(f"{key} = []", f"{key} = [{value}]"))


@pytest.mark.parametrize("name", [code(check) for check in CHECKS])
def test_every_check_is_seen_to_find_its_fault(name: str) -> None:
    assert any(re.match(rf"test_{name}_", test) for test in globals())


@pytest.mark.parametrize("name", [code(check) for check in CHECKS])
def test_every_check_is_in_the_docs(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "docs" / "doctor.md").read_text(encoding="utf-8")


def test_a_check_follows_those_that_it_needs() -> None:
    made: list[object] = []
    for check, needs in CHECKS.items():
        assert set(needs) <= set(made)
        made.append(check)


def test_where_all_is_well_every_check_says_so(workspace: Workspace, pushed: int) -> None:
    found = list(examine(workspace.folder))
    assert [finding for finding in found if finding.state != "ok"] == []
    assert {finding.code for finding in found} == {code(check) for check in CHECKS}


def test_workspace_that_is_none_leaves_nothing_to_check(tmp_path: Path) -> None:
    first, *others = examine(tmp_path)
    assert (first.state, first.remedy) == ("fault", "Make one with: risalah init")
    assert {finding.state for finding in others} == {"not checked"}
    assert others[0].what == "Needs workspace to be in order"


def test_events_that_do_not_import(workspace: Workspace) -> None:
    (workspace.folder / "pemilu.py").write_text("import tidak_ada\n")
    configure(workspace, "events", '"pemilu.py"')
    finding = told(workspace, "events")
    assert finding.state == "fault"
    assert "does not import: ModuleNotFoundError" in finding.what


def test_rules_beside_an_event_module_that_are_wrong(workspace: Workspace) -> None:
    (workspace.folder / "election.py").write_text(ELECTION)
    (workspace.folder / "election.id.toml").write_text('tipe = "election"\n')
    configure(workspace, "events", '"election.py"')
    assert told(workspace, "events").state == "ok"
    finding = told(workspace, "rules")
    assert finding.state == "fault"
    assert "election.id.toml" in finding.what


def test_packs_that_are_not_there(workspace: Workspace) -> None:
    configure(workspace, "packs", '"packs/jv"')
    finding = told(workspace, "packs")
    assert finding.state == "fault"
    assert "packs/jv: is no language pack" in finding.what
    assert told(workspace, "rules").state == "ok"


def test_ledgers_with_a_line_that_does_not_read(workspace: Workspace) -> None:
    workspace.documents.append([ARTICLE])
    (workspace.folder / "documents" / "000002.jsonl").write_text('{"id": "artikel-2"}\n')
    finding = told(workspace, "ledgers")
    assert finding.state == "fault"
    assert "000002.jsonl:1 text: is missing" in finding.what


@pytest.mark.parametrize("written", ["", "[]", '{"a 1": "kemarin"}'])
def test_marks_that_do_not_read(workspace: Workspace, written: str) -> None:
    workspace.marks.write_text(written)
    finding = told(workspace, "marks")
    assert finding.state == "fault"
    assert f"rm {workspace.marks}" in finding.remedy


def test_leftovers_of_a_command_that_was_killed(workspace: Workspace) -> None:
    half = workspace.folder / ".writing-x1"
    half.write_text("{")
    assert told(workspace, "leftovers").state == "ok", "somebody may be writing it"
    os.utime(half, (time.time() - 120,) * 2)
    finding = told(workspace, "leftovers")
    assert finding.state == "warning"
    command = re.search("`(.*)`", finding.remedy)
    assert command
    os.system(command[1])
    assert not half.exists()


@pytest.mark.parametrize(("scarce", "no_room", "state"), [(10**18, 0, "warning"), (10**18, 10**18, "fault")])
def test_disk_without_room(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, scarce: int, no_room: int, state: str
) -> None:
    monkeypatch.setattr(folder_checks, "SCARCE", scarce)
    monkeypatch.setattr(folder_checks, "NO_ROOM", no_room)
    finding = told(workspace, "disk")
    assert finding.state == state
    assert "GB are free" in finding.what


def was_started(workspace: Workspace, pid: int) -> State:
    """Leave a local server's state, as one that ran once does."""
    state = State(port=9, password="sandi-rahasia", token="kunci-rahasia", secret_key="s", pid=pid)
    workspace.studio.mkdir()
    (workspace.studio / "server.json").write_text(state.model_dump_json())
    (workspace.studio / "server.json").chmod(0o600)
    return state


def test_secrets_that_others_can_read(workspace: Workspace) -> None:
    was_started(workspace, 0)
    assert told(workspace, "secrets").state == "ok"
    (workspace.studio / "server.json").chmod(0o644)
    finding = told(workspace, "secrets")
    assert finding.state == "fault"
    assert f"chmod 600 {workspace.studio / 'server.json'}" in finding.remedy


def test_installed_it_is_not(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(workspace, "installed").state == "ok"
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    finding = told(workspace, "installed")
    assert (finding.state, finding.remedy) == ("fault", "Run `pip install 'risalah[studio]'`")


def test_local_server_that_was_never_started(workspace: Workspace) -> None:
    finding = told(workspace, "local")
    assert (finding.state, finding.remedy) == ("fault", "Run `risalah studio --detach`")
    assert told(workspace, "address").state == "not checked"


def test_local_server_that_was_stopped(workspace: Workspace) -> None:
    was_started(workspace, 0)
    assert "is stopped" in told(workspace, "local").what


def test_local_server_that_ended_by_itself(workspace: Workspace) -> None:
    was_started(workspace, os.getpid())
    (workspace.studio / "server.log").write_text("Starting\nno space left on device\n")
    finding = told(workspace, "local")
    assert finding.state == "fault"
    assert "Its last words: no space left on device" in finding.what
    assert "risalah studio --stop" in finding.remedy


def test_local_server_whose_state_does_not_read(workspace: Workspace) -> None:
    was_started(workspace, 0)
    (workspace.studio / "server.json").write_text('{"token": "kunci-rahasia"}')
    finding = told(workspace, "local")
    assert (finding.state, finding.what) == ("fault", f"{workspace.studio / 'server.json'} cannot be read")
    assert "rahasia" not in str(list(examine(workspace.folder)))


def test_local_server_that_runs_is_the_one_that_is_asked(workspace: Workspace, local_server: LocalServer) -> None:
    workspace.studio.symlink_to(local_server.folder)
    found = {finding.code: finding for finding in examine(workspace.folder)}
    assert found["local"].what.startswith("Runs at http://127.0.0.1:")
    assert found["key"].state == "ok"


def test_address_where_nobody_answers(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABEL_STUDIO_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", "kunci-rahasia")
    began = time.monotonic()
    found = {finding.code: finding for finding in examine(workspace.folder)}
    assert time.monotonic() - began < 10, "a doctor does not try again"
    assert found["address"].state == "fault"
    assert "cannot be reached" in found["address"].what
    assert {found[name].state for name in ("clock", "key", "projects", "twins")} == {"not checked"}
    assert "rahasia" not in str(found)


def test_address_without_a_key(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABEL_STUDIO_URL", "http://127.0.0.1:9")
    assert "LABEL_STUDIO_API_KEY is not set" in told(workspace, "address").what


@pytest.mark.parametrize(
    ("wrong", "told_of"),
    [
        ("0" * 40, ("a legacy token", "Take a personal access token")),
        ("kunci.rahasia.sekali", ("a personal access token", "Make a new one")),
    ],
)
def test_key_that_is_refused(
    workspace: Workspace, on_server: Credentials, monkeypatch: pytest.MonkeyPatch, wrong: str, told_of: tuple[str, str]
) -> None:
    kind, remedy = told_of
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", wrong)
    found = list(examine(workspace.folder))
    (finding,) = [finding for finding in found if finding.code == "key"]
    assert finding.state == "fault"
    assert f"does not accept LABEL_STUDIO_API_KEY, {kind}" in finding.what
    assert finding.remedy.startswith(remedy)
    assert wrong not in str(found)


@pytest.mark.parametrize(("tried", "outdated"), [((1, 99), "label-studio"), ((1, 0), "risalah")])
def test_version_that_was_not_tried(
    workspace: Workspace, on_server: Credentials, monkeypatch: pytest.MonkeyPatch, tried: tuple[int, int], outdated: str
) -> None:
    monkeypatch.setattr(server, "TRIED", tried)
    finding = told(workspace, "version")
    assert (finding.state, finding.remedy) == ("warning", f"Run `pip install --upgrade {outdated}`")
    assert f"than {tried[0]}.{tried[1]}, with which everything was tried" in finding.what


def test_clock_that_differs(workspace: Workspace, on_server: Credentials, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "DRIFT", server.DRIFT * -1)
    finding = told(workspace, "clock")
    assert finding.state == "warning"
    assert "this machine's" in finding.what


def test_projects_before_the_first_push(workspace: Workspace, on_server: Credentials) -> None:
    finding = told(workspace, "projects")
    assert (finding.state, finding.remedy) == ("warning", "Run `risalah push` first")
    assert told(workspace, "config").state == "not checked"


def test_projects_that_are_gone(workspace: Workspace, pushed: int, owner: httpx.Client) -> None:
    owner.delete(f"/api/projects/{pushed}").raise_for_status()
    finding = told(workspace, "projects")
    assert finding.state == "fault"
    assert "though documents were pushed" in finding.what


def test_duplicates_of_a_project(workspace: Workspace, studio: Studio, pushed: int) -> None:
    copied = {name: studio.project(pushed)[name] for name in ("title", "description", "label_config")}
    second = studio.create_project(copied)
    finding = told(workspace, "duplicates")
    assert finding.state == "fault"
    assert f"/projects/{second} with 0 tasks, 0 annotations" in finding.what


def test_config_that_was_changed_by_hand(workspace: Workspace, studio: Studio, pushed: int) -> None:
    config = str(studio.project(pushed)["label_config"])
    studio.set_project(pushed, {"label_config": config.replace('value="Meeting"', 'value="Rapat"')})
    finding = told(workspace, "config")
    assert finding.state == "fault"
    assert re.search('^-.*value="Meeting"', finding.what, re.MULTILINE)
    assert re.search('^\\+.*value="Rapat"', finding.what, re.MULTILINE)


def test_config_of_fewer_event_types(workspace: Workspace, pushed: int) -> None:
    (workspace.folder / "election.py").write_text(ELECTION)
    configure(workspace, "events", '"election.py"')
    finding = told(workspace, "config")
    assert (finding.state, finding.remedy) == ("warning", "Run `risalah push`")


def test_predictions_that_are_not_shown(workspace: Workspace, studio: Studio, pushed: int) -> None:
    studio.set_project(pushed, {"show_collab_predictions": False})
    finding = told(workspace, "predictions")
    assert finding.state == "fault"
    assert f"/projects/{pushed}/settings/annotation" in finding.remedy


def test_predictions_of_another_are_shown(
    workspace: Workspace, studio: Studio, owner: httpx.Client, pushed: int
) -> None:
    (task,) = [created.task for created in studio.created(pushed, 0)]
    another = {"task": task, "model_version": "model lain", "result": []}
    owner.post("/api/predictions", json=another).raise_for_status()
    studio.set_project(pushed, {"model_version": "model lain"})
    finding = told(workspace, "predictions")
    assert finding.state == "fault"
    assert "shows people what 'model lain' predicts" in finding.what
    assert finding.remedy.startswith("Choose 'risalah'")


def test_order_that_is_random(workspace: Workspace, studio: Studio, pushed: int) -> None:
    studio.set_project(pushed, {"sampling": "Uniform sampling"})
    finding = told(workspace, "order")
    assert finding.state == "warning"
    assert "'Uniform sampling'" in finding.what


def test_tasks_that_others_made(workspace: Workspace, studio: Studio, pushed: int) -> None:
    studio.import_tasks(pushed, [{"data": {"text": "Iklan.", "headline": "Iklan", "summary": ""}}])
    finding = told(workspace, "tasks")
    assert finding.state == "warning"
    assert "has 2 tasks, the workspace knows of 1" in finding.what


def test_interrupted_push(workspace: Workspace, pushed: int) -> None:
    second = Document(id="artikel-2", text="Hujan turun di Jakarta.")
    workspace.documents.append([second])
    workspace.preannotations.append([workspace.ruleset.annotate(second)])
    finding = told(workspace, "interrupted")
    assert finding.state == "warning"
    assert "1 documents were prepared" in finding.what
    assert "risalah push" in finding.remedy


def test_twins_of_a_task(workspace: Workspace, studio: Studio, pushed: int) -> None:
    project = find(workspace, studio)
    tasks = Tasks(workspace, studio, project)
    (task,) = studio.export(pushed, [task.task for task in tasks])
    studio.import_tasks(pushed, [{"data": task["data"]}])
    tasks.learn()
    finding = told(workspace, "twins")
    assert finding.state == "warning"
    assert "1 documents have more than one task" in finding.what


def refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied", "/ruang")


def give_up(*_: object) -> None:
    raise ValueError("kunci-rahasia")


@pytest.mark.parametrize(
    ("fail", "what"), [(refuse, "/ruang: Permission denied"), (give_up, "The check could not be made: ValueError")]
)
def test_a_check_that_fails_stops_no_other(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, fail: Callable, what: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", fail)
    found = {finding.code: finding for finding in examine(workspace.folder)}
    assert (found["disk"].state, found["disk"].what) == ("fault", what)
    assert found["secrets"].state == "ok"
