"""`risalah pull`: what cannot be taken is written where a person can look at it."""

import json
from collections.abc import Callable

from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

ARTICLE = Document(id="artikel-1", text="Menteri Retno Marsudi menemui Wang Yi di Jakarta.")


def test_faults_do_not_take_the_place_of_what_push_rejected(
    workspace: Workspace, studio: Studio, on_server: Credentials, risalah: Callable
) -> None:
    server = {"LABEL_STUDIO_URL": on_server.url, "LABEL_STUDIO_API_KEY": on_server.api_key}
    risalah("push", "-", "-w", workspace.folder, stdin=f"bukan json\n{ARTICLE.model_dump_json()}", **server)
    done = push(workspace, studio)
    (task,) = [created.task for created in studio.created(done.project, 0)]
    words = {"start": 30, "end": 37, "labels": ["Participant"]}
    studio.submit(task, [{"id": "a", "from_name": "role", "to_name": "text", "type": "labels", "value": words}])
    pulled = risalah("pull", "--json", "-w", workspace.folder, **server)
    assert pulled.returncode == 0, pulled.stderr
    assert json.loads(pulled.stdout)["reviewed"] == 0
    (fault,) = map(json.loads, (workspace.folder / "faults.jsonl").read_text().splitlines())
    assert fault["what"] == "has no trigger"
    assert f"task {task}" in fault["where"]
    (rejected,) = map(json.loads, (workspace.folder / "rejected.jsonl").read_text().splitlines())
    assert rejected["where"] == "standard input:1"
