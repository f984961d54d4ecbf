"""Pulling from a real server."""

import datetime

import httpx
import pytest

from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.studio.sync.unattended import submit_unattended
from risalah.annotate.workspace import Workspace
from risalah.schema import Document
from risalah.schema.errors import StudioError

ARTICLE = Document(
    id="artikel-1", text="Menteri Retno Marsudi menemui Wang Yi di Jakarta.", published=datetime.date(2024, 4, 18)
)


@pytest.fixture
def task(workspace: Workspace, studio: Studio) -> int:
    """Push one article and return its task."""
    done = push(workspace, studio, [ARTICLE])
    return next(studio.created(done.project, 0)).task


def result_of(workspace: Workspace) -> list:
    (annotation,) = workspace.preannotations
    return to_result(annotation)


def test_before_a_push_there_is_nothing_to_pull(workspace: Workspace, studio: Studio) -> None:
    with pytest.raises(StudioError, match="Run `risalah push` first"):
        pull(workspace, studio)


def test_a_submitted_annotation_is_a_review(workspace: Workspace, studio: Studio, task: int) -> None:
    studio.submit(task, result_of(workspace), seconds=12.5)
    done = pull(workspace, studio)
    assert (done.reviewed, done.faults) == (1, [])
    (state,) = workspace.reviews
    (review,) = state.reviews
    (pushed,) = workspace.preannotations
    assert review.annotation.events == pushed.events
    assert review.status == "reviewed"
    assert review.seconds == 12.5
    assert review.prior == pushed.source


def begin(owner: httpx.Client, task: int, result: list) -> None:
    """Leave a draft, as the page does for a person who goes away."""
    owner.post(f"/api/tasks/{task}/drafts", json={"result": result}).raise_for_status()


def change(owner: httpx.Client, annotation: int, **fields: object) -> None:
    """Change what was submitted, as the page does."""
    owner.patch(f"/api/annotations/{annotation}", json=fields).raise_for_status()


def test_drafts_and_skipped_tasks_are_counted_and_never_labels(
    workspace: Workspace, studio: Studio, owner: httpx.Client, task: int
) -> None:
    skipped = {"result": result_of(workspace), "was_cancelled": True}
    owner.post(f"/api/tasks/{task}/annotations", json=skipped).raise_for_status()
    begin(owner, task, result_of(workspace))
    done = pull(workspace, studio)
    assert (done.reviewed, done.unreviewed, done.skipped, done.drafts) == (0, 0, 1, 1)


def test_a_draft_begun_after_a_pull_is_counted_by_the_next(
    workspace: Workspace, studio: Studio, owner: httpx.Client, task: int
) -> None:
    studio.submit(task, result_of(workspace))
    assert pull(workspace, studio).drafts == 0
    begin(owner, task, [])
    assert pull(workspace, studio).drafts == 1


def test_only_the_tasks_asked_for_are_exported(workspace: Workspace, studio: Studio, task: int) -> None:
    project = push(workspace, studio, [Document(id="artikel-2", text="Hujan turun.")]).project
    assert [exported["id"] for exported in studio.export(project, [task])] == [task]


def test_an_untouched_task_is_counted(workspace: Workspace, studio: Studio, task: int) -> None:
    assert pull(workspace, studio).untouched == 1
    assert list(workspace.reviews) == []


def test_pulling_twice_fetches_nothing_new(workspace: Workspace, studio: Studio, task: int) -> None:
    studio.submit(task, result_of(workspace))
    assert pull(workspace, studio).changed == 1
    again = pull(workspace, studio)
    assert (again.changed, again.reviewed) == (0, 1)
    assert len(list(workspace.reviews)) == 1


def test_a_later_correction_is_fetched_and_the_earlier_kept(
    workspace: Workspace, studio: Studio, owner: httpx.Client, task: int
) -> None:
    result = result_of(workspace)
    annotation = studio.submit(task, result)
    pull(workspace, studio)
    change(owner, annotation, result=[])
    pull(workspace, studio)
    first, last = workspace.reviews
    assert first.reviews[0].annotation.events
    assert last.reviews[0].annotation.events == []


def test_what_nobody_read_is_unreviewed_until_a_person_submits_it(
    workspace: Workspace, studio: Studio, owner: httpx.Client, task: int
) -> None:
    assert submit_unattended(workspace, studio) == 1
    assert submit_unattended(workspace, studio) == 0
    done = pull(workspace, studio)
    assert (done.reviewed, done.unreviewed) == (0, 1)
    ((exported,),) = [task["annotations"] for task in studio.export(done_project(workspace, studio), [task])]
    change(owner, exported["id"], result=exported["result"], lead_time=20.0)
    assert (pull(workspace, studio).reviewed, pull(workspace, studio).unreviewed) == (1, 0)


def done_project(workspace: Workspace, studio: Studio) -> int:
    from risalah.annotate.studio.sync import project

    return project.find(workspace, studio).number


def test_what_cannot_be_taken_is_a_fault_with_its_task(workspace: Workspace, studio: Studio, task: int) -> None:
    lost = [item for item in result_of(workspace) if item["from_name"] != "label"]
    studio.submit(task, lost)
    done = pull(workspace, studio)
    assert done.reviewed == 0
    assert f"artikel-1 task {task}" in str(done.faults[0])
    assert "has no" in str(done.faults[0])


def test_a_task_that_is_none_of_ours_stops_nothing(workspace: Workspace, studio: Studio, task: int) -> None:
    project = done_project(workspace, studio)
    foreign = {"text": "Iklan.", "headline": "Iklan", "summary": ""}
    studio.import_tasks(project, [{"data": foreign, "annotations": [{"result": []}]}])
    studio.submit(task, result_of(workspace))
    done = pull(workspace, studio)
    assert done.reviewed == 1
    assert "shows no document of this workspace" in str(done.faults)
