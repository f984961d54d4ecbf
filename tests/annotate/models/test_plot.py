"""The learning curve as people see it."""

import re

import pytest

from risalah.annotate.models import Lesson, trial
from risalah.annotate.models.plot import COLUMNS, COMPARED, cells, compared, gain, markdown, svg
from risalah.annotate.models.points import Gain, Order, Point, Who
from risalah.annotate.rules import Ruleset

F1 = {"event": 0.9, "trigger": 0.9, "participant": 0.75, "place": 0.8, "time": 0.8}


def point(who: Who, order: Order | None = None, documents: int = 0) -> Point:
    better = Gain(value=0.0321, low=-0.01, high=0.0809)
    return Point(
        of="this",
        who=who,
        order=order,
        rounds=[documents] if order else [],
        f1=F1,
        exact=0.5,
        effort=1234,
        saved=None if who == "model" else 0.6,
        gains={"participant": better, "effort": better} if order else {},
    )


def test_a_row_tells_what_the_model_is_better_by() -> None:
    assert dict(zip(COLUMNS, cells(point("both", "uncertain", 1000)), strict=True)) == {
        "documents": "1,000",
        "order": "uncertain",
        "who": "rules and model",
        "event F1": "0.900",
        "participant F1": "0.750",
        "gain (95 % interval)": "+0.032 (-0.010 to +0.081)",
        "exact": "0.500",
        "to correct": "1,234",
        "work saved": "0.600",
    }


def test_rules_are_better_than_themselves_by_nothing() -> None:
    assert cells(point("rules")) == ("-", "-", "rules", "0.900", "0.750", "-", "0.500", "1,234", "0.600", "-")


def test_a_share_of_no_work_is_none() -> None:
    assert cells(point("model", "random", 50))[-2] == "-"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Gain(value=-0.5, low=None, high=None), "-0.500"),
        (Gain(value=None, low=None, high=None), "-"),
        (None, "-"),
    ],
)
def test_a_gain_without_an_interval_says_so(told: Gain | None, expected: str) -> None:
    assert gain(told) == expected


def test_two_trials_are_compared_measure_by_measure(lessons: list[Lesson], rules: Ruleset) -> None:
    done = trial(rules, lessons[:20])
    rows = list(compared(done, done))
    assert [row[0] for row in rows] == [
        "event F1",
        "trigger F1",
        "participant F1",
        "place F1",
        "time F1",
        "work saved",
    ]
    for _, ours, theirs, better in rows:
        assert (ours, better) == (theirs, "+0.000 (+0.000 to +0.000)")
    assert rows[2][1] == f"{done.overall.participant.f1:.3f}"
    assert rows[-1][1] == f"{done.effort.saved:.3f}"
    assert markdown(COMPARED, rows).startswith("|  | rules | rules and model | gain (95 % interval) |\n| --- |")


@pytest.mark.parametrize("sizes", [(10, 200), (50,)])
def test_the_chart_has_a_line_for_each_and_rules_from_end_to_end(sizes: tuple[int, ...]) -> None:
    kinds: list[tuple[Who, Order]] = [("model", "random"), ("both", "random"), ("both", "uncertain")]
    points = [point("rules"), *(point(*kind, size) for kind in kinds for size in sizes)]
    drawn = svg(points)
    for name in ("rules", "model alone, random order", "rules and model, uncertain first", "Participant F1"):
        assert f">{name}<" in drawn
    assert "NaN" not in drawn
    assert len(re.findall(r'aria-roledescription="line mark"', drawn)) == 8
