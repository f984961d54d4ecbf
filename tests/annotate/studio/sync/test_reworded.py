"""A text that changed after it was pushed, on a real server."""

from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.page.regions import read_regions
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

FIRST = "Presiden Prabowo Subianto bertemu Menteri Budi Santoso di Jakarta. Mereka berjabat tangan di Bogor."
SECOND = (
    "Pembaruan: keterangan istana ditambahkan. "
    "Presiden Prabowo Subianto bertemu Menteri Budi Santosa di Jakarta. Acara itu singkat."
)


def texts(studio: Studio, workspace: Workspace) -> dict[int, str]:
    project = projects.find(workspace, studio).number
    tasks = [created.task for created in studio.created(project, 0)]
    return {task["id"]: task["data"]["text"] for task in studio.export(project, tasks)}


def test_a_task_that_nobody_has_touched_gives_way_to_the_new_text(workspace: Workspace, studio: Studio) -> None:
    push(workspace, studio, [Document(id="artikel-1", text=FIRST)])
    done = push(workspace, studio, [Document(id="artikel-1", text=SECOND)])
    assert (done.new, done.changed) == (1, 1)
    assert list(texts(studio, workspace).values()) == [SECOND]
    assert [document.text for document in workspace.documents] == [FIRST, SECOND]
    assert push(workspace, studio, [Document(id="artikel-1", text=SECOND)]).known == 1


def test_what_a_person_did_is_carried_over_and_what_cannot_be_is_kept(workspace: Workspace, studio: Studio) -> None:
    done = push(workspace, studio, [Document(id="artikel-1", text=FIRST)])
    (task,) = texts(studio, workspace)
    (annotation,) = workspace.preannotations
    bogor = FIRST.index("Bogor")
    result = [*to_result(annotation)]
    place = {"start": bogor, "end": bogor + 5, "labels": ["1", "Place"]}
    result.append({"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": place})
    studio.submit(task, result, seconds=9.0)

    push(workspace, studio, [Document(id="artikel-1", text=SECOND)])
    assert list(texts(studio, workspace).values()) == [FIRST, SECOND]
    new = max(texts(studio, workspace))
    (shown,) = studio.predictions(new)
    regions, _ = read_regions(shown["result"], "prediction")
    assert {SECOND[region.start : region.end] for region in regions} == {
        "Prabowo Subianto",
        "bertemu",
        "Budi Santosa",
        "Jakarta",
    }
    (orphaned,) = workspace.orphans
    assert [orphan.mention.text for orphan in orphaned.orphans] == ["Bogor"]
    (exported,) = studio.export(done.project, [new])
    assert "“Bogor” was not carried over" in exported["data"]["summary"]

    assert pull(workspace, studio).reviewed == 1
    (earlier,) = [state for _, states in workspace.standing() for state in states]
    assert "Bogor" in str(earlier.reviews[0].annotation)


def test_pushing_the_new_text_again_changes_nothing(workspace: Workspace, studio: Studio) -> None:
    push(workspace, studio, [Document(id="artikel-1", text=FIRST)])
    (task,) = texts(studio, workspace)
    studio.submit(task, to_result(next(iter(workspace.preannotations))), seconds=9.0)
    push(workspace, studio, [Document(id="artikel-1", text=SECOND)])
    before = texts(studio, workspace)
    assert push(workspace, studio, [Document(id="artikel-1", text=SECOND)]).known == 1
    assert push(workspace, studio).new == 0
    assert texts(studio, workspace) == before
