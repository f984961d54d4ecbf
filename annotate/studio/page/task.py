"""A document and its pre-annotation as a task of Label Studio, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.page.regions import Item, Result
from risalah.annotate.studio.page.summary import summary
from risalah.schema import Annotation, Document, Problem, Source
from risalah.schema.targets import labelling as page

Span = tuple[int, int]
MODEL_VERSION = "risalah"
"""How Label Studio calls what made every prediction of ours."""


def to_task(
    document: Document,
    annotation: Annotation | None,
    *,
    boilerplate: Iterable[Span] = (),
    priority: float = 0.0,
    notes: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the task that shows the document with what people begin with, and what is no text of the article greyed.

    Without an annotation they begin with nothing. `priority` is from 0 to 1, 1 the first;
    `notes` are sentences that stand above the records.
    """
    source = annotation.source if annotation else None
    return {
        "data": task_data(document, summary(document, annotation, notes=notes), priority, source),
        "predictions": [prediction(to_result(annotation) if annotation else (), source, priority, greyed(boilerplate))],
    }


def task_data(document: Document, beside: str, priority: float, source: Source | None) -> dict[str, Any]:
    """Return what a task shows; `beside` is HTML that stands beside the text, `source` what made its prediction."""
    return {
        "text": document.text,
        "headline": document.title or document.id,
        "summary": beside,
        "priority": round(priority, 3),
        "source": str(source) if source else None,
        "doc_id": document.id,
        "text_sha256": document.text_sha256,
        "document": document.model_dump(mode="json", exclude={"text"}),
    }


def prediction(shown: Result, source: Source | None, priority: float, grey: Result = ()) -> dict[str, Any]:
    """Return the prediction that shows this, marked with what made it.

    All predictions have one model version, because Label Studio shows those of one
    alone; and the lower its score, the sooner it opens a task.
    """
    mark = [source_mark(source)] if source else []
    return {"model_version": MODEL_VERSION, "score": round(1 - priority, 3), "result": [*mark, *shown, *grey]}


def source_mark(source: Source) -> Item:
    """Return the item by which a result says what made it."""
    return {
        "id": page.SOURCE,
        "from_name": page.SOURCE,
        "to_name": page.TEXT,
        "type": "textarea",
        "value": {"text": [str(source)]},
    }


def greyed(spans: Iterable[Span]) -> Result:
    """Return the result items that grey these stretches of the text; nobody can change them on the page."""
    return [
        {
            "id": f"{page.BOILERPLATE}-{index}",
            "from_name": page.BOILERPLATE,
            "to_name": page.TEXT,
            "type": "labels",
            "readonly": True,
            "value": {"start": start, "end": end, "labels": [page.GREYED]},
        }
        for index, (start, end) in enumerate(spans, 1)
    ]


def unpushable(annotation: Annotation, document: Document) -> list[Problem]:
    """Return what Label Studio would refuse, drop or not be able to show."""
    highest = max((event.number for event in annotation.events), default=0)
    if max(len(annotation.events), highest) <= page.MAX_EVENTS:
        return annotation.problems(document)
    what = f"has {len(annotation.events)} events, but the page can tell {page.MAX_EVENTS} apart"
    return [*annotation.problems(document), Problem(document.id, what, "Cut the document into parts")]


def source_of(prediction: Mapping[str, Any]) -> Source | None:
    """Return what made a prediction: as its result says, or in those of earlier versions its model version; else null.

    Raises nothing, whatever the prediction holds.
    """
    result = prediction.get("result")
    items = [item for item in result if isinstance(item, dict)] if isinstance(result, list) else []
    marks = [item.get("value") for item in items if item.get("from_name") == page.SOURCE]
    told = [text for mark in marks if isinstance(mark, dict) and isinstance(text := mark.get("text"), list)]
    named = told[0][0] if told and told[0] else prediction.get("model_version")
    kind, _, name = named.partition(" ") if isinstance(named, str) else ("", "", "")
    try:
        return Source.model_validate({"kind": kind, "version": name})
    except ValidationError:
        return None
