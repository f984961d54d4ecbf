"""What people submitted in Label Studio, back into the workspace."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from risalah.annotate.pulled import Pulled
from risalah.annotate.studio import project as projects
from risalah.annotate.studio.client import Listed, Studio
from risalah.annotate.studio.records import from_result
from risalah.annotate.studio.regions import is_unreviewed
from risalah.annotate.studio.task import document_of, source_of
from risalah.annotate.workspace import Workspace
from risalah.schema import Document, Ontology, Problem, Source
from risalah.schema.review import Review

CHUNK = 100
"""Tasks fetched at once."""


@dataclass
class Pull:
    """What a pull found, and how the whole project stands."""

    changed: int = 0
    """Tasks that had changed since the last pull and were fetched."""
    reviewed: int = 0
    """Documents with an annotation that a person submitted."""
    unreviewed: int = 0
    """Documents with none but annotations that no person has read."""
    skipped: int = 0
    """Annotations that were skipped or cancelled: never labels."""
    drafts: int = 0
    """Annotations begun and not submitted: never labels."""
    untouched: int = 0
    """Tasks that nobody has touched."""
    faults: list[Problem] = field(default_factory=list)
    """What was submitted but cannot be taken, and why."""


def pull(workspace: Workspace, studio: Studio, *, advance: Callable[[int], None] = lambda _: None) -> Pull:
    """Fetch what changed since the last pull, and say how the project stands.

    Each chunk of tasks is written before the next is fetched: run again after an
    interruption it goes on from there. `advance` is called with the number of tasks
    fetched. Raises StudioError where the server cannot be reached or has no such project.
    """
    project = projects.find(workspace, studio)
    known = {pulled.task: pulled for pulled in workspace.reviews if pulled.server == studio.url}
    listed = list(studio.tasks(project))
    changed = [task.task for task in listed if _has_changed(task, known.get(task.task))]
    for at in range(0, len(changed), CHUNK):
        fetched = studio.export(project, changed[at : at + CHUNK])
        states = [_state(task, studio.url, workspace.ontology) for task in fetched]
        workspace.reviews.append(states)
        known.update((state.task, state) for state in states)
        advance(len(states))
    return _summary([known.get(task.task) for task in listed], len(changed))


def _has_changed(task: Listed, known: Pulled | None) -> bool:
    """Tell whether a task is to be fetched. A draft does not touch the task's own time."""
    if known is None:
        return bool(task.annotations or task.skipped or task.drafts)
    return known.changed != datetime.datetime.fromisoformat(task.changed) or known.drafts < task.drafts


def _state(task: dict[str, Any], server: str, ontology: Ontology) -> Pulled:
    """Return the state of an exported task."""
    where = f"task {task['id']}"
    document, problems = document_of(task, where)
    submitted = [annotation for annotation in task["annotations"] if not annotation.get("was_cancelled")]
    reviews: list[Review] = []
    if document:
        for annotation in submitted:
            review, faults = _review(annotation, document, ontology, f"{where} annotation {annotation['id']}")
            reviews += [review] if review else []
            problems += faults
    return Pulled(
        doc_id=document.id if document else where,
        server=server,
        task=task["id"],
        changed=task["updated_at"],
        reviews=reviews,
        faults=problems,
        skipped=len(task["annotations"]) - len(submitted),
        drafts=len(task.get("drafts") or ()),
    )


def _review(
    annotation: dict[str, Any], document: Document, ontology: Ontology, where: str
) -> tuple[Review | None, list[Problem]]:
    annotator = f"annotator-{annotation.get('completed_by')}"
    prediction = annotation.get("prediction") or {}
    prior = source_of(prediction.get("model_version"))
    started_from = prediction["result"] if prior else ()
    result = annotation.get("result") or []
    source = Source(kind="person", version=annotator)
    address = f"{document.id} {where}"
    read, problems = from_result(result, document, source, ontology, where=address, prior=started_from)
    if read is None:
        return None, problems
    seconds = annotation.get("lead_time")
    review = Review(
        annotation=read,
        status="unreviewed" if is_unreviewed(result) and not seconds else "reviewed",
        annotator=annotator,
        submitted=annotation["updated_at"],
        seconds=seconds,
        prior=prior,
    )
    return review, []


def _summary(states: Sequence[Pulled | None], changed: int) -> Pull:
    pulled = [state for state in states if state]
    statuses = [{review.status for review in state.reviews} for state in pulled]
    return Pull(
        changed=changed,
        reviewed=sum("reviewed" in status for status in statuses),
        unreviewed=sum(status == {"unreviewed"} for status in statuses),
        skipped=sum(state.skipped for state in pulled),
        drafts=sum(state.drafts for state in pulled),
        untouched=states.count(None),
        faults=[fault for state in pulled for fault in state.faults],
    )
