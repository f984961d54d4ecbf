"""The protocol, as Label Studio 1.23 speaks it, on a real server."""

import json
import socket
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from risalah.annotate.serving import requests as limits
from risalah.annotate.serving.login import Login
from risalah.annotate.serving.service import service
from risalah.annotate.workspace import Workspace
from risalah.schema import Document
from risalah.schema.errors import ModelError, StudioError
from risalah.schema.targets.labelling import labelling_config

KEY = "c0ffee-the-key-of-the-server"
JSON = {"content-type": "application/json"}


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def answering(workspace: Workspace, load: Callable, told: list[str]) -> Callable[..., Any]:
    """Serve with these options, and speak to it."""

    @contextmanager
    def start(**options: Any) -> Iterator[httpx.Client]:
        with (
            service(workspace, load, tell=told.append, **options) as url,
            httpx.Client(base_url=url, timeout=30) as client,
        ):
            yield client

    return start


@pytest.fixture
def client(answering: Callable) -> Iterator[httpx.Client]:
    with answering() as client:
        yield client


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def predicted(client: httpx.Client, *tasks: Any) -> list[dict[str, Any]]:
    """Ask as `MLApi.make_predictions` does."""
    params = {"login": None, "password": None, "context": None}
    sent = {"tasks": tasks, "project": "1.1700000000", "label_config": "<View/>", "params": params}
    return client.post("/predict", json=sent).raise_for_status().json()["results"]


def test_it_says_that_it_is_there(client: httpx.Client, workspace: Workspace) -> None:
    said = client.get("/health").raise_for_status().json()
    assert said == {"status": "UP", "model_version": "risalah", "source": str(workspace.ruleset.source), "fit": None}


def test_at_the_end_it_answers_no_more(answering: Callable) -> None:
    with answering() as client:
        address = client.base_url
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_it_is_set_up_for_a_project_of_the_workspace(
    client: httpx.Client, workspace: Workspace, told: list[str]
) -> None:
    sent = {
        "project": "1.1700000000",
        "schema": labelling_config(workspace.ontology),
        "hostname": "http://localhost:8080",
        "access_token": KEY,
        "extra_params": None,
    }
    assert client.post("/setup", json=sent).raise_for_status().json() == {"model_version": "risalah", "fit": None}
    refused = client.post("/setup", json=sent | {"schema": "<View/>"})
    assert refused.status_code == 400
    assert "has another labelling config than this workspace" in refused.json()["error"]
    assert "Refuses project '1.1700000000'" in told[-1]
    assert KEY not in "".join(told)
    assert not [path for path in workspace.folder.rglob("*") if path.is_file() and KEY in path.read_text()]


def test_its_model_version_is_the_one_that_every_prediction_has(
    client: httpx.Client, articles: list[Document], bare: Callable
) -> None:
    """Label Studio asks for no prediction of what has one of the version that `/setup` names."""
    (version,) = client.get("/versions").raise_for_status().json()["versions"]
    assert version == client.post("/setup", json={}).json()["model_version"]
    assert {one["model_version"] for one in predicted(client, bare(articles[0]), {})} == {version}


def test_there_are_as_many_predictions_as_tasks(client: httpx.Client, articles: list[Document], bare: Callable) -> None:
    assert predicted(client) == []
    results = predicted(client, *map(bare, articles), None, bare(articles[0]))
    assert [bool(one["result"]) for one in results] == [*[True] * len(articles), False, True]


def test_many_ask_at_once(client: httpx.Client, workspace: Workspace, articles: list[Document], bare: Callable) -> None:
    with ThreadPoolExecutor(12) as threads:
        asked = [articles[turn % len(articles)] for turn in range(48)]
        results = list(threads.map(lambda one: predicted(client, bare(one)), asked))
    assert all(one == results[turn % len(articles)] for turn, one in enumerate(results))
    assert sorted(one.doc_id for one in workspace.preannotations) == [one.id for one in articles]


ODD: list[tuple[str, bytes, dict[str, str], int]] = [
    ("/predict", b"", JSON, 400),
    ("/predict", b"{", JSON, 400),
    ("/predict", b"\xff\xfe", JSON, 400),
    ("/predict", b"[" * 100_000, JSON, 400),
    ("/predict", b"[]", JSON, 400),
    ("/predict", b"{}", JSON, 400),
    ("/predict", b'{"tasks": {"id": 1}}', JSON, 400),
    ("/predict", b'{"tasks": [NaN, "\\ud800", {"data": [1]}]}', JSON, 200),
    ("/predict", b'{"tasks": []}', {"content-type": "Application/JSON; charset=utf-8"}, 200),
    ("/predict", b'{"tasks": []}', {"content-type": "text/plain"}, 415),
    ("/predict", b'{"tasks": []}', {}, 415),
    ("/setup", b'{"schema": 7}', JSON, 400),
    ("/setup", b"null", JSON, 400),
    ("/webhook", b'{"action": null}', JSON, 200),
    ("/webhook", b'{"action": ["START_TRAINING"]}', JSON, 200),
    ("/webhook", b'"START_TRAINING"', JSON, 400),
    ("/train", b"{}", JSON, 404),
    ("/health", b"{}", JSON, 405),
]


@pytest.fixture(scope="module")
def one_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = Workspace.create(tmp_path_factory.mktemp("workspace"))
    with service(workspace, lambda _: workspace.ruleset) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


