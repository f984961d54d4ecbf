"""Which tasks there are in a project, known without asking for all of them again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from risalah.annotate.pushed import Pushed, PushedOutline
from risalah.annotate.shelf import Shelf
from risalah.annotate.studio.server.client import PAGE, Created, Studio
from risalah.annotate.studio.sync.ahead import chunks
from risalah.annotate.studio.sync.project import Project
from risalah.annotate.studio.sync.reconcile import differing
from risalah.annotate.workspace import Workspace

LOOK_BACK = 16
"""How many times further back a task that is still what it was is looked for, each time that none is found."""


class Tasks:
    """The tasks of one project: what earlier pushes and pulls have noted, and what is new on the server."""

    def __init__(self, workspace: Workspace, studio: Studio, project: Project) -> None:
        """Read what is known; nothing is asked of the server yet."""
        self.project = project
        self._studio = studio
        self._ledger = workspace.pushed
        self._live = Shelf(int, PushedOutline)
        self._of_document = Shelf(str, list[int])
        for row in self._ledger.outlines(PushedOutline):
            if row.project == project.key:
                self._take(row)

    def __iter__(self) -> Iterator[PushedOutline]:
        """Yield every task that is there, the oldest first."""
        return iter(self._live.values())

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, task: int) -> bool:
        return task in self._live

    def of(self, doc_id: str) -> PushedOutline | None:
        """Return the task that shows a document's latest text, null where there is none."""
        tasks = self._of_document.get(doc_id)
        return self._live[tasks[-1]] if tasks else None

    def shows(self, doc_id: str, text_sha256: str) -> bool:
        """Tell whether there is a task for this text of a document."""
        row = self.of(doc_id)
        return row is not None and row.text_sha256 == text_sha256

    def was_deleted(self, doc_id: str) -> bool:
        """Tell whether a document had a task that was deleted on the server, and has no other."""
        return self._of_document.get(doc_id) == []

    def several(self, doc_ids: Iterable[str] | None = None) -> list[list[PushedOutline]]:
        """Return the tasks of every one of these documents, or of all, that has more than one, the oldest first."""
        of_each = (self._of_document.get(doc_id, []) for doc_id in (self._of_document if doc_ids is None else doc_ids))
        return [[self._live[task] for task in tasks] for tasks in of_each if len(tasks) > 1]

    def note(self, rows: list[Pushed]) -> None:
        """Keep what was pushed, found or deleted."""
        self._ledger.append(rows)
        for row in rows:
            self._take(msgspec.convert(row, PushedOutline, from_attributes=True))

    def learn(self) -> int:
        """Note the tasks that were created since the last look, and return how many.

        On SQLite, Label Studio gives the ids of the last tasks once more when these were
        deleted: all are looked at from the last task that is still what it was.
        """
        known = list(self._live)
        back = 1
        while known:
            there = self._studio.created(self.project.number, known[-back:][0])
            first = next(there, None)
            if first and self._is_known(first):
                return self._meet(there)
            known = known[:-back]
            back *= LOOK_BACK
        return self.meet(0)

    def compare(self) -> None:
        """Note the tasks that are gone from the server, and those between the known ones that nobody noted.

        The server may finish the import of a killed push after the next one has looked.
        """
        known = list(self._live)
        for first, last in differing(self._studio, self.project.number, known):
            there = {listed.task for listed in self._studio.listed(self.project.number, first, last)}
            gone = [task for task in known[bisect_left(known, first) : bisect_right(known, last)] if task not in there]
            self.note([Pushed(project=self.project.key, task=task, deleted=True) for task in gone])
            if any(task not in self for task in there):
                self.meet(first, last)

    def meet(self, first: int, *last: int) -> int:
        """Note the tasks that are not known yet of those with an id from `first` (to `last`), and return how many."""
        return self._meet(self._studio.created(self.project.number, first, *last))

    def _meet(self, there: Iterable[Created]) -> int:
        count = 0
        for some in chunks((created for created in there if not self._is_known(created)), PAGE):
            self.note([Pushed(project=self.project.key, **created._asdict()) for created in some])
            count += len(some)
        return count

    def _is_known(self, created: Created) -> bool:
        row = self._live.get(created.task)
        return row is not None and (row.doc_id, row.text_sha256) == (created.doc_id, created.text_sha256)

    def _take(self, row: PushedOutline) -> None:
        before = self._live.pop(row.task, None)
        if before and before.doc_id:
            others = self._of_document[before.doc_id]
            self._of_document[before.doc_id] = [task for task in others if task != row.task]
        if row.deleted:
            return
        self._live[row.task] = row
        if row.doc_id:
            self._of_document[row.doc_id] = sorted([*self._of_document.get(row.doc_id, ()), row.task])
