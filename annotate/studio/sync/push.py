"""Documents and their pre-annotations to Label Studio, each once.

What is on the server is known from what earlier pushes noted; only tasks that are newer
are asked for. Before a batch is sent, its documents and pre-annotations are written to
the workspace; so a push that was killed is known by pre-annotations without a task, and
the next one first lets the server finish what it may still be doing, and at its end
looks whether it has.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from risalah.annotate.annotator import Annotator
from risalah.annotate.history import AnnotationOutline, History, latest_texts
from risalah.annotate.pushed import Pushed, PushedOutline
from risalah.annotate.reading import Rejected
from risalah.annotate.review.anchoring import orphan_notes
from risalah.annotate.shelf import Shelf
from risalah.annotate.studio.page.task import to_task, unpushable
from risalah.annotate.studio.server.client import Created, Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.ahead import ahead, chunks
from risalah.annotate.studio.sync.design import Design
from risalah.annotate.studio.sync.order import Order
from risalah.annotate.studio.sync.project import MAIN
from risalah.annotate.studio.sync.reworded import Carried, Reworded
from risalah.annotate.studio.sync.tasks import Tasks
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Problem
from risalah.schema.errors import StudioError

BATCH = 100
"""Documents sent at once, at most."""
BATCH_LETTERS = 10_000_000
"""Code points of text after which no document is added: Label Studio takes 200 MB in one request."""
QUIET_SECONDS = 3.0
"""How long a server must create no task before an interrupted push counts as over."""
ONE_EACH = Design()
"""Every document is annotated once, from its pre-annotation."""


@dataclass
class Push:
    """What a push did."""

    project: int
    """The main project."""
    new: int = 0
    """Documents that are now on the server and were not before."""
    known: int = 0
    """Documents of the input that were there already."""
    changed: int = 0
    """Documents of the input whose text is another than the one that was there."""
    shared: int = 0
    """Tasks in the twin projects that were not there before."""
    rejected: list[Rejected] = field(default_factory=list)
    """What could not be read or pushed, and why."""


def push(
    workspace: Workspace,
    studio: Studio,
    inputs: Iterable[Document | Rejected] = (),
    *,
    annotator: Annotator | None = None,
    design: Design = ONE_EACH,
    advance: Callable[[int], None] = lambda _: None,
) -> Push:
    """Push the inputs, and whatever the workspace holds that is not on the server yet.

    `annotator` is what pre-annotates them, null for the workspace's rules. Run again after an
    interruption it does what is left. A document whose task was deleted on the server
    comes back only as an input. `advance` is called with the number of documents done.
    Raises StudioError where the server cannot be reached, refuses, or creates fewer tasks
    than it was sent.
    """
    with workspace.alone():
        return _Pusher(workspace, studio, design, annotator or workspace.ruleset).push(inputs, advance)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is sent to one project at once."""

    part: str
    rows: list[Pushed]
    """What is known of each task but its id, which the server gives."""
    tasks: list[dict[str, Any]]


