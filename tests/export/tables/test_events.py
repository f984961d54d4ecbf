"""The rows of real-world events, gathered from all who tell them."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from risalah.export import Release
from risalah.export.tables.files import data_files
from risalah.schema import CORE
from risalah.schema.links import Links
from risalah.schema.targets.tables import tables
from risalah.schema.truth import Truth

TOLD = (
    (
        "antara",
        3,
        "[Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:planned] Wang di [Bali|1.place=Bali].",
    ),
    (
        "kompas",
        8,
        "[Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] [Wang|1.participant=Wang Yi:person] "
        "[Kamis|1.time=2022-07-07].",
    ),
    (
        "antara",
        9,
        "[Retno|1.participant=Retno Marsudi:person] [menjamu|1.meeting:actual] [Wang|1.participant=Wang Yi:person] "
        "[Jumat|1.time=2022-07-08] di [Bali|1.place=Bali].",
    ),
)
ALONE = "[Luhut|1.participant=Luhut Pandjaitan:person] [menelepon|1.call:actual] Musk."


@pytest.fixture
def rows(reviewed: Callable, publish: Callable) -> list[dict[str, Any]]:
    """Return the events of four articles, of which the first three tell one."""
    truths = [published_on(reviewed(text, f"a-{day}"), publisher, day) for publisher, day, text in TOLD]
    links = Links([["a-3#1", "a-8#1", "a-9#1"], ["b#1"]], {name: name for name in ("a-3", "a-8", "a-9", "b")})
    released: Release = publish([*truths, reviewed(ALONE, "b")], links=links)
    frame = pl.read_parquet(data_files(released.folder, "events"))
    assert dict(frame.schema) == tables(CORE)["events"]
    return sorted(frame.to_dicts(), key=lambda row: -row["articles"])


def published_on(truth: Truth, publisher: str, day: int) -> Truth:
    told = {"publisher": publisher, "published": datetime.date(2022, 7, day)}
    return replace(truth, document=truth.document.model_copy(update=told))


def test_an_event_is_a_row_with_all_its_evidence(rows: list[dict[str, Any]]) -> None:
    together, alone = rows
    assert together["records"] == ["a-3#1", "a-8#1", "a-9#1"]
    assert (together["articles"], together["publishers"]) == (3, 2)
    assert (together["first_published"], together["last_published"]) == (
        datetime.date(2022, 7, 3),
        datetime.date(2022, 7, 9),
    )
    assert alone["records"] == ["b#1"]


def test_values_stand_side_by_side_with_who_says_so_the_commonest_first(rows: list[dict[str, Any]]) -> None:
    assert [(told["value"], told["kind"], told["records"]) for told in rows[0]["participant"]] == [
        ("Retno Marsudi", "person", ["a-3#1", "a-8#1", "a-9#1"]),
        ("Wang Yi", "person", ["a-8#1", "a-9#1"]),
    ]


def test_what_only_one_of_several_can_be_is_disputed(rows: list[dict[str, Any]]) -> None:
    assert [told["value"] for told in rows[0]["time"]] == ["2022-07-07", "2022-07-08"]
    assert rows[0]["disputed"] == ["realis", "time"]
    assert rows[1]["disputed"] == []


def test_it_has_the_realis_that_most_give_it(rows: list[dict[str, Any]]) -> None:
    assert rows[0]["realis"] == "actual"


def test_a_role_that_nobody_fills_is_empty(rows: list[dict[str, Any]]) -> None:
    assert rows[0]["topic"] == []
