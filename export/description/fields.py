"""The fields of a release's tables, for people and for programs."""

import polars as pl
from polars.datatypes import DataTypeClass

from risalah.schema.targets.tables import Column, Filling, Span, Told

_PARTS = {tuple(part.model_fields): part for part in (Span, Filling, Told)}

_NAMES: dict[pl.DataType, str] = {
    pl.String(): "text",
    pl.Int32(): "integer",
    pl.Float64(): "number",
    pl.Date(): "date",
    pl.Datetime("us", "UTC"): "time, UTC",
}


def is_list(kind: pl.DataType) -> bool:
    """Return whether a column, or a field within one, holds lists."""
    return isinstance(kind, pl.List)


def item(kind: pl.DataType) -> pl.DataType:
    """Return the type of a list's items; that of anything else is its own."""
    return _made(kind.inner) if isinstance(kind, pl.List) else kind


def parts(kind: pl.DataType) -> list[Column]:
    """Return the fields within a column of structs, or of lists of them; none for any other."""
    inner = item(kind)
    if not isinstance(inner, pl.Struct):
        return []
    model = _PARTS[tuple(field.name for field in inner.fields)]
    return [
        Column(field.name, _made(field.dtype), model.model_fields[field.name].description or "")
        for field in inner.fields
    ]


def _made(kind: pl.DataType | DataTypeClass) -> pl.DataType:
    return kind if isinstance(kind, pl.DataType) else kind()


def type_name(kind: pl.DataType) -> str:
    """Return what people call a type, whatever they read the tables with."""
    inside = ", ".join(part.name for part in parts(kind))
    name = f"{{{inside}}}" if inside else _NAMES[item(kind)]
    return f"list of {name}" if is_list(kind) else name
