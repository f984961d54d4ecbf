"""A release's tables, derived from the event classes: their columns, what these mean, and their polars types.

Every column has an explicit type, so that one without a value is a column of
nulls of that type and never Parquet's type null.
"""

import datetime
from dataclasses import dataclass
from types import NoneType
from typing import Any, get_args, get_origin

import polars as pl

from risalah.schema.annotation import Realis
from risalah.schema.event import Role
from risalah.schema.model import Model
from risalah.schema.ontology import Ontology
from risalah.schema.truth import Basis, EditKind, TruthStatus

Schema = dict[str, pl.DataType]


class Documents(Model):
    """One row for each document whose annotation is in the release, also where it holds no event."""

    doc_id: str
    """Names the article for ever."""
    split: str
    """train, validation or test; it never changes."""
    text: str
    """The article in Unicode NFC with LF line ends: what offsets count in."""
    text_sha256: str
    """SHA-256 of the text, hexadecimal."""
    title: str | None
    """The headline, where it is known apart from the text."""
    language: str | None
    """A BCP 47 tag such as `id`."""
    published: datetime.date | None
    """The day of publication."""
    publisher: str | None
    """Who published it."""
    url: str | None
    """Where it was published."""
    licence: str | None
    """The rights in the text, as an SPDX expression or in the publisher's words."""
    group: str
    """The same in articles that are nearly the same text: the id of the first of them."""
    status: TruthStatus
    """How far the annotation as a whole is confirmed: `adjudicated`, `agreed`, `single` or `unreviewed`."""
    basis: Basis
    """Why this annotation counts: `adjudicated`, `ground_truth`, `agreed`, `latest` or `unreviewed`."""
    annotators: list[str]
    """The pseudonyms of all who say the same of the whole document; first the one whose submission it is."""
    prior: str | None
    """What made the pre-annotation that the annotator started from; null where it was nothing."""
    submitted: datetime.datetime
    """When the annotation was submitted."""
    seconds: float | None
    """How long the annotator had the page open; null where nobody knows."""
    records: int
    """How many events it tells."""


class Records(Model):
    """One row for each event of a document, with its canonical values by role."""

    record_id: str
    """The document's id with the event's number: the same in every release."""
    doc_id: str
    """The document that tells it."""
    event_id: str
    """The real-world event it is of: the same for all records of that event, and in every release."""
    split: str
    """That of its document."""
    number: int
    """Names the event within its document."""
    type: str
    """The event type."""
    realis: Realis
    """Whether it took place: `actual`, `planned`, `denied` or `hypothetical`."""
    ace: str | None
    """Type and subtype in ACE 2005 and Rich ERE; null where they have none."""
    plover: str | None
    """Event type in PLOVER; null where it has none."""
    plover_mode: str | None
    """Mode in PLOVER; null where it has none."""
    cameo: list[str]
    """Codes in CAMEO that fit, the nearest first."""
    countries: list[str]
    """ISO 3166-1 alpha-3 codes of the countries that take part, and of those it takes place in, as far as known."""
    status: TruthStatus
    """How far it is confirmed: `adjudicated`, `agreed`, `single` or `unreviewed`."""
    annotators: list[str]
    """The pseudonyms of all who tell it alike; first the one whose submission it is."""
    prior: str | None
    """What made the pre-annotation that the annotator started from; null where it was nothing."""
    edits: list[EditKind]
    """What was done to the pre-annotation to tell it so, each kind once; empty where nothing was, or there was none."""
    flags: list[str]
    """What in the text does not add up: `office`, `weekday`, `date`."""
    triggers: list[str]
    """The words that refer to it."""
    attribution: list[str]
    """Who says so, apart from the article itself."""


class Arguments(Model):
    """One row for each filler of a role, and for each attribution."""

    argument_id: str
    """The record's id with role, kind and value."""
    record_id: str
    """The record it belongs to."""
    doc_id: str
    """Its document."""
    split: str
    """That of its document."""
    role: str
    """What it is to the event; `attribution` for who says so."""
    kind: str
    """person, organization, country, group, place, time, quantity or text."""
    value: str | None
    """The canonical value; null is a time that text and publication date do not tell."""
    country: str | None
    """ISO 3166-1 alpha-3 code of a country, or of the country a place is in; null where it is not known."""


class Mentions(Model):
    """One row for each mention of a filler, and for each trigger."""

    mention_id: str
    """The argument's id, or of a trigger the record's, with the offsets."""
    record_id: str
    """The record it belongs to."""
    argument_id: str | None
    """The argument it is a mention of; null for a trigger."""
    doc_id: str
    """Its document."""
    split: str
    """That of its document."""
    role: str
    """The argument's role; `trigger` for a trigger."""
    start: int
    """Index of its first code point in the document's text."""
    end: int
    """Index after its last code point."""
    text: str
    """What stands there."""
    rule: str | None
    """The rule that found it; null where a person or a model did."""
    confidence: float | None
    """How likely it was right as it was pre-annotated, by the model that did; null where no model did."""
    prior: str | None
    """What pre-annotated it, in this role or another; null where a person added it."""
    annotator: str
    """The pseudonym of the person, or the program, that submitted it so."""
    edit: EditKind | None
    """What was done to the pre-annotation; null where the annotator started from nothing."""


