"""Which records are compared at all."""

import datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.linking import blocks
from risalah.annotate.linking.blocks import pairs
from risalah.annotate.linking.evidence import judge
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
