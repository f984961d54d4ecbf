"""Documents to look at, each with its records."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from risalah.export.report.highlight import Mark, Piece, pieces
from risalah.export.tables.files import scan
from risalah.schema.ontology import TRIGGER

SHOWN = 4
"""Documents that are shown."""
WITHHELD = "sha256:"
"""With this begins what stands for words that a release does not hold."""
LONG = 2_400
"""Code points after which a text is broken off."""
RECORDS = 8
"""Records that are shown of one document, the first."""


@dataclass(frozen=True, slots=True)
class Record:
    """An event as the document tells it."""

    number: int
    type: str
    realis: str
    triggers: list[str]
    roles: list[tuple[str, list[str]]]
    """Role, canonical values: with offsets where the text is not shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its records."""

    doc_id: str
    title: str | None
    publisher: str | None
    published: datetime.date | None
    language: str | None
    licence: str | None
    url: str | None
    """Null where it is no address of a web page."""
    pieces: list[Piece]
    """The text; empty in a release without texts."""
    cut: bool
    """Whether the text goes on."""
    records: list[Record]
    more: int
    """Records that are not shown."""


def examples(release: Path) -> list[Example]:
    """Return some documents of a release: of those of two to eight records that fit on a page first.

    Among equals the hash of the text draws: the same release always shows the same.
    """
    documents = scan(release, "documents")
    if "text" not in documents.collect_schema():
        documents = documents.with_columns(pl.lit(None, pl.String).alias("text"))
    fits = pl.col("records").is_between(2, RECORDS) & (pl.col("text").str.len_chars().fill_null(0) <= LONG)
    ranked = documents.filter(pl.col("records") > 0).select("doc_id", "text_sha256", "group", (~fits).alias("long"))
    one_of_each = ranked.sort("long", "text_sha256").unique("group", keep="first", maintain_order=True)
    first = one_of_each.head(SHOWN).collect(engine="streaming")
    doc_ids = first["doc_id"].to_list()
    told = {row["doc_id"]: row for row in _of(documents, doc_ids)}
    records = sorted(_of(scan(release, "nested"), doc_ids), key=lambda row: int(row["number"]))
    return [_example(told[doc_id], [row for row in records if row["doc_id"] == doc_id]) for doc_id in doc_ids]


def _of(table: pl.LazyFrame, doc_ids: list[str]) -> list[dict[str, Any]]:
    return table.filter(pl.col("doc_id").is_in(doc_ids)).collect(engine="streaming").rows(named=True)


def _example(document: Mapping[str, Any], rows: list[dict[str, Any]]) -> Example:
    text: str | None = document["text"]
    shown, url = rows[:RECORDS], document["url"] or ""
    marks = [mark for row in shown for mark in _marks(row) if mark.end <= LONG]
    return Example(
        **{name: document[name] for name in ("doc_id", "publisher", "published", "language", "licence")},
        title=_shown(document["title"]),
        url=url if urlsplit(url).scheme in {"http", "https"} else None,
        pieces=pieces(text[:LONG], marks) if text else [],
        cut=len(text or "") > LONG,
        records=[_record(row, offsets=text is None) for row in shown],
        more=len(rows) - len(shown),
    )


def _marks(row: Mapping[str, Any]) -> Iterator[Mark]:
    number, about = row["number"], f"{row['number']} {row['type']}"
    for span in row["triggers"]:
        yield Mark(span["start"], span["end"], number, f"{about}: {TRIGGER}", trigger=True)
    for argument in row["arguments"]:
        says = f"{about}, {argument['role']}: {argument['value'] or 'unknown'}"
        yield from (Mark(span["start"], span["end"], number, says) for span in argument["mentions"])


def _record(row: Mapping[str, Any], *, offsets: bool) -> Record:
    def where(spans: list[dict[str, Any]]) -> str:
        return ", ".join(f"{span['start']}–{span['end']}" for span in spans)

    roles: dict[str, list[str]] = {}
    for argument in row["arguments"]:
        value = _shown(argument["value"] or "unknown") or "withheld"
        told = f"{value} ({where(argument['mentions'])})" if offsets else value
        roles.setdefault(argument["role"], []).append(told)
    triggers = [where(row["triggers"])] if offsets else list(dict.fromkeys(span["text"] for span in row["triggers"]))
    return Record(row["number"], row["type"], row["realis"], triggers, [*roles.items()])


def _shown(words: str | None) -> str | None:
    """Return what a release says, null where that is only a hash of it."""
    return None if words and words.startswith(WITHHELD) else words
