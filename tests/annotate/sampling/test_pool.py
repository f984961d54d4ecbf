"""What is left of many candidates."""

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.linking.duplicates import sketch
from risalah.annotate.sampling import Request
from risalah.annotate.sampling.candidates import SCHEMA
from risalah.annotate.sampling.choice import chosen
from risalah.annotate.sampling.pool import Pool, is_written
from risalah.annotate.sampling.weights import DEPTH
from risalah.storage import place_at

DAY = datetime.date(2025, 1, 15)
NEWS = "Menteri menerima duta besar negara sahabat di Gedung Pancasila pada pagi yang cerah, lalu keduanya pergi {}"


def candidates(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {
        **{"at": 0, "published": DAY, "publisher": "Kabar", "sketch": None, "known": False},
        **{"type": "meeting", "score": 0.5, "why": "", "shard": "a"},
    }
    told = [{"doc_id": f"berita-{number:03}"} | usual | row for number, row in enumerate(rows)]
    return pl.DataFrame(told, schema=SCHEMA)


def sketched(word: str) -> bytes:
    return sketch(NEWS.format(word)).astype("<u4").tobytes()


def ids(pool: Pool) -> list[str]:
    return pool.best["doc_id"].to_list()


@given(
    scores=st.lists(st.floats(0, 1), min_size=1, max_size=20),
    bounds=st.lists(st.integers(0, 20), max_size=3),
)
def test_however_a_corpus_is_cut_the_best_are_the_same(scores: list[float], bounds: list[int]) -> None:
    whole = candidates(*({"score": score} for score in scores))
    request = Request(len(scores))
    starts = [0, *sorted(bounds)]
    cut = [whole[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    merged = Pool.merged([Pool.of(some, request) for some in cut], request)
    assert ids(merged) == ids(Pool.of(whole, request))
    assert merged.tally.candidates == {"meeting": len(scores)}


def test_few_are_kept_of_each_type_the_best_first() -> None:
    rows = ({"type": name, "score": number / 999} for number in range(99) for name in ("meeting", "visit", None))
    pool = Pool.of(candidates(*rows), Request(10, empty=0.2))
    assert Counter(pool.best["type"]) == {"meeting": DEPTH * 10, "visit": DEPTH * 10, None: DEPTH * 2}
    meetings = pool.best.filter(pl.col("type") == "meeting")["score"]
    assert (meetings[0], meetings[-1]) == (98 / 999, (99 - DEPTH * 10) / 999)
    assert pool.tally.candidates == {"meeting": 99, "visit": 99, "": 99}


def test_what_is_kept_is_spread_over_publishers_and_months() -> None:
    common = [{"score": 0.9} for _ in range(3000)]
    rare = [{"score": 0.5, "publisher": f"Warta {number}"} for number in range(9)]
    old = [{"score": 0.5, "published": datetime.date(1990 + number, 1, 1)} for number in range(9)]
    pool = Pool.of(candidates(*common, *rare, *old), Request(10))
    assert pool.best.height == DEPTH * 10
    assert pool.best["publisher"].n_unique() == 10
    assert pool.best["published"].n_unique() == 10


def test_of_nearly_the_same_text_the_best_is_kept() -> None:
    same = [{"sketch": sketched("pulang"), "score": score} for score in (0.3, 0.7, 0.5)]
    pool = Pool.of(candidates(*same, {"sketch": sketch("Hujan turun di mana-mana.").tobytes()}), Request(9))
    assert ids(pool) == ["berita-001", "berita-003"]
    assert pool.tally.near_duplicates == 2


def test_what_the_workspace_has_keeps_its_near_duplicates_away_in_other_shards_too() -> None:
    request = Request(1)
    known = candidates({"doc_id": "lama", "known": True, "sketch": sketched("pulang"), "score": 0.0})
    others = candidates(*({"sketch": sketched(word)} for word in ("pulang", "pulang")), {"score": 0.1})
    merged = Pool.merged([Pool.of(others, request), Pool.of(known, request)], request)
    assert ids(merged) == ["lama", "berita-002"]
    assert (merged.tally.known, merged.tally.near_duplicates, merged.tally.candidates) == (1, 2, {"meeting": 3})


def test_a_pool_is_read_as_it_was_written(tmp_path: Path) -> None:
    place, pool = place_at(tmp_path), Pool.of(candidates({"sketch": sketched("pulang")}, {"type": None}), Request(9))
    assert not is_written(place, "pools/a")
    pool.write(place, "pools/a")
    assert is_written(place, "pools/a")
    read = Pool.read(place, "pools/a")
    assert read.best.equals(pool.best)
    assert read.tally == pool.tally
    with pytest.raises(FileNotFoundError):
        Pool.read(place, "pools/b")


def test_types_take_turns_until_one_has_no_more() -> None:
    rows = [{"type": "meeting", "score": 0.9}] * 9 + [{"type": "visit"}] * 2 + [{"type": "call", "score": 0.1}]
    told = chosen(candidates(*rows), Request(7, empty=0))["type"].to_list()
    assert told == ["call", "meeting", "visit", "meeting", "visit", "meeting", "meeting"]


def test_a_publisher_whose_documents_are_worth_as_much_is_chosen_as_often() -> None:
    rows = [{"publisher": "Kabar"}] * 90 + [{"publisher": "Warta"}] * 10
    assert Counter(chosen(candidates(*rows), Request(20))["publisher"]) == {"Kabar": 10, "Warta": 10}


def test_a_publisher_whose_documents_are_worth_more_is_chosen_twice_as_often() -> None:
    rows = [{"publisher": "Kabar", "score": 0.7}] * 90 + [{"publisher": "Warta", "score": 0.5001}] * 90
    told = Counter(chosen(candidates(*rows), Request(30, empty=0))["publisher"])
    assert told == {"Kabar": 20, "Warta": 10}


def test_months_are_spread_likewise() -> None:
    rows = [{"published": DAY}] * 90 + [{"published": DAY.replace(month=2)}] * 90 + [{"published": None}] * 90
    told = chosen(candidates(*rows), Request(30))["published"]
    assert Counter(day and day.month for day in told) == {1: 10, 2: 10, None: 10}


@given(st.lists(st.sampled_from(["meeting", "visit", None])), st.integers(1, 9), st.floats(0, 1))
def test_nothing_is_chosen_twice_nor_more_than_is_asked_for(types: list[str | None], count: int, empty: float) -> None:
    random = np.random.default_rng(len(types))
    told = chosen(
        candidates(*({"type": name, "score": random.random()} for name in types)), Request(count, empty=empty)
    )
    request, without = Request(count, empty=empty), types.count(None)
    empties = min(request.empties, without)
    assert told["doc_id"].n_unique() == told.height == min(count, empties + len(types) - without)
    assert told["type"].null_count() == empties
