"""The tables' schemas, as derived from the event classes."""

from pathlib import Path

import polars as pl
import pytest

from risalah.schema import CORE, Actor, AnyNumber, Document, Event, Ontology, Time
from risalah.schema.targets.tables import records, tables

TABLES = sorted(tables(CORE))


def test_a_release_has_four_tables() -> None:
    assert list(tables(CORE)) == ["documents", "records", "arguments", "mentions"]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_type(table: str) -> None:
    assert pl.Null not in [kind.base_type() for kind in tables(CORE)[table].values()]


@pytest.mark.parametrize("table", TABLES)
def test_a_column_without_a_value_keeps_its_type_in_parquet(table: str, tmp_path: Path) -> None:
    schema = tables(CORE)[table]
    for rows in ([], [dict.fromkeys(schema)] * 3):
        pl.DataFrame(rows, schema=schema, orient="row").write_parquet(tmp_path / "kosong.parquet")
        assert dict(pl.read_parquet_schema(tmp_path / "kosong.parquet")) == schema


@pytest.mark.parametrize("table", TABLES)
def test_identifiers_and_offsets_are_of_types_that_every_reader_has(table: str) -> None:
    simple = (pl.String(), pl.Int32(), pl.Date(), pl.List(pl.String()))
    assert all(kind in simple for kind in tables(CORE)[table].values())


def test_every_field_of_a_document_is_a_column() -> None:
    assert set(Document.model_fields) - {"id"} < set(tables(CORE)["documents"])


def test_every_role_is_a_column_of_the_records(election: type[Event]) -> None:
    columns = records(CORE.extended(election))
    assert list(columns)[:10] == [
        "record_id",
        "doc_id",
        "number",
        "type",
        "realis",
        "status",
        "annotator",
        "prior",
        "triggers",
        "attribution",
    ]
    assert list(columns)[10:] == list(CORE.extended(election).roles())
    assert columns | {"winner": pl.List(pl.String()), "votes": pl.String()} == columns
    assert "winner" not in records(CORE)


def test_a_role_has_one_value_a_row_where_every_type_allows_at_most_one() -> None:
    assert records(CORE)["time"] == pl.String()
    assert records(CORE)["participant"] == pl.List(pl.String())
    tour = type("Tour", (Event,), {"__doc__": "A tour.", "__annotations__": {"time": AnyNumber[Time]}})
    assert records(Ontology((*CORE, tour)))["time"] == pl.List(pl.String())


def test_a_type_that_shares_all_roles_adds_no_column() -> None:
    roles = {"participant": AnyNumber[Actor], "time": AnyNumber[Time]}
    march = type("March", (Event,), {"__doc__": "A march.", "__annotations__": roles})
    assert list(records(CORE.extended(march))) == list(records(CORE))
