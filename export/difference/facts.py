"""What changed between two releases, row by row and fact by fact."""

from collections.abc import Collection, Iterator
from pathlib import Path

import polars as pl

from risalah.export.difference.parts import Part, parts, tables_of
from risalah.export.difference.rows import DERIVED, Count, Difference, Rows

LINE: dict[str, pl.DataType] = {
    "change": pl.String(),
    "table": pl.String(),
    "id": pl.String(),
    "column": pl.String(),
    "role": pl.String(),
    "before": pl.String(),
    "after": pl.String(),
    "doc_id": pl.String(),
    "record_id": pl.String(),
    "by": pl.List(pl.String()),
    "prior": pl.String(),
}
"""The columns of a list of changes."""


def changes(
    before: Path | None,
    after: Path,
    tables: Collection[str] | None = None,
    count: Count = lambda _, __: None,
) -> Iterator[pl.DataFrame]:
    """Yield what changed from one release's folder to another's, table by table: frames of the columns of `LINE`.

    A row that was added or removed is one line without a column, with the row as JSON in
    `after` or `before`; one that was changed or confirmed has a line for each column in
    which it differs. `by` and `prior` are whose the row is, or was where it is gone; null
    where the table does not tell. Without `tables`, those that only tell otherwise what
    others tell are left out. `count` is called with what was found, bit by bit.
    """
    there = tables_of(before, after)
    for table in [name for name in there if name not in DERIVED] if tables is None else tables:
        for part in parts(before, after, table):
            rows = Rows(part, table)
            count(table, Difference.of(rows.changes))
            if not rows.changes.is_empty():
                yield lines(rows) if "prior" in rows.after.columns else _of_records(part, lines(rows))


def lines(rows: Rows) -> pl.DataFrame:
    """Return what changed in some rows, in the order of their ids; `by` and `prior` where the rows tell it."""
    added, removed = rows.only("added"), rows.only("removed")
    both = rows.before.join(rows.after, on=rows.key, suffix="_new")
    told = [_line(removed, rows.key, before=_row()), _line(added, rows.key, after=_row())]
    told += [_edited(both, rows.key, name) for name in rows.compared]
    about = pl.concat([_about(rows.after, rows.key), _about(removed, rows.key)])
    found = pl.concat(told).join(rows.changes, on="id").join(about, on="id")
    return listed(found.with_columns(table=pl.lit(rows.table))).sort("id", "column")


def listed(found: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of `LINE`; those that are not there hold no values."""
    return found.select(_column(found, name, name) for name in LINE)


def _edited(both: pl.DataFrame, key: str, name: str) -> pl.DataFrame:
    """Return lines for a column, of the rows in which it is not as it was."""
    kind = both.schema[name]
    told = _line(both, key, column=pl.lit(name), before=_text(name, kind), after=_text(f"{name}_new", kind))
    return told.filter(pl.col("before").ne_missing(pl.col("after")))


def _line(rows: pl.DataFrame, key: str, **said: pl.Expr) -> pl.DataFrame:
    none = dict.fromkeys(("column", "before", "after"), pl.lit(None, pl.String))
    return rows.select(id=key, **(none | said))


def _row() -> pl.Expr:
    return pl.struct(pl.all()).struct.json_encode()


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    """Return values as text: JSON, of which strings, dates and times have no quotation marks; null stays null."""
    if kind == pl.String:
        return pl.col(name)
    json = pl.struct(_=name).struct.json_encode().str.strip_prefix('{"_":').str.strip_suffix("}")
    return pl.when(pl.col(name).is_not_null()).then(json.str.strip_chars('"') if kind.is_temporal() else json)


def _about(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return what rows are about, and whose they are."""
    if "annotator" in rows.columns:
        rows = rows.with_columns(annotators=pl.concat_list("annotator"))
    named = {name: name for name in ("role", "doc_id", "record_id", "prior")} | {"by": "annotators"}
    return rows.select(pl.col(key).alias("id"), *(_column(rows, name, alias) for alias, name in named.items()))


def _of_records(part: Part, found: pl.DataFrame) -> pl.DataFrame:
    """Return lines with whose the record of each is, or of rows that were removed, was."""
    whose = pl.struct(by="annotators", prior="prior")
    for side, name in ((part.before, "once"), (part.after, "now")):
        of_records = pl.col("record_id").is_in(found["record_id"].drop_nulls().implode())
        records = side("records").filter(of_records).select("record_id", whose.alias(name))
        found = found.join(records.collect(engine="streaming"), on="record_id", how="left")
    people = pl.when(pl.col("change") == "removed").then("once").otherwise("now")
    return listed(found.drop("by", "prior").with_columns(_=people).unnest("_"))


def _column(rows: pl.DataFrame, name: str, alias: str) -> pl.Expr:
    return (pl.col(name) if name in rows.columns else pl.lit(None)).cast(LINE[alias]).alias(alias)
