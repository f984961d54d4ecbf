"""The hash of what tables say: the same for the same rows, another for any other."""

import datetime
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.export.content import ContentHash

SCHEMA = {
    "split": pl.String(),
    "text": pl.String(),
    "number": pl.Int32(),
    "weight": pl.Float64(),
    "published": pl.Date(),
    "moment": pl.Datetime("us", "UTC"),
    "roles": pl.List(pl.String()),
    "told": pl.List(pl.Struct({"value": pl.String(), "records": pl.List(pl.String())})),
}
"""A column of every kind that a release has."""

WORDS = st.none() | st.text("ab🤝", max_size=3)
TIMES = st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2030, 1, 1), timezones=st.just(datetime.UTC))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "split": st.sampled_from(["train", "test"]),
            "text": WORDS,
            "number": st.none() | st.integers(-3, 3),
            "weight": st.none() | st.sampled_from([0.5, 1.0]),
            "published": st.none() | st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 1, 9)),
            "moment": st.none() | TIMES,
            "roles": st.none() | st.lists(WORDS, max_size=3),
            "told": st.none()
            | st.lists(
                st.none() | st.fixed_dictionaries({"value": WORDS, "records": st.none() | st.lists(WORDS, max_size=2)}),
                max_size=2,
            ),
        }
    ),
    max_size=6,
)
ROW: dict[str, Any] = {
    "split": "train",
    "text": "Rapat 🤝",
    "number": 1,
    "weight": 1.5,
    "published": datetime.date(2025, 9, 3),
    "moment": datetime.datetime(2025, 9, 3, 9, tzinfo=datetime.UTC),
    "roles": ["Retno Marsudi", "Wang Yi"],
    "told": [{"value": "Denpasar", "records": ["doc-1#1"]}],
}


def frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def hashed(*frames: pl.DataFrame, table: str = "records") -> str:
    content = ContentHash()
    for one in frames:
        content.add(table, one)
    return content.hexdigest()


@given(ROWS, st.lists(st.integers(0, 6)))
def test_it_does_not_depend_on_how_rows_are_shared_out(rows: list[dict[str, Any]], cuts: list[int]) -> None:
    bounds = sorted({0, len(rows), *(min(cut, len(rows)) for cut in cuts)})
    parts = [frame(rows[start:end]) for start, end in pairwise(bounds)]
    assert hashed(*parts) == hashed(frame(rows))


@given(ROWS, ROWS)
def test_other_rows_of_a_split_or_another_order_have_another(
    rows: list[dict[str, Any]], others: list[dict[str, Any]]
) -> None:
    by_split = [
        [[row for row in told if row["split"] == split] for split in ("train", "test")] for told in (rows, others)
    ]
    assert (hashed(frame(rows)) == hashed(frame(others))) == (by_split[0] == by_split[1])


@given(st.permutations([*ROW]))
def test_it_does_not_depend_on_the_order_of_columns(columns: list[str]) -> None:
    assert hashed(frame([ROW]).select(columns)) == hashed(frame([ROW]))


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"number": None},
        {"text": "Rapat"},
        {"text": ""},
        {"text": None},
        {"weight": 1.25},
        {"published": None},
        {"moment": datetime.datetime(2025, 9, 3, 10, tzinfo=datetime.UTC)},
        {"roles": ["Wang Yi", "Retno Marsudi"]},
        {"roles": ["Retno MarsudiWang Yi"]},
        {"roles": ["Retno Marsud", "iWang Yi"]},
        {"roles": ["Retno Marsudi", "Wang Yi", None]},
        {"roles": ["Retno Marsudi", "Wang Yi", ""]},
        {"roles": []},
        {"roles": None},
        {"told": [{"value": "Denpasar", "records": []}]},
        {"told": [{"value": "Denpasar", "records": None}]},
        {"told": [{"value": None, "records": ["doc-1#1"]}]},
        {"told": [None]},
        {"told": []},
        {"split": "test"},
    ],
    ids=str,
)
def test_it_depends_on_every_value(change: dict[str, object]) -> None:
    assert hashed(frame([ROW | change])) != hashed(frame([ROW]))


def test_where_a_list_ends_matters() -> None:
    first, second = ROW | {"roles": ["a"]}, ROW | {"roles": ["b", "c"]}
    other = [ROW | {"roles": ["a", "b"]}, ROW | {"roles": ["c"]}]
    assert hashed(frame([first, second])) != hashed(frame(other))


def test_the_same_rows_of_another_table_are_something_else() -> None:
    assert hashed(frame([ROW])) != hashed(frame([ROW]), table="events")


def test_it_stays_the_same_from_one_version_of_a_library_to_the_next() -> None:
    assert hashed(frame([ROW, ROW | {"text": None, "told": None}])) == (
        "8804168833b03a2401306e3370df00152ba1aacbb236a41dce96885773872c1b"
    )


def test_when_and_how_long_somebody_worked_does_not_matter() -> None:
    told = frame([ROW])
    made = told.with_columns(submitted=pl.lit(datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)), seconds=pl.lit(9.5))
    assert hashed(made) == hashed(told)
