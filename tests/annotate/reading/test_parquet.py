"""Parquet."""

import datetime

import polars as pl
import pytest

from risalah.annotate.reading import parquet
from risalah.schema import Document

JAKARTA = datetime.timezone(datetime.timedelta(hours=7))


@pytest.fixture
def table(tmp_path):
    def written(**columns):
        path = tmp_path / "a.parquet"
        pl.DataFrame(columns).write_parquet(path)
        return path

    return written


def test_columns_are_found_by_name_and_others_passed_over(table, documents):
    path = table(nomor=[1.5], text=["Menlu tiba."], id=[7], title=[None], published=[datetime.date(2024, 7, 3)])
    assert documents(path) == [Document(id="7", text="Menlu tiba.", published=datetime.date(2024, 7, 3))]


@pytest.mark.parametrize(
    "published",
    [
        pl.Series([datetime.datetime(2024, 7, 3, 23, 30)]),
        pl.Series(["2024-07-02T23:30:00"]).str.to_datetime(time_zone="UTC").dt.convert_time_zone("Asia/Jakarta"),
        pl.Series(["2024-07-03T23:30:00"]),
    ],
    ids=["timestamp", "timestamp with a zone", "text"],
)
def test_the_day_of_a_timestamp_counts(table, documents, published):
    assert documents(table(id=["a"], text=["Tiba."], published=published))[0].published == datetime.date(2024, 7, 3)


def test_text_in_categories(table, documents):
    publisher = pl.Series(["Contoh"], dtype=pl.Categorical)
    assert documents(table(id=["a"], text=["Tiba."], publisher=publisher))[0].publisher == "Contoh"


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 10])
def test_batches_join_without_a_seam(table, documents, monkeypatch, count):
    monkeypatch.setattr(parquet, "BATCH", 5)
    ids = pl.Series([str(number) for number in range(count)], dtype=pl.String)
    assert [document.id for document in documents(table(id=ids, text=ids))] == list(ids)


def test_rows_are_addressed_by_number_from_1(table, told, monkeypatch):
    monkeypatch.setattr(parquet, "BATCH", 2)
    assert told(table(id=["a", None, "c", "d"], text=["Satu", "Dua", None, ""])) == [
        "a",
        "a.parquet row 2: id is missing",
        "a.parquet row 3: text is missing",
        "a.parquet row 4: text is empty",
    ]


def test_missing_columns_reject_the_file_once(table, told):
    assert told(table(id=["a", "b"], isi=["Satu", "Dua"])) == [
        "a.parquet: has no column text; its columns are: id, isi"
    ]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"id": [1.5], "text": ["Tiba."]}, "a.parquet row 1: id is 1.5, not text or a whole number"),
        ({"id": ["a"], "text": [b"Tiba."]}, "a.parquet row 1: text is b'Tiba.', not text"),
        ({"id": ["a"], "text": [["Tiba."]]}, "a.parquet row 1: text is ['Tiba.'], not text"),
    ],
)
def test_wrong_types(table, told, columns, expected):
    assert told(table(**columns)) == [expected]


def test_a_date_that_python_has_no_value_for(table, told):
    published = pl.Series([2**60]).cast(pl.Datetime("us"))
    assert told(table(id=["a"], text=["Tiba."], published=published)) == [
        "a.parquet: cannot be read as Parquet from row 1 on: year 38504 is out of range"
    ]


@pytest.mark.parametrize("content", ["", "PAR1", "id,text\n1,Tiba.\n"])
def test_what_is_no_parquet(write, told, content):
    [reason] = told(write("a.parquet", content))
    assert reason.startswith("a.parquet: cannot be read as Parquet from row 1 on: ")


def test_a_file_that_was_cut_off(table, told):
    path = table(id=["a"], text=["Tiba."])
    path.write_bytes(path.read_bytes()[:-20])
    [reason] = told(path)
    assert reason.startswith("a.parquet: cannot be read as Parquet")


def test_a_file_name_with_signs_of_a_pattern(table, documents):
    path = table(id=["a"], text=["Tiba."])
    assert documents(path.rename(path.with_name("berita[1]*.parquet")))[0].id == "a"
