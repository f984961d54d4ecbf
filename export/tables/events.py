"""The rows of real-world events, gathered from the other tables."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from risalah.export.tables.files import scan
from risalah.schema import Ontology
from risalah.schema.annotation import Realis
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.targets.tables import Schema, tables

STEP = 50_000
"""Events of which the rows are made at once: it bounds the memory that takes."""
_REALIS: dict[Realis, int] = {"actual": 0, "planned": 1, "hypothetical": 2, "denied": 3}
"""Which realis an event has of which its records say several equally often."""


def events(folder: Path, ontology: Ontology) -> Iterator[pl.DataFrame]:
    """Yield the rows of `events` of a release of which the other tables are written below `folder`, by event id."""
    schema = tables(ontology)["events"]
    records = _records(folder)
    values = _values(folder, records, ontology)
    ids = records["record_id"]
    yield pl.DataFrame(schema=schema)
    for first in range(0, int(records["event"].max() or 0) + 1, STEP) if records.height else ():  # type: ignore[arg-type]
        yield _rows(_within(records, first), _named(_within(values, first), ids), ontology, schema)


def _records(folder: Path) -> pl.DataFrame:
    """Return the records by event, each with the number of its event and with what its document tells."""
    documents = scan(folder, "documents").select("doc_id", "published", "publisher")
    records = scan(folder, "records").select("event_id", "record_id", "doc_id", "split", "type", "realis")
    found = records.join(documents, on="doc_id", how="left").sort("event_id", "record_id")
    return found.with_columns(event=pl.col("event_id").rle_id()).collect(engine="streaming")


def _values(folder: Path, records: pl.DataFrame, ontology: Ontology) -> pl.DataFrame:
    """Return who gives which role of an event which value, by event and role.

    A role is a small number in memory, and so is a record: where it stands among the records.
    """
    role = pl.col("role").cast(pl.Enum([*ontology.roles()]))
    arguments = scan(folder, "arguments").filter(pl.col("role") != ATTRIBUTION)
    told = arguments.select("record_id", role, "value", "kind").collect()
    numbered = records.select("record_id", "event").with_row_index("record")
    of_events = told.join(numbered, on="record_id", how="left").drop("record_id")
    return of_events.sort("event", "role", "value", "kind", "record")


def _within(rows: pl.DataFrame, first: int) -> pl.DataFrame:
    """Return the rows of a step of events; rows are in the order of events."""
    start, end = rows["event"].search_sorted(first), rows["event"].search_sorted(first + STEP)
    return rows.slice(start, end - start)


def _named(values: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    return values.with_columns(ids.gather(values["record"]).alias("record_id"))


def _rows(records: pl.DataFrame, values: pl.DataFrame, ontology: Ontology, schema: Schema) -> pl.DataFrame:
    """Return the rows of some events, given their records and values."""
    frame = records.group_by("event", maintain_order=True).agg(
        pl.col("event_id").first(),
        pl.col("published").min().alias("first_published"),
        pl.col("published").max().alias("last_published"),
        pl.col("record_id").alias("records"),
    )
    realis = pl.col("realis").replace_strict(_REALIS, return_dtype=pl.Int8)
    counts = (_count(records, "doc_id", "articles"), _count(records, "publisher", "publishers"))
    most = (_most(records, name, rank) for name, rank in (("split", "split"), ("type", "type"), ("realis", realis)))
    frame = _beside(frame, *most, *counts, *_by_role(values))
    found = _beside(frame, _disputed(frame, ontology))
    empty = {role: pl.lit([]) for role in ("disputed", *ontology.roles())} | {"publishers": pl.lit(0)}
    return found.select(_column(name, kind, found, empty.get(name)) for name, kind in schema.items())


def _disputed(frame: pl.DataFrame, ontology: Ontology) -> pl.DataFrame:
    """Return of which of type, realis and the roles of one value an event has several, where it has of any."""
    several = {name: pl.col(f"_{name}") > 1 for name in ("type", "realis")}
    for role, roles in ontology.roles().items():
        if role in frame.columns and all(each.maximum == 1 for each in roles):
            several[role] = pl.col(role).list.len() > 1
    found = frame.select("event", **several)
    named = (found.filter(name).select("event", pl.lit(name).alias("disputed")) for name in several)
    return pl.concat(named).group_by("event", maintain_order=True).agg("disputed")


def _beside(frame: pl.DataFrame, *columns: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with columns that others have of the same events."""
    events = frame.select("event")
    found = (events.join(column, on="event", how="left", maintain_order="left").drop("event") for column in columns)
    return pl.concat([frame, *found], how="horizontal")


def _column(name: str, kind: pl.DataType, found: pl.DataFrame, empty: pl.Expr | None) -> pl.Expr:
    """Return a column of the table; where nothing is told, what says so."""
    told = pl.col(name).cast(kind) if name in found.columns else pl.lit(None, kind)
    return (told if empty is None else told.fill_null(empty.cast(kind))).alias(name)


def _most(records: pl.DataFrame, name: str, rank: str | pl.Expr) -> pl.DataFrame:
    """Return the commonest value of a column in each event, of equals that of the lowest rank; and how many it has."""
    counted = records.group_by("event", name).len().sort("event", "len", rank, descending=[False, True, False])
    return counted.group_by("event", maintain_order=True).agg(pl.col(name).first(), pl.len().alias(f"_{name}"))


def _count(records: pl.DataFrame, name: str, called: str) -> pl.DataFrame:
    """Return how many different values of a column each event has."""
    different = records.select("event", name).drop_nulls().unique()
    return different.group_by("event").agg(pl.len().alias(called))


def _by_role(values: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the column of each role that is told, the value that most records give first."""
    told = _runs(values, "event", "role", "value", "kind", records=pl.col("record_id"))
    fewer = -pl.col("records").list.len().cast(pl.Int64)
    ranked = told.sort("event", "role", fewer, maintain_order=True)
    told = _runs(ranked, "event", "role", told=pl.struct("value", "kind", "records"))
    parts = told.partition_by("role", as_dict=True).items()
    return [part.select("event", pl.col("told").alias(str(role))) for (role,), part in parts]


def _runs(rows: pl.DataFrame, *keys: str, **gathered: pl.Expr) -> pl.DataFrame:
    """Gather neighbours of the same keys, as rows in the order of these are: quicker than by their hashes."""
    begins = pl.any_horizontal(pl.col(key).ne_missing(pl.col(key).shift()) for key in keys)
    numbered = rows.with_columns(run=begins.cum_sum().set_sorted())
    return numbered.group_by("run", maintain_order=True).agg(pl.col(keys).first(), **gathered).drop("run")
