"""A release without the words of its documents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from risalah.export import Release
from risalah.export.content import ContentHash
from risalah.export.rights.rewriting import digest
from risalah.export.rights.standoff import standoff
from risalah.export.tables.files import data_files
from risalah.schema import CORE, Document
from risalah.schema.targets.tables import ROWS, tables


def read(folder: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(data_files(folder, table)).sort(pl.nth(0))


def strings(value: Any) -> Iterator[str]:
    """Yield every text within a value."""
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from strings(one)
        case dict():
            for one in value.values():
                yield from strings(one)


FACTS = {"Retno", "pinjaman"}
"""Words of a text that values of people have too."""


def test_no_words_of_a_document_are_left(bare: Path, documents: list[Document]) -> None:
    words = {word for document in documents for word in document.text.split() if len(word) > 3} - FACTS
    words |= {"Utang dirundingkan lagi", "utang luar", "kesepakatan sementara", "membahas utang"}
    left = [text for table in ROWS for row in read(bare, table).to_dicts() for text in strings(row)]
    assert [(word, text) for text in left for word in words if word in text] == []


def test_facts_ids_offsets_hashes_and_addresses_stay(full: Release, bare: Path) -> None:
    kept = {
        "documents": ["doc_id", "text_sha256", "url", "published", "records"],
        "records": ["record_id", "event_id", "type", "realis", "participant", "time", "attribution"],
        "arguments": ["record_id", "role", "kind", "country"],
        "mentions": ["record_id", "role", "start", "end", "edit"],
        "events": ["event_id", "articles", "participant"],
        "negatives": ["doc_id", "role", "kind", "start", "end", "rule"],
        "nested": ["record_id", "event_id", "number"],
    }
    for table, columns in kept.items():
        told = [pl.read_parquet(data_files(folder, table)).select(columns) for folder in (full.folder, bare)]
        assert told[0].equals(told[1]), table


def test_every_table_has_the_columns_that_it_has_in_full(bare: Path) -> None:
    assert {table: dict(read(bare, table).schema) for table in ROWS} == tables(CORE)


def test_what_offsets_tell_is_null(bare: Path) -> None:
    assert read(bare, "documents")["text"].null_count() == 2
    for table in ("mentions", "negatives"):
        assert read(bare, table)["text"].null_count() == read(bare, table).height
    for row in read(bare, "nested").to_dicts():
        spans = row["triggers"] + [span for filling in row["arguments"] for span in filling["mentions"]]
        assert {span["text"] for span in spans} == {None}


def test_what_no_offsets_tell_is_a_hash(bare: Path) -> None:
    assert set(read(bare, "documents")["title"]) == {None, digest("Utang dirundingkan lagi")}
    assert set(read(bare, "records")["triggers"].explode()) == {digest("berunding"), digest("tiba")}


def test_a_value_in_a_persons_own_words_stays_and_one_in_the_articles_does_not(bare: Path) -> None:
    (meeting,) = read(bare, "records").filter(type="meeting").to_dicts()
    assert meeting["topic"] == [digest("utang luar negeri"), "pinjaman"]
    assert meeting["outcome"] == [digest("kesepakatan sementara")]
    topics = read(bare, "arguments").filter(role="topic")
    assert set(topics["value"]) == {digest("utang luar negeri"), "pinjaman"}
    (event,) = read(bare, "events").filter(type="meeting").to_dicts()
    assert {told["value"] for told in event["topic"]} == set(topics["value"])


def test_ids_hold_the_hash_and_join_as_before(bare: Path) -> None:
    arguments, mentions = read(bare, "arguments"), read(bare, "mentions")
    assert f"doc/1#a#1/topic/text/{digest('utang luar negeri')}" in set(arguments["argument_id"])
    told = mentions.filter(pl.col("role") != "trigger")
    assert told.join(arguments, on="argument_id").height == told.height == 7
    assert mentions["mention_id"].is_unique().all()
    assert all(
        row["mention_id"] == f"{row['argument_id'] or row['record_id']}/{row['start']}-{row['end']}"
        for row in mentions.to_dicts()
    )
    (negative,) = read(bare, "negatives").filter(kind="text").to_dicts()
    value, start = digest("Hasilnya"), negative["start"]
    assert negative["negative_id"] == f"doc/1#a#1/topic/text/{value}/{start}-{start + 8}"


def test_the_hash_of_what_is_left_is_returned(full: Release, bare: Path) -> None:
    content = ContentHash()
    for table in ROWS:
        for path in data_files(bare, table):
            content.add(table, pl.read_parquet(path))
    assert content.hexdigest() != full.manifest.content_sha256
    assert standoff(full.folder).content_sha256 == content.hexdigest()
