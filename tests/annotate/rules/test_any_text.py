"""Whatever the text, the annotation is valid, fits, and takes time in proportion."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.lexicon import fold
from risalah.schema import Document

RULES = Ruleset.load()
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
WORDS = [
    "bertemu",
    "pertemuan",
    "pertemuan itu",
    "menemui",
    "diterima",
    "kunjungan",
    "berkunjung",
    "mengunjungi",
    "tiba di",
    "menandatangani",
    "kerja sama",
    "menelepon",
    "Putin",
    "Kim Jong Un",
    "Kim",
    "Presiden Rusia",
    "Menteri Luar Negeri AS",
    "Indonesia",
    "keduanya",
    "ia",
    "dengan",
    "dan",
    "oleh",
    "antara",
    "di",
    "ke",
    "Beijing",
    "Istana Merdeka",
    "Senin",
    "(3/9/2025)",
    "(31/2)",
    "kemarin",
    "pekan lalu",
    "3 September 2025",
    "31 Februari",
    "akan",
    "tidak",
    "batal",
    "jika",
    "kata",
    "menurut",
    "bahwa",
    "setelah",
    "itu",
    "tersebut",
    "Baca juga:",
    ".",
    ",",
    "\n",
    '"',
    "(",
    ")",
    "-",
    "😀",
    "\u202e",
    "İstanbul",
    "bersama",
    "para",
    "delegasi",
    "rekannya",
]


def annotate(text: str, published: datetime.date | None = None) -> None:
    """Annotate the text and demand that every mention fits."""
    document = Document(id="any", text=text, published=published)
    annotation = RULES.annotate(document)
    assert annotation.problems(document) == []
    assert [event.number for event in annotation.events] == list(range(1, len(annotation.events) + 1))
    assert len(annotation.events) <= 30


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.sampled_from([" ", "", "  "]), st.dates() | st.none()
)
@settings(max_examples=400, deadline=None)
def test_any_words(words: list[str], between: str, published: datetime.date | None) -> None:
    text = between.join(words)
    if text.strip():
        annotate(text, published)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip))
@settings(max_examples=200, deadline=None)
def test_any_characters(text: str) -> None:
    annotate(f"{text} Putin bertemu {text} dengan Kim Jong Un di {text}")


@given(st.text())
@example("\u0130stanbul")
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "part",
    [
        "bertemu ",
        "Putin bertemu Kim Jong Un di Beijing. ",
        "pertemuan itu. ",
        "Budi ",
        "A",
        "Putin dan ",
        "😀 \u202eمرحبا bertemu Putin ",
        "((,\"'",
        "Senin 3/9 ",
        "\n",
        "Baca juga: ",
    ],
)
def test_time_is_linear(part: str, is_linear: Callable) -> None:
    assert is_linear(annotate, lambda length: (part * (length // len(part) + 1))[:length] + "bertemu", 40_000)


def test_many_people_take_linear_time(is_linear: Callable) -> None:
    names = [f"{a}{b}o Susant{c}" for a in "BDFGKLMNPRST" for b in "aeiou" for c in "aeiourstlm"]

    def text(count: int) -> str:
        return "".join(f"Menteri {name} bertemu Gubernur {name[::-1].title()} di Jakarta. " for name in names[:count])

    assert is_linear(annotate, text, len(names) // 4)


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seed articles are not at {SEEDS}")
@pytest.mark.parametrize(
    ("number", "places", "value"),
    [
        ("000", ("Diaoyutai", "Beijing"), None),
        ("001", ("Beijing",), None),
        ("002", ("Beijing",), "2025-09-03"),
        ("003", ("Vostochny",), None),
        ("004", ("Vostochny",), "2023-09-13"),
    ],
)
def test_seed_articles(number: str, places: tuple[str, ...], value: str | None) -> None:
    (file,) = SEEDS.glob(f"{number}_*.txt")
    document = Document(id=file.stem, text=file.read_text(encoding="utf-8"))
    events = [event for event in RULES.annotate(document).events if event.type == "meeting"]
    main = events[0].roles.fillers()
    assert {filler.value for filler in main["participant"]} == {"Vladimir Putin", "Kim Jong Un"}
    assert any(place in filler.value for filler in main["place"] for place in places)
    assert [filler.value for filler in main.get("time", [])] in ([value], [] if value is None else [value])
