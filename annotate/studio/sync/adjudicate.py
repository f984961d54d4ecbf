"""What annotators do not agree on, put before somebody who decides.

Every document that several people annotated and not alike becomes a task of a project of
its own: what they agree on is filled in, what they do not stands beside the text, each
version in a column. What is submitted there counts before all else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from risalah.annotate.agreement.judged import Judged, judged
from risalah.annotate.pushed import Pushed
from risalah.annotate.review.conflict import Merge, agreed
from risalah.annotate.studio.page.records import of_facts
from risalah.annotate.studio.page.summary import conflicts
from risalah.annotate.studio.page.task import greyed, prediction, task_data
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.ahead import ahead, chunks
from risalah.annotate.studio.sync.project import ADJUDICATION, Project
from risalah.annotate.studio.sync.tasks import Tasks
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

CHUNK = 50
"""Documents sent at once."""


@dataclass
class Adjudication:
    """What there is to decide."""

    project: int | None = None
    """The project in which it is decided; null where there never was anything to decide."""
    alike: int = 0
    """Documents of which several people say the same."""
    new: int = 0
    """Documents on which they differ, that are now in the project and were not before."""
    known: int = 0
    """Those that were there already, decided or not."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A document on which annotators differ."""

    document: Document
    judged: Judged
    merge: Merge


def adjudicate(
    workspace: Workspace, studio: Studio, *, advance: Callable[[int], None] = lambda _: None
) -> Adjudication:
    """Put every document that annotators differ on, in the text it has now, into the adjudication project once.

    Run again it adds what is new; nothing that is there is touched. `advance` is called
    with the number of documents compared. Raises StudioError where the server cannot be
    reached or has no project of the workspace.
    """
    with workspace.alone():
        return _put_up(workspace, studio, advance)


def _put_up(workspace: Workspace, studio: Studio, advance: Callable[[int], None]) -> Adjudication:
    done = Adjudication()
    parts = {project.part: project for project in projects.found(workspace, studio)}
    cases = _cases(workspace, done, advance)
    first = next(cases, None)
    if first is None:
        done.project = parts[ADJUDICATION].number if ADJUDICATION in parts else None
        return done
    project = projects.ensure(workspace, studio, ADJUDICATION)
    done.project = project.number
    tasks = Tasks(workspace, studio, project)
    tasks.learn()
    new = (case for case in chain([first], cases) if _is_new(case, tasks, done))
    jobs = (partial(_send, workspace, studio, project, some) for some in chunks(new, CHUNK))
    for rows in ahead(jobs):
        tasks.note(rows)
        done.new += len(rows)
    return done


def _cases(workspace: Workspace, done: Adjudication, advance: Callable[[int], None]) -> Iterator[_Case]:
    latest = {document.id: document for document in workspace.documents}
    for one in judged(workspace):
        advance(1)
        if len(one.by) < 2:
            continue
        merge = agreed(one.by)
        if merge.conflicts:
            yield _Case(latest[one.doc_id], one, merge)
        else:
            done.alike += 1


def _is_new(case: _Case, tasks: Tasks, done: Adjudication) -> bool:
    known = tasks.shows(case.document.id, case.document.text_sha256)
    done.known += known
    return not known


def _send(workspace: Workspace, studio: Studio, project: Project, cases: list[_Case]) -> list[Pushed]:
    created, _ = studio.import_tasks(project.number, [_task(workspace, case) for case in cases])
    return [
        Pushed(project=project.key, task=task, doc_id=case.document.id, text_sha256=case.document.text_sha256)
        for task, case in zip(created, cases, strict=True)
    ]


def _task(workspace: Workspace, case: _Case) -> dict[str, Any]:
    """Return the task of a document: those first that are disputed most."""
    disputed = len(case.merge.conflicts)
    priority = disputed / (disputed + len(case.merge.facts))
    grey = greyed(workspace.ruleset.boilerplate(case.document))
    return {
        "data": task_data(case.document, conflicts(case.document, case.judged.by, case.merge), priority, None),
        "predictions": [prediction(of_facts(case.merge.facts), None, priority, grey)],
    }
