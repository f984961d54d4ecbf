"""Web pages."""

import datetime
import sys

import pytest

from risalah.schema import Document

PARAGRAPHS = [
    "Menteri Luar Negeri Indonesia bertemu dengan Menteri Luar Negeri Jepang di Tokyo pada hari Rabu.",
    "Keduanya membahas kerja sama maritim dan perdagangan, menurut pernyataan bersama kedua kementerian.",
    "Pertemuan itu adalah yang ketiga dalam dua tahun terakhir.",
]
PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<html lang="id"><head><title>Menlu bertemu - Contoh</title>
<meta property="og:title" content="Menlu RI dan Jepang bertemu">
<meta property="og:site_name" content="Kantor Berita Contoh">
<meta property="article:published_time" content="2024-07-03T23:30:00+07:00">
<meta property="article:modified_time" content="2024-07-05T08:00:00+07:00">
<link rel="canonical" href="https://example.com/menlu">
</head><body><nav><a href="/">Beranda</a></nav>
<article><p>{}</p><p>{}</p><p>{}</p></article>
<footer>Hak cipta 2019 Contoh</footer></body></html>
""".format(*PARAGRAPHS)
BARE = "<html><body><article><p>{}</p><p>{}</p><p>{}</p></article><footer>© 2019 Contoh</footer></body></html>".format(
    *PARAGRAPHS
)


@pytest.fixture
def trafilatura():
    return pytest.importorskip("trafilatura")


@pytest.mark.parametrize("suffix", ["html", "htm", "HTML"])
@pytest.mark.usefixtures("trafilatura")
def test_the_article_and_what_the_page_says_of_it(write, documents, suffix):
    assert documents(write(f"menlu.{suffix}", PAGE)) == [
        Document(
            id="menlu",
            text="\n".join(PARAGRAPHS),
            title="Menlu RI dan Jepang bertemu",
            published=datetime.date(2024, 7, 3),
            publisher="Kantor Berita Contoh",
            url="https://example.com/menlu",
        )
    ]


@pytest.mark.usefixtures("trafilatura")
def test_a_day_of_publication_is_not_guessed(write, documents):
    assert documents(write("menlu.html", BARE)) == [Document(id="menlu", text="\n".join(PARAGRAPHS))]


@pytest.mark.usefixtures("trafilatura")
def test_sentences_of_a_short_article_stay_apart(write, documents):
    page = "<html><body><article><p>{}</p><p>{}</p></article></body></html>".format(*PARAGRAPHS)
    assert documents(write("menlu.html", page))[0].text.split() == " ".join(PARAGRAPHS[:2]).split()


@pytest.mark.parametrize("page", ["", "Hanya teks", "<html><body></body></html>"])
@pytest.mark.usefixtures("trafilatura")
def test_a_page_without_an_article_is_rejected(write, told, page):
    assert told(write("a.html", page)) == ["a.html: holds no article"]


def test_a_page_that_breaks_the_extractor_is_rejected(write, told, trafilatura, monkeypatch):
    def broken(*_args, **_kwargs):
        raise AttributeError("no tree")

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    assert told(write("a.html", PAGE)) == ["a.html: breaks trafilatura: AttributeError: no tree"]


def test_without_the_extra_it_says_what_to_install(write, monkeypatch):
    from risalah.annotate.reading import read

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    [page, text] = read([write("a.html", PAGE), write("b.txt", "Presiden tiba.")])
    assert page.problem.remedy == "pip install 'risalah[html]'"
    assert text.id == "b"
