"""The places in the tables of a release where words of its documents stand."""

from collections.abc import Callable, Collection
from typing import Any, Protocol

import polars as pl

Row = dict[str, Any]


class Wording(Protocol):
    """Says what to write where words of documents stand."""

    def text(self, doc_id: str, now: str | None) -> str | None:
        """Return what to write for the text of a document."""

    def span(self, doc_id: str, start: int, end: int, now: str | None) -> str | None:
        """Return what to write for what stands at some offsets of it."""

    def words(self, now: str) -> str:
        """Return what to write for words that are told without offsets: a title, or a record's trigger."""

    def value(self, now: str) -> str:
        """Return what to write for the canonical value of a `Text`, which is words of the document, or of a person."""


def reworded(table: str, frame: pl.DataFrame, wording: Wording, text_roles: Collection[str]) -> pl.DataFrame:
    """Return some rows of a table with other words; `text_roles` are the roles that a `Text` fills.

    Ids hold the values of arguments, and change with them. All other values are facts and stay.
    """
    names = [*_COLUMNS[table], *(text_roles if table in {"records", "events"} else ())]
    rows = [_REWORD[table](row, wording, text_roles) for row in frame.select(names).iter_rows(named=True)]
    return frame.with_columns(pl.DataFrame(rows, schema={name: frame.schema[name] for name in names}, orient="row"))


def _document(row: Row, wording: Wording, _: Collection[str]) -> Row:
    title = row["title"] and wording.words(row["title"])
    return {**row, "text": wording.text(row["doc_id"], row["text"]), "title": title}


def _record(row: Row, wording: Wording, text_roles: Collection[str]) -> Row:
    filled = {role: row[role] for role in text_roles if row[role] is not None}
    values = {
        role: [*map(wording.value, value)] if isinstance(value, list) else wording.value(value)
        for role, value in filled.items()
    }
    return {**row, "triggers": [*map(wording.words, row["triggers"])], **values}


def _argument(row: Row, wording: Wording, _: Collection[str]) -> Row:
    if row["kind"] != "text":
        return row
    value = wording.value(row["value"])
    return {**row, "argument_id": row["argument_id"].removesuffix(row["value"]) + value, "value": value}


def _mention(row: Row, wording: Wording, _: Collection[str]) -> Row:
    said = {**row, "text": wording.span(row["doc_id"], row["start"], row["end"], row["text"])}
    before = row["argument_id"]
    of_text = f"{row['record_id']}/{row['role']}/text/"
    if before is None or not before.startswith(of_text):
        return said
    argument_id = of_text + wording.value(before.removeprefix(of_text))
    return {**said, "argument_id": argument_id, "mention_id": argument_id + row["mention_id"].removeprefix(before)}


def _negative(row: Row, wording: Wording, _: Collection[str]) -> Row:
    said = {**row, "text": wording.span(row["doc_id"], row["start"], row["end"], row["text"])}
    if row["kind"] != "text":
        return said
    value, place = wording.value(row["value"]), f"/{row['start']}-{row['end']}"
    before = row["negative_id"].removesuffix(row["value"] + place)
    return {**said, "negative_id": f"{before}{value}{place}", "value": value}


def _nested(row: Row, wording: Wording, _: Collection[str]) -> Row:
    def spans(mentions: list[Row]) -> list[Row]:
        doc_id = row["doc_id"]
        return [{**span, "text": wording.span(doc_id, span["start"], span["end"], span["text"])} for span in mentions]

    arguments = [{**_told(filling, wording), "mentions": spans(filling["mentions"])} for filling in row["arguments"]]
    return {**row, "triggers": spans(row["triggers"]), "arguments": arguments}


def _event(row: Row, wording: Wording, text_roles: Collection[str]) -> Row:
    return {**row, **{role: [_told(told, wording) for told in row[role]] for role in text_roles}}


def _told(told: Row, wording: Wording) -> Row:
    return {**told, "value": wording.value(told["value"])} if told["kind"] == "text" else told


_COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id", "text", "title"),
    "records": ("triggers",),
    "arguments": ("argument_id", "kind", "value"),
    "mentions": ("mention_id", "record_id", "argument_id", "doc_id", "role", "start", "end", "text"),
    "events": (),
    "negatives": ("negative_id", "doc_id", "kind", "value", "start", "end", "text"),
    "nested": ("doc_id", "triggers", "arguments"),
}
"""Where words stand, and what says which they are; in records and events they are also values of roles."""

_REWORD: dict[str, Callable[[Row, Wording, Collection[str]], Row]] = {
    "documents": _document,
    "records": _record,
    "arguments": _argument,
    "mentions": _mention,
    "events": _event,
    "negatives": _negative,
    "nested": _nested,
}
