"""croissant.json, as the reference implementation reads it."""

import hashlib
import json
import logging
import math
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from risalah.export import Release
from risalah.schema import CORE, Event
from risalah.schema.targets.tables import KEYS, ROWS, columns
from risalah.schema.truth import Truth

# rdflib, which the reference implementation builds on, warns of itself
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")

Node = dict[str, Any]


def read(release: Release) -> Node:
    return json.loads((release.folder / "croissant.json").read_text(encoding="utf-8"))


def loaded(release: Release) -> Any:
    import mlcroissant

    return mlcroissant.Dataset(release.folder / "croissant.json")


def rows_of(dataset: Any, table: str) -> list[Node]:
    return [_plain(row) for row in dataset.records(table)]


def _plain(value: Any) -> Any:
    """Return a value as polars has it: texts come as bytes, and names with the table's."""
    if isinstance(value, dict):
        return {name.rpartition("/")[2]: _plain(of_name) for name, of_name in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return value.decode()
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and math.isnan(plain) else plain


def expected(release: Release, table: str) -> list[Node]:
    frame = pl.read_parquet(release.folder / "data" / table / "*.parquet")
    days = frame.with_columns(pl.col(pl.Date).cast(pl.Datetime))
    rows = days.to_dicts()
    for row in rows:
        for filling in row["arguments"] if table == "nested" else ():
            del filling["mentions"]
    return rows


@pytest.mark.parametrize("made", ["large", "small"])
def test_it_is_read_without_errors_or_warnings(
    made: str, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        issues = loaded(request.getfixturevalue(made)).metadata.ctx.issues
    assert (issues.errors, issues.warnings, caplog.messages) == (set(), set(), [])


@pytest.mark.parametrize("made", ["large", "small"])
def test_every_table_loads_with_the_rows_it_has(made: str, request: pytest.FixtureRequest) -> None:
    release: Release = request.getfixturevalue(made)
    dataset = loaded(release)
    for table in ROWS:
        if release.manifest.rows[table]:
            assert rows_of(dataset, table) == expected(release, table), table
    assert rows_of(dataset, "splits") == [{"name": name} for name in ("train", "validation", "test")]


def test_every_column_has_its_description_and_every_table_its_key(large: Release) -> None:
    sets = {one["@id"]: one for one in read(large)["recordSet"]}
    for table, key in KEYS.items():
        told = {field["name"]: field["description"] for field in sets[table]["field"]}
        assert told == {column.name: column.description for column in columns(table, CORE)}
        assert sets[table]["key"] == {"@id": f"{table}/{key}"}


def test_every_file_of_a_table_has_its_checksum(large: Release) -> None:
    files = {file["@id"]: file for file in read(large)["distribution"] if file["@type"] == "cr:FileObject"}
    there = {path.relative_to(large.folder).as_posix(): path for path in (large.folder / "data").rglob("*.parquet")}
    assert set(files) == set(there)
    for name, path in there.items():
        assert files[name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert files[name]["contentSize"] == f"{path.stat().st_size} B"


def test_it_says_what_the_dataset_is(large: Release) -> None:
    told = read(large)
    assert (told["name"], told["version"], told["datePublished"]) == (
        "Pertemuan Pejabat Indonesia",
        "1.0.0",
        "2025-09-12",
    )
    assert told["license"] == ["https://spdx.org/licenses/CC-BY-4.0.html", "not stated"]
    assert [creator["name"] for creator in told["creator"]] == ["Budi Siregar", "Pusat Data & Arsip"]
    assert (told["inLanguage"], told["isLiveDataset"]) == (["id-ID"], False)
    assert told["rai:dataCollectionTimeframe"] == ["2025-09-01", "2025-09-12"]
    assert told["rai:machineAnnotationTools"] == ["rules id-1"]
    assert told["citeAs"].startswith("@misc{pertemuan-pejabat-indonesia-1.0.0,")


def test_the_columns_of_a_users_type_load_too(
    publish: Callable, articles: list[Truth], rallied: Truth, rally: type[Event], describe: Callable
) -> None:
    ontology = CORE.extended(rally)
    release = publish([*articles, rallied], ontology)
    describe(release, ontology=ontology)
    assert rows_of(loaded(release), "events") == expected(release, "events")