class Negatives(Model):
    """One row for each mention that was pre-annotated and that a person deleted: hard negatives for training."""

    negative_id: str
    """The document's id with event number, role, offsets, kind and value."""
    doc_id: str
    """Its document."""
    split: str
    """That of its document."""
    number: int
    """The event it was given to, as the pre-annotation numbers it."""
    type: str
    """The type of that event."""
    realis: Realis | None
    """The realis of that event, of a trigger; null for a filler."""
    role: str
    """The role it was given; `trigger` for a trigger."""
    kind: str | None
    """The kind it was given; null for a trigger."""
    value: str | None
    """The value it was given; null for a trigger, and for a time that cannot be told."""
    start: int
    """Index of its first code point in the document's text."""
    end: int
    """Index after its last code point."""
    text: str
    """What stands there."""
    rule: str | None
    """The rule that found it; null where a model did."""
    confidence: float | None
    """How likely it was right, by the model that pre-annotated it; null where no model did."""
    prior: str
    """What pre-annotated it."""
    annotator: str
    """The pseudonym of the person who deleted it."""


class Span(Model):
    """A mention."""

    start: int
    """Index of its first code point in the document's text."""
    end: int
    """Index after its last code point."""
    text: str
    """What stands there."""


class Filling(Model):
    """A filler with its mentions."""

    role: str
    """Its role; `attribution` for who says so."""
    value: str | None
    """The canonical value; null is a time that text and publication date do not tell."""
    kind: str
    """person, organization, country, group, place, time, quantity or text."""
    mentions: list[Span]
    """Where the text says it."""


class Nested(Model):
    """One row for each event of a document, with everything about it in one place."""

    record_id: str
    """As in `records`."""
    doc_id: str
    """The document that tells it."""
    event_id: str
    """The real-world event it is of."""
    split: str
    """That of its document."""
    number: int
    """Names the event within its document."""
    type: str
    """The event type."""
    realis: Realis
    """Whether it took place: `actual`, `planned`, `denied` or `hypothetical`."""
    triggers: list[Span]
    """The words that refer to it."""
    arguments: list[Filling]
    """Its fillers, role by role, then the attribution."""


class Told(Model):
    """A value that somebody gives a role of an event."""

    value: str | None
    """The canonical value."""
    kind: str
    """person, organization, country, group, place, time, quantity or text."""
    records: list[str]
    """The records that say so."""


class Events(Model):
    """One row for each real-world event, with what all its records say of it, side by side."""

    event_id: str
    """The same in every release, while evidence grows."""
    split: str
    """That of its documents; of most of them, where they were in several before they were found to tell one event."""
    type: str
    """The type that most of its records give it."""
    realis: Realis
    """The realis that most of its records give it; of equals, the one that says most: actual before planned."""
    articles: int
    """How many articles tell it."""
    publishers: int
    """How many publishers do, as far as they are known."""
    first_published: datetime.date | None
    """The day of the first article, as far as known."""
    last_published: datetime.date | None
    """The day of the last."""
    records: list[str]
    """Its records, by id."""
    disputed: list[str]
    """What the records contradict each other in: `type`, `realis`, or a role that can have one filler only."""


ROWS: dict[str, type[Model]] = {
    "documents": Documents,
    "records": Records,
    "arguments": Arguments,
    "mentions": Mentions,
    "events": Events,
    "negatives": Negatives,
    "nested": Nested,
}
"""What a row of each table holds; `records` and `events` have a column for each role besides."""

KEYS = {
    "documents": "doc_id",
    "records": "record_id",
    "arguments": "argument_id",
    "mentions": "mention_id",
    "events": "event_id",
    "negatives": "negative_id",
    "nested": "record_id",
}
"""The column that names each table's rows."""

MAKING = ("submitted", "seconds")
"""Columns that say when somebody worked and how long: the same content is made at another time too."""

PROVENANCE = frozenset(
    {"status", "basis", "annotators", "annotator", "prior", "edits", "edit", "rule", "confidence", "group", *MAKING}
)
"""Columns that say how a fact became known and not what is the case: releases that differ in no other say the same."""

_TYPES: dict[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int32(),
    float: pl.Float64(),
    datetime.date: pl.Date(),
    datetime.datetime: pl.Datetime("us", "UTC"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: pl.DataType
    description: str


def tables(ontology: Ontology) -> dict[str, Schema]:
    """Return the schema of every table of a release."""
    return {name: {column.name: column.type for column in columns(name, ontology)} for name in ROWS}


def columns(table: str, ontology: Ontology) -> list[Column]:
    """Return the columns of a table in order, with what they mean.

    In `records` a role's column is a list of canonical values, or one value where every
    type that has it allows at most one. In `events` it is a list of `Told`.
    """
    row = ROWS[table]
    fixed = [Column(name, _type(field.annotation), field.description or "") for name, field in row.model_fields.items()]
    if table not in {"records", "events"}:
        return fixed
    told = pl.List(_type(Told))
    return fixed + [
        Column(name, told if table == "events" else role_type(roles), _role_description(roles))
        for name, roles in ontology.roles().items()
    ]


def role_type(roles: list[Role]) -> pl.DataType:
    """Return the type of a role's column in `records`, given the roles of that name of all types."""
    return pl.String() if all(role.maximum == 1 for role in roles) else pl.List(pl.String())


def _role_description(roles: list[Role]) -> str:
    return " | ".join(dict.fromkeys(role.description for role in roles))


def _type(annotation: Any) -> pl.DataType:
    """Return the polars type of a field."""
    if annotation in _TYPES:
        return _TYPES[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return pl.Struct({name: _type(field.annotation) for name, field in annotation.model_fields.items()})
    if get_origin(annotation) is list:
        return pl.List(_type(*get_args(annotation)))
    named = [argument for argument in get_args(annotation) if argument is not NoneType]
    return pl.String() if all(isinstance(argument, str) for argument in named) else _type(named[0])
