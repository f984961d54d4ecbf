"""Documents and their pre-annotations to Label Studio, each once.

What is there is asked of the server each time. Before a batch is sent, its
documents and pre-annotations are written to the workspace; so a push that was
killed is known by pre-annotations whose document is not on the server, and the
next one first lets the server finish what it may still be doing.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from risalah.annotate.reading import Rejected
from risalah.annotate.studio import project as projects
from risalah.annotate.studio.client import Studio
from risalah.annotate.studio.task import to_task, unpushable
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Problem
from risalah.schema.errors import StudioError

BATCH = 100
"""Documents sent at once, at most."""
BATCH_LETTERS = 10_000_000
"""Code points of text after which no document is added: Label Studio takes 200 MB in one request."""
QUIET_SECONDS = 3.0
"""How long a server must create no task before an interrupted push counts as over."""


@dataclass
class Push:
    """What a push did."""

    project: int
    new: int = 0
    """Documents that are now on the server and were not before."""
    known: int = 0
    """Documents of the input that were there already."""
    rejected: list[Rejected] = field(default_factory=list)
    """What could not be read or pushed, and why."""


def push(
    workspace: Workspace,
    studio: Studio,
    inputs: Iterable[Document | Rejected] = (),
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Push:
    """Push the inputs, and whatever the workspace holds that is not on the server yet.

    Run again after an interruption it does what is left. `advance` is called with the
    number of documents done. Raises StudioError where the server cannot be reached,
    refuses, or creates fewer tasks than it was sent.
    """
    done = Push(projects.ensure(workspace, studio))
    stored = {document.id: document.text_sha256 for document in workspace.documents}
    preannotated = {(annotation.doc_id, annotation.source.version) for annotation in workspace.preannotations}
    present = _present(studio, done.project, interrupted={doc_id for doc_id, _ in preannotated})
    unpushed = (document for document in workspace.documents if document.id not in present)
    for batch in _batches(_new(unpushed, inputs, stored, present, done)):
        annotations = [workspace.ruleset.annotate(document) for document in batch]
        pushable = [pair for pair in zip(batch, annotations, strict=True) if not _refused(*pair, done)]
        workspace.documents.append([document for document, _ in pushable if document.id not in stored])
        unseen = [note for _, note in pushable if (note.doc_id, note.source.version) not in preannotated]
        workspace.preannotations.append(unseen)
        _send(studio, done.project, pushable)
        done.new += len(pushable)
        advance(len(batch))
    return done


def _present(studio: Studio, project: int, interrupted: set[str]) -> set[str]:
    """Return the ids of the documents on the server, once it is at rest and holds each only once."""
    tasks = list(studio.document_ids(project))
    while not interrupted <= {doc_id for _, doc_id in tasks if doc_id}:
        before = len(tasks)
        time.sleep(QUIET_SECONDS)
        tasks = list(studio.document_ids(project))
        if len(tasks) == before:
            break
    seen: set[str] = set()
    for task, doc_id in tasks:
        if doc_id in seen:
            _delete_twin(studio, project, task)
        elif doc_id:
            seen.add(doc_id)
    return seen


def _delete_twin(studio: Studio, project: int, task: int) -> None:
    """Delete the second task of a document unless somebody has worked on it."""
    if not any(exported["annotations"] or exported["drafts"] for exported in studio.export(project, [task])):
        studio.delete_task(task)


def _new(
    unpushed: Iterable[Document],
    inputs: Iterable[Document | Rejected],
    stored: dict[str, str],
    present: set[str],
    done: Push,
) -> Iterator[Document]:
    """Yield each document that is not on the server once; note the others."""
    coming: set[str] = set()
    for document in unpushed:
        coming.add(document.id)
        yield document
    for entry in inputs:
        if isinstance(entry, Rejected):
            done.rejected.append(entry)
        elif stored.get(entry.id, entry.text_sha256) != entry.text_sha256:
            what = "is in the workspace already, with another text"
            problem = Problem(entry.id, what, "Give the new text an id of its own")
            done.rejected.append(Rejected(problem, entry.id))
        elif entry.id in present:
            done.known += 1
        elif entry.id not in coming:
            coming.add(entry.id)
            yield entry


def _refused(document: Document, annotation: Annotation, done: Push) -> bool:
    problems = unpushable(annotation, document)
    done.rejected += [Rejected(problem, document.id) for problem in problems]
    return bool(problems)


def _send(studio: Studio, project: int, pairs: list[tuple[Document, Annotation]]) -> None:
    if not pairs:
        return
    created = studio.import_tasks(project, [to_task(*pair) for pair in pairs])
    if created != (len(pairs), len(pairs)):
        what = f"was sent {len(pairs)} tasks with a pre-annotation each, but created {created[0]} with {created[1]}"
        raise StudioError(Problem(studio.url, what, "Delete these tasks there and run `risalah push` again"))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH or sum(len(held.text) for held in batch) > BATCH_LETTERS:
            yield batch
            batch = []
    if batch:
        yield batch
