"""A document and its pre-annotation as a task of Label Studio, and back."""

from typing import Any

from pydantic import ValidationError

from risalah.annotate.studio.records import to_result
from risalah.schema import Annotation, Document, Problem, Source
from risalah.schema.report import problems_of
from risalah.schema.targets.labelling import MAX_EVENTS


def to_task(document: Document, annotation: Annotation) -> dict[str, Any]:
    """Return the task that shows the document with the pre-annotation."""
    headline = " · ".join(
        str(part) for part in (document.title or document.id, document.publisher, document.published) if part
    )
    return {
        "data": {
            "text": document.text,
            "headline": headline,
            "doc_id": document.id,
            "text_sha256": document.text_sha256,
            "document": document.model_dump(mode="json", exclude={"text"}),
        },
        "predictions": [{"model_version": str(annotation.source), "result": to_result(annotation)}],
    }


def document_of(task: dict[str, Any], where: str) -> tuple[Document | None, list[Problem]]:
    """Return the document that a task shows, or null and why it is none of ours."""
    data = task.get("data") or {}
    try:
        document = Document.model_validate(data.get("document", {}) | {"text": data.get("text")})
    except (TypeError, ValidationError) as error:
        told = problems_of(error, where) if isinstance(error, ValidationError) else [Problem(where, str(error))]
        return None, [Problem(where, "shows no document of this workspace", "Delete the task"), *told]
    if document.text_sha256 != data.get("text_sha256"):
        return None, [Problem(where, "shows a text that is not the one that was pushed", "Delete the task, push again")]
    return document, []


def unpushable(annotation: Annotation, document: Document) -> list[Problem]:
    """Return what Label Studio would refuse, drop or not be able to show."""
    if len(annotation.events) <= MAX_EVENTS and all(event.number <= MAX_EVENTS for event in annotation.events):
        return annotation.problems(document)
    what = f"has {len(annotation.events)} events, but the page can tell {MAX_EVENTS} apart"
    return [*annotation.problems(document), Problem(document.id, what, "Cut the document into parts")]


def source_of(version: str | None) -> Source | None:
    """Return the source that `str` gives as this model version of a prediction; null where it was none of ours."""
    kind, _, name = (version or "").partition(" ")
    try:
        return Source.model_validate({"kind": kind, "version": name})
    except ValidationError:
        return None
