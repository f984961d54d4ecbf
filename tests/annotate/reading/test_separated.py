"""CSV."""

import datetime

import pytest

from risalah.schema import Document


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiters_line_ends_and_byte_order_mark(write, documents, delimiter, newline, mark):
    rows = ["nomor|id|text|published", "1|a|Menlu tiba.|2024-07-03", '2|b|"Ia ""disambut"", lalu; duduk"|']
    content = mark + newline.join(rows).replace("|", delimiter) + newline
    assert documents(write("a.csv", content)) == [
        Document(id="a", text="Menlu tiba.", published=datetime.date(2024, 7, 3)),
        Document(id="b", text='Ia "disambut", lalu; duduk'),
    ]


def test_a_header_in_quotation_marks(write, documents):
    assert documents(write("a.csv", '"id";"text"\n"a";"Menlu, tiba."\n'))[0].text == "Menlu, tiba."


def test_text_of_several_lines(write, documents):
    assert (
        documents(write("a.csv", 'id,text\na,"Menlu tiba.\r\n\r\nIa disambut."\n'))[0].text
        == "Menlu tiba.\n\nIa disambut."
    )


def test_an_article_longer_than_the_library_takes_by_itself(write, documents):
    text = "Menlu tiba. " * 20_000
    assert documents(write("a.csv", f"id,text\na,{text}\n"))[0].text == text


def test_rows_are_addressed_by_the_line_they_begin_on(write, told):
    rows = ["id,text", 'a,"Satu', "dua", 'tiga"', "", "b,", 'c,"Satu', 'dua",tiga', "d,Usai"]
    assert told(write("a.csv", "\n".join(rows))) == [
        "a",
        "a.csv:6: text is missing",
        "a.csv:7: has 3 fields, but the header has 2",
        "d",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "a.csv: has no column id and no column text; its columns are: none"),
        ("id,judul\n1,Tiba\n", "a.csv: has no column text; its columns are: id, judul"),
        ("id,text,text\n1,Satu,Dua\n", "a.csv: has 2 columns text"),
        ("id,text\n1\n", "a.csv:2: has 1 fields, but the header has 2"),
        ("id,text\n,Tiba\n", "a.csv:2: id is missing"),
        ("id,text\n1,Tiba\0\n", "a.csv:2: text holds U+0000 at code point 4"),
        ('id,text\n"1"a,Tiba\n', "a.csv:2: is not CSV: ',' expected after '\"'; the rows after it are not read"),
        ('id,"te"xt\n', "a.csv:1: is not CSV"),
    ],
)
def test_rejected(write, told, content, expected):
    [reason] = told(write("a.csv", content))
    assert reason.startswith(expected)


def test_a_quotation_mark_nobody_closes_never_swallows_other_articles(write, told):
    rows = ["id,text", "a,Satu", 'b,"Dua', "c,Tiga", "d,Empat"]
    assert told(write("a.csv", "\n".join(rows))) == [
        "a",
        "a.csv:3: is not CSV: unexpected end of data; the rows after it are not read",
    ]


def test_a_row_that_is_no_text_is_rejected_alone(write, told):
    content = b'id,text\na,"Satu\n\x81\ndua"\nb,"Ra\xe7a"\nc,Tiga\n'
    assert told(write("a.csv", content)) == ["a.csv:2: is neither UTF-8 nor Windows-1252", "b", "c"]
