"""New rules, or a model, on a project half done.

A three-way look at every document: what was shown, what people made of it, what these
say. Where nobody has begun, the new pre-annotation takes the place of the old one.
Where people have worked, their work stays and the differences become a prediction of
their own beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from risalah.annotate.annotator import Annotator
from risalah.annotate.history import History
from risalah.annotate.pushed import Pushed, PushedOutline
from risalah.annotate.review.suggestion import SUGGESTIONS, Suggestion, suggest
from risalah.annotate.studio.page.exported import pulled
from risalah.annotate.studio.page.task import MODEL_VERSION, source_of, to_task
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.ahead import chunks
from risalah.annotate.studio.sync.order import Order
from risalah.annotate.studio.sync.project import ADJUDICATION, Project
from risalah.annotate.studio.sync.tasks import Tasks
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document
from risalah.schema.review import Review

CHUNK = 100
"""Tasks looked at together."""
RETIRED = f"{MODEL_VERSION} (retired)"
"""The model version of what is shown no more. It is not deleted: somebody may have it open at this moment."""
_SUGGESTING = {"rules": "Usulan aturan baru / New rules suggest:", "model": "Usulan model / The model suggests:"}


@dataclass
class Reannotation:
    """What new rules, or a model, mean for the tasks of a workspace."""

    same: int = 0
    """Tasks nobody had touched, of which they say what was shown."""
    replaced: int = 0
    """Tasks nobody had touched, which get the new pre-annotation."""
    suggested: int = 0
    """Tasks on which people worked, which get suggestions beside their work."""
    settled: int = 0
    """Tasks on which people worked and to which they add nothing."""
    begun: int = 0
    """Tasks that somebody has begun and not submitted, or skipped, or whose annotations cannot be read: left alone."""
    added: int = 0
    """Mentions that are suggested."""
    changed: int = 0
    """Values and realis that are suggested."""
    withheld: int = 0
    """Mentions that are not suggested because people decided against them."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of one task."""

    row: PushedOutline
    document: Document
    shown: Annotation
    """What is to be shown."""
    notes: Sequence[str] = ()


