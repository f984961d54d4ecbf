"""Sentences that name who says what they tell, with their answer inline."""

import datetime

import pytest

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.examples import Example, failures, unmarked

PUBLISHED = datetime.date(2024, 11, 12)
MEETING = "[Macron|participant] [bertemu|meeting] [Zelensky|participant]"
WILL_MEET = "[Macron|participant] akan [bertemu|meeting/planned] [Zelensky|participant]"


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return Ruleset.load()


@pytest.mark.parametrize(
    "marked",
    [
        f"Menurut [Reuters|attribution], {MEETING}.",
        f"{MEETING}, menurut [Kremlin|attribution].",
        f"Menurut [Teheran|attribution=Iran], {MEETING}.",
        f"{MEETING}, kata [militer Korsel|attribution=militer Korsel].",
        f"{MEETING}, kata juru bicara Istana Elysee [Sophie Primas|attribution].".replace("juru bicara", "Juru Bicara"),
        f"[KCNA|attribution] pada Rabu melaporkan bahwa {MEETING}.",
        f"[Xinhua|attribution] menambahkan {WILL_MEET}.",
        f"{MEETING}, menurut perkiraan [Jepang|attribution].",
        f"{MEETING}, demikian dilaporkan [AFP|attribution].",
        f"{MEETING}, sebagaimana dikutip [The Associated Press|attribution].",
        f"Dilansir [AFP|attribution] dari [Yonhap|attribution], {MEETING}.",
        f"{MEETING}, ujar [Sugiono|attribution] seperti dikutip [Antara|attribution].",
        f"{MEETING}, seperti dilansir [Kompas.com|attribution].",
        f"[Media Rusia|attribution] melaporkan {WILL_MEET}.",
        f"Sejumlah [media Rusia|attribution] melaporkan {WILL_MEET}.",
        f"[Sugiono|attribution] mengatakan kepada Putin bahwa {WILL_MEET}.",
        f"“{MEETING},” tutur [Sugiono|attribution] kepada Budi Santoso.",
        "[Sugiono|attribution;participant] mengaku akan [menemui|meeting/planned] [Wang Yi|participant].",
        f"Menurut kantor berita Rusia [TASS|attribution], {MEETING}.",
    ],
)
def test_sources(rules: Ruleset, marked: str) -> None:
    check(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # Whoever does it is no source of it.
        f"{MEETING}.",
        # The source of something else, told beside the meeting.
        "[Sugiono|participant] mengatakan hal itu usai [bertemu|meeting] [Wang Yi|participant].",
        "Usai [bertemu|meeting] [Wang Yi|participant], [Sugiono|participant] mengatakan harga beras turun.",
        "“Kita lihat nanti,” kata [Sugiono|participant] setelah [bertemu|meeting] [Wang Yi|participant].",
        # A report without a name, and a country that only says whose it is.
        f"Media Rusia pun ramai. {MEETING}, sebut laporan itu.",
        f"Kepada Putin, dia mengatakan {WILL_MEET}.".replace("dia mengatakan", "tersiar kabar"),
        # Hearsay has no name.
        f"{MEETING}, menurut sumber tepercaya.",
    ],
)
def test_no_source(rules: Ruleset, marked: str) -> None:
    check(rules, marked)


def check(rules: Ruleset, marked: str) -> None:
    text, marks = unmarked(marked)
    assert list(failures(rules, [Example("here", "sources", text, PUBLISHED, marks)])) == []
