"""The rows that tell what is true of single documents."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import polars as pl

from risalah.export.register import Register
from risalah.schema import Actor, EventRecord, Filler, Mention, Ontology, Place
from risalah.schema.codes import ace, cameo, plover
from risalah.schema.fact import Fact, facts
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.targets.tables import tables
from risalah.schema.truth import Truth, record_id

Row = dict[str, Any]
Country = Callable[[str, str], str | None]
"""Returns the ISO 3166-1 alpha-3 code of a filler of a kind and value, null where it is none of a country's."""


def frames(
    truths: Iterable[Truth], ontology: Ontology, register: Register, country: Country
) -> dict[str, pl.DataFrame]:
    """Return the rows that some truths give each table, but for `events`, in the order of documents and events.

    `register` knows each document's split and each record's event. Identifiers are
    stable: a record's is its document's with its number, an argument's its record's with
    role, kind and value, a mention's its argument's, or of a trigger its record's, with
    the offsets.
    """
    schema = {name: columns for name, columns in tables(ontology).items() if name != "events"}
    rows: dict[str, list[Row]] = {name: [] for name in schema}
    for truth in truths:
        told = _Told(truth, register, country)
        rows["documents"].append(told.document())
        rows["negatives"] += map(told.negative, truth.deleted)
        rows["mentions"] += map(told.mention, facts(truth.annotation))
        for event in truth.annotation.events:
            rows["records"].append(told.record(event, schema["records"]))
            rows["arguments"] += told.arguments(event)
            rows["nested"].append(told.nested(event))
    return {name: pl.DataFrame(rows[name], schema=schema[name], orient="row") for name in schema}


class _Told:
    """What a document tells, as rows."""

    def __init__(self, truth: Truth, register: Register, country: Country) -> None:
        self._truth, self._register, self._country = truth, register, country
        self._doc_id = truth.document.id
        self._document: Row = {"doc_id": self._doc_id, "split": register.split(self._doc_id)}
        self._prior = str(truth.prior) if truth.prior else None
        self._annotator = truth.annotators[0]

    def document(self) -> Row:
        truth = self._truth
        return {
            **truth.document.model_dump(exclude={"id"}),
            **self._document,
            "text_sha256": truth.document.text_sha256,
            "group": self._register.group(self._doc_id),
            "status": truth.status,
            "basis": truth.basis,
            "annotators": truth.annotators,
            "prior": self._prior,
            "submitted": truth.submitted,
            "seconds": truth.seconds,
            "records": len(truth.annotation.events),
        }

    def record(self, event: EventRecord, schema: dict[str, pl.DataType]) -> Row:
        acting = self._countries(filler for filler in _in_roles(event) if isinstance(filler, Actor))
        coded = plover(event, acting)
        row = {
            **self._named(event),
            "number": event.number,
            "type": event.type,
            "realis": event.realis,
            "ace": ace(event),
            "plover": coded.type,
            "plover_mode": coded.mode,
            "cameo": cameo(event),
            "countries": self._countries(filler for filler in _in_roles(event) if isinstance(filler, Actor | Place)),
            "status": self._truth.status_of(event.number),
            "annotators": self._truth.told_by.get(event.number, ()),
            "prior": self._prior,
            "edits": self._edits(event),
            "flags": [flag.code for flag in event.flags],
            "triggers": [trigger.text for trigger in event.triggers],
            "attribution": [source.value for source in event.attribution],
        }
        for role, fillers in event.roles.fillers().items():
            values = [filler.value for filler in fillers]
            row[role] = values if isinstance(schema[role], pl.List) else values[0]
        return row

    def arguments(self, event: EventRecord) -> Iterator[Row]:
        for role, _, filler in event.fillers():
            yield {
                **self._document,
                "argument_id": self._argument_id(event.number, role, filler.kind, filler.value),
                "record_id": record_id(self._doc_id, event.number),
                "role": role,
                "kind": filler.kind,
                "value": filler.value,
                "country": self._code(filler),
            }

    def mention(self, fact: Fact) -> Row:
        record = record_id(self._doc_id, fact.event)
        argument = None if fact.is_trigger else self._argument_id(fact.event, fact.role, fact.kind, fact.value)
        edit = self._truth.edits.get(fact)
        return {
            **self._document,
            "mention_id": f"{argument or record}/{fact.start}-{fact.end}",
            "record_id": record,
            "argument_id": argument,
            "role": fact.role,
            "start": fact.start,
            "end": fact.end,
            "text": fact.text,
            "rule": fact.rule,
            "confidence": self._truth.confidence.get(fact),
            "prior": None if edit == "added" else self._prior,
            "annotator": self._annotator,
            "edit": edit,
        }

    def negative(self, fact: Fact) -> Row:
        said = "/".join(filter(None, (fact.role, fact.kind, fact.value)))
        return {
            **self._document,
            "negative_id": f"{record_id(self._doc_id, fact.event)}/{said}/{fact.start}-{fact.end}",
            "number": fact.event,
            "type": fact.type,
            "realis": fact.realis,
            "role": fact.role,
            "kind": fact.kind,
            "value": fact.value,
            "start": fact.start,
            "end": fact.end,
            "text": fact.text,
            "rule": fact.rule,
            "confidence": fact.confidence,
            "prior": self._prior,
            "annotator": self._annotator,
        }

    def nested(self, event: EventRecord) -> Row:
        return {
            **self._named(event),
            "number": event.number,
            "type": event.type,
            "realis": event.realis,
            "triggers": [_span(trigger) for trigger in event.triggers],
            "arguments": [
                {"role": role, "value": filler.value, "kind": filler.kind, "mentions": [*map(_span, filler.mentions)]}
                for role, _, filler in event.fillers()
            ],
        }

    def _named(self, event: EventRecord) -> Row:
        record = record_id(self._doc_id, event.number)
        return {**self._document, "record_id": record, "event_id": self._register.event(record)}

    def _argument_id(self, number: int, role: str, kind: str | None, value: str | None) -> str:
        return f"{record_id(self._doc_id, number)}/{role}/{kind}/{'' if value is None else value}"

    def _edits(self, event: EventRecord) -> list[str]:
        done = {edit for fact, edit in self._truth.edits.items() if fact.event == event.number and edit != "kept"}
        return sorted(done | {"realis"} if event.number in self._truth.realis_edited else done)

    def _code(self, filler: Filler) -> str | None:
        return self._country(filler.kind, filler.value) if isinstance(filler, Actor | Place) else None

    def _countries(self, fillers: Iterable[Filler]) -> list[str]:
        """Return the countries that fillers belong to, each once."""
        return [*dict.fromkeys(code for filler in fillers if (code := self._code(filler)))]


def _in_roles(event: EventRecord) -> list[Filler]:
    return [filler for role, _, filler in event.fillers() if role != ATTRIBUTION]


def _span(mention: Mention) -> Row:
    return {"start": mention.start, "end": mention.end, "text": mention.text}
