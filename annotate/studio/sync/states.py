"""How the tasks of a project stood when they were last pulled."""

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from risalah.annotate.ledger import Address
from risalah.annotate.pulled import Pulled, PulledOutline
from risalah.annotate.shelf import Shelf
from risalah.annotate.studio.server.client import Listed
from risalah.annotate.studio.sync.project import Project
from risalah.annotate.workspace import Workspace


class States:
    """The last known state of every task of one project that anybody has touched."""

    def __init__(self, workspace: Workspace, project: Project) -> None:
        """Read what was pulled."""
        self._by_task = Shelf(int, PulledOutline)
        self._at = Shelf(int, Address)
        self._ledger = workspace.reviews
        for address, state in self._ledger.addressed(PulledOutline):
            if state.project == project.key:
                self._by_task[state.task], self._at[state.task] = state, address

    def __iter__(self) -> Iterator[PulledOutline]:
        """Yield the state of every task that is still there."""
        return (state for state in self._by_task.values() if not state.deleted)

    def get(self, task: int) -> PulledOutline | None:
        """Return a task's state; null where nobody had touched it, or it is gone."""
        state = self._by_task.get(task)
        return None if state is None or state.deleted else state

    def note(self, states: Iterable[Pulled]) -> int:
        """Keep the states of tasks as they are now, and return how many were not so before."""
        rows = [state for state in states if not self._holds(state)]
        self._ledger.append(rows)
        for row in rows:
            self._by_task[row.task] = _outline(row)
            self._at.pop(row.task, None)
        return len(rows)

    def submitted(self) -> dict[int, int]:
        """Return how many annotations each task has."""
        return {state.task: state.submitted for state in self if state.submitted}

    def _holds(self, state: Pulled) -> bool:
        address = self._at.get(state.task)
        return address is not None and self._ledger.at(address) == state

    def is_as(self, listed: Listed) -> bool:
        """Tell whether a task has not changed since its state was noted."""
        state = self.get(listed.task)
        return state is not None and (state.changed, state.submitted, state.skipped) == (
            datetime.datetime.fromisoformat(listed.changed),
            listed.submitted,
            listed.skipped,
        )


def _outline(state: Pulled) -> PulledOutline:
    return msgspec.convert(state, PulledOutline, from_attributes=True)
