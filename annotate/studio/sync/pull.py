"""What people submitted in Label Studio, back into the workspace.

What changed since the last pull is asked for by a high-water mark of the server's
clock; whether anything else changed (a task or an annotation that is gone) is found by
counting. Every state of a task is kept: a later one takes its place, and the earlier
can still be read.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from risalah.annotate.pulled import Pulled
from risalah.annotate.pushed import Pushed
from risalah.annotate.shelf import Shelf
from risalah.annotate.studio.page.exported import pulled
from risalah.annotate.studio.server.client import Listed, Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.ahead import ahead, chunks
from risalah.annotate.studio.sync.marks import Marks
from risalah.annotate.studio.sync.project import ADJUDICATION, Project
from risalah.annotate.studio.sync.reconcile import differing
from risalah.annotate.studio.sync.states import States
from risalah.annotate.studio.sync.tasks import Tasks
from risalah.annotate.workspace import Workspace
from risalah.schema import Problem

CHUNK = 250
"""Tasks fetched at once: their ids have to fit into one address."""
LISTING = 10
"""How many untouched tasks can be passed over for what it costs to have one listed as changed."""
OVERLAP = datetime.timedelta(seconds=15)
"""How far behind the server's clock the mark stays: what was being written during the look is seen by the next."""


@dataclass
class Pull:
    """What a pull found, and how the whole workspace stands on the server."""

    changed: int = 0
    """Tasks that had changed since the last pull."""
    deleted: int = 0
    """Tasks that were deleted on the server since the last pull: what was submitted for them stays in the ledger."""
    reviewed: int = 0
    """Documents with an annotation that a person submitted."""
    unreviewed: int = 0
    """Documents with none but annotations that no person has read."""
    skipped: int = 0
    """Annotations that were skipped or cancelled: never labels."""
    drafts: int = 0
    """Tasks with annotations begun and not submitted: never labels."""
    untouched: int = 0
    """Tasks that nobody has touched."""
    faults: list[Problem] = field(default_factory=list)
    """What was submitted but cannot be taken, and why."""


def pull(
    workspace: Workspace, studio: Studio, *, full: bool = False, advance: Callable[[int], None] = lambda _: None
) -> Pull:
    """Fetch what changed since the last pull, and say how the workspace's projects stand.

    With `full` every task that anybody touched is fetched again, whatever the server
    says of its changes. Each chunk of tasks is written before the next is dealt with:
    run again after an interruption it goes on from there. `advance` is called with the
    number of tasks fetched. Raises StudioError where the server cannot be reached or has
    no such project.
    """
    done = Pull()
    by_people = Shelf(str, bool)
    with workspace.alone():
        for project in projects.found(workspace, studio):
            puller = _Puller(workspace, studio, project, done, advance)
            puller.pull(full=full)
            puller.count(by_people)
    done.reviewed = sum(by_people.values())
    done.unreviewed = len(by_people) - done.reviewed
    return done


class _Puller:
    """The pull of one project while it goes on."""

    def __init__(
        self,
        workspace: Workspace,
        studio: Studio,
        project: Project,
        done: Pull,
        advance: Callable[[int], None],
    ) -> None:
        self._studio, self._project = studio, project
        self._ontology = workspace.ontology
        self._marks = Marks(workspace.marks)
        self._tasks = Tasks(workspace, studio, project)
        self._states = States(workspace, project)
        self._done = done
        self._advance = advance

    def pull(self, *, full: bool) -> None:
        """Fetch what changed."""
        began = self._studio.now() - OVERLAP
        since = None if full else self._marks.get(self._project.key)
        self._tasks.learn()
        self._forget([state.task for state in self._states if state.task not in self._tasks])
        self._fetch(self._touched(since, full=full), touched=True)
        self._reconcile()
        self._marks.set(self._project.key, began)

    def count(self, by_people: Shelf[str, bool]) -> None:
        """Count how the tasks stand, and note of each document with a review whether a person made one."""
        untouched = len(self._tasks)
        for state in self._states:
            untouched -= 1
            self._done.skipped += state.skipped
            self._done.faults += state.faults
            if state.reviews:
                read = any(review.status != "unreviewed" for review in state.reviews)
                by_people[state.doc_id] = read or by_people.get(state.doc_id, False)
        self._done.untouched += untouched
        self._done.drafts += self._studio.drafts(self._project.number)

    def _touched(self, since: datetime.datetime | None, *, full: bool) -> Iterable[int]:
        """Return the tasks to look at: those that changed or, where it is no cheaper to have these listed, all."""
        if full or (since is None and self._studio.touched(self._project.number) * LISTING > len(self._tasks)):
            return [row.task for row in self._tasks]
        listed = self._studio.touched_since(self._project.number, since)
        return (row.task for row in listed if not self._states.is_as(row))

    def _fetch(self, tasks: Iterable[int], *, touched: bool = False) -> None:
        export = partial(self._studio.export, self._project.number, touched=touched)
        jobs = (partial(export, chunk) for chunk in chunks(tasks, CHUNK))
        for exported in ahead(jobs):
            states = [self._state(task) for task in exported]
            self._done.changed += self._states.note(states)
            self._advance(len(states))

    def _reconcile(self) -> None:
        """Find what the mark does not show: tasks that are gone or came unseen, annotations that were deleted."""
        known = [row.task for row in self._tasks]
        ranges = list(differing(self._studio, self._project.number, known, self._states.submitted()))
        for first, last in ranges:
            listed = {row.task: row for row in self._studio.listed(self._project.number, first, last)}
            within = known[bisect_left(known, first) : bisect_right(known, last)]
            self._forget([task for task in within if task not in listed])
            if any(task not in self._tasks for task in listed):
                self._tasks.meet(first, last)
            self._fetch(task for task, row in listed.items() if self._differs(row))
        skipped = [state.task for state in self._states if state.skipped]
        if len(skipped) != self._studio.skipped(self._project.number):
            self._fetch(skipped)

    def _differs(self, listed: Listed) -> bool:
        state = self._states.get(listed.task)
        return listed.submitted != (state.submitted if state else 0)

    def _forget(self, gone: list[int]) -> None:
        if not gone:
            return
        now = self._studio.now()
        here = [task for task in gone if task in self._tasks]
        self._tasks.note([Pushed(project=self._project.key, task=task, deleted=True) for task in here])
        self._states.note(
            Pulled(
                doc_id=state.doc_id,
                server=self._studio.url,
                project=self._project.key,
                task=state.task,
                changed=now,
                deleted=True,
            )
            for task in gone
            if (state := self._states.get(task))
        )
        self._done.deleted += len(gone)

    def _state(self, task: dict[str, Any]) -> Pulled:
        state = pulled(task, server=self._studio.url, project=self._project.key, ontology=self._ontology)
        return state if self._project.part != ADJUDICATION else _decided(state)


def _decided(state: Pulled) -> Pulled:
    """Return the state of a task of the adjudication project: what a person submitted there is a decision."""
    reviews = [
        review.model_copy(update={"status": "adjudicated"}) if review.status == "reviewed" else review
        for review in state.reviews
    ]
    return state.model_copy(update={"reviews": reviews})
