"""The tables' schemas, as derived from the event classes."""

from pathlib import Path

import polars as pl
import pytest

from risalah.schema import CORE, Actor, AnyNumber, Document, Event, Ontology, Time
from risalah.schema.ontology import RESERVED
from risalah.schema.targets.tables import KEYS, PROVENANCE, columns, tables

TABLES = sorted(tables(CORE))


def test_a_release_has_seven_tables() -> None:
    assert list(tables(CORE)) == ["documents", "records", "arguments", "mentions", "events", "negatives", "nested"]


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
def test_every_column_says_what_it_means(table: str) -> None:
    assert all(column.description for column in columns(table, CORE))


@pytest.mark.parametrize("table", TABLES)
def test_the_key_of_a_table_is_its_first_column(table: str) -> None:
    assert next(iter(tables(CORE)[table])) == KEYS[table]


def test_what_says_how_a_fact_became_known_is_a_column() -> None:
    assert {name for schema in tables(CORE).values() for name in schema} > PROVENANCE


def test_every_field_of_a_document_is_a_column() -> None:
    assert set(Document.model_fields) - {"id"} < set(tables(CORE)["documents"])


@pytest.mark.parametrize("table", ["records", "events"])
def test_every_role_is_a_column(election: type[Event], table: str) -> None:
    roles = list(CORE.extended(election).roles())
    names = list(tables(CORE.extended(election))[table])
    assert names[-len(roles) :] == roles
    assert set(names[: -len(roles)]) <= {*RESERVED}
    assert "winner" not in tables(CORE)[table]


def test_a_role_has_one_value_a_row_where_every_type_allows_at_most_one() -> None:
    assert tables(CORE)["records"]["time"] == pl.String()
    assert tables(CORE)["records"]["participant"] == pl.List(pl.String())
    tour = type("Tour", (Event,), {"__doc__": "A tour.", "__annotations__": {"time": AnyNumber[Time]}})
    assert tables(Ontology((*CORE, tour)))["records"]["time"] == pl.List(pl.String())


def test_a_type_that_shares_all_roles_adds_no_column() -> None:
    roles = {"participant": AnyNumber[Actor], "time": AnyNumber[Time]}
    march = type("March", (Event,), {"__doc__": "A march.", "__annotations__": roles})
    assert [*tables(CORE.extended(march))["records"]] == [*tables(CORE)["records"]]
