"""A task as Label Studio exports it, and what of it can be taken."""

import datetime
import sys
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from risalah.annotate.pulled import Pulled
from risalah.annotate.studio.page.checks import PayloadError, fault, shown, whole
from risalah.annotate.studio.page.records import from_result
from risalah.annotate.studio.page.regions import Result, is_unreviewed
from risalah.annotate.studio.page.task import source_of
from risalah.schema import Document, Ontology, Problem, Source
from risalah.schema.report import problems_of
from risalah.schema.review import Review

NO_TASK = 0
"""Stands for the task of a payload that names none: Label Studio counts from 1."""
NEVER = datetime.datetime.fromtimestamp(0, datetime.UTC)
"""Stands for the time of a task that tells none: the next pull finds that it has changed, and fetches it again."""


def pulled(task: object, *, server: str, project: str, ontology: Ontology) -> Pulled:
    """Return the state of one task of the raw JSON export; whatever it holds, nothing is raised.

    Every annotation is a review, is counted as skipped, or is told as a fault with the
    task and the annotation. Where the task itself has a fault, that one stands for all
    its annotations: a task without an id is `NO_TASK`, whose state says nothing of any
    other's; one that shows no document of ours has the task's address for its doc_id.
    """
    held = task if isinstance(task, dict) else {}
    number = _id(held) or NO_TASK
    where = f"task {number or shown(held.get('id'))}"
    document, problems = document_of(held, where)
    if not number:
        document, problems = None, [fault("task-without-id", where, "has no id that a task could have")]
    annotations = held.get("annotations")
    if not isinstance(annotations, list):
        problems.append(fault("annotations-not-listed", where, f"has {shown(annotations)} for annotations"))
        annotations = []
    doc_id = document.id if document else where
    reviews: list[Review] = []
    skipped = 0
    for index, annotation in enumerate(annotations):
        name = f"{doc_id} {where}" if document else where
        address = f"{name} {_address(annotation, index)}"
        try:
            if _is_skipped(annotation):
                skipped += 1
            elif document:
                review, faults = _review(annotation, document, ontology, address)
                reviews += [review] if review else []
                problems += faults
        except PayloadError as error:
            problems.append(error.at(address))
    drafts = held.get("drafts")
    return Pulled(
        doc_id=doc_id,
        server=server,
        project=project,
        task=number,
        changed=_moment(held.get("updated_at")) or NEVER,
        reviews=reviews,
        faults=problems,
        submitted=len(annotations) - skipped,
        skipped=skipped,
        drafts=sum(draft is not None for draft in drafts) if isinstance(drafts, list) else 0,
    )


def document_of(task: Mapping[str, Any], where: str) -> tuple[Document | None, list[Problem]]:
    """Return the document that a task shows, or null and why it is none of ours."""
    try:
        data = task["data"]
        document = Document.model_validate({**data["document"], "text": data["text"]})
        is_as_pushed = data["text_sha256"] == document.text_sha256 and data["text"] == document.text
    except (KeyError, TypeError, ValidationError) as error:
        told = map(
            str, problems_of(error, "") if isinstance(error, ValidationError) else ["what a push adds is not there"]
        )
        return None, [fault("no-document", where, f"shows no document of this workspace: {'; '.join(told)}")]
    if not is_as_pushed:
        return None, [fault("text-changed", where, "shows a text that is not the one that was pushed")]
    return document, []


def _review(
    annotation: Mapping[str, Any], document: Document, ontology: Ontology, where: str
) -> tuple[Review | None, list[Problem]]:
    result = annotation.get("result")
    if not isinstance(result, list):
        raise PayloadError("no-result", f"has {shown(result)} for its list of regions")
    submitted = _moment(annotation.get("updated_at"))
    if not submitted:
        raise PayloadError("no-time", f"was submitted at {shown(annotation.get('updated_at'))}, which is no time")
    annotator = _annotator(annotation)
    prior, started_from = _prior(annotation)
    source = Source(kind="person", version=annotator)
    read, problems = from_result(result, document, source, ontology, where=where, prior=started_from)
    if read is None:
        return None, problems
    seconds = _seconds(annotation.get("lead_time"))
    review = Review(
        annotation=read,
        status="unreviewed" if is_unreviewed(result) and not seconds else "reviewed",
        annotator=annotator,
        submitted=submitted,
        seconds=seconds,
        prior=prior,
        ground_truth=annotation.get("ground_truth") is True,
    )
    return review, []


def _id(held: object) -> int | None:
    """Return the id of a task, an annotation or a person, null where it is none."""
    number = whole(held.get("id")) if isinstance(held, dict) else None
    return number if number and number > 0 else None


def _address(annotation: object, index: int) -> str:
    number = _id(annotation)
    return f"annotation {number}" if number else f"annotations[{index}]"


def _is_skipped(annotation: object) -> bool:
    if not isinstance(annotation, dict):
        raise PayloadError("annotation-not-object", f"is {shown(annotation)}")
    skipped = annotation.get("was_cancelled")
    if skipped not in (True, False, None):
        raise PayloadError("skipped-or-not", f"is {shown(skipped)} as to whether it was skipped")
    return bool(skipped)


def _annotator(annotation: Mapping[str, Any]) -> str:
    """Return the pseudonym of the one who submitted it; of persons who are gone nobody can tell who is who."""
    by = annotation.get("completed_by")
    number = _id(by if isinstance(by, dict) else {"id": by})
    return f"annotator-{number}" if number else f"annotator-unknown-{_id(annotation) or 0}"


def _prior(annotation: Mapping[str, Any]) -> tuple[Source | None, Result]:
    """Return what made the pre-annotation that an annotation started from, and its result."""
    prediction = annotation.get("prediction")
    shown = prediction if isinstance(prediction, dict) else {}
    source, result = source_of(shown), shown.get("result")
    return source, result if source and isinstance(result, list) else ()


def _moment(raw: object) -> datetime.datetime | None:
    """Return a time of Label Studio, whose clock runs in UTC, null where it is none."""
    try:
        moment = datetime.datetime.fromisoformat(raw) if isinstance(raw, str) else None
        return moment and (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def _seconds(raw: object) -> float | None:
    """Return how long the page was open, null where that is no length of time."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= sys.float_info.max:
        return None
    return float(raw)
