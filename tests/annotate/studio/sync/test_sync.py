"""Push and pull on a real server: they do only what is new, may be run again and again, and notice what is gone."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from risalah.annotate.pulled import Pulled
from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.server.connection import Connection
from risalah.annotate.studio.server.local import LocalServer
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync import pull as pulling
from risalah.annotate.studio.sync import push as pushing
from risalah.annotate.studio.sync import reconcile
from risalah.annotate.studio.sync.design import Design
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

RISALAH = Path(sys.executable).parent / "risalah"
ARTICLES = [
    Document(id=f"artikel-{number:02}", text=f"Menteri Retno Marsudi menemui Wang Yi di Jakarta. Nomor {number}.")
    for number in range(12)
]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a dozen tasks as many as thousands are."""
    monkeypatch.setattr(pushing, "BATCH", 5)
    monkeypatch.setattr(pushing, "QUIET_SECONDS", 0.2)
    monkeypatch.setattr(pulling, "CHUNK", 5)
    monkeypatch.setattr(reconcile, "LEAF", 3)


@pytest.fixture
def tasks(workspace: Workspace, studio: Studio) -> list[int]:
    """Push the articles and return their tasks, in order."""
    return shown(studio, push(workspace, studio, ARTICLES).project)


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note the method of every request that is sent."""
    send, sent = Connection._send, []

    def noted(self: Connection, method: str, path: str, **request: object) -> httpx.Response:
        sent.append(method)
        return send(self, method, path, **request)

    monkeypatch.setattr(Connection, "_send", noted)
    return sent


def shown(studio: Studio, project: int) -> list[int]:
    return [created.task for created in studio.created(project, 0)]


def documents(workspace: Workspace, studio: Studio) -> list[str | None]:
    """Return what the tasks of the workspace's project show."""
    return sorted(created.doc_id for created in studio.created(projects.find(workspace, studio).number, 0))


def accept(workspace: Workspace, studio: Studio, tasks: Sequence[int]) -> list[int]:
    """Submit the pre-annotations of tasks as they are, and return the annotations."""
    made = {note.doc_id: note for note in workspace.preannotations}
    ours = {created.task: created.doc_id for created in studio.created(projects.find(workspace, studio).number, 0)}
    return [studio.submit(task, to_result(made[ours[task]]), seconds=5) for task in tasks]


def act(owner: httpx.Client, action: str, project: int, tasks: Sequence[int]) -> None:
    """Do with the tasks what the list of tasks offers for all that are ticked."""
    chosen = {"project": project, "selectedItems": {"all": False, "included": list(tasks)}}
    query = {"id": action, "project": project}
    owner.post("/api/dm/actions", params=query, json=chosen).raise_for_status()


def standing(workspace: Workspace) -> dict[str, int]:
    """Return how many reviews every document has that holds one."""
    counts = {doc_id: sum(len(state.reviews) for state in states) for doc_id, states in workspace.standing()}
    return {doc_id: count for doc_id, count in sorted(counts.items()) if count}


def earlier(workspace: Workspace, task: int) -> list[Pulled]:
    """Return every state of a task that was pulled."""
    return [state for state in workspace.reviews if state.task == task]