class _Pusher:
    """A push while it goes on."""

    def __init__(self, workspace: Workspace, studio: Studio, design: Design, annotator: Annotator) -> None:
        self._workspace, self._studio, self._design, self._annotator = workspace, studio, design, annotator
        self._tasks = {
            part: Tasks(workspace, studio, projects.ensure(workspace, studio, part)) for part in design.parts
        }
        self._done = Push(self._tasks[MAIN].project.number)
        self._order = Order(workspace)
        self._reworded = Reworded(workspace, studio)
        self._texts = latest_texts(workspace)
        self._made = Shelf(tuple[str, str, str], bool)
        for row in workspace.preannotations.outlines(AnnotationOutline):
            self._made[row.doc_id, row.text_sha256, row.source["version"]] = True

    def push(self, inputs: Iterable[Document | Rejected], advance: Callable[[int], None]) -> Push:
        interrupted = [part for part in self._tasks if self._settle(part)]
        jobs = (partial(self._send, batch) for batch in self._prepared(inputs, advance))
        for batch, created in ahead(jobs):
            self._note(batch, created)
        for part in interrupted:
            self._learn(part)
            self._clear(part, self._tasks[part].several())
        return self._done

    def _settle(self, part: str) -> bool:
        """Learn what is on the server, once it is at rest and holds each document only once.

        Returns whether a push may have been interrupted. A slow server may then be at rest only
        for the moment, and create what it was sent while this push goes on.
        """
        tasks = self._learn(part)
        interrupted = False
        while any(self._missing(part, doc_id) for doc_id, text, _ in self._made if self._texts.get(doc_id) == text):
            interrupted = True
            time.sleep(QUIET_SECONDS)
            if not tasks.learn():
                break
        self._clear(part, tasks.several())
        for bare in chunks(self._studio.bare(tasks.project.number), BATCH):
            self._complete(part, bare)
        return interrupted

    def _learn(self, part: str) -> Tasks:
        tasks = self._tasks[part]
        tasks.learn()
        tasks.compare()
        return tasks

    def _complete(self, part: str, bare: list[Created]) -> None:
        """Give tasks without a prediction the one that they were sent with."""
        history = History(self._workspace)
        sent = {row.task: task for row in bare if (task := self._again(row, history))}
        self._predict(part, sent)

    def _again(self, bare: Created, history: History) -> dict[str, Any] | None:
        """Return the task as it was sent; null where that is not known."""
        document = history.document(bare.doc_id or "", bare.text_sha256 or "")
        made = history.preannotations(bare.doc_id or "", bare.text_sha256 or "")
        shown = next((annotation for annotation in reversed(made) if str(annotation.source) == bare.source), None)
        if document is None or not made or (bare.source and not shown):
            return None
        return self._task(document, shown, shown or made[-1])

    def _clear(self, part: str, several: list[list[PushedOutline]]) -> None:
        """Delete of each document's tasks those that nobody has worked on, but for the one that shows its text."""
        for some in chunks(several, BATCH):
            self._clear_some(part, some)

    def _clear_some(self, part: str, several: list[list[PushedOutline]]) -> None:
        tasks = self._tasks[part]
        exported = self._studio.export(tasks.project.number, [row.task for rows in several for row in rows])
        touched = {task["id"] for task in exported if task["annotations"] or task["drafts"]}
        for rows in several:
            latest = [row.task for row in rows if row.text_sha256 == rows[-1].text_sha256]
            kept = touched if touched & {*latest} else touched | {latest[-1]}
            for row in rows:
                if row.task not in kept:
                    self._studio.delete_task(row.task)
                    tasks.note([Pushed(project=tasks.project.key, task=row.task, deleted=True)])

    def _missing(self, part: str, doc_id: str) -> bool:
        """Tell whether a document of the workspace is to be on the server and is not."""
        return self._lacks(part, doc_id, self._texts[doc_id]) and not self._tasks[part].was_deleted(doc_id)

    def _prepared(self, inputs: Iterable[Document | Rejected], advance: Callable[[int], None]) -> Iterator[_Batch]:
        """Write down what is to be sent, batch by batch, and yield it."""
        for batch in _batches(self._coming(inputs)):
            annotations = [self._annotator.annotate(document) for document in batch]
            pushable = [pair for pair in zip(batch, annotations, strict=True) if not self._refuses(*pair)]
            self._write(pushable)
            for part in self._tasks:
                pairs = [pair for pair in pushable if self._is_new(part, pair[0])]
                if pairs:
                    yield self._tasked(part, pairs)
            advance(len(batch))

    def _coming(self, inputs: Iterable[Document | Rejected]) -> Iterator[Document]:
        """Yield each document that is not on the server once; count the others."""
        coming = Shelf(str, str)
        if any(self._missing(part, doc_id) for part in self._tasks for doc_id in self._texts):
            for document in self._workspace.documents:
                current = self._texts[document.id] == document.text_sha256 and document.id not in coming
                if current and any(self._missing(part, document.id) for part in self._tasks):
                    coming[document.id] = document.text_sha256
                    yield document
        for entry in inputs:
            if isinstance(entry, Rejected):
                self._done.rejected.append(entry)
            elif coming.get(entry.id, entry.text_sha256) != entry.text_sha256:
                what = "is in what is pushed twice, with two texts"
                self._done.rejected.append(Rejected(Problem(entry.id, what, "Push the one that counts"), entry.id))
            elif entry.id not in coming:
                self._done.changed += entry.id in self._texts and self._texts[entry.id] != entry.text_sha256
                if any(self._is_new(part, entry) for part in self._tasks):
                    coming[entry.id] = entry.text_sha256
                    yield entry
                else:
                    self._done.known += 1

    def _is_new(self, part: str, document: Document) -> bool:
        return self._lacks(part, document.id, document.text_sha256)

    def _lacks(self, part: str, doc_id: str, text_sha256: str) -> bool:
        """Tell whether a part is to have this text of a document and does not."""
        return part in self._design.parts_of(doc_id) and not self._tasks[part].shows(doc_id, text_sha256)

    def _refuses(self, document: Document, annotation: Annotation) -> bool:
        problems = unpushable(annotation, document)
        self._done.rejected += [Rejected(problem, document.id) for problem in problems]
        return bool(problems)

    def _write(self, pairs: list[tuple[Document, Annotation]]) -> None:
        new = [document for document, _ in pairs if self._texts.get(document.id) != document.text_sha256]
        self._workspace.documents.append(new)
        self._texts.update((document.id, document.text_sha256) for document in new)
        made = {(note.doc_id, note.text_sha256, note.source.version): note for _, note in pairs}
        self._workspace.preannotations.append([note for key, note in made.items() if key not in self._made])
        self._made.update(dict.fromkeys(made, True))

    def _tasked(self, part: str, pairs: list[tuple[Document, Annotation]]) -> _Batch:
        """Return what is sent to a part; where people worked on an earlier text of a document, with their work."""
        project = self._tasks[part].project
        carried = {document.id: work for document, _ in pairs if (work := self._carried(part, document))}
        self._reworded.keep(list(carried.values()))
        rows, tasks = [], []
        for document, annotation in pairs:
            shown, notes = self._shown(document, annotation, carried.get(document.id))
            rows.append(
                Pushed(
                    project=project.key,
                    task=0,
                    doc_id=document.id,
                    text_sha256=document.text_sha256,
                    source=str(shown.source) if shown else None,
                )
            )
            tasks.append(self._task(document, shown, annotation, notes))
        return _Batch(part, rows, tasks)

    def _task(
        self, document: Document, shown: Annotation | None, annotation: Annotation, notes: Iterable[str] = ()
    ) -> dict[str, Any]:
        return to_task(
            document,
            shown,
            boilerplate=self._workspace.ruleset.boilerplate(document),
            priority=self._order.priority(annotation).value,
            notes=notes,
        )

    def _carried(self, part: str, document: Document) -> Carried | None:
        tasks = self._tasks[part]
        earlier = tasks.of(document.id)
        return self._reworded.carried(document, earlier, tasks.project) if earlier else None

    def _shown(
        self, document: Document, annotation: Annotation, carried: Carried | None
    ) -> tuple[Annotation | None, list[str]]:
        """Return what people begin with, null for nothing, and what they should know of it."""
        if carried:
            told = f"Teks berubah / The text has changed. {carried.annotator}: {carried.anchored.told()}."
            return carried.anchored.annotation, [told, *orphan_notes(carried.anchored)]
        return (None, []) if self._design.is_control(document.id) else (annotation, [])

    def _send(self, batch: _Batch) -> tuple[_Batch, list[int]]:
        sent = len(batch.tasks)
        created, predictions = self._studio.import_tasks(self._tasks[batch.part].project.number, batch.tasks)
        if len(created) != sent:
            what = f"was sent {sent} tasks, but created {len(created)}"
            raise StudioError(Problem(self._studio.url, what, "Run `risalah push` again"))
        if predictions != sent:
            # Where others write at the same moment, Label Studio on SQLite tries again, and then without predictions.
            self._predict(batch.part, dict(zip(created, batch.tasks, strict=True)))
        return batch, created

    def _predict(self, part: str, tasks: Mapping[int, dict[str, Any]]) -> None:
        """Give tasks on the server the predictions that belong to them."""
        predictions = {number: task["predictions"][0] for number, task in tasks.items()}
        self._studio.predict(self._tasks[part].project.number, predictions)

    def _note(self, batch: _Batch, created: list[int]) -> None:
        tasks = self._tasks[batch.part]
        tasks.note([row.model_copy(update={"task": task}) for row, task in zip(batch.rows, created, strict=True)])
        self._clear(batch.part, tasks.several(row.doc_id for row in batch.rows if row.doc_id))
        if batch.part == MAIN:
            self._done.new += len(created)
        else:
            self._done.shared += len(created)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH or sum(len(held.text) for held in batch) > BATCH_LETTERS:
            yield batch
            batch = []
    if batch:
        yield batch
