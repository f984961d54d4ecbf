"""Whatever the text, its annotation is valid, fits it, is written as the schema writes it, and takes linear time."""

import datetime
from collections.abc import Callable, Iterator
from itertools import cycle, product
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.reading import read
from risalah.annotate.rules import Ruleset
from risalah.schema import CORE, Actor, AnyNumber, AtLeastOne, AtMostOne, Document, Event, Place

RULES = Ruleset.load()
SEEDS = Path(__file__).parents[3] / "seeds"

RUNS = [
    *("bertemu ", "Bertemu. ", "pertemuan itu ", "tidak bertemu ", "bertemu Putin dan ", "mengundang berkunjung "),
    *("Putin bertemu Kim Jong Un di Beijing, Rabu (3/9/2025).\n", "menandatangani perjanjian ", "kata Putin, "),
    *("Budi ", "Putin, ", "Putin dan ", "Kim-Putin ", "Joko Widodo (", "(Putin) ", "istri Budi, ", "Menteri (DPR) "),
    *("Presiden ", "Partai Anu ", "para warga ", "DPR ", "Jakarta, ", "di Istana ", "di Budi ", "keduanya ", "ia "),
    *("dan ", "dengan ", "antara ", "didampingi ", "A", "AA-BB ", "A. ", "ÀÉ", "中", "1 ", "7", "1/2 ", "3 September "),
    *(
        "Senin (",
        "dua hari ",
        "15.000 ",
        "3,5 juta ",
        "sejak 2025 ",
        "(",
        ")",
        '"',
        "“",
        "”",
        "'",
        ",",
        "-",
        "_",
        "a-b",
    ),
    *(".", ". ", ".A", "?!", "…", ".\n", "\n", " ", "\t", "\x01", "\x1c", "\x85", "\u2028", "\ufeff", "\u200d"),
    *(
        "\u202eمرحبا ",
        "e\u0301",
        "e\u0301\u0327\u0301",
        "😀",
        "İ",
        "ß",
        "Baca juga: ",
        "Foto: x\n",
        "Reporter: A\n",
        "Seoul (ANTARA) - ",
    ),
]
"""What a text may hold over and over again."""

GROWING = {
    "events": "Menteri {} Susanto bertemu Gubernur {} Wati di Jakarta. ",
    "people": "Pertemuan itu dihadiri Menteri {} Susanto. ",
    "parties": "Pertemuan itu antara Menteri {} Susanto dan Putin. ",
    "company": "Presiden Joko Widodo bertemu Putin didampingi Menteri {} Susanto. ",
    "inviters": "Presiden {} {} mengundang Putin berkunjung ke Gedung {}. ",
    "sources": "Presiden Joko Widodo bertemu Putin, kata Menteri {} Susanto di Gedung {}, Rabu (3/6/2020). ",
    "places": "Pertemuan itu di Gedung {}. Usai pertemuan di Gedung {}, mereka pulang. ",
    "days": "Presiden Joko Widodo bertemu Vladimir Putin di Kyiv, {day}. ",
    "mentions of a day": "Presiden Joko Widodo bertemu Vladimir Putin di Kyiv, Rabu (29/6/2022). ",
    "mentions": "Pertemuan itu hangat. Menteri Budi Susanto mengunjungi Kota Beta. ",
    "aliases": "Presiden {} ({}) bertemu {}. ",
    "topics": "Presiden Joko Widodo bertemu Putin membahas {} dan {}. ",
}
"""Sentences of which each tells the same event something new; before them one that tells of the event."""
FIRST = "Presiden Joko Widodo bertemu Vladimir Putin di Istana Merdeka. "

DAYS = [None, datetime.date.min, datetime.date.max, datetime.date(2024, 2, 29), datetime.date(2025, 9, 4)]
WORDS = [run for run in RUNS if run.strip()] + [
    *("Rabu", "Natal", "kemarin", "besok", "lusa", "pekan lalu", "bulan depan", "tahun lalu", "999 tahun lalu"),
    *("keesokan harinya", "29 Februari", "31 Desember", "Januari", "pada 2025", "9999", "12-15 Juni", "awal Mei"),
    *("Putin", "Presiden Rusia", "menemui", "mengunjungi", "pertemuan", "menelepon", "upacara", "menguji rudal"),
]


def names() -> Iterator[str]:
    """Names of which none comes twice."""
    return map("".join, product("BDFGHJKLMN", "aeiou", "bdfghjklmn", "aeiou", "kstr", "aeiou", "dkmnr", "aeiou"))