class TestNothingNew:
    def test_a_second_push_changes_nothing_on_the_server(
        self, workspace: Workspace, studio: Studio, tasks: list[int], requests: list[str]
    ) -> None:
        again = push(workspace, studio, ARTICLES)
        assert (again.new, again.known) == (0, 12)
        assert set(requests) == {"GET"}
        assert shown(studio, again.project) == tasks

    def test_what_is_asked_does_not_grow_with_the_tasks(
        self, workspace: Workspace, studio: Studio, tasks: list[int], requests: list[str]
    ) -> None:
        accept(workspace, studio, tasks[:8])
        pull(workspace, studio)
        counts = []
        for new in ([], [Document(id=f"lain-{number}", text=ARTICLES[0].text) for number in range(30)]):
            push(workspace, studio, new)
            accept(workspace, studio, shown(studio, projects.find(workspace, studio).number)[12:])
            pull(workspace, studio)
            requests.clear()
            assert pull(workspace, studio).changed == 0
            counts.append(len(requests))
            requests.clear()
            push(workspace, studio, [])
            counts.append(len(requests))
        assert counts[:2] == counts[2:]
        assert max(counts) <= 8

    def test_nothing_is_written_by_a_second_pull(self, workspace: Workspace, studio: Studio, tasks: list[int]) -> None:
        accept(workspace, studio, tasks)
        pull(workspace, studio)
        before = {path: path.read_bytes() for path in workspace.folder.rglob("*.jsonl")}
        assert pull(workspace, studio).changed == 0
        assert pull(workspace, studio, full=True).changed == 0
        assert {path: path.read_bytes() for path in workspace.folder.rglob("*.jsonl")} == before

    def test_of_many_tasks_only_the_changed_ones_are_fetched(
        self, workspace: Workspace, studio: Studio, tasks: list[int]
    ) -> None:
        accept(workspace, studio, tasks[:7])
        assert pull(workspace, studio).changed == 7
        accept(workspace, studio, tasks[6:9])
        done = pull(workspace, studio)
        assert (done.changed, done.reviewed, done.untouched) == (3, 9, 3)


class TestDeletedAnnotations:
    def test_one_is_noticed_and_can_still_be_read(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int]
    ) -> None:
        [_, annotation, _] = accept(workspace, studio, tasks[:3])
        pull(workspace, studio)
        owner.delete(f"/api/annotations/{annotation}").raise_for_status()
        done = pull(workspace, studio)
        assert (done.changed, done.reviewed) == (1, 2)
        assert list(standing(workspace)) == ["artikel-00", "artikel-02"]
        assert [len(state.reviews) for state in earlier(workspace, tasks[1])] == [1, 0]

    def test_one_that_another_made_up_for_in_number_is_noticed(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int]
    ) -> None:
        [annotation] = accept(workspace, studio, tasks[:1])
        pull(workspace, studio)
        owner.delete(f"/api/annotations/{annotation}").raise_for_status()
        accept(workspace, studio, tasks[1:2])
        assert pull(workspace, studio).changed == 2
        assert list(standing(workspace)) == ["artikel-01"]

    def test_all_of_some_tasks_are_noticed(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int]
    ) -> None:
        accept(workspace, studio, [*tasks, *tasks[4:6]])
        pull(workspace, studio)
        assert standing(workspace)["artikel-04"] == 2
        act(owner, "delete_tasks_annotations", projects.find(workspace, studio).number, tasks[3:9])
        done = pull(workspace, studio)
        assert (done.changed, done.reviewed) == (6, 6)
        assert [len(state.reviews) for state in earlier(workspace, tasks[4])] == [2, 0]

    def test_a_skip_that_was_taken_back_is_noticed(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int]
    ) -> None:
        skipped = owner.post(f"/api/tasks/{tasks[0]}/annotations", json={"result": [], "was_cancelled": True}).json()
        assert pull(workspace, studio).skipped == 1
        owner.delete(f"/api/annotations/{skipped['id']}").raise_for_status()
        assert pull(workspace, studio).skipped == 0


