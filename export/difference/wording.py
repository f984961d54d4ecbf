"""Rows of a release in words, as columns made from theirs."""

import polars as pl

from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.targets.tables import Records

_BEGINNING = 80
"""Code points of a text that stand for a title."""

DOCUMENT = pl.format(
    "{} ({} events)",
    pl.coalesce("title", pl.col("text").str.head(_BEGINNING).str.replace_all(r"\s+", " ")),
    "records",
)
"""What a document is called, and how many events it tells."""
STATUS = pl.format("{}: {}", "status", pl.col("annotators").list.join(", "))
"""How far a document or a record is confirmed, and by whom."""


def record(schema: pl.Schema) -> pl.Expr:
    """Return what a record tells, all of it, given the columns of its table."""
    roles = [name for name in schema if name not in Records.model_fields]
    told = [
        pl.format("{}, {}", "type", "realis"),
        pl.format("“{}”", pl.col("triggers").list.join("”, “")),
        *(_fillers(role, schema[role]) for role in (*roles, ATTRIBUTION)),
    ]
    return pl.concat_list(told).list.drop_nulls().list.join("; ")


def _fillers(role: str, kind: pl.DataType) -> pl.Expr:
    values = pl.col(role).list.join(", ") if isinstance(kind, pl.List) else pl.col(role)
    return pl.when(values != "").then(pl.format(f"{role} {{}}", values))


def filler(end: str = "") -> pl.Expr:
    """Return the value and kind of a filler, of columns whose names end so."""
    return pl.format("{} ({})", pl.col(f"value{end}").fill_null("?"), f"kind{end}")


def mention(end: str = "") -> pl.Expr:
    """Return what a mention says and what it is read as, a trigger what it says."""
    trigger = pl.col(f"argument_id{end}").is_null()
    return pl.when(trigger).then(_words(end)).otherwise(pl.format("{} = {}", _words(end), filler(end)))


def span(end: str = "") -> pl.Expr:
    """Return what a mention says and where it stands."""
    return pl.format("{} {}-{}", _words(end), f"start{end}", f"end{end}")


def reading(end: str = "") -> pl.Expr:
    """Return what a mention is read as; before it event and role, where these are others than they were."""
    other_role, other_record = (pl.col(name) != pl.col(f"{name}_new") for name in ("role", "record_id"))
    return pl.concat_str(
        pl.when(other_record).then(pl.format("{}, ", f"record_id{end}")).otherwise(pl.lit("")),
        pl.when(other_role | other_record).then(pl.format("{}: ", f"role{end}")).otherwise(pl.lit("")),
        pl.when(pl.col(f"argument_id{end}").is_null()).then(_words(end)).otherwise(filler(end)),
    )


def _words(end: str) -> pl.Expr:
    return pl.format("“{}”", f"text{end}")
