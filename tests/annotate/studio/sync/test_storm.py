"""Push and pull where processes are killed, the server is restarted and people work: nothing is lost or doubled."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import polars as pl
import pytest

from risalah.annotate.pulled import Pulled
from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.server.local import LocalServer
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.push import QUIET_SECONDS
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

RISALAH = Path(sys.executable).parent / "risalah"
SEED = int(os.environ.get("STORM", time.time()))
DOCUMENTS = 2000
PORTION = 80
"""Articles that come in from one push to the next."""
KILLS = 50
RESTARTS = (4, 8, 12, 16, 20)
"""The rounds in which the server is restarted; in the third it is killed."""
AT_WORK = 0.6
"""Seconds for which a process is left to work at most, once it has begun to write, where it is to be killed at work."""
CALM = 5
"""Every so many rounds a pull goes through undisturbed."""
PEOPLE = ("ani", "budi", "citra")
PAUSE = 1.0
"""Seconds for which a person looks at a document."""
SCREEN = 25
"""Documents that a person sees at once."""
LEDGERS = ("documents", "preannotations", "pushed", "reviews")

ARTICLES = [
    Document(
        id=f"artikel-{number:04}",
        text=f"Presiden Prabowo Subianto bertemu Menteri Budi Santoso di Jakarta. Artikel nomor {number}.",
    )
    for number in range(DOCUMENTS)
]


@dataclass
class Submission:
    """What a person submitted: it names a place that nothing else names."""

    doc_id: str
    task: int
    place: str
    made: dict[str, Any]
    """What was sent."""
    annotation: int
    at: str
    """When it was saved, by the server's clock."""
    since: float = field(default_factory=time.monotonic)
    until: float = float("inf")
    """When the person began to overwrite or delete it."""

    @property
    def stands(self) -> bool:
        return self.until == float("inf")


