"""`risalah studio`: in the foreground until Ctrl-C."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from risalah.annotate.studio.server.local import LocalServer
from risalah.annotate.workspace import Workspace

RISALAH = Path(sys.executable).parent / "risalah"


def test_ctrl_c_stops_it_and_its_data_stay(workspace: Workspace, new_server: Callable[[Path], LocalServer]) -> None:
    new_server(workspace.studio)
    command = [RISALAH, "studio", "--json", "-w", workspace.folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith(b'{"url": "http://127.0.0.1:')
        server = LocalServer(workspace.studio)
        running = server.running()
        assert running
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    assert server.running() is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{running.url}/health", timeout=5)
    state = server.state()
    assert state
    assert (state.pid, state.token) == (0, running.token)
    assert (workspace.studio / "label_studio.sqlite3").exists()
    assert server.log.stat().st_size
