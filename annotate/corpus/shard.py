"""What becomes of a part: its documents with what was found in them."""

import hashlib
from io import BytesIO
from typing import Any

import msgspec
import polars as pl

from risalah.annotate.annotated import Annotated
from risalah.annotate.corpus.part import Part
from risalah.annotate.linking.duplicates import sketch
from risalah.annotate.reading.inputs import Ids
from risalah.annotate.reading.rejected import Rejected
from risalah.schema.model import Model

SCHEMA = {
    "doc_id": pl.String(),
    "at": pl.Int64(),
    "published": pl.Date(),
    "publisher": pl.String(),
    "events": pl.UInt16(),
    "sketch": pl.Binary(),
    "annotation": pl.String(),
}
"""The columns of a shard, a row for each document in the order of the input.

`at` says where in the input it stands: at which byte its line begins, or in which row,
counted from 0. `sketch` is the MinHash of its text, null where it tells no event;
`annotation` the JSON that `risalah annotate` prints.
"""
REJECTED = {name: pl.String() for name in ("doc_id", "where", "what", "remedy")}
"""The columns of what could not be annotated; `doc_id` is null where that much could not be read."""


class Shard(Model):
    """The receipt of a part that was annotated, written last: without it nothing else of the shard counts."""

    part: Part
    documents: int
    """How many there are."""
    events: int
    """How many they tell."""
    rejected: int
    """How many could not be read or annotated."""
    bytes: int
    """Of the texts of the documents, in UTF-8."""
    content_sha256: str
    """Of the annotations, line by line."""

    @property
    def name(self) -> str:
        """What its files are called by."""
        return self.part.name

    @property
    def input(self) -> str:
        """The path or address of the file that it is of."""
        return self.part.file


def data_name(folder: str, name: str) -> str:
    """Return the name of a shard's file with its documents."""
    return f"{folder}/{name}.parquet"


def rejected_name(folder: str, name: str) -> str:
    """Return the name of the file with what was rejected, which is there if anything was."""
    return f"{folder}/{name}.rejected.parquet"


def receipt_name(folder: str, name: str) -> str:
    """Return the name of a shard's receipt."""
    return f"{folder}/{name}.json"


class Rows:
    """The rows of a shard, as they come."""

    def __init__(self) -> None:
        """Begin with none."""
        self._columns: dict[str, list[Any]] = {name: [] for name in SCHEMA}
        self._rejected: dict[str, list[str | None]] = {name: [] for name in REJECTED}
        self._content = hashlib.sha256()
        self._bytes = 0
        self._ids = Ids()
        self._encode = msgspec.json.Encoder().encode

    def add(self, at: int, found: Annotated | Rejected) -> None:
        """Take in what became of what stands somewhere in the input: an id that an earlier document has is rejected."""
        if isinstance(found, Rejected):
            self._reject(found)
        elif again := self._ids.repeated(found.document.id, found.where):
            self._reject(again)
        else:
            self._take(at, found)

    def _take(self, at: int, found: Annotated) -> None:
        document, events = found.document, len(found.annotation["events"])
        annotation = self._encode(found.annotation)
        row = {
            "doc_id": document.id,
            "at": at,
            "published": document.published,
            "publisher": document.publisher,
            "events": events,
            "sketch": sketch(document.text).tobytes() if events else None,
            "annotation": annotation.decode(),
        }
        for name, column in self._columns.items():
            column.append(row[name])
        self._content.update(annotation + b"\n")
        self._bytes += len(document.text.encode())

    def _reject(self, rejected: Rejected) -> None:
        row = rejected.as_dict()
        for name, column in self._rejected.items():
            column.append(row[name])

    def receipt(self, part: Part) -> Shard:
        """Return the receipt of all that was taken in."""
        return Shard(
            part=part,
            documents=len(self._columns["doc_id"]),
            events=sum(self._columns["events"]),
            rejected=len(self._rejected["what"]),
            bytes=self._bytes,
            content_sha256=self._content.hexdigest(),
        )

    def data(self) -> bytes:
        """Return the documents as a Parquet file."""
        return _parquet(pl.DataFrame(self._columns, schema=SCHEMA))

    def rejected(self) -> bytes:
        """Return what was rejected as a Parquet file."""
        return _parquet(pl.DataFrame(self._rejected, schema=REJECTED))


def _parquet(frame: pl.DataFrame) -> bytes:
    content = BytesIO()
    frame.write_parquet(content)
    return content.getvalue()