@dataclass
class Person:
    """Somebody who submits, corrects and deletes annotations, and tries again when the server does not answer."""

    user: int
    server: LocalServer
    project: int
    random: random.Random
    marks: Mapping[str, str]
    """The rules' result for every document, as JSON."""
    submissions: list[Submission] = field(default_factory=list)
    coming: list[tuple[str, int]] = field(default_factory=list)
    """The documents, with their tasks, that the person does next."""

    def work(self, stop: Event) -> None:
        while not stop.wait(PAUSE):
            mine = [submission for submission in self.submissions if submission.stands]
            deed = self.random.random()
            if mine and deed < 0.25:
                self.correct(self.random.choice(mine))
            elif mine and deed < 0.35:
                self.delete(self.random.choice(mine))
            else:
                self.submit()

    def submit(self) -> None:
        if not self.coming:
            self.coming = self.list()
        if self.coming:
            self.send(*self.coming.pop())

    def list(self) -> list[tuple[str, int]]:
        """Return some documents, in any order, and the tasks that show them."""
        query = {"project": self.project, "fields": "task_only", "include": "id,data", "page_size": SCREEN}
        total = self.ask("GET", "/api/tasks", **query).json()["total"]
        found = self.ask("GET", "/api/tasks", page=self.random.randint(1, max(1, total // SCREEN)), **query)
        tasks = [(task["data"]["doc_id"], task["id"]) for task in found.json().get("tasks", [])]
        return self.random.sample(tasks, len(tasks))

    def correct(self, before: Submission) -> None:
        before.until = time.monotonic()
        self.send(before.doc_id, before.task, before.annotation)

    def delete(self, submission: Submission) -> None:
        submission.until = time.monotonic()
        self.ask("DELETE", f"/api/annotations/{submission.annotation}")

    def send(self, doc_id: str, task: int, annotation: int | None = None) -> None:
        """Submit an annotation, or another in place of an earlier one."""
        place = f"Kota {self.user}-{len(self.submissions)}"
        result = json.loads(self.marks[doc_id].replace('"text": ["Jakarta"]', f'"text": ["{place}"]'))
        made = {"result": result, "lead_time": 5.0, "completed_by": self.user}
        if annotation:
            saved = self.ask("PATCH", f"/api/annotations/{annotation}", json=made)
        else:
            saved = self.create(task, place, made)
        if saved.status_code != httpx.codes.NOT_FOUND:  # a task that nobody has touched may go: it is another's twin
            assert saved.is_success, saved.text
            told = saved.json()
            self.submissions.append(Submission(doc_id, task, place, made, told["id"], told["updated_at"]))

    def create(self, task: int, place: str, made: dict[str, Any]) -> httpx.Response:
        """Submit an annotation, once: no answer does not say that it is not there."""
        while True:
            with suppress(httpx.HTTPError):
                answer = self.request("POST", f"/api/tasks/{task}/annotations", json=made)
                if answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                    return answer
            there = self.ask("GET", f"/api/tasks/{task}/annotations").json()
            for one in there:
                if place in json.dumps(one["result"]):
                    return self.ask("PATCH", f"/api/annotations/{one['id']}", json=made)

    def ask(self, method: str, path: str, json: object = None, **query: object) -> httpx.Response:
        """Ask until the server answers."""
        while True:
            with suppress(httpx.HTTPError):
                answer = self.request(method, path, json=json, params=query)
                if answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                    return answer
            time.sleep(0.5)

    def request(self, method: str, path: str, **request: Any) -> httpx.Response:
        with client(self.server) as asking:
            return asking.request(method, path, **request)


def client(server: LocalServer) -> httpx.Client:
    state = server.state()
    assert state
    return httpx.Client(base_url=state.url, headers={"Authorization": f"Token {state.token}"}, timeout=60)


def speaking(server: LocalServer) -> Studio:
    state = server.state()
    assert state
    return Studio(state.credentials)


@contextmanager
def working(
    server: LocalServer, project: int, marks: Mapping[str, str], chance: random.Random
) -> Iterator[list[Person]]:
    """Have people work while a block runs."""
    people, stop = [], Event()
    with client(server) as owner:
        for name in PEOPLE:
            user = {"email": f"{name}-{SEED}@localhost.localdomain", "username": name}
            number = owner.post("/api/users/", json=user).raise_for_status().json()["id"]
            people.append(Person(number, server, project, random.Random(chance.random()), marks))
    threads = [Thread(target=person.work, args=(stop,)) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@pytest.fixture
def server(new_server: Callable[[Path], LocalServer], tmp_path: Path) -> Iterator[LocalServer]:
    """Run a server of the storm's own."""
    server = new_server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


def risalah(server: LocalServer, workspace: Workspace, command: str, *arguments: object) -> subprocess.Popen[str]:
    state = server.state()
    assert state
    address = {"LABEL_STUDIO_URL": state.url, "LABEL_STUDIO_API_KEY": state.token}
    words = [RISALAH, command, *map(str, arguments), "-w", str(workspace.folder)]
    return subprocess.Popen(words, env=os.environ | address, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def preannotated(server: LocalServer, project: int) -> set[int]:
    """Return the annotations of tasks that had their pre-annotation by then: a killed push may leave some without."""
    with client(server) as owner:
        tasks = owner.get(f"/api/projects/{project}/export", params={"exportType": "JSON"}).raise_for_status().json()
    return {annotation["id"] for task in tasks for annotation in task["annotations"] if annotation["prediction"]}


@contextmanager
def unshown(owner: httpx.Client, task: int) -> Iterator[None]:
    """Take the pre-annotation away from a task during a block."""
    [prediction] = owner.get("/api/predictions", params={"task": task}).raise_for_status().json()
    owner.delete(f"/api/predictions/{prediction['id']}").raise_for_status()
    yield
    again = {name: prediction[name] for name in ("task", "result", "model_version", "score")}
    owner.post("/api/predictions", json=again).raise_for_status()


def undisturbed(server: LocalServer, workspace: Workspace, command: str, *arguments: object) -> dict[str, Any]:
    process = risalah(server, workspace, command, *arguments, "--json")
    told, wrong = process.communicate(timeout=180)
    assert process.returncode == 0, wrong
    return json.loads(told)


def project_of(pushed: dict[str, Any]) -> int:
    return int(pushed["url"].rpartition("/")[2])


def articles(path: Path, count: int) -> Path:
    path.write_text("\n".join(article.model_dump_json() for article in ARTICLES[:count]))
    return path


def files(workspace: Workspace) -> set[Path]:
    """Return the files of all ledgers."""
    return {path for name in LEDGERS for path in (workspace.folder / name).glob("*.jsonl")}


def places(states: Iterable[Pulled]) -> set[str]:
    """Return the places that reviews name."""
    events = [event for state in states for review in state.reviews for event in review.annotation.events]
    return {filler.value for event in events for filler in event.roles.fillers().get("place", ())}


def records(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Return the records of the release by their id."""
    table = pl.read_parquet(workspace.folder / "releases/1.0.0/data/records/*.parquet")
    return {row["record_id"]: row for row in table.iter_rows(named=True)}


@dataclass
class Storm:
    """Processes that are killed, and a server that is restarted."""

    server: LocalServer
    workspace: Workspace
    random: random.Random
    longest: float
    """Seconds after which every process is killed: enough to start and to do something."""
    killed: list[str] = field(default_factory=list)
    """The commands that were killed while they ran, each with what had been written in that round."""
    pulled: list[tuple[float, float]] = field(default_factory=list)
    """When the pulls that nobody killed began and ended."""

    def rage(self) -> None:
        number = 0
        while len(self.killed) < KILLS:
            number += 1
            before = {path: path.read_bytes() for path in files(self.workspace)}
            restarting = Thread(target=self.restart, args=(number,))
            if number in RESTARTS:
                restarting.start()
            self.round(articles(self.workspace.folder / "articles.jsonl", number * PORTION))
            if number in RESTARTS:
                restarting.join()
            assert {path: path.read_bytes() for path in before} == before, "what was written is not touched again"
            if number % CALM == 0:
                self.pull()

    def pull(self) -> None:
        began = time.monotonic()
        undisturbed(self.server, self.workspace, "pull")
        self.pulled.append((began, time.monotonic()))

    def round(self, inputs: Path) -> None:
        """Push and pull at the same time, of which one waits for the other's end, and kill both."""
        began = time.monotonic()
        before = files(self.workspace)
        processes = {
            "push": risalah(self.server, self.workspace, "push", inputs),
            "pull": risalah(self.server, self.workspace, "pull"),
        }
        while processes:
            command = self.victim(processes)
            process = processes.pop(command)
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                wrote = sorted({path.parent.name for path in files(self.workspace) - before})
                self.killed.append(f"{command} ({', '.join(wrote) or 'nothing'})")
            process.communicate()
            if command == "pull" and process.returncode == 0:
                self.pulled.append((began, time.monotonic()))

    def victim(self, processes: dict[str, subprocess.Popen[str]]) -> str:
        """Wait until any moment, or one soon after something has been written; return who is to be killed."""
        at_work = self.random.random() < 0.7
        before = files(self.workspace)
        end = time.monotonic() + (self.longest if at_work else self.random.uniform(0, self.longest))
        while time.monotonic() < end:
            for command, process in processes.items():
                if process.poll() is not None:
                    return command
            wrote = {path.parent.name for path in files(self.workspace) - before}
            if at_work and wrote:
                time.sleep(self.random.uniform(0, AT_WORK))
                writer = "pull" if wrote == {"reviews"} else "push"
                return writer if writer in processes else next(iter(processes))
            time.sleep(0.02)
        return self.random.choice([*processes])

    def restart(self, number: int) -> None:
        time.sleep(self.random.uniform(0, 2))
        state = self.server.state()
        assert state
        if number == RESTARTS[2]:
            os.killpg(state.pid, signal.SIGKILL)
        self.server.stop()
        self.server.start()


@pytest.mark.timeout(900)
def test_after_a_storm_every_document_is_there_once_and_every_annotation_in_the_workspace(
    server: LocalServer, tmp_path: Path
) -> None:
    print(f"STORM={SEED}")  # with which in the environment the same moments are drawn again
    chance = random.Random(SEED)
    workspace = Workspace.create(tmp_path / "badai", "Badai")
    began = time.monotonic()
    project = project_of(undisturbed(server, workspace, "push", articles(workspace.folder / "first.jsonl", 1)))
    longest = 2 * (time.monotonic() - began) + QUIET_SECONDS
    marks = {article.id: json.dumps(to_result(workspace.ruleset.annotate(article))) for article in ARTICLES}
    storm = Storm(server, workspace, chance, longest)
    with working(server, project, marks, chance) as people:
        storm.rage()
    every = articles(tmp_path / "all.jsonl", DOCUMENTS)
    undisturbed(server, workspace, "push", every)
    undisturbed(server, workspace, "pull")
    submissions = [submission for person in people for submission in person.submissions]
    standing = [submission for submission in submissions if submission.stands]
    print(f"{time.monotonic() - began:.0f} s, {len(submissions)} submitted of which {len(standing)} stand")
    print(f"{len(storm.pulled)} pulls went through; killed, with what had been written: {Counter(storm.killed)}")

    with speaking(server) as studio:
        shown = [created.doc_id for created in studio.created(project, 0)]
        assert sorted(shown) == [article.id for article in ARTICLES]
        assert list(studio.bare(project)) == []
        assert [found.number for found in projects.found(workspace, studio)] == [project]
    shown = preannotated(server, project)
    assert places(state for _, states in workspace.standing() for state in states) == {
        submission.place for submission in standing
    }
    pulled = {
        submission.place
        for submission in submissions
        for began, ended in storm.pulled
        if submission.since < began and ended < submission.until
    }
    assert pulled - {submission.place for submission in standing}, "some were overwritten or deleted after a pull"
    assert pulled <= places(workspace.reviews)

    calm = Workspace.create(tmp_path / "tenang", "Tenang")
    project = project_of(undisturbed(server, calm, "push", every))
    with speaking(server) as studio, client(server) as owner:
        tasks = {created.doc_id: created.task for created in studio.created(project, 0)}
        for submission in sorted(standing, key=lambda submission: submission.at):
            task = tasks[submission.doc_id]
            with nullcontext() if submission.annotation in shown else unshown(owner, task):
                owner.post(f"/api/tasks/{task}/annotations", json=submission.made).raise_for_status()
    undisturbed(server, calm, "pull")
    released, expected = (undisturbed(server, each, "release")["content_sha256"] for each in (workspace, calm))
    assert records(workspace) == records(calm)
    assert released == expected
