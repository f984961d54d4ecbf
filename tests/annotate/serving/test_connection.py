"""A real Label Studio asks for a prediction while a task is opened, and what is submitted trains the next model."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from risalah.annotate.serving.connection import connected
from risalah.annotate.serving.login import Login
from risalah.annotate.serving.service import service
from risalah.annotate.studio.page.exported import pulled
from risalah.annotate.studio.page.task import MODEL_VERSION, source_of, to_task
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.schema import Document
from risalah.schema.errors import StudioError

LOGIN = Login("kurator", "rahasia")
REFUSED = "http://127.0.0.9:9"


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def shown(answer: httpx.Response) -> list[dict[str, Any]]:
    return answer.raise_for_status().json()["predictions"]


def test_a_task_gets_its_prediction_when_it_is_opened(
    workspace: Workspace, load: Callable, studio: Studio, owner: httpx.Client, articles: list[Document]
) -> None:
    (workspace.folder / "model.json").write_text(json.dumps("dua"))
    trains = [sys.executable, "-c", f"print({str(workspace.folder)!r})"]
    pushed, opened, next_one, last = articles
    project = push(workspace, studio, [pushed]).project
    (first,) = [one.task for one in studio.created(project, 0)]
    bare = [{"data": to_task(one, None)["data"]} for one in (opened, next_one, last)]
    created, predictions = studio.import_tasks(project, bare)
    assert predictions == 0
    told: list[str] = []

    with service(workspace, load, fit=trains, login=LOGIN, tell=told.append) as url:
        with connected(workspace, studio, url, LOGIN, hook=True, tell=told.append):
            # as the page opens a task from the list, and as it goes on to the next
            (prediction,) = shown(owner.get(f"/api/tasks/{created[0]}", params={"project": project}))
            assert source_of(prediction) == workspace.ruleset.source
            assert len(shown(owner.get(f"/api/tasks/{first}"))) == 1
            assert all(shown(owner.get(f"/api/projects/{project}/next")) for _ in range(4))
            made = {one.doc_id for one in workspace.preannotations}
            assert {pushed.id, opened.id} <= made

            answer = {"result": prediction["result"], "prediction": prediction["id"]}
            owner.post(f"/api/tasks/{created[0]}/annotations", json=answer).raise_for_status()
            until(lambda: any("from now on" in sentence for sentence in told))
            (newer,) = shown(owner.get(f"/api/tasks/{created[2]}"))
            assert str(source_of(newer)).startswith("model dua on ")
        assert studio.backends(project) == studio.hooks(project) == []
    assert not [sentence for sentence in told if "Trains only" in sentence or "stays connected" in sentence]

    # who comes later sees what there is, and a review knows its prior
    assert [one["id"] for one in shown(owner.get(f"/api/tasks/{created[2]}"))] == [newer["id"]]
    (exported,) = studio.export(project, [created[0]])
    state = pulled(exported, server=studio.url, project="uji", ontology=workspace.ontology)
    assert [review.prior for review in state.reviews] == [workspace.ruleset.source]

    with pytest.raises(StudioError, match="Can't connect to ML backend"):
        connected(workspace, studio, REFUSED, hook=True, tell=told.append).__enter__()
    assert "is a private address, which Label Studio does not call. Start it with SSRF_PROTECTION" in told[-1]
    assert studio.project(project)["model_version"] == MODEL_VERSION