@pytest.mark.parametrize(("path", "body", "headers", "status"), ODD)
def test_what_is_no_request_is_refused_in_a_sentence(
    one_for_all: httpx.Client, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = one_for_all.post(path, content=body, headers=headers)
    assert answer.status_code == status
    assert status == 200 or answer.json()["error"]
    assert one_for_all.get("/health").status_code == 200


def test_too_much_is_refused(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 1000)
    pieces = (b'"' + b"x" * 500 for _ in range(10))
    for body in (b"x" * 2000, pieces):
        answer = client.post("/predict", content=body, headers=JSON)
        assert (answer.status_code, answer.json()) == (413, {"error": "is more than 1,000 bytes"})


def test_what_takes_too_long_is_refused(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SLOWEST", 0.2)
    with socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=30) as caller:
        caller.sendall(
            b"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
        )
        assert caller.recv(100).startswith(b"HTTP/1.1 408 ")


def test_whoever_does_not_know_the_login_is_not_answered(answering: Callable, articles: list[Document]) -> None:
    paths = [("GET", "/health"), ("GET", "/versions"), *[("POST", path) for path in ("/setup", "/predict", "/webhook")]]
    with answering(login=Login("kurator", "rahasia")) as client:
        for known, status in (((), 401), (("kurator", "salah"), 401), (("kurator", "rahasia"), 200)):
            auth = httpx.BasicAuth(*known) if known else None
            answers = [client.request(*path, json={"tasks": []}, auth=auth).status_code for path in paths]
            assert answers == [status] * len(paths)


def test_a_workspace_that_cannot_be_written_is_told(
    client: httpx.Client, workspace: Workspace, told: list[str], articles: list[Document], bare: Callable
) -> None:
    """A prediction that nobody wrote down would leave a review without a prior: there is none, and none is stored."""
    (workspace.folder / "documents").write_text("")
    answer = client.post("/predict", json={"tasks": [bare(articles[0])]})
    assert answer.status_code == 503
    assert "documents" in answer.json()["error"]
    assert told[-1].startswith("No predictions: ")
    (workspace.folder / "documents").unlink()
    assert predicted(client, bare(articles[0]))[0]["result"]


@pytest.mark.parametrize("action", ["ANNOTATION_CREATED", "ANNOTATION_UPDATED", "START_TRAINING"])
def test_nothing_is_trained_where_nobody_wants_it(client: httpx.Client, told: list[str], action: str) -> None:
    assert client.post("/webhook", json={"action": action}).json() == {"status": "noted"}
    assert told[-1] == f"{action}: nothing is trained without --fit"


def fit(*lines: str) -> list[str]:
    return [sys.executable, "-c", "\n".join(lines)]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Write a stub of a model."""
    folder = tmp_path / "model-2"
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps("dua"))
    return folder


def test_what_is_submitted_trains_the_model_that_answers_then(
    answering: Callable, told: list[str], model: Path, articles: list[Document], bare: Callable
) -> None:
    goes_on = model / "goes-on"
    wait = f"import pathlib, time\nwhile not pathlib.Path({str(goes_on)!r}).exists(): time.sleep(0.02)"
    with answering(fit=fit(wait, f"print({str(model)!r})")) as client:
        assert client.post("/webhook", json={"action": "TASKS_CREATED"}).json() == {"status": "ignored"}
        assert client.get("/health").json()["fit"] == {"running": False, "waiting": False, "failure": None}
        for action in ("ANNOTATION_CREATED", "ANNOTATION_UPDATED", "START_TRAINING"):
            assert client.post("/webhook", json={"action": action}).json() == {"status": "queued"}
        assert client.get("/health").json()["fit"] == {"running": True, "waiting": True, "failure": None}
        (meanwhile,) = predicted(client, bare(articles[0]))
        assert meanwhile["result"][0]["value"]["text"][0].startswith("rules ")
        goes_on.touch()
        until(lambda: not client.get("/health").json()["fit"]["running"])
        (then,) = predicted(client, bare(articles[0]))
        assert then["result"][0]["value"]["text"][0].startswith("model dua on ")
    assert sum("from now on" in sentence for sentence in told) == 1
    with answering() as client:
        assert client.get("/health").json()["source"].startswith("model dua on ")
    (model / "model.json").unlink()
    with answering() as client:
        assert client.get("/health").json()["source"].startswith("rules ")
    assert f"What was trained last is left aside: {model}: holds no model" in told


def test_a_training_that_fails_is_told_and_the_old_model_answers(
    answering: Callable, told: list[str], workspace: Workspace
) -> None:
    with answering(fit=fit("import sys; sys.exit('risalah: nothing was reviewed')")) as client:
        client.post("/webhook", json={"action": "START_TRAINING"})
        until(lambda: client.get("/health").json()["fit"]["failure"])
        said = client.get("/health").json()
        assert said["source"] == str(workspace.ruleset.source)
        assert said["fit"]["failure"].endswith("no model was trained: risalah: nothing was reviewed")
        assert client.post("/setup", json={}).json()["fit"] == said["fit"]
    assert told[-1] == said["fit"]["failure"]


def test_a_training_ends_with_the_server(answering: Callable, told: list[str], offspring: Callable) -> None:
    with answering(fit=fit("import time; time.sleep(60)")) as client:
        client.post("/webhook", json={"action": "START_TRAINING"})
        until(offspring)
        (training,) = offspring()
    assert not training.is_running()
    assert told[-1].endswith("no model was trained: it ended with status -15")


def test_a_model_that_is_given_must_be_one(answering: Callable, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no model"):
        answering(given=tmp_path).__enter__()


def test_an_address_that_is_taken_is_told(answering: Callable, client: httpx.Client) -> None:
    port = client.base_url.port
    with pytest.raises(StudioError, match=f"127.0.0.1:{port}: cannot be listened on: Address already in use"):
        answering(port=port).__enter__()


def test_an_address_may_be_of_the_sixth_version(answering: Callable) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with answering(host="::1") as client:
        assert client.get("/health").status_code == 200