def days() -> Iterator[str]:
    """A month's days, over and over: more than the events that a page holds."""
    return cycle(f"{day} {month} 2020" for month in ("Mei", "Juni") for day in range(1, 29))


def run(part: str, length: int) -> str:
    """Only the part, and a trigger at the end, for without one nothing is read."""
    return f"{part * (length // len(part))} bertemu Putin"


def sown(part: str, length: int) -> str:
    """The part with triggers all over it."""
    return run(f"{part * (200 // len(part))} Putin bertemu Kim Jong Un. ", length)


def growing(part: str, length: int) -> str:
    """A part that says something new each time."""
    fresh, dates = names(), days()
    count = length // len(part)
    return FIRST + "".join(
        part.format(*(next(fresh) for _ in range(part.count("{}"))), day=next(dates)) for _ in range(count)
    )


def plain(text: str) -> object:
    return RULES.plain(Document(id="a", text=text))


def demand_valid(document: Document) -> None:
    annotation = RULES.annotate(document)
    assert annotation.problems(document) == []
    assert msgspec.json.encode(RULES.plain(document)) == annotation.model_dump_json().encode()


@pytest.mark.parametrize("part", RUNS)
def test_a_run_takes_linear_time(part: str, is_linear: Callable) -> None:
    assert is_linear(plain, lambda length: run(part, length), 5_000)
    assert is_linear(plain, lambda length: sown(part, length), 5_000)


def test_a_visitor_who_is_received_over_and_over_takes_linear_time(is_linear: Callable) -> None:
    part = "Putin mengunjungi Jakarta. Putin disambut Gubernur Budi. "
    assert is_linear(plain, lambda length: growing(part, length), 200_000)


@pytest.mark.parametrize("part", GROWING.values(), ids=GROWING)
def test_an_event_of_which_ever_more_is_told_takes_linear_time(part: str, is_linear: Callable) -> None:
    assert is_linear(plain, lambda length: growing(part, length), 50_000)


@pytest.mark.parametrize("layout", [run, sown])
@pytest.mark.parametrize("part", RUNS)
def test_a_run_has_a_valid_annotation(part: str, layout: Callable[[str, int], str]) -> None:
    demand_valid(Document(id="a", text=layout(part, 2_000)))


@pytest.mark.parametrize("part", GROWING.values(), ids=GROWING)
def test_ever_more_has_a_valid_annotation(part: str) -> None:
    demand_valid(Document(id="a", text=growing(part, 20_000)))


def test_articles_are_written_as_the_schema_writes_them() -> None:
    documents = [document for document in read([SEEDS]) if isinstance(document, Document)]
    assert documents
    for document in documents:
        demand_valid(document)


@given(
    st.lists(st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))),
    st.sampled_from(DAYS) | st.dates(),
    st.sampled_from(["", " ", ", ", ". "]),
)
@settings(max_examples=300)
def test_any_text_is_written_as_the_schema_writes_it(
    words: list[str], published: datetime.date | None, between: str
) -> None:
    text = between.join(["Putin bertemu Xi", *words, "Putin bertemu Xi"])
    demand_valid(Document(id="a", text=text, published=published))


class Summit(Event):
    """Heads of state meet. / Kepala negara bertemu."""

    host: AtMostOne[Actor] = []
    """Who receives the others."""
    guest: AnyNumber[Actor] = []
    """Who comes."""
    place: AtLeastOne[Place]
    """Where."""


SUMMIT = """
type = "summit"
[[trigger]]
id = "summit.hold"
forms = ["menggelar KTT"]
[trigger.roles]
host = ["subject"]
place = ["place"]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin dan Xi Jinping menggelar KTT di Beijing.", [{"host": ["Putin"], "place": ["Beijing"]}]),
        ("Putin dan Xi Jinping menggelar KTT.", []),
    ],
    ids=["more fillers than the class takes", "fewer than it needs"],
)
def test_a_class_has_the_last_word_on_how_many(tmp_path: Path, text: str, expected: list) -> None:
    file = tmp_path / "summit.toml"
    file.write_text(SUMMIT, encoding="utf-8")
    found = Ruleset.load(ontology=CORE.extended(Summit), rule_files=[file]).annotate(Document(id="a", text=text))
    told = [event.roles.fillers() for event in found.events if event.type == "summit"]
    assert [{role: [one.value for one in fillers] for role, fillers in roles.items()} for roles in told] == expected
