"""Which records are compared at all."""

import datetime
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.linking import blocks, clusters
from risalah.annotate.linking.blocks import Crowd, pairs
from risalah.annotate.linking.evidence import Judgement, judge
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.names import party, spot
from risalah.annotate.linking.spans import span
from risalah.schema import Realis

NAMES = ["Prabowo Subianto", "Prabowo", "Anwar Ibrahim", "Retno Marsudi", "Joko Widodo"]
PLACES = ["Jakarta", "Istana Negara", "Kuala Lumpur"]
TIMES = ["2025-01-31", "2025-02-01", "2025-02-02", "2025-01", "2025-02", "2025", "2024-12-30/2025-01-02", "2025-01/.."]
REALIS: list[Realis] = ["actual", "planned", "denied"]


def made(number: int, names: list[str], places: list[str], time: str | None, realis: Realis = "actual") -> Key:
    return Key(
        record_id=f"doc-{number:04}#1",
        doc_id=f"doc-{number:04}",
        type="meeting",
        realis=realis,
        actors=tuple(dict.fromkeys(party("person", name) for name in names)),
        places=tuple(spot(place) for place in places),
        words=frozenset(),
        span=span(time) if time else None,
        dated=time is not None,
        published=datetime.date(2025, 2, 1),
        publisher=None,
        group=f"doc-{number:04}",
    )


told = st.tuples(
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    st.lists(st.sampled_from(PLACES), max_size=2, unique=True),
    st.sampled_from([*TIMES, None]),
    st.sampled_from(REALIS),
)


@given(st.lists(told, max_size=8))
def test_no_two_records_of_one_event_are_left_out(some: list[tuple]) -> None:
    keys = [made(number, *each) for number, each in enumerate(some)]
    compared = {*pairs(keys)}
    for one, other in combinations(range(len(keys)), 2):
        if judge(keys[one], keys[other]).is_same:
            assert (one, other) in compared
        assert judge(keys[one], keys[other]).points == judge(keys[other], keys[one]).points


def test_records_of_different_days_are_not_compared() -> None:
    days = [made(day, ["Prabowo Subianto"], [], f"2025-01-{day:02}") for day in range(1, 29, 3)]
    assert [*pairs(days)] == []


def test_what_very_many_undated_records_share_tells_nothing(monkeypatch) -> None:
    undated = [made(number, ["Prabowo Subianto"], ["Jakarta"], None) for number in range(12)]
    assert len({*pairs(undated)}) == 66
    monkeypatch.setattr(blocks, "_MANY", 10)
    assert [*pairs(undated)] == []


def summit(count: int) -> list[Key]:
    """Return what so many articles tell of one summit, each in a word of its own."""
    told = made(0, ["Prabowo Subianto"], ["Jakarta"], "2025-01-31")
    names = (f"doc-{number:04}" for number in range(count))
    return [replace(told, record_id=f"{n}#1", doc_id=n, group=n, words=frozenset({n})) for n in names]


def test_records_too_many_to_compare_all_are_compared_with_their_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "COMMON", 100)
    monkeypatch.setattr(blocks, "_WINDOW", 10)
    crowds: list[Crowd] = []
    compared = [*pairs(summit(1_000), crowds.append)]
    assert {number for pair in compared for number in pair} == {*range(1_000)}
    assert len(compared) <= 10 * 1_000
    assert {*crowds} == {Crowd("meeting", word, day, 1_000) for word in ("prabowo", "subianto") for day in DAYS}


DAYS = ("2025-01-31", "2025-02-01")
"""Of an event of the first, which is also compared with those of the next."""


def test_who_shares_a_rare_word_too_is_compared_though_a_crowd_shares_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "COMMON", 100)
    monkeypatch.setattr(blocks, "_WINDOW", 10)
    keys = summit(1_000)
    keys[3], keys[990] = (
        made(number, ["Prabowo Subianto", "Zulkifli Anggrek", name], ["Jakarta"], "2025-01-31")
        for number, name in ((3, "Abas"), (990, "Zubaidi"))
    )
    assert (3, 990) in {*pairs(keys)}


def test_everything_told_of_a_summit_is_one_event_as_far_as_it_can_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = Counter[bool]()

    def judge_and_count(one: Key, other: Key) -> Judgement:
        judged[True] += 1
        return judge(one, other)

    monkeypatch.setattr(blocks, "COMMON", 100)
    monkeypatch.setattr(blocks, "_WINDOW", 10)
    monkeypatch.setattr(clusters, "_LARGEST", 150)
    monkeypatch.setattr(clusters, "judge", judge_and_count)
    crowds = set[Crowd]()
    assert [len(event) for event in clusters.clustered(summit(450), crowded=crowds.add)] == [150, 150, 150]
    assert Crowd("meeting", "prabowo", "", 450) in crowds
    assert judged.total() < 450 * (150 / 2 + 10 * 10)
