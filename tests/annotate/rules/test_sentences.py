"""Sentences that carry their answer inline: every mark must be found, and nothing beside them.

`[Beijing|place]` is a filler of that role in the document's first event, `[Beijing|2.destination]` of its second;
a trigger is marked with its event type, and its realis where that is not "actual": `[bertemu|meeting/planned]`.
`[Sabtu (9/11/2024)|time=2024-11-09]` tells the value of the time too, `time=null` that it cannot be known.
A stretch that fills several roles has them with semicolons between.
"""

import datetime
import re

import pytest

from risalah.annotate.rules import Ruleset
from risalah.schema import Document

MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
PUBLISHED = datetime.date(2024, 11, 12)  # a Tuesday

Answer = set[tuple[int, str, int, str]]


def read(marked: str) -> tuple[str, Answer, dict[int, str]]:
    """Return the bare text, the marked mentions (event, role, offset, surface), and the values of times by event."""
    text, answer, told, end = "", set(), {}, 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        surface, end = match[1], match.end()
        for mark in match[2].split(";"):
            number, _, role = mark.strip().rpartition(".")
            role, _, value = role.partition("=")
            event = int(number or 1)
            answer.add((event, role, len(text), surface))
            if value:
                told[event] = value
        text += surface
    return text + marked[end:], answer, told


def found(rules: Ruleset, text: str, published: datetime.date | None) -> tuple[Answer, dict[int, str]]:
    """Return what the rules find, in the form of `read`."""
    document = Document(id="test", text=text, published=published)
    annotation = rules.annotate(document)
    assert annotation.problems(document) == []
    answer: Answer = set()
    told: dict[int, str] = {}
    for event in annotation.events:
        trigger = event.type if event.realis == "actual" else f"{event.type}/{event.realis}"
        answer |= {(event.number, trigger, mention.start, mention.text) for mention in event.triggers}
        for role, _, filler in event.fillers():
            answer |= {(event.number, role, mention.start, mention.text) for mention in filler.mentions}
            if role == "time":
                told[event.number] = filler.value or "null"
    return answer, told


def check(rules: Ruleset, marked: str, published: datetime.date | None = PUBLISHED) -> None:
    """Demand exactly the marked mentions."""
    text, answer, told = read(marked)
    assert found(rules, text, published) == (answer, told)


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    """The Indonesian rules."""
    return Ruleset.load()


PARTICIPANTS = [
    "[Prabowo Subianto|participant] [bertemu|meeting] [Xi Jinping|participant] di [Beijing|place], "
    "[Sabtu (9/11/2024)|time=2024-11-09].",
    "Presiden Prancis [Emmanuel Macron|participant] [menemui|meeting] Kanselir Jerman [Olaf Scholz|participant] "
    "di [Istana Elysee|place], [Paris|place].",
    "Menteri Luar Negeri [Sugiono|participant] [bertatap muka|meeting] dengan [Wang Yi|participant].",
    "[Sugiono|participant] dan [Penny Wong|participant] menggelar [pertemuan|meeting] di [Canberra|place].",
    "[Pertemuan|meeting] antara [Narendra Modi|participant] dan [Anwar Ibrahim|participant] berlangsung hangat.",
    "[Prabowo Subianto|participant] bersama [Sugiono|participant] akan [menemui|meeting/planned] "
    "[Anwar Ibrahim|participant].",
    "[Anwar Ibrahim|participant] [diterima|meeting] oleh [Prabowo Subianto|participant] di [Istana Merdeka|place].",
    "[Anwar Ibrahim|participant] [disambut|meeting] [Prabowo Subianto|participant] di [Jakarta|place].",
    "[Prabowo Subianto|participant] [menjamu|meeting] [Anwar Ibrahim|participant].",
    "Presiden Kolombia, [Gustavo Petro|participant], [bertemu|meeting] dengan [Lula da Silva|participant].",
    "[Menteri Pertahanan Jepang|participant] [bertemu|meeting] [Prabowo Subianto|participant] di [Tokyo|place].",
    "[Prabowo Subianto|participant] [menerima|meeting] Duta Besar Swiss [Olivier Zehnder|participant].",
    "[Prabowo Subianto|participant], [Anwar Ibrahim|participant], dan [Lawrence Wong|participant] "
    "[bertemu|meeting] di [Singapura|place].",
    "[Sugiono|participant] [bertemu|meeting] [delegasi Vietnam|participant] di [Hanoi|place].",
    "[Rusia|participant] dan [Ukraina|participant] kembali [berunding|meeting] di [Istanbul|place].",
    "[Komisi Pemberantasan Korupsi|participant] [bertemu|meeting] [Polri|participant] di [Jakarta|place].",
    "Usai [bertemu|meeting] [Xi Jinping|participant], [Prabowo Subianto|participant] bertolak pulang.",
    "[Sugiono|participant] [bertemu|meeting] rekannya dari Rusia, [Sergey Lavrov|participant].",
]

