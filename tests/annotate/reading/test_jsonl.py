"""JSON lines, in files and on standard input."""

import datetime
import io
import json
import sys
from types import SimpleNamespace

import pytest

from risalah.annotate.reading import read
from risalah.schema import Document


def test_every_column(write, documents):
    columns = {
        "id": "menlu",
        "text": "Menlu bertemu.",
        "title": "Menlu",
        "published": "2024-07-03",
        "publisher": "Contoh",
        "url": "https://example.com",
        "language": "id",
        "licence": "CC0-1.0",
    }
    assert documents(write("a.jsonl", json.dumps(columns | {"penulis": "Rani"}))) == [Document(**columns)]


def test_blank_lines_are_passed_over_and_line_ends_of_windows_are_too(write, documents):
    lines = '\r\n{"id": "a", "text": "Satu."}\r\n   \r\n{"id": "b", "text": "Dua."}\r\n\r\n'
    assert [document.id for document in documents(write("a.jsonl", lines))] == ["a", "b"]


def test_each_line_has_its_own_encoding_and_may_have_a_byte_order_mark(write, documents):
    lines = [b'{"id": 1, "text": "Zo\xeb tiba."}', b'\xef\xbb\xbf{"id": 2, "text": "Zo\xc3\xab tiba."}']
    assert [document.text for document in documents(write("a.jsonl", b"\n".join(lines)))] == ["Zoë tiba."] * 2


def test_text_is_frozen(write, documents):
    [document] = documents(write("a.jsonl", r'{"id": "a", "text": "\ufeffZoe\u0308\r\ntiba."}'))
    assert document.text == "Zoë\ntiba."


def test_an_empty_file_holds_no_documents(write, told):
    assert told(write("a.jsonl", "")) == []


@pytest.mark.parametrize("published", ["", None])
def test_an_empty_value_is_null(write, documents, published):
    line = json.dumps({"id": "a", "text": "Tiba.", "title": "", "published": published})
    assert documents(write("a.jsonl", line)) == [Document(id="a", text="Tiba.")]


@pytest.mark.parametrize(
    "published",
    ["2024-07-03", " 2024-07-03", "2024-07-03T23:59:59+07:00", "2024-07-03 00:30:00", "2024-07-03T20:00:00Z"],
)
def test_the_day_of_a_timestamp_counts_as_written(write, documents, published):
    line = json.dumps({"id": "a", "text": "Tiba.", "published": published})
    assert documents(write("a.jsonl", line))[0].published == datetime.date(2024, 7, 3)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"id": "a", "text": "Ti', "is not JSON: Unterminated string starting at (column 21)"),
        ('{"id": "a"} {"id": "b"}', "is not JSON: Extra data (column 13)"),
        pytest.param("[" * 100_000, "is not JSON: maximum recursion depth exceeded", id="deep"),
        pytest.param("9" * 5000, "is not JSON: Exceeds the limit", id="a number of 5000 digits"),
        ("[1, 2]", "is [1, 2], not a JSON object"),
        ("null", "is None, not a JSON object"),
        ("{}", "id is missing; text is missing"),
        ('{"id": "a"}', "text is missing"),
        ('{"text": "Tiba."}', "id is missing"),
        ('{"id": null, "text": "Tiba."}', "id is missing"),
        ('{"id": " ", "text": "Tiba."}', "id is empty"),
        ('{"id": 1.5, "text": "Tiba."}', "id is 1.5, not text or a whole number"),
        ('{"id": true, "text": "Tiba."}', "id is True, not text or a whole number"),
        ('{"id": "a", "text": ""}', "text is empty"),
        ('{"id": "a", "text": "\\n"}', "text is empty"),
        ('{"id": "a", "text": 7}', "text is 7, not text"),
        ('{"id": "a", "text": "Tiba.", "title": {"id": 1}}', "title is {'id': 1}, not text"),
        ('{"id": "a", "text": "Tiba.", "title": NaN}', "title is nan, not text"),
        ('{"id": "a", "text": "Tiba \\ud83d."}', "text holds U+D83D at code point 5, which cannot be stored"),
        ('{"id": "a", "text": "Tiba.", "title": "\\u0000"}', "title holds U+0000 at code point 0"),
        ('{"id": "\\ud83d", "text": "Tiba."}', "id holds U+D83D at code point 0, which cannot be stored"),
        ('{"id": "a", "text": "Tiba.", "published": 20240703}', "published is 20240703, not a day such as"),
        ('{"id": "a", "text": "Tiba.", "published": "2024-07"}', "published is '2024-07', not a day such as"),
        ('{"id": "a", "text": "Tiba.", "published": "2024-02-30"}', "published is '2024-02-30', not a day such as"),
        ('{"id": [], "text": "", "url": 1}', "id is [], not text or a whole number; text is empty; url is 1, not text"),
    ],
)
def test_a_broken_line_is_rejected_and_the_next_is_read(write, told, line, expected):
    [reason, after] = told(write("a.jsonl", f'\n{line}\n{{"id": "sesudah", "text": "Usai."}}\n'))
    assert reason.startswith(f"a.jsonl:2: {expected}")
    assert after == "sesudah"


def test_all_that_is_wrong_with_a_document_is_told_at_once(write):
    [rejected] = read([write("a.jsonl", '{"id": 7, "text": "", "url": 1}')])
    assert rejected.as_dict() == {
        "doc_id": "7",
        "where": rejected.problem.where,
        "what": "text is empty; url is 1, not text",
        "remedy": "Correct text and url",
    }


def test_nan_in_a_column_of_ones_own_harms_nothing(write, documents):
    assert documents(write("a.jsonl", '{"id": "a", "text": "Tiba.", "nilai": NaN}'))[0].id == "a"


def test_whatever_was_read_its_rejection_can_be_written(write):
    [rejected] = read([write("a.jsonl", '{"id": "\\ud83d", "text": "Tiba."}')])
    assert rejected.as_dict()["doc_id"] == "\\ud83d"
    json.dumps(rejected.as_dict(), ensure_ascii=False).encode()


def test_standard_input(told, write, monkeypatch):
    stream = io.BytesIO(b'{"id": "a", "text": "Tiba."}\n\n{"id"\n')
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    assert told("-", write("b.txt", "Usai.")) == [
        "a",
        "standard input:3: is not JSON: Expecting ':' delimiter (column 6)",
        "b",
    ]
    assert not stream.closed