def reannotate(
    workspace: Workspace,
    studio: Studio,
    *,
    annotator: Annotator | None = None,
    dry_run: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> Reannotation:
    """Bring every task that was pre-annotated by other rules, or another model, up to what `annotator` says.

    It is null for the workspace's rules: then what a model told gives way to these. With
    `dry_run` nothing is changed, only counted. Documents that are without pre-annotation
    by design stay so, and adjudication is left alone. Run again after an interruption it
    does what is left. `advance` is called with the number of tasks looked at. Raises
    StudioError where the server cannot be reached or has no such project.
    """
    done = Reannotation()
    with workspace.alone():
        for project in projects.found(workspace, studio):
            if project.part != ADJUDICATION:
                reannotator = _Reannotator(workspace, studio, project, annotator or workspace.ruleset, done)
                reannotator.run(dry_run=dry_run, advance=advance)
    return done


class _Reannotator:
    """The re-annotation of one project while it goes on."""

    def __init__(
        self, workspace: Workspace, studio: Studio, project: Project, annotator: Annotator, done: Reannotation
    ) -> None:
        self._workspace, self._studio, self._project, self._done = workspace, studio, project, done
        self._annotator, self._source = annotator, str(annotator.source)
        self._tasks = Tasks(workspace, studio, project)
        self._history, self._order = History(workspace), Order(workspace)

    def run(self, *, dry_run: bool, advance: Callable[[int], None]) -> None:
        self._tasks.learn()
        for rows in chunks([row for row in self._tasks if self._is_stale(row)], CHUNK):
            exported = self._studio.export(self._project.number, [row.task for row in rows])
            by_task = {task["id"]: task for task in exported}
            changes = [change for row in rows if row.task in by_task and (change := self._look(row, by_task[row.task]))]
            if not dry_run:
                self._carry_out(changes)
                self._tasks.note([self._noted(row) for row in rows if row.task in by_task])
            advance(len(rows))

    def _is_stale(self, row: PushedOutline) -> bool:
        """Tell whether a task shows the latest text of one of our documents as something else pre-annotated it."""
        current = row.doc_id is not None and self._tasks.of(row.doc_id) == row
        return current and (row.source or "").startswith(("rules ", "model ")) and row.source != self._source

    def _look(self, row: PushedOutline, task: dict[str, Any]) -> _Change | None:
        """Count what is to be done with a task, and return it."""
        document = self._history.document(row.doc_id or "", row.text_sha256 or "")
        if document is None:
            return None
        new = self._annotator.annotate(document)
        shown = self._history.preannotations(document.id, document.text_sha256)
        state = pulled(task, server=self._studio.url, project=self._project.key, ontology=self._workspace.ontology)
        if state.reviews:
            last = max(state.reviews, key=lambda review: review.submitted)
            return self._suggested(row, document, self._suggestion(shown, last, new))
        if state.drafts or state.skipped or state.submitted:
            self._done.begun += 1
            return None
        # What an interrupted run has written down already is not what the task shows.
        if any(str(old.source) == row.source and _say_the_same(old, new) for old in shown):
            self._done.same += 1
            return None
        self._done.replaced += 1
        return _Change(row, document, new)

    def _suggestion(self, shown: Sequence[Annotation], review: Review, new: Annotation) -> Suggestion:
        seen = [
            annotation
            for annotation in shown
            if annotation.source == review.prior
            or not (annotation.source.version.endswith(SUGGESTIONS) or annotation.source == new.source)
        ]
        return suggest(seen, review.annotation, new, self._workspace.ontology)

    def _suggested(self, row: PushedOutline, document: Document, suggestion: Suggestion) -> _Change | None:
        self._done.added += len(suggestion.added)
        self._done.changed += len(suggestion.changed)
        self._done.withheld += len(suggestion.withheld)
        if not suggestion:
            self._done.settled += 1
            return None
        self._done.suggested += 1
        notes = [_SUGGESTING[self._annotator.source.kind], *suggestion.differences]
        return _Change(row, document, suggestion.annotation, notes)

    def _carry_out(self, changes: Sequence[_Change]) -> None:
        """Show what is to be shown: first the new, then without the old."""
        if not changes:
            return
        self._workspace.preannotations.append([one.shown for one in changes if not self._is_written(one)])
        tasks = {change.row.task: self._task(change) for change in changes}
        before = {task: self._studio.predictions(task) for task in tasks}
        missing = [change.row.task for change in changes if not self._is_shown(change, before[change.row.task])]
        self._studio.predict(self._project.number, {task: tasks[task]["predictions"][0] for task in missing})
        for change in changes:
            for old in before[change.row.task]:
                if old["model_version"] != RETIRED and source_of(old) != change.shown.source:
                    self._studio.set_prediction(old["id"], {"model_version": RETIRED})
            self._studio.set_data(change.row.task, tasks[change.row.task]["data"])

    def _is_written(self, change: _Change) -> bool:
        """Tell whether an interrupted run has written down what is to be shown."""
        written = self._history.preannotations(change.document.id, change.document.text_sha256)
        return change.shown in written

    def _is_shown(self, change: _Change, predictions: Sequence[dict[str, Any]]) -> bool:
        """Tell whether an interrupted run has shown it already."""
        return any(source_of(one) == change.shown.source for one in predictions if one["model_version"] != RETIRED)

    def _task(self, change: _Change) -> dict[str, Any]:
        return to_task(
            change.document,
            change.shown,
            boilerplate=self._workspace.ruleset.boilerplate(change.document),
            priority=self._order.priority(change.shown).value,
            notes=change.notes,
        )

    def _noted(self, row: PushedOutline) -> Pushed:
        return Pushed(
            project=row.project,
            task=row.task,
            doc_id=row.doc_id,
            text_sha256=row.text_sha256,
            source=self._source,
        )


def _say_the_same(old: Annotation, new: Annotation) -> bool:
    return (old.events, old.flags) == (new.events, new.flags)
