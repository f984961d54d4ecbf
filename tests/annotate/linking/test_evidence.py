"""What two records have in common, sentence beside sentence."""

from collections.abc import Callable

import pytest

from risalah.annotate.linking.evidence import judge
from risalah.annotate.linking.key import Key

SAME = {
    "on one day, the name in full and in part": (
        "[Presiden Prabowo Subianto|1.participant=Prabowo Subianto:person] [menerima|1.meeting:actual] "
        "[Anwar Ibrahim|1.participant=Anwar Ibrahim:person] pada [Senin|1.time=2025-01-27].",
        "[Anwar|1.participant=Anwar:person] [bertemu|1.meeting:actual] [Prabowo|1.participant=Prabowo:person] "
        "[kemarin|1.time=2025-01-27].",
    ),
    "a plan, and that it was carried out, a day apart": (
        "[Retno Marsudi|1.visitor=Retno Marsudi:person] akan [melawat|1.visit:planned] ke [Dhaka|1.destination=Dhaka] "
        "pada [Selasa|1.time=2017-09-05].",
        "[Retno|1.visitor=Retno Marsudi:person] [tiba|1.visit:actual] di [Dhaka|1.destination=Dhaka] "
        "[Senin malam|1.time=2017-09-04].",
    ),
    "one knows the month, the other the day": (
        "[Jokowi|1.participant=Joko Widodo:person] dan [Xi Jinping|1.participant=Xi Jinping:person] "
        "[bertemu|1.meeting:actual] pada [November 2022|1.time=2022-11].",
        "[Xi|1.participant=Xi Jinping:person] [menerima|1.meeting:actual] [Jokowi|1.participant=Jokowi:person] "
        "pada [Rabu|1.time=2022-11-16].",
    ),
    "the same country in two spellings": (
        "[Jokowi|1.visitor=Joko Widodo:person] [melawat|1.visit:actual] ke [Tiongkok|1.destination=Tiongkok] "
        "pada [14 Mei|1.time=2017-05-14].",
        "[Kunjungan|1.visit:actual] [Joko Widodo|1.visitor=Joko Widodo:person] ke [China|1.destination=China] "
        "[Minggu ini|1.time=2017-05-14].",
    ),
}
DIFFERENT = {
    "the same two people a week later": (
        "[Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] "
        "[Anwar|1.participant=Anwar Ibrahim:person] di [Jakarta|1.place=Jakarta] [Senin|1.time=2025-01-20].",
        "[Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] "
        "[Anwar|1.participant=Anwar Ibrahim:person] di [Jakarta|1.place=Jakarta] [Senin|1.time=2025-01-27].",
    ),
    "one host, two guests on one day": (
        "[Jokowi|1.participant=Joko Widodo:person] [menerima|1.meeting:actual] "
        "[Mark Rutte|1.participant=Mark Rutte:person] di [Istana Merdeka|1.place=Istana Merdeka] "
        "[hari ini|1.time=2016-11-23].",
        "[Jokowi|1.participant=Joko Widodo:person] [menerima|1.meeting:actual] "
        "[Ratu Maxima|1.participant=Maxima:person] di [Istana Merdeka|1.place=Istana Merdeka] "
        "[hari ini|1.time=2016-11-23].",
    ),
    "two people, and nothing says when or where": (
        "[Putin|1.participant=Vladimir Putin:person] [bertemu|1.meeting:actual] "
        "[Kim|1.participant=Kim Jong Un:person].",
        "[Kim Jong-un|1.participant=Kim Jong-un:person] [menemui|1.meeting:actual] "
        "[Putin|1.participant=Vladimir Putin:person].",
    ),
    "two countries on one day": (
        "[Antony Blinken|1.visitor=Antony Blinken:person] [tiba|1.visit:actual] di [Tokyo|1.destination=Tokyo] "
        "[Rabu pagi|1.time=2021-03-17].",
        "[Blinken|1.visitor=Antony Blinken:person] [mendarat|1.visit:actual] di [Seoul|1.destination=Seoul] "
        "[Rabu sore|1.time=2021-03-17].",
    ),
    "a visit is no meeting": (
        "[Biden|1.visitor=Joe Biden:person] [tiba|1.visit:actual] di [Hanoi|1.destination=Hanoi] "
        "[kemarin|1.time=2023-09-10].",
        "[Biden|1.participant=Joe Biden:person] [bertemu|1.meeting:actual] [Nguyen Phu Trong|1.participant=Nguyen Phu "
        "Trong:person] di [Hanoi|1.place=Hanoi] [kemarin|1.time=2023-09-10].",
    ),
    "a country that stands for its leader decides nothing by itself": (
        "[Rusia|1.participant=Rusia:country] dan [Iran|1.participant=Iran:country] [berunding|1.meeting:actual] "
        "[kemarin|1.time=2023-09-13].",
        "[Putin|1.participant=Vladimir Putin:person] [menerima|1.meeting:actual] "
        "[Kim|1.participant=Kim Jong Un:person] [kemarin|1.time=2023-09-13].",
    ),
    "one speaker, two statements on one day": (
        "[Trump|1.speaker=Donald Trump:person] [mengumumkan|1.statement:actual] "
        "[kenaikan tarif impor|1.content=kenaikan tarif impor] [kemarin|1.time=2025-04-02].",
        "[Trump|1.speaker=Donald Trump:person] [mengecam|1.statement:actual] "
        "[putusan hakim federal|1.content=putusan hakim federal] [kemarin|1.time=2025-04-02].",
    ),
    "what was denied is not what took place": (
        "[Moon|1.participant=Moon Jae-in:person] [tidak bertemu|1.meeting:denied] "
        "[Trump|1.participant=Donald Trump:person] di [Singapura|1.place=Singapura] pada [Juni|1.time=2018-06].",
        "[Trump|1.participant=Donald Trump:person] [menemui|1.meeting:actual] [Kim|1.participant=Kim Jong Un:person] "
        "di [Singapura|1.place=Singapura] pada [12 Juni|1.time=2018-06-12].",
    ),
}


