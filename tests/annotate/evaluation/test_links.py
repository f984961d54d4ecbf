"""Scores of clusters, with the examples of the papers that made them."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.evaluation.assignment import best_total
from risalah.annotate.evaluation.links import LinkScores, Shares, read_clusters, score
from risalah.schema.errors import ReadError


def clusters(told: str) -> list[list[str]]:
    """Return the clusters of "ab c": a and b in one, c in another."""
    return [[*some] for some in told.split()]


def figures(shares: Shares) -> tuple[float, float]:
    return round(shares.precision, 2), round(shares.recall, 2)


def test_the_example_of_moosavi_and_strube() -> None:
    scores = score(clusters("ab cd fghi"), clusters("abc defg"))
    assert figures(scores.lea) == (0.33, 0.24)  # (2 * 1/1 + 2 * 0/1 + 4 * 1/6) / 8 and (3 * 1/3 + 4 * 1/6) / 7
    assert figures(scores.b_cubed) == (0.5, 0.42)  # (4/2 + 1/2 + 1/2 + 4/4) / 8 and (4/3 + 1/3 + 1/4 + 4/4) / 7
    assert figures(scores.ceaf_e) == (0.43, 0.65)  # ab with abc is 4/5, fghi with defg 4/8: 1.3 of 3 and of 2


@pytest.mark.parametrize(("predicted", "precision"), [("12345 6789ABC", 0.76), ("1234589ABC 67", 0.58)])
def test_the_examples_of_bagga_and_baldwin(predicted: str, precision: float) -> None:
    assert figures(score(clusters(predicted), clusters("12345 67 89ABC")).b_cubed) == (precision, 1.0)


@pytest.mark.parametrize(
    ("predicted", "f1"),
    [("12345 6789ABC", 0.733), ("1234589ABC 67", 0.667), ("123456789ABC", 0.294), ("1 2 3 4 5 6 7 8 9 A B C", 0.178)],
)
def test_the_examples_of_luo(predicted: str, f1: float) -> None:
    assert score(clusters(predicted), clusters("12345 67 89ABC")).ceaf_e.f1 == pytest.approx(f1, abs=0.001)


def test_what_stands_alone_counts_where_it_stands_alone_on_both_sides() -> None:
    assert figures(score(clusters("a b cd"), clusters("a b c d")).lea) == (0.5, 0.5)


def test_records_of_one_side_alone_count_against_it() -> None:
    scores = score(clusters("ab x"), clusters("ab"))
    assert [figures(shares) for shares in (scores.b_cubed, scores.ceaf_e, scores.lea)] == [
        (0.67, 1.0),
        (0.5, 1.0),
        (0.67, 1.0),
    ]


def test_nothing_at_all_scores_nothing() -> None:
    assert score([], []) == LinkScores(*[Shares(0.0, 0.0)] * 3)


some_clusters = st.lists(st.integers(0, 5), min_size=1, max_size=9).map(
    lambda events: [[f"r{n}" for n, event in enumerate(events) if event == each] for each in sorted(set(events))]
)


@given(some_clusters)
def test_gold_itself_is_faultless(gold: list[list[str]]) -> None:
    assert all(shares["f1"] == 1.0 for shares in score(gold, gold).as_dict().values())


@given(some_clusters, some_clusters)
def test_precision_of_one_side_is_recall_of_the_other(one: list[list[str]], other: list[list[str]]) -> None:
    there, back = score(one, other), score(other, one)
    for name in ("b_cubed", "ceaf_e", "lea"):
        told, reverse = getattr(there, name), getattr(back, name)
        assert (told.precision, told.recall) == pytest.approx((reverse.recall, reverse.precision))


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 5)), st.floats(0, 1, allow_subnormal=False), min_size=1)
)
def test_the_best_assignment_is_the_best_of_all(likeness: dict[tuple[int, int], float]) -> None:
    every = (enumerate(columns) for columns in permutations(range(6), 5))
    best = max(sum(likeness.get(cell, 0.0) for cell in cells) for cells in every)
    assert best_total(likeness) == pytest.approx(best)


def test_clusters_are_read_from_json(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_text(json.dumps([["doc-1#1", "doc-2#1"], ["doc-1#2"]]))
    assert read_clusters(path) == [["doc-1#1", "doc-2#1"], ["doc-1#2"]]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[["doc-1#1"], ["doc-1#1"]]', "has the record doc-1#1 twice"),
        ('{"events": []}', "valid array"),
        ('[["doc-1#1", 2]]', "valid string"),
        ("[[", "JSON"),
    ],
)
def test_what_are_no_clusters_is_an_error(text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_text(text)
    with pytest.raises(ReadError, match=what):
        read_clusters(path)
