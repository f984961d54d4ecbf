"""Pushing to a real server."""

from collections.abc import Callable

import pytest

from risalah.annotate.reading import Rejected
from risalah.annotate.resolution import truths
from risalah.annotate.studio.page.regions import read_regions
from risalah.annotate.studio.page.task import source_of
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync import push as pushing
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.schema import Document, Problem
from risalah.schema.errors import StudioError
from risalah.schema.fact import facts
from risalah.schema.truth import Truth

ARTICLES = [
    Document(
        id=f"artikel-{number}", text=f"Presiden Prabowo Subianto bertemu Menteri {name} di Jakarta, Senin (6/1/2025)."
    )
    for number, name in enumerate(("Budi Santoso", "Citra Lestari", "Dewi Anggraini"), 1)
]


def on_the_server(studio: Studio, project: int) -> list[str]:
    return sorted(created.doc_id for created in studio.created(project, 0) if created.doc_id)


def test_every_document_arrives_with_its_pre_annotation(workspace: Workspace, studio: Studio) -> None:
    done = push(workspace, studio, ARTICLES)
    assert done.new == 3
    tasks = [created.task for created in studio.created(done.project, 0)]
    for task in studio.export(done.project, tasks):
        assert task["data"]["text"].startswith("Presiden Prabowo")
        assert task["total_predictions"] == 1


def test_pushing_twice_writes_nothing_new(workspace: Workspace, studio: Studio) -> None:
    push(workspace, studio, ARTICLES)
    before = {path: path.read_bytes() for path in workspace.folder.rglob("*.jsonl")}
    again = push(workspace, studio, ARTICLES)
    assert (again.new, again.known) == (0, 3)
    assert on_the_server(studio, again.project) == ["artikel-1", "artikel-2", "artikel-3"]
    assert {path: path.read_bytes() for path in workspace.folder.rglob("*.jsonl")} == before