@pytest.mark.parametrize("told", SAME.values(), ids=SAME)
def test_one_event(told: tuple[str, str], key: Callable) -> None:
    one, other = key(told[0], "doc-1"), key(told[1], "doc-2")
    assert judge(one, other).is_same, judge(one, other)


@pytest.mark.parametrize("told", DIFFERENT.values(), ids=DIFFERENT)
def test_two_events(told: tuple[str, str], key: Callable) -> None:
    one, other = key(told[0], "doc-1"), key(told[1], "doc-2")
    assert not judge(one, other).is_same, judge(one, other)


@pytest.mark.parametrize("told", [*SAME.values(), *DIFFERENT.values()], ids=[*SAME, *DIFFERENT])
def test_it_does_not_matter_which_comes_first(told: tuple[str, str], key: Callable) -> None:
    one, other = key(told[0], "doc-1"), key(told[1], "doc-2")
    assert judge(one, other).points == judge(other, one).points


UNDATED = (
    "[Prabowo|1.visitor=Prabowo Subianto:person] [mengunjungi|1.visit:actual] [Bendungan Jatiluhur|1.destination="
    "Bendungan Jatiluhur]."
)


@pytest.mark.parametrize(
    ("here", "there", "is_same"),
    [("2025-03-03", "2025-03-10", True), ("2025-03-03", "2025-05-10", False), ("2025-03-03", None, False)],
)
def test_undated_records_need_near_publication_dates(
    here: str | None, there: str | None, is_same: bool, key: Callable
) -> None:
    assert judge(key(UNDATED, "doc-1", here), key(UNDATED, "doc-2", there)).is_same == is_same


def test_one_document_tells_its_events_apart(key: Callable) -> None:
    told = judge(key(UNDATED, "doc-1", "2025-03-03"), key(UNDATED, "doc-1", "2025-03-03"))
    assert (told.is_same, str(told)) == (False, "one document tells them apart (-inf)")


def test_the_reasons_can_be_read(key: Callable) -> None:
    one, other = (key(SAME["the same country in two spellings"][number], f"doc-{number}") for number in (0, 1))
    assert str(judge(one, other)) == "both have joko widodo (+2), both in CHN (+1), on the same day (+2)"


def test_event_types_of_ones_own_are_linked_by_their_fillers(own: Callable[..., Key]) -> None:
    told = {"quake": ["Lombok", "2018-08-05"], "other place": ["Palu", "2018-08-05"], "later": ["Lombok", "2018-08-19"]}
    quake, elsewhere, later = (own(*said) for said in told.values())
    again = own("Lombok", "2018-08-05")
    assert judge(quake, again).is_same
    assert not judge(quake, elsewhere).is_same
    assert not judge(quake, later).is_same
