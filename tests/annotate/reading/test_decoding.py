"""Bytes to text."""

import pytest

from risalah.annotate.reading import Rejected
from risalah.annotate.reading.decoding import decode

SENTENCE = "“Kami sepakat” — kata Zoë Łukasz di São Tomé, 5°C."
WESTERN = SENTENCE.replace("Ł", "L")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8(encoding):
    assert decode(SENTENCE.encode(encoding), "a.txt") == SENTENCE


def test_windows_1252():
    assert decode(WESTERN.encode("cp1252"), "a.txt") == WESTERN


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"Presiden \x81 tiba", id="a byte that Windows-1252 does not have"),
        pytest.param(SENTENCE.encode("utf-16"), id="UTF-16"),
        pytest.param(SENTENCE.encode()[1:], id="UTF-8 that has lost its first byte"),
        pytest.param("Rapat usai — “ya”".encode()[:-1], id="UTF-8 that was cut off"),
    ],
)
def test_what_is_neither(raw):
    rejected = decode(raw, "a.txt")
    assert isinstance(rejected, Rejected)
    assert str(rejected.problem) == "a.txt: is neither UTF-8 nor Windows-1252. Save it as UTF-8"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
def test_every_format_says_so(write, told, name):
    assert told(write(name, b"\x81\x82\x83\x8d")) == [
        f"{name}{':1' * (name == 'a.jsonl')}: is neither UTF-8 nor Windows-1252"
    ]


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("a.txt", WESTERN),
        ("a.html", f"<html><body><article><p>{WESTERN}</p></article></body></html>"),
        ("a.jsonl", f'{{"id": "a", "text": "{WESTERN}"}}'),
        ("a.csv", f'id,text\na,"{WESTERN}"\n'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_format_reads_both(write, documents, name, article, encoding):
    if name == "a.html":
        pytest.importorskip("trafilatura")
    assert documents(write(name, article.encode(encoding)))[0].text == WESTERN
