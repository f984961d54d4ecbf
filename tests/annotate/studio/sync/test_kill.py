"""A push that is really killed, and run again."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.workspace import Workspace

RISALAH = Path(sys.executable).parent / "risalah"
MANY = 1500


def start(workspace: Workspace) -> subprocess.Popen[bytes]:
    arguments = [RISALAH, "push", workspace.folder / "articles.jsonl", "-w", workspace.folder]
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)


@pytest.mark.parametrize("seconds", [0.9, 1.6, 2.4])
def test_after_a_kill_every_document_arrives_once(
    workspace: Workspace, studio: Studio, on_server: Credentials, seconds: float
) -> None:
    text = "Presiden Prabowo Subianto bertemu Menteri Budi Santoso di Jakarta. Artikel nomor {}."
    articles = [json.dumps({"id": f"artikel-{number}", "text": text.format(number)}) for number in range(MANY)]
    (workspace.folder / "articles.jsonl").write_text("\n".join(articles))
    with start(workspace) as killed:
        time.sleep(seconds)
        killed.send_signal(signal.SIGKILL)
    with start(workspace) as again:
        assert again.wait(timeout=120) == 0
    there = [doc_id for _, doc_id, *_ in studio.created(projects.find(workspace, studio).number, 0)]
    assert len(there) == MANY
    assert set(there) == {f"artikel-{number}" for number in range(MANY)}
    assert len(list(workspace.documents)) == MANY
    assert len(list(workspace.preannotations)) == MANY
