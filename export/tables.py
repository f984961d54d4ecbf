"""The rows of a release's tables."""

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from risalah.schema import Document, EventRecord, Mention, Ontology
from risalah.schema.ontology import TRIGGER
from risalah.schema.review import Review
from risalah.schema.targets.tables import tables as schemas

Row = dict[str, Any]


def tables(truth: Iterable[tuple[Document, Review]], ontology: Ontology) -> dict[str, pl.DataFrame]:
    """Return every table of a release, its rows ordered by document and event.

    Identifiers are stable: a record's is its document's with its number, an
    argument's its record's with role, kind and value, a mention's its record's with
    role and offsets.
    """
    schema = schemas(ontology)
    rows: dict[str, list[Row]] = {name: [] for name in schema}
    for document, review in truth:
        rows["documents"].append(_document(document, review))
        for event in review.annotation.events:
            rows["records"].append(_record(document, review, event, schema["records"]))
            rows["arguments"] += _arguments(document, event)
            rows["mentions"] += _mentions(document, event)
    return {name: pl.DataFrame(rows[name], schema=schema[name], orient="row") for name in schema}


def _record_id(document: Document, event: EventRecord) -> str:
    return f"{document.id}#{event.number}"


def _argument_id(document: Document, event: EventRecord, role: str, kind: str, value: str | None) -> str:
    return f"{_record_id(document, event)}/{role}/{kind}/{'' if value is None else value}"


def _document(document: Document, review: Review) -> Row:
    fields = document.model_dump(exclude={"id"}) | {"doc_id": document.id, "text_sha256": document.text_sha256}
    return fields | {"status": review.status, "records": len(review.annotation.events)}


def _record(document: Document, review: Review, event: EventRecord, schema: dict[str, pl.DataType]) -> Row:
    row: Row = {
        "record_id": _record_id(document, event),
        "doc_id": document.id,
        "number": event.number,
        "type": event.type,
        "realis": event.realis,
        "status": review.status,
        "annotator": review.annotator,
        "prior": str(review.prior) if review.prior else None,
        "triggers": [trigger.text for trigger in event.triggers],
        "attribution": [source.value for source in event.attribution],
    }
    for role, fillers in event.roles.fillers().items():
        values = [filler.value for filler in fillers]
        row[role] = values if isinstance(schema[role], pl.List) else values[0]
    return row


def _arguments(document: Document, event: EventRecord) -> Iterator[Row]:
    for role, _, filler in event.fillers():
        yield {
            "argument_id": _argument_id(document, event, role, filler.kind, filler.value),
            "record_id": _record_id(document, event),
            "doc_id": document.id,
            "role": role,
            "kind": filler.kind,
            "value": filler.value,
        }


def _mentions(document: Document, event: EventRecord) -> Iterator[Row]:
    for trigger in event.triggers:
        yield _mention(document, event, TRIGGER, trigger, None)
    for role, _, filler in event.fillers():
        argument_id = _argument_id(document, event, role, filler.kind, filler.value)
        for mention in filler.mentions:
            yield _mention(document, event, role, mention, argument_id)


def _mention(document: Document, event: EventRecord, role: str, mention: Mention, argument_id: str | None) -> Row:
    record_id = _record_id(document, event)
    within = record_id if argument_id is None else argument_id
    return {
        "mention_id": f"{within}/{mention.start}-{mention.end}",
        "record_id": record_id,
        "argument_id": argument_id,
        "doc_id": document.id,
        "role": role,
        "start": mention.start,
        "end": mention.end,
        "text": document.text[mention.start : mention.end],
        "rule": mention.rule,
    }