class TestDeletedTasks:
    def test_one_is_counted_and_comes_back_only_where_it_is_named(
        self, workspace: Workspace, studio: Studio, tasks: list[int]
    ) -> None:
        accept(workspace, studio, tasks[:2])
        pull(workspace, studio)
        studio.delete_task(tasks[1])
        done = pull(workspace, studio)
        assert (done.deleted, done.reviewed, done.untouched) == (1, 1, 10)
        assert pull(workspace, studio).deleted == 0
        assert [len(state.reviews) for state in earlier(workspace, tasks[1])] == [1, 0]
        assert push(workspace, studio).new == 0
        assert push(workspace, studio, ARTICLES[:1]).new == 0
        assert push(workspace, studio, ARTICLES[1:2]).new == 1
        assert documents(workspace, studio) == [article.id for article in ARTICLES]

    def test_one_that_no_pull_has_noticed_yet_comes_back_where_it_is_named(
        self, workspace: Workspace, studio: Studio, tasks: list[int]
    ) -> None:
        studio.delete_task(tasks[5])
        assert push(workspace, studio).new == 0
        assert push(workspace, studio, ARTICLES[5:6]).new == 1
        assert documents(workspace, studio) == [article.id for article in ARTICLES]

    @pytest.mark.parametrize("gone", [slice(0, 4), slice(3, 9), slice(8, 12), slice(0, 12)], ids=str)
    def test_many_at_once_are_counted(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int], gone: slice
    ) -> None:
        accept(workspace, studio, tasks[::2])
        pull(workspace, studio)
        act(owner, "delete_tasks", projects.find(workspace, studio).number, tasks[gone])
        done = pull(workspace, studio)
        left = [task for task in tasks if task not in tasks[gone]]
        assert done.deleted == 12 - len(left)
        assert done.reviewed == sum(task in left for task in tasks[::2])
        assert push(workspace, studio).new == 0
        assert len(documents(workspace, studio)) == len(left)

    @pytest.mark.parametrize("gone", [slice(2, 8), slice(7, 12), slice(0, 12)], ids=str)
    def test_the_tasks_that_were_made_by_hand_meanwhile_are_none_of_ours(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int], gone: slice
    ) -> None:
        """On SQLite they get the ids of the last tasks, where these were deleted."""
        accept(workspace, studio, tasks)
        pull(workspace, studio)
        project = projects.find(workspace, studio).number
        act(owner, "delete_tasks", project, tasks[gone])
        by_hand = [
            {"data": {"text": f"Iklan {number}.", "headline": "Iklan", "summary": "", "doc_id": 7}}
            for number in range(5)
        ]
        made = owner.post(f"/api/projects/{project}/import", params={"return_task_ids": True}, json=by_hand).json()
        deleted = pull(workspace, studio)
        left = [article.id for article in ARTICLES if article not in ARTICLES[gone]]
        assert list(standing(workspace)) == left
        assert deleted.reviewed == len(left)
        assert push(workspace, studio).new == 0
        assert len(shown(studio, project)) == len(left) + len(made["task_ids"])

    def test_what_was_pushed_by_mistake_and_deleted_is_not_taken_for_what_is_pushed_next(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int]
    ) -> None:
        """On SQLite the next tasks get the ids of those that were deleted."""
        accept(workspace, studio, tasks[10:])
        pull(workspace, studio)
        act(owner, "delete_tasks", projects.find(workspace, studio).number, tasks[6:])
        others = [Document(id=f"lain-{number}", text=ARTICLES[0].text) for number in range(6)]
        assert push(workspace, studio, others).new == 6
        assert push(workspace, studio, others).known == 6
        there = [article.id for article in [*ARTICLES[:6], *others]]
        assert documents(workspace, studio) == there
        assert pull(workspace, studio).reviewed == 0
        assert standing(workspace) == {}
        accept(workspace, studio, shown(studio, projects.find(workspace, studio).number)[6:])
        pull(workspace, studio)
        assert list(standing(workspace)) == [article.id for article in others]


class TestDoneInBulk:
    def test_annotations_made_of_predictions_are_fetched(
        self, workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: list[int]
    ) -> None:
        pull(workspace, studio)
        act(owner, "predictions_to_annotations", projects.find(workspace, studio).number, tasks[2:9])
        assert pull(workspace, studio).changed == 7
        assert list(standing(workspace)) == [article.id for article in ARTICLES[2:9]]


class TestMiscounted:
    """Label Studio counts a task's annotations anew when predictions are imported, and misses one of that moment."""

    @pytest.mark.parametrize("before", [True, False], ids=["after a pull", "before any pull"])
    def test_what_was_submitted_is_fetched(
        self, workspace: Workspace, studio: Studio, local_server: LocalServer, tasks: list[int], before: bool
    ) -> None:
        if before:
            pull(workspace, studio)
        accept(workspace, studio, tasks[2:3])
        with closing(sqlite3.connect(local_server.folder / "label_studio.sqlite3")) as database, database:
            database.execute("UPDATE task SET total_annotations = 0 WHERE id = ?", tasks[2:3])
        [listed] = studio.listed(projects.find(workspace, studio).number, tasks[2], tasks[2])
        assert listed.submitted == 0
        assert pull(workspace, studio).reviewed == 1
        assert pull(workspace, studio).changed == 0
        assert standing(workspace) == {"artikel-02": 1}


