"""The polars schemas of a release's tables, derived from the event classes.

Every column has an explicit type, so that one without a value is a column of
nulls of that type and never Parquet's type null.
"""

import polars as pl

from risalah.schema.ontology import Ontology

Schema = dict[str, pl.DataType]

_TEXT = pl.String()
_NAMES = pl.List(pl.String())

DOCUMENTS: Schema = {
    "doc_id": _TEXT,
    "text": _TEXT,
    "text_sha256": _TEXT,
    "title": _TEXT,
    "language": _TEXT,
    "published": pl.Date(),
    "publisher": _TEXT,
    "url": _TEXT,
    "licence": _TEXT,
    "status": _TEXT,
    "records": pl.Int32(),
}
"""One row for each document whose annotation is in the release, also where it holds no event."""

ARGUMENTS: Schema = {
    "argument_id": _TEXT,
    "record_id": _TEXT,
    "doc_id": _TEXT,
    "role": _TEXT,
    "kind": _TEXT,
    "value": _TEXT,
}
"""One row for each filler of a role, and for each attribution; a null value is a time nobody can know."""

MENTIONS: Schema = {
    "mention_id": _TEXT,
    "record_id": _TEXT,
    "argument_id": _TEXT,
    "doc_id": _TEXT,
    "role": _TEXT,
    "start": pl.Int32(),
    "end": pl.Int32(),
    "text": _TEXT,
    "rule": _TEXT,
}
"""One row for each mention; of a trigger the argument_id is null and the role is "trigger"."""

_RECORD: Schema = {
    "record_id": _TEXT,
    "doc_id": _TEXT,
    "number": pl.Int32(),
    "type": _TEXT,
    "realis": _TEXT,
    "status": _TEXT,
    "annotator": _TEXT,
    "prior": _TEXT,
    "triggers": _NAMES,
    "attribution": _NAMES,
}


def records(ontology: Ontology) -> Schema:
    """Return the columns of the records table: one row an event, one column a role of any type.

    A role's column is a list of canonical values, or one value where every type that has it allows at most one.
    """
    columns = dict(_RECORD)
    for name, roles in ontology.roles().items():
        columns[name] = _TEXT if all(role.maximum == 1 for role in roles) else _NAMES
    return columns


def tables(ontology: Ontology) -> dict[str, Schema]:
    """Return the schema of every table of a release."""
    return {"documents": DOCUMENTS, "records": records(ontology), "arguments": ARGUMENTS, "mentions": MENTIONS}
