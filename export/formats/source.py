"""The examples of a release, as it lies on disk."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.manifest import read_manifest
from risalah.export.tables.files import data_files, split_of
from risalah.schema import Problem
from risalah.schema.errors import ReleaseError

BATCH = 1_000
"""Rows that are in memory at once."""

Rows = Iterator[dict[str, Any]]
_COLUMNS = {
    "documents": (
        *("doc_id", "text", "title", "language", "published", "publisher", "url", "licence"),
        *("status", "annotators", "prior", "records"),
    ),
    "nested": ("record_id", "number", "type", "realis", "triggers", "arguments"),
    "records": ("record_id", "plover", "plover_mode"),
    "arguments": ("record_id", "country"),
}


def splits(release: Path) -> list[str]:
    """Return the splits of a release; raises ReleaseError where the folder is none."""
    return list(read_manifest(release).splits["documents"])


def examples(release: Path, split: str) -> Iterator[Example]:
    """Yield the documents of a split in their order, also those without events, a bounded number in memory.

    Raises ReleaseError where a document's text is not in the release, where its tables do
    not fit together, and at the end where there were not as many as its manifest says.
    """
    tables = {table: _rows(release, table, split) for table in _COLUMNS}
    count = 0
    for count, document in enumerate(tables["documents"], 1):  # noqa: B007 - told of after the last
        if document["text"] is None:
            what = f"{document['doc_id']!r} is there without its text"
            raise ReleaseError(Problem(str(release), what, "Attach the texts with `risalah hydrate`"))
        events = tuple(_event(release, tables) for _ in range(document["records"]))
        yield Example(document["doc_id"], document["text"], events, _about(document))
    if count != (expected := read_manifest(release).splits["documents"][split]):
        what = f"has {count} documents of the split {split}, and its manifest says {expected}"
        raise ReleaseError(Problem(str(release), what, "Check it with `risalah verify`"))


def _rows(release: Path, table: str, split: str) -> Rows:
    files = [path for path in data_files(release, table) if split_of(path) == split]
    if not files:
        raise ReleaseError(Problem(str(release), f"has no split {split!r} of the table {table}"))
    frame = pl.scan_parquet(files).select(_COLUMNS[table])
    for batch in frame.collect_batches(chunk_size=BATCH, maintain_order=True):
        yield from batch.iter_rows(named=True)


def _event(release: Path, tables: dict[str, Rows]) -> Event:
    """Return the next event: the tables have their rows in one order."""
    nested, record = next(tables["nested"], None), next(tables["records"], None)
    if nested is None or record is None or nested["record_id"] != record["record_id"]:
        raise _unfit(release, "records")
    coded = [*islice(tables["arguments"], len(nested["arguments"]))]
    if [row["record_id"] for row in coded] != [nested["record_id"]] * len(nested["arguments"]):
        raise _unfit(release, "arguments")
    return Event(
        nested["type"],
        _spans(nested["triggers"]),
        tuple(
            Argument(said["role"], said["kind"], said["value"], _spans(said["mentions"]), row["country"])
            for said, row in zip(nested["arguments"], coded, strict=True)
        ),
        number=nested["number"],
        realis=nested["realis"],
        plover=record["plover"],
        plover_mode=record["plover_mode"],
    )


def _unfit(release: Path, table: str) -> ReleaseError:
    what = f"the rows of {table} are not in the order of those of nested"
    return ReleaseError(Problem(str(release), what, "Check it with `risalah verify`"))


def _spans(mentions: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(mention["start"], mention["end"]) for mention in mentions)


def _about(document: dict[str, Any]) -> dict[str, str | None]:
    said = {name: document[name] for name in ("title", "language", "publisher", "url", "licence", "status", "prior")}
    published, annotators = document["published"], document["annotators"]
    return said | {
        "published": published.isoformat() if published else None,
        "annotator": annotators[0] if annotators else None,
    }
