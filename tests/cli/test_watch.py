"""`risalah watch`: a line for each pull that brought something, until it is told to end."""

import json
import os
import signal
import subprocess
import sys

import pytest

from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

WATCH = [sys.executable, "-c", "import typer; from risalah.cli.watch import watch; typer.run(watch)"]
ARTICLE = Document(id="artikel-1", text="Menteri Retno Marsudi menemui Wang Yi di Jakarta.")


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_what_came_and_ends_when_told(
    workspace: Workspace, studio: Studio, on_server: Credentials, kind: signal.Signals
) -> None:
    done = push(workspace, studio, [ARTICLE])
    (task,) = [created.task for created in studio.created(done.project, 0)]
    words = {"start": 30, "end": 37, "labels": ["Participant"]}
    studio.submit(task, [{"id": "a", "from_name": "role", "to_name": "text", "type": "labels", "value": words}])
    command = [*WATCH, "--json", "--every", "60", "--listen", "127.0.0.1:0", "-w", workspace.folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())["changed"] == 1
        process.send_signal(kind)
        assert process.wait(timeout=30) == 0
    (fault,) = map(json.loads, (workspace.folder / "faults.jsonl").read_text().splitlines())
    assert f"task {task}" in fault["where"]


@pytest.mark.parametrize("listen", ["8081", "127.0.0.1:", "127.0.0.1:http"])
def test_an_address_to_listen_on_has_a_host_and_a_port(workspace: Workspace, listen: str) -> None:
    done = subprocess.run(
        [*WATCH, "--listen", listen, "-w", workspace.folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "HOST:PORT" in done.stderr
