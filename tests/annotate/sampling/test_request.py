"""What is asked for."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.sampling import Request


@given(st.text(), st.integers())
def test_a_lot_depends_on_the_document_and_the_seed_alone(doc_id: str, seed: int) -> None:
    lot = Request(1, seed=seed).lot(doc_id)
    assert 0 <= lot < 1
    assert Request(9, seed=seed, empty=0.5).lot(doc_id) == lot != Request(1, seed=seed + 1).lot(doc_id)


def test_a_lot_stays_the_same_in_every_process_and_version() -> None:
    assert f"{Request(1, seed=3).lot('berita-1'):.6f}" == "0.369734"


def test_the_first_and_the_last_day_count() -> None:
    request = Request(1, since=date(2025, 1, 2), until=date(2025, 1, 3))
    assert [request.covers(date(2025, 1, day)) for day in (1, 2, 3, 4)] == [False, True, True, False]
    assert not request.covers(None)
    assert Request(1).covers(None)