class TestDroppedPredictions:
    """Label Studio on SQLite tries an import again when another writes at that moment, and then without predictions."""

    @pytest.fixture
    def dropping(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """Drop the predictions of the second import, as the server does."""
        really_import, sizes = Studio.import_tasks, []

        def drop_the_second(self: Studio, project: int, tasks: list[dict]) -> tuple[list[int], int]:
            sizes.append(len(tasks))
            return really_import(
                self, project, [{**task, "predictions": []} for task in tasks] if len(sizes) == 2 else tasks
            )

        monkeypatch.setattr(Studio, "import_tasks", drop_the_second)
        return sizes

    def test_they_are_sent_again(self, workspace: Workspace, studio: Studio, dropping: list[int]) -> None:
        done = push(workspace, studio, ARTICLES)
        assert dropping == [5, 5, 2]
        assert all(told(studio, task) for task in shown(studio, done.project))

    @pytest.mark.parametrize("control", [0.0, 0.5])
    def test_after_a_kill_they_are_sent_by_the_next_push(
        self, workspace: Workspace, studio: Studio, dropping: list[int], monkeypatch: pytest.MonkeyPatch, control: float
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Studio, "predict", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                push(workspace, studio, ARTICLES, design=Design(control=control))
        done = push(workspace, studio, ARTICLES, design=Design(control=control))
        assert documents(workspace, studio) == [article.id for article in ARTICLES]
        assert not list(studio.bare(done.project))
        empty = [task for task in shown(studio, done.project) if not told(studio, task)]
        assert len(empty) == sum(Design(control=control).is_control(article.id) for article in ARTICLES)


def told(studio: Studio, task: int) -> list[dict]:
    """Return what the one prediction of a task holds."""
    (prediction,) = studio.predictions(task)
    return prediction["result"]


class TestLost:
    def test_marks_that_are_lost_cost_only_time(self, workspace: Workspace, studio: Studio, tasks: list[int]) -> None:
        accept(workspace, studio, tasks[:5])
        pull(workspace, studio)
        workspace.marks.unlink()
        before = list(workspace.reviews)
        assert pull(workspace, studio).reviewed == 5
        assert list(workspace.reviews) == before

    def test_what_was_pushed_is_found_again_on_the_server(
        self, workspace: Workspace, studio: Studio, tasks: list[int]
    ) -> None:
        accept(workspace, studio, tasks[:5])
        for row in workspace.pushed.folder.iterdir():
            row.unlink()
        done = push(workspace, studio, ARTICLES)
        assert (done.new, done.known) == (0, 12)
        assert shown(studio, done.project) == tasks
        assert pull(workspace, studio).reviewed == 5

    def test_a_workspace_made_anew_with_the_same_id_finds_its_project(
        self, workspace: Workspace, studio: Studio, tasks: list[int], tmp_path: Path
    ) -> None:
        accept(workspace, studio, tasks[:5])
        anew = tmp_path / "anew"
        anew.mkdir()
        (anew / "risalah.toml").write_bytes((workspace.folder / "risalah.toml").read_bytes())
        done = push(Workspace(anew), studio, ARTICLES)
        assert (done.new, done.known) == (0, 12)
        assert pull(Workspace(anew), studio).reviewed == 5


class TestAtOnce:
    @pytest.fixture
    def started(self, workspace: Workspace, on_server: Credentials) -> Callable[..., "subprocess.Popen[bytes]"]:
        """Start `risalah` on the workspace, as another terminal would."""

        def start(command: str, *arguments: object) -> "subprocess.Popen[bytes]":
            command = [RISALAH, command, *map(str, arguments), "-w", workspace.folder]
            return subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

        return start

    def test_two_pushes_make_one_task_of_each_document(
        self, workspace: Workspace, studio: Studio, started: Callable[..., "subprocess.Popen[bytes]"]
    ) -> None:
        articles = [{"id": f"artikel-{number}", "text": f"{ARTICLES[0].text} {number}."} for number in range(300)]
        (workspace.folder / "articles.jsonl").write_text("\n".join(map(json.dumps, articles)))
        for pushed in [started("push", workspace.folder / "articles.jsonl") for _ in range(2)]:
            _, told = pushed.communicate(timeout=120)
            assert pushed.returncode == 0, told
        there = documents(workspace, studio)
        assert len(there) == len(set(there)) == 300
        assert len(projects.found(workspace, studio)) == 1
        assert len(list(workspace.documents)) == 300

    def test_two_pulls_keep_every_review(
        self,
        workspace: Workspace,
        studio: Studio,
        tasks: list[int],
        started: Callable[..., "subprocess.Popen[bytes]"],
    ) -> None:
        accept(workspace, studio, tasks)
        for pulled in [started("pull") for _ in range(2)]:
            _, told = pulled.communicate(timeout=120)
            assert pulled.returncode == 0, told
        assert standing(workspace) == dict.fromkeys((article.id for article in ARTICLES), 1)
        assert len(list(workspace.reviews)) == 12


class TestDesign:
    IDS = [f"artikel-{number}" for number in range(20_000)]

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
    def test_about_as_many_documents_as_were_asked_for_are_shared_and_held_back(self, share: float) -> None:
        design = Design(blind=2, share=share, control=share)
        shared = [doc_id for doc_id in self.IDS if len(design.parts_of(doc_id)) == 2]
        control = [doc_id for doc_id in self.IDS if design.is_control(doc_id)]
        assert len(shared) / len(self.IDS) == pytest.approx(share, abs=0.01)
        assert len(control) / len(self.IDS) == pytest.approx(share, abs=0.01)
        both = len({*shared} & {*control})
        assert both / len(self.IDS) == pytest.approx(share**2, abs=0.01)

    def test_a_larger_share_holds_the_smaller_one(self) -> None:
        few, many = (Design(blind=3, share=share, control=share) for share in (0.1, 0.3))
        for doc_id in self.IDS:
            assert {*few.parts_of(doc_id)} <= {*many.parts_of(doc_id)}
            assert few.is_control(doc_id) <= many.is_control(doc_id)

    def test_lots_stay_the_same_for_ever(self) -> None:
        """Drawn once more, they would put a document before other people than those who have it."""
        design = Design(blind=2, share=0.2, control=0.1)
        assert [number for number in range(20) if design.is_control(f"artikel-{number}")] == [0, 6, 7, 8, 15, 17]
        assert [number for number in range(20) if len(design.parts_of(f"artikel-{number}")) == 2] == [19]

    def test_twin_projects_hold_the_shared_documents_and_each_pull_takes_all(
        self, workspace: Workspace, studio: Studio
    ) -> None:
        design = Design(blind=2, share=0.5)
        done = push(workspace, studio, ARTICLES, design=design)
        shared = [article.id for article in ARTICLES if len(design.parts_of(article.id)) == 2]
        assert (done.new, done.shared) == (12, len(shared))
        main, twin = (project.number for project in projects.found(workspace, studio))
        assert [created.doc_id for created in studio.created(twin, 0)] == shared
        for task in [*shown(studio, main), *shown(studio, twin)]:
            studio.submit(task, [], seconds=5)
        assert pull(workspace, studio).reviewed == 12
        assert standing(workspace) == {article.id: 1 + (article.id in shared) for article in ARTICLES}
        again = push(workspace, studio, ARTICLES, design=design)
        assert (again.new, again.shared, again.known) == (0, 0, 12)

    def test_a_document_for_control_has_no_pre_annotation_to_see_and_one_to_compare_with(
        self, workspace: Workspace, studio: Studio
    ) -> None:
        done = push(workspace, studio, ARTICLES, design=Design(control=0.5))
        exported = studio.export(done.project, shown(studio, done.project))
        held_back = {
            task["data"]["doc_id"]
            for task in exported
            if not any(prediction["result"] for prediction in studio.predictions(task["id"]))
        }
        assert held_back == {article.id for article in ARTICLES if Design(control=0.5).is_control(article.id)}
        assert {note.doc_id for note in workspace.preannotations} == {article.id for article in ARTICLES}
