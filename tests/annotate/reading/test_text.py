"""Plain text, with and without front matter."""

import datetime

import pytest

from risalah.annotate.reading import Rejected, read
from risalah.schema import Document

ARTICLE = """\
---
title: "Menlu RI bertemu Menlu Jepang"
published: 2024-07-03
publisher: Kantor Berita Contoh
url: https://example.com/menlu
language: id
licence: CC-BY-4.0
penulis: Rani
---

Menlu RI bertemu Menlu Jepang di Tokyo.
---
Keduanya sepakat bekerja sama.
"""


def test_front_matter_fills_the_columns_and_the_rest_is_the_text(write, documents):
    assert documents(write("menlu.txt", ARTICLE)) == [
        Document(
            id="menlu",
            text="\nMenlu RI bertemu Menlu Jepang di Tokyo.\n---\nKeduanya sepakat bekerja sama.\n",
            title="Menlu RI bertemu Menlu Jepang",
            published=datetime.date(2024, 7, 3),
            publisher="Kantor Berita Contoh",
            url="https://example.com/menlu",
            language="id",
            licence="CC-BY-4.0",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Presiden tiba di Jakarta.",
        "---\nPresiden tiba di Jakarta.",
        " ---\ntitle: bukan\n---\nPresiden tiba.",
        "---- \nPresiden tiba.\n---\n",
        "Presiden tiba.\n---\ntitle: bukan\n---\n",
    ],
)
def test_without_front_matter_all_is_text(write, documents, text):
    assert documents(write("a.txt", text))[0].text == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_of_any_system(write, documents, newline, mark):
    article = mark + "---\ntitle: Tiba\n---\nPresiden tiba.\nIa disambut.\n".replace("\n", newline)
    [document] = documents(write("a.txt", article))
    assert (document.title, document.text) == ("Tiba", "Presiden tiba.\nIa disambut.\n")


@pytest.mark.parametrize(
    ("value", "title"),
    [("0123", "0123"), ("no", "no"), ("2024", "2024"), ("2024-07-03", "2024-07-03"), ("~", None), ("", None)],
)
def test_values_are_text_as_it_is_written(write, documents, value, title):
    assert documents(write("a.txt", f"---\ntitle: {value}\n---\nPresiden tiba."))[0].title == title


def test_front_matter_may_be_empty(write, documents):
    assert documents(write("a.txt", "---\n---\nPresiden tiba.")) == [Document(id="a", text="Presiden tiba.")]


def test_front_matter_names_the_document(write, documents):
    assert documents(write("a.txt", "---\nid: 0017\n---\nPresiden tiba."))[0].id == "0017"


def test_the_text_is_never_a_value_of_the_front_matter(write, documents):
    assert documents(write("a.txt", "---\ntext: bukan\n---\nPresiden tiba."))[0].text == "Presiden tiba."


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("", "a.txt: text is empty"),
        (" \n\n", "a.txt: text is empty"),
        ("---\ntitle: Tiba\n---\n", "a.txt: text is empty"),
        ("---\ntitle: Tiba\n---", "a.txt: text is empty"),
        ("Presiden\0tiba.", "a.txt: text holds U+0000 at code point 8, which cannot be stored"),
        ("---\ntitle: Tiba\npenulis: [Rani\n---\nTeks.", "a.txt:4: is not YAML: expected ',' or ']', but got '<stream"),
        ("---\ntitle: !!int x\n---\nTeks.", "a.txt:2: is not YAML: invalid literal"),
        ("---\ntitle: \x07\n---\nTeks.", "a.txt:2: is not YAML: unacceptable character"),
        ("---\ntitle: !!python/name:os.system\n---\nTeks.", "a.txt:2: is not YAML: could not determine"),
        pytest.param(f"---\n{'[' * 5000}\n---\nTeks.", "a.txt:2: is not YAML: maximum recursion", id="deep"),
        ("---\nHanya kalimat.\n---\nTeks.", "a.txt:2: front matter is no mapping"),
        ("---\n- satu\n- dua\n---\nTeks.", "a.txt:2: front matter is no mapping"),
        ("---\ntitle: [satu, dua]\n---\nTeks.", "a.txt: title is ['satu', 'dua'], not text"),
        ("---\npublished: kemarin\n---\nTeks.", "a.txt: published is 'kemarin', not a day such as 2025-09-03"),
    ],
)
def test_rejected(write, told, article, expected):
    [reason] = told(write("a.txt", article))
    assert reason.startswith(expected)


def test_what_is_rejected_has_the_id_it_would_have_had(write):
    [rejected] = read([write("menlu.txt", "---\n[\n---\nTeks.")])
    assert isinstance(rejected, Rejected)
    assert rejected.doc_id == "menlu"