@pytest.mark.parametrize("sent", [False, True], ids=["before the request", "after the request"])
def test_a_push_that_was_killed_is_finished_by_the_next(
    workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch, *, sent: bool
) -> None:
    """The kill is an exception where the process would die: around the second batch's request."""
    monkeypatch.setattr(pushing, "BATCH", 1)
    monkeypatch.setattr(pushing, "QUIET_SECONDS", 0.2)
    really_import, calls = Studio.import_tasks, []

    def die_at_the_second(self: Studio, project: int, tasks: list) -> tuple[list[int], int]:
        calls.append(tasks)
        if len(calls) == 2:
            if sent:
                really_import(self, project, tasks)
            raise KeyboardInterrupt
        return really_import(self, project, tasks)

    with monkeypatch.context() as patch:
        patch.setattr(Studio, "import_tasks", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            push(workspace, studio, ARTICLES)
    done = push(workspace, studio, ARTICLES)
    assert on_the_server(studio, done.project) == ["artikel-1", "artikel-2", "artikel-3"]
    assert sorted(document.id for document in workspace.documents) == ["artikel-1", "artikel-2", "artikel-3"]
    assert sorted(note.doc_id for note in workspace.preannotations) == ["artikel-1", "artikel-2", "artikel-3"]


@pytest.mark.parametrize("late", ["before", "after", "next time"])
def test_what_a_slow_server_was_sent_by_a_killed_push_is_not_there_twice(
    workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    """The server takes in what the killed push sent around the import of the one after it, or when that has ended."""
    monkeypatch.setattr(pushing, "QUIET_SECONDS", 0.2)
    really_import, sent = Studio.import_tasks, list[list]()

    def die(_: Studio, project: int, tasks: list) -> tuple[list[int], int]:
        sent.append(tasks)
        raise KeyboardInterrupt

    def be_late(self: Studio, project: int, tasks: list) -> tuple[list[int], int]:
        if late == "before":
            really_import(self, project, sent[0])
        told = really_import(self, project, tasks)
        if late == "after":
            really_import(self, project, sent[0])
        return told

    push(workspace, studio, ARTICLES[:1])
    with monkeypatch.context() as patch:
        patch.setattr(Studio, "import_tasks", die)
        with pytest.raises(KeyboardInterrupt):
            push(workspace, studio, ARTICLES)
    with monkeypatch.context() as patch:
        patch.setattr(Studio, "import_tasks", be_late)
        done = push(workspace, studio, ARTICLES)
    if late == "next time":
        studio.import_tasks(done.project, sent[0])
        push(workspace, studio, ARTICLES)
    assert on_the_server(studio, done.project) == ["artikel-1", "artikel-2", "artikel-3"]


def test_a_task_that_appeared_while_another_push_was_at_work_is_found_by_the_next(
    workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = push(workspace, studio, ARTICLES[:1])
    (task,) = studio.export(done.project, [next(studio.created(done.project, 0)).task])
    really_import = Studio.import_tasks

    def import_beside_another(self: Studio, project: int, tasks: list) -> tuple[list[int], int]:
        really_import(self, project, [{"data": task["data"], "predictions": [{"result": []}]}])
        return really_import(self, project, tasks)

    with monkeypatch.context() as patch:
        patch.setattr(Studio, "import_tasks", import_beside_another)
        push(workspace, studio, ARTICLES)
    assert len(on_the_server(studio, done.project)) == 4
    push(workspace, studio)
    assert on_the_server(studio, done.project) == ["artikel-1", "artikel-2", "artikel-3"]


def test_a_document_that_got_two_tasks_keeps_one(workspace: Workspace, studio: Studio) -> None:
    done = push(workspace, studio, ARTICLES)
    (task,) = studio.export(done.project, [next(studio.created(done.project, 0)).task])
    studio.import_tasks(done.project, [{"data": task["data"], "predictions": [{"result": []}]}])
    push(workspace, studio)
    assert on_the_server(studio, done.project) == ["artikel-1", "artikel-2", "artikel-3"]


def test_two_texts_under_one_id_are_not_pushed_together(workspace: Workspace, studio: Studio) -> None:
    done = push(workspace, studio, [ARTICLES[0], Document(id="artikel-1", text="Teks yang lain.")])
    assert done.new == 1
    assert "artikel-1: is in what is pushed twice, with two texts" in str(done.rejected[0].problem)


def test_what_could_not_be_read_is_counted_beside_what_was_pushed(workspace: Workspace, studio: Studio) -> None:
    unread = Rejected(Problem("berita.jsonl:3", "is not JSON"), None)
    done = push(workspace, studio, [ARTICLES[0], unread])
    assert (done.new, done.rejected) == (1, [unread])


def test_a_document_with_more_events_than_the_page_holds_is_rejected_before_it_is_sent(
    workspace: Workspace, studio: Studio, marked: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "".join(f"[T{n}|{n}.participant=T{n}:person] [bertemu|{n}.meeting:actual] warga. " for n in range(1, 32))
    document, annotation = marked(sentence)
    monkeypatch.setattr(type(workspace.ruleset), "annotate", lambda *_: annotation)
    done = push(workspace, studio, [document])
    assert done.new == 0
    assert "has 31 events, but the page can tell 30 apart" in str(done.rejected[0].problem)


def test_a_server_that_creates_less_than_it_was_sent_is_told(
    workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Studio, "import_tasks", lambda *_: ([1, 2], 2))
    with pytest.raises(StudioError, match="was sent 3 tasks, but created 2"):
        push(workspace, studio, ARTICLES)


def test_long_documents_go_in_requests_of_their_own(
    workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "BATCH_LETTERS", 100)
    really_import, sizes = Studio.import_tasks, []

    def noted(self: Studio, project: int, tasks: list) -> tuple[list[int], int]:
        sizes.append(len(tasks))
        return really_import(self, project, tasks)

    monkeypatch.setattr(Studio, "import_tasks", noted)
    push(workspace, studio, ARTICLES)
    assert sizes == [2, 1]


def test_a_labelling_config_changed_by_hand_is_not_overwritten(workspace: Workspace, studio: Studio) -> None:
    done = push(workspace, studio, ARTICLES[:1])
    config = str(studio.project(done.project)["label_config"])
    studio.set_project(done.project, {"label_config": config.replace('value="Meeting"', 'value="Rapat"')})
    with pytest.raises(StudioError, match=r'changed by hand:(.|\n)*-.*value="Meeting"(.|\n)*\+.*value="Rapat"'):
        push(workspace, studio, ARTICLES)


def test_an_event_class_added_later_reaches_the_page(workspace: Workspace, studio: Studio) -> None:
    done = push(workspace, studio, ARTICLES[:1])
    module = 'from risalah.schema import Actor, AtLeastOne, Event\n\n\nclass Election(Event):\n    """Pemilu."""\n\n'
    (workspace.folder / "election.py").write_text(module + "    winner: AtLeastOne[Actor]\n")
    config = workspace.folder / "risalah.toml"
    config.write_text(config.read_text().replace("events = []", 'events = ["election.py"]'))
    push(Workspace(workspace.folder), studio, ARTICLES)
    assert 'value="Election"' in studio.project(done.project)["label_config"]


def test_predictions_hold_the_rule_of_every_region(workspace: Workspace, studio: Studio) -> None:
    push(workspace, studio, ARTICLES[:1])
    (annotation,) = workspace.preannotations
    assert annotation.events
    from risalah.annotate.studio.page.records import to_result

    regions, problems = read_regions(to_result(annotation), "task 1")
    assert not problems
    assert all(region.rule for region in regions)


def test_what_a_model_pre_annotated_is_known_for_its_work_and_no_person_bears_its_confidence(
    workspace: Workspace, studio: Studio, doubting: type
) -> None:
    model = doubting(workspace.ruleset, "Jakarta")
    done = push(workspace, studio, ARTICLES[:1], annotator=model)
    (created,) = studio.created(done.project, 0)
    (prediction,) = studio.predictions(created.task)
    assert source_of(prediction) == model.source
    studio.submit(created.task, prediction["result"], seconds=7.0)
    pull(workspace, studio)
    (truth,) = truths(workspace)
    assert isinstance(truth, Truth)
    assert truth.prior == model.source
    assert {mention.confidence for event in truth.annotation.events for _, mention in event.mentions()} == {None}
    assert dict(truth.confidence) == dict.fromkeys(facts(truth.annotation), 0.9)
