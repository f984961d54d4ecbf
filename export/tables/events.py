"""The rows of real-world events, gathered from the other tables."""

from pathlib import Path

import polars as pl

from risalah.export.tables.writer import data_files
from risalah.schema import Ontology
from risalah.schema.annotation import Realis
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.targets.tables import tables

_REALIS: dict[Realis, int] = {"actual": 0, "planned": 1, "hypothetical": 2, "denied": 3}
"""Which realis an event has of which its records say several equally often."""


def events(folder: Path, ontology: Ontology) -> pl.DataFrame:
    """Return the table `events` of a release of which the other tables are written below `folder`, by event id."""
    records, documents, arguments = (_scan(folder, table) for table in ("records", "documents", "arguments"))
    told = records.select("event_id", "record_id", "doc_id", "split", "type", "realis").join(
        documents.select("doc_id", "published", "publisher"), on="doc_id", how="left"
    )
    found = told.group_by("event_id").agg(
        pl.col("split").mode().sort().first(),
        _most("type", pl.col("type")),
        _most("realis", pl.col("realis").replace_strict(_REALIS, return_dtype=pl.Int8)),
        pl.col("doc_id").n_unique().cast(pl.Int32).alias("articles"),
        pl.col("publisher").drop_nulls().n_unique().cast(pl.Int32).alias("publishers"),
        pl.col("published").min().alias("first_published"),
        pl.col("published").max().alias("last_published"),
        pl.col("record_id").sort().alias("records"),
        (pl.col("type").n_unique() > 1).alias("_type"),
        (pl.col("realis").n_unique() > 1).alias("_realis"),
    )
    values = (
        arguments.filter(pl.col("role") != ATTRIBUTION)
        .join(records.select("record_id", "event_id"), on="record_id")
        .group_by("event_id", "role", "value", "kind")
        .agg(pl.col("record_id").unique().sort().alias("records"))
        .sort(
            "event_id",
            "role",
            pl.col("records").list.len(),
            "value",
            "kind",
            descending=[False, False, True, False, False],
        )
    )
    frame = found.collect(engine="streaming")
    by_role = (
        values.group_by("event_id", "role", maintain_order=True)
        .agg(pl.struct("value", "kind", "records").alias("told"))
        .collect(engine="streaming")
    )
    disputed = [pl.when(pl.col(f"_{name}")).then(pl.lit(name)) for name in ("type", "realis")]
    for role, roles in ontology.roles().items():
        column = by_role.filter(pl.col("role") == role).select("event_id", pl.col("told").alias(role))
        frame = frame.join(column, on="event_id", how="left").with_columns(pl.col(role).fill_null(pl.lit([])))
        if all(each.maximum == 1 for each in roles):
            disputed.append(pl.when(pl.col(role).list.len() > 1).then(pl.lit(role)))
    schema = tables(ontology)["events"]
    return (
        frame.with_columns(pl.concat_list(disputed).list.drop_nulls().alias("disputed"))
        .select(pl.col(name).cast(kind) for name, kind in schema.items())
        .sort("event_id")
    )


def _most(name: str, rank: pl.Expr) -> pl.Expr:
    """Return the commonest value of a column, of equals the one of the lowest rank."""
    return pl.col(name).sort_by(rank).mode(maintain_order=True).first().alias(name)


def _scan(folder: Path, table: str) -> pl.LazyFrame:
    return pl.scan_parquet(data_files(folder, table))