NAMES = [
    "Presiden [Joko Widodo|participant] ([Jokowi|participant]) [bertemu|meeting] [Prabowo Subianto|participant].",
    "Menteri Perdagangan Budi Santoso tiba lebih awal. Siang harinya [Budi|participant] [bertemu|meeting] "
    "[Anwar Ibrahim|participant].",
    "Gubernur Lampung Rahmat Mirzani Djausal hadir. [Djausal|participant] lalu [menemui|meeting] "
    "[Sugiono|participant].",
    "[Kim Jong-un|participant] dan [Vladimir Putin|participant] [bertemu|meeting]. Dalam [pertemuan|meeting] "
    "itu keduanya tersenyum. [Pertemuan|meeting] [Kim|participant]-[Putin|participant] ditutup dengan jamuan.",
    "Presiden Turki [Recep Tayyip Erdogan|participant] datang terlambat. Presiden kemudian [bertemu|meeting] "
    "[Macron|participant].",
]

ANAPHORA = [
    "[Prabowo Subianto|participant] dan [Anwar Ibrahim|participant] tiba pagi hari. Keduanya [bertemu|meeting] "
    "di [Putrajaya|place].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant]. Kedua pemimpin itu lalu mengadakan "
    "[pertemuan|meeting] tertutup di [Kyiv|place].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] di [Kyiv|place]. [Pertemuan|meeting] tersebut "
    "berjalan dua jam.",
]

PLACES = [
    "[Anwar Ibrahim|participant] [bertemu|meeting] [Modi|participant] di [KTT|meeting] G20, [Rio de Janeiro|place], "
    "[Brasil|place].".replace("[Modi|", "[Narendra Modi|"),
    "[Tito Karnavian|participant] mengikuti [rapat|meeting] dengan [Komisi III DPR|participant], [Jakarta|place], "
    "[Senin (4/11/2024)|time=2024-11-04].",
    "[Sugiono|participant] [menemui|meeting] [Wang Yi|participant] di [Kantor Kemenhan|place]. Ia puas, kata "
    "Sugiono di Kementerian Pertahanan, [Jakarta Pusat|place], [Rabu (6/11/2024)|time=2024-11-06].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] di [Hotel Adlon|place], [Berlin|place], "
    "[Jerman|place].",
    "Di [Kairo|place], [Sugiono|participant] [bertemu|meeting] [Badr Abdelatty|participant].",
    "Menurut Pyongyang, [Kim Jong Un|participant] [bertemu|meeting] [Putin|participant].",
    "Jakarta (ANTARA) - [Sugiono|participant] [bertemu|meeting] [Wang Yi|participant].",
    "Jakarta, CNN Indonesia -- Usai [bertemu|meeting] [Wang Yi|participant], [Sugiono|participant] tersenyum.",
    "SURABAYA, KOMPAS.com - [Sugiono|participant] [bertemu|meeting] [Wang Yi|participant].",
    "[Sugiono|participant] [bertemu|meeting] [Wang Yi|participant] di sela-sela sidang.",
    "[Sugiono|participant] [bertemu|meeting] [Wang Yi|participant] di [Moskow|place].",
]

TIMES = [
    "[Macron|participant] [bertemu|meeting] [Modi|participant] pada [Senin|time=2024-11-11].".replace(
        "[Modi|", "[Narendra Modi|"
    ),
    "[Macron|participant] akan [bertemu|meeting/planned] [Zelensky|participant] pada [Kamis|time=2024-11-14].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] [kemarin|time=2024-11-11].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] [hari ini|time=2024-11-12].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] [pekan lalu|time=2024-11-04/2024-11-10].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [Oktober lalu|time=2024-10].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [Desember 2022|time=2022-12].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [2023|time=2023].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [5-6 Mei 2023|time=2023-05-05/2023-05-06].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [Senin (3/9/2024)|time=2024-09-03].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [hari Jumat (8/11)|time=2024-11-08].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] [dua hari lalu|time=2024-11-10].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] [belum lama ini|time=null].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant], sebut laporan kantor berita itu pada Kamis.",
    "Dilansir AFP, Kamis (7/11/2024), [Macron|participant] [bertemu|meeting] [Zelensky|participant].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] beberapa minggu setelah pemilu.",
]

