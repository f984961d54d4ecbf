"""The learning curve: what is trained on, which documents come next, and that nothing is measured twice."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import pytest

from risalah.annotate.models import Lesson, Model, curve
from risalah.annotate.models.curve import Curve, Reviewed
from risalah.annotate.models.points import Gain, Order, Point, Who, keeping, kept, pays_from
from risalah.annotate.models.question import Question
from risalah.annotate.review.priority import priority
from risalah.annotate.rules import Ruleset
from risalah.schema.errors import ModelError

Likely = Callable[[Question, str], float]
SIZES = [4, 8, 16]


@pytest.fixture
def reviewed(lessons: list[Lesson]) -> Reviewed:
    """Return 14 documents to learn from, 6 to choose by, and 5 to test on."""
    return Reviewed(lessons[:14], lessons[14:20], lessons[20:25])


@pytest.fixture
def trained(
    answering: Callable[..., Model], like_rules: Likely, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[list[str], list[str], bool]]:
    """Let models do as rules do, and return what each was trained on and chosen by, and whether it corrects rules."""
    trained = []

    def train(
        learn: Sequence[Lesson], choose: Sequence[Lesson], _: Ruleset, settings: curve.Settings, **__: object
    ) -> Model:
        trained.append((ids(learn), ids(choose), settings.corrects))
        return answering(lambda question, words: 0.6 if words == "bertemu" else like_rules(question, words))

    monkeypatch.setattr(curve, "train", train)
    return trained


def ids(some: Sequence[Lesson]) -> list[str]:
    return [lesson.document.id for lesson in some]


def point(who: Who = "both", order: Order | None = "random", rounds: Sequence[int] = (10,), low: float = 0.1) -> Point:
    gains = {"effort": Gain(value=low + 0.01, low=low, high=low + 0.02)} if order else {}
    return Point(of="this", who=who, order=order, rounds=[*rounds], f1={}, exact=0.5, effort=3, saved=0.5, gains=gains)


def test_sizes_go_up_to_all_that_there_are(reviewed: Reviewed) -> None:
    assert reviewed.sizes() == [10, 20]
    assert reviewed.sizes([7, 3, 7]) == [3, 7]
    with pytest.raises(ModelError, match="has 20 documents for training and validation, not 21"):
        reviewed.sizes([3, 21])


def test_documents_are_learnt_from_and_chosen_by_as_their_splits_say(
    reviewed: Reviewed, rules: Ruleset, trained: list
) -> None:
    points = list(islice(Curve(reviewed, rules, "this").points([20]), 3))
    assert [(one.who, one.order, one.documents) for one in points] == [
        ("rules", None, 0),
        ("model", "random", 20),
        ("both", "random", 20),
    ]
    assert [(sorted(learn), sorted(choose), corrects) for learn, choose, corrects in trained] == [
        (sorted(ids(reviewed.learn)), sorted(ids(reviewed.choose)), corrects) for corrects in (False, True)
    ]


def test_more_documents_begin_with_the_fewer_and_the_seed_draws_them(
    reviewed: Reviewed, rules: Ruleset, trained: list
) -> None:
    for seed in (0, 0, 1):
        list(islice(Curve(reviewed, rules, "this", seed=seed).points([5, 15]), 5))
    taken = [{*learn, *choose} for learn, choose, _ in trained]
    assert [len(some) for some in taken] == [5, 5, 15, 15] * 3
    assert taken[0] < taken[2]
    assert taken[:4] == taken[4:8] != taken[8:]


def test_next_come_the_documents_that_the_model_is_least_sure_of(
    reviewed: Reviewed, rules: Ruleset, trained: list
) -> None:
    first, second = [one for one in Curve(reviewed, rules, "this").points([6, 10]) if one.order == "uncertain"]
    assert second.taken[:6] == first.taken
    model = curve.train([], [], rules, curve.Settings())
    told = Counter(event.type for one in of(reviewed, first.taken) for event in one.gold.events)
    values = {
        lesson.document.id: priority(model.annotate(lesson.document), {}, told).value
        for lesson in of(reviewed)
        if lesson.document.id not in first.taken
    }
    assert len({*values.values()}) > 4
    assert sorted(values, key=lambda doc_id: -values[doc_id])[:4] == second.taken[6:]


def of(reviewed: Reviewed, doc_ids: Sequence[str] | None = None) -> list[Lesson]:
    return [one for one in (*reviewed.learn, *reviewed.choose) if doc_ids is None or one.document.id in doc_ids]


@pytest.mark.parametrize("measured", range(11))
def test_a_curve_that_was_interrupted_goes_on_where_it_was(
    measured: int, reviewed: Reviewed, rules: Ruleset, trained: list, tmp_path: Path
) -> None:
    path = tmp_path / "curve" / "curve.jsonl"
    whole = list(Curve(reviewed, rules, "this").points(SIZES))
    list(islice(keeping(Curve(reviewed, rules, "this").points(SIZES), [], path), measured))
    known = kept(path, "this")
    assert known == whole[:measured]
    trained.clear()
    assert list(keeping(Curve(reviewed, rules, "this").points(SIZES, known), known, path)) == whole
    assert kept(path, "this") == whole
    # One model more than points, where it has to be there again to say which documents come next.
    assert len(trained) == len(whole[max(measured, 1) :]) + (measured in {8, 9})


def test_a_torn_line_is_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "curve.jsonl"
    list(keeping([point(), point(rounds=[20])], [], path))
    path.write_bytes(path.read_bytes()[:-9])
    assert kept(path, "this") == [point()]
    assert list(keeping([point(rounds=[20])], [point()], path)) == [point(rounds=[20])]
    assert kept(path, "this") == [point(), point(rounds=[20])]


def test_another_curve_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "curve.jsonl"
    list(keeping([point()], [], path))
    with pytest.raises(ModelError, match="holds the learning curve of this, and this one is of that"):
        kept(path, "that")
    path.write_text("[1, 2]\n")
    with pytest.raises(ModelError, match=r"holds no learning curve. Name another folder with --output"):
        kept(path, "this")


def test_without_documents_for_testing_there_is_no_curve(reviewed: Reviewed, rules: Ruleset) -> None:
    with pytest.raises(ModelError, match="has no documents for testing"):
        Curve(Reviewed(reviewed.learn, reviewed.choose, []), rules, "this")


def test_it_pays_from_where_no_interval_holds_0_any_more() -> None:
    lows = {10: 0.1, 20: -0.1, 50: 0.01, 100: 0.2}
    points = [point("rules", None, []), *(point(rounds=[size], low=low) for size, low in lows.items())]
    assert pays_from(points, "random", "effort") == 50
    assert pays_from(points[:3], "random", "effort") is None
    assert pays_from(points, "uncertain", "effort") is None


def test_rules_and_model_beat_rules_once_there_are_documents_enough(lessons: list[Lesson], rules: Ruleset) -> None:
    reviewed = Reviewed(lessons[:120], lessons[120:160], lessons[160:])
    known = [point("model", "random", [160])]
    of_rules, _, both = islice(Curve(reviewed, rules, "this").points([160], known), 3)
    assert both.effort < of_rules.effort
    assert both.gains["effort"].low > 0 < both.gains["participant"].low
    assert both.gains["effort"].value == pytest.approx(both.saved - of_rules.saved, abs=2e-4)