REALIS = [
    "[Macron|participant] dijadwalkan [bertemu|meeting/planned] [Zelensky|participant].",
    "[Macron|participant] batal [bertemu|meeting/denied] [Zelensky|participant].",
    "[Macron|participant] tidak [bertemu|meeting/denied] [Zelensky|participant].",
    "[Macron|participant] berharap [bertemu|meeting/hypothetical] [Zelensky|participant].",
    "[Macron|participant] tidak hanya [bertemu|meeting] [Zelensky|participant].",
    "[Pertemuan|meeting/denied] [Macron|participant] dan [Zelensky|participant] dibatalkan.",
    "[Macron|participant] memiliki kesempatan untuk [bertemu|meeting/hypothetical] [Zelensky|participant].",
]

VISITS = [
    "[Anwar Ibrahim|visitor] [berkunjung|visit] ke [Jakarta|destination], [Senin (4/11/2024)|time=2024-11-04].",
    "[Anwar Ibrahim|visitor] [mengunjungi|visit] [Aceh|destination].",
    "[Anwar Ibrahim|participant] [mengunjungi|meeting] [Prabowo Subianto|participant] di rumahnya.",
    "[Kunjungan|visit] kenegaraan Presiden [Emmanuel Macron|visitor] ke [Indonesia|destination] dimulai.",
    "[Putin|host] mengundang [Kim Jong Un|visitor] [berkunjung|visit/planned] ke [Moskow|destination].",
    "[Sugiono|visitor] [tiba|visit] di [Doha|destination].",
    "[Anwar Ibrahim|visitor] menyambut baik undangan dari [Sugiono|host] untuk [mengunjungi|visit/planned] "
    "[Surabaya|destination].",
    "[Sugiono|visitor;2.participant] [menyambangi|visit] [Kantor Kemenhan|destination;2.place]. Dari "
    "[pertemuan|2.meeting] itu lahir tiga usulan.",
]

OTHERS = [
    "[Macron|participant] [menelepon|call] [Zelensky|participant] [kemarin|time=2024-11-11].",
    "[Macron|participant] [ditelepon|call] [Zelensky|participant].",
    "[Indonesia|party] dan [Jepang|party] [menandatangani|agreement] nota kesepahaman di [Tokyo|place].",
    "[Sugiono|party] dan [Wang Yi|party] [meneken|agreement] perjanjian ekstradisi.",
]

SEVERAL = [
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] di [Paris|place]. Sementara itu "
    "[Sugiono|2.participant] [menemui|2.meeting] [Wang Yi|2.participant] di [Beijing|2.place].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] di [Paris|place] pada "
    "[4 November 2024|time=2024-11-04]. [Macron|2.participant] [bertemu|2.meeting] [Zelensky|2.participant] juga "
    "pada [7 Juni 2023|2.time=2023-06-07].",
]

NOTHING = [
    "Ikan dan burung bertemu di tepi danau.",
    "Para menteri sering bertemu di kantin.",
    "Pertemuan-pertemuan semacam itu melelahkan.",
    "Nomor telepon genggam Budi Santoso tidak aktif.",
    "Hanya sedikit kepala negara yang mengunjungi negeri tertutup itu.",
    "Jumlah kunjungan wisatawan mancanegara ke Bali naik.",
    "Baca juga: Macron bertemu Zelensky di Paris",
    "[Baca Juga: Macron Bertemu Zelensky di Paris]",
    "Foto: Macron bertemu Zelensky di Paris",
    "Penulis:\nMacron bertemu Zelensky",
    "Copyright Macron bertemu Zelensky 2024",
    "Keduanya belum berkata apa-apa.",
    "Pelatih klub itu bertemu pemain Liga Jawa usai laga dan melihat gol Budi Santoso.",
]


@pytest.mark.parametrize(
    "marked",
    [*PARTICIPANTS, *NAMES, *ANAPHORA, *PLACES, *TIMES, *REALIS, *VISITS, *OTHERS, *SEVERAL],
)
def test_marks(rules: Ruleset, marked: str) -> None:
    check(rules, marked)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(rules: Ruleset, text: str) -> None:
    assert found(rules, text, PUBLISHED) == (set(), {})


@pytest.mark.parametrize(
    "marked",
    [
        "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [Senin|time=null].",
        "[Macron|participant] [bertemu|meeting] [Zelensky|participant] [kemarin|time=null].",
        "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [Senin (4/11/2024)|time=2024-11-04].",
        "[Macron|participant] [bertemu|meeting] [Zelensky|participant] pada [4 November|time=null].",
    ],
)
def test_without_publication_date(rules: Ruleset, marked: str) -> None:
    check(rules, marked, published=None)
