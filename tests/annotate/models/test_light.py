"""The light kind: what it learns, and how its weights are kept."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.models.light import WEIGHTS, Light, fit
from risalah.annotate.models.question import Answered, Question

KINDS = ("trigger", "same", "realis", "argument")


def question(label: str, *features: str) -> Question:
    return Question("argument", label, (0, 1), (2, 3), [*features])


def answered(count: int, answer: bool, label: str, *features: str) -> list[Answered]:
    return [(question(label, *features), answer)] * count


def says_yes(light: Light, label: str, *features: str) -> bool:
    return light.scores("", [question(label, *features)])[0] > 0


NEAR_OR_FAR = [
    *answered(20, True, "meeting.participant", "kind person", "near"),
    *answered(20, False, "meeting.participant", "kind person", "far"),
]


def test_it_learns_which_features_speak_for_yes() -> None:
    light = fit(NEAR_OR_FAR)
    assert says_yes(light, "meeting.participant", "kind person", "near")
    assert not says_yes(light, "meeting.participant", "kind person", "far")


def test_it_learns_for_each_label_and_for_all_together() -> None:
    light = fit(
        [
            *NEAR_OR_FAR,
            *answered(20, True, "agreement.party", "near"),
            *answered(20, False, "visit.visitor", "near"),
            *answered(20, True, "visit.visitor", "far"),
        ]
    )
    assert says_yes(light, "call.participant", "near"), "a label that it never saw is as all are"
    assert not says_yes(light, "visit.visitor", "near")
    assert says_yes(light, "visit.visitor", "far")


def test_what_it_saw_seldom_it_does_not_learn() -> None:
    light = fit([*NEAR_OR_FAR, *answered(4, True, "meeting.participant", "far", "seldom")])
    assert "seldom" not in light.weights["argument"][""]
    assert "near" in light.weights["argument"][""]


def test_a_little_speaks_for_the_rules_first() -> None:
    """Where what rules tell and another feature say the same, the rules are believed if they ever differ."""
    light = fit(
        [
            *answered(6, True, "meeting.participant", "rules yes", "near"),
            *answered(6, False, "meeting.participant", "rules none", "far"),
        ],
        strength=0.03,
    )
    assert says_yes(light, "meeting.participant", "rules yes", "far")
    assert not says_yes(light, "meeting.participant", "rules none", "near")


@pytest.mark.parametrize("answer", [True, False])
def test_a_kind_that_had_one_answer_always_has_it(answer: bool) -> None:
    light = fit(answered(3, answer, "meeting.participant", "near"))
    assert says_yes(light, "meeting.participant", "far") is answer
    assert not Light(fit([]).weights).scores("", [question("x")])[0] > 0, "without any question it is no"


ASKED = st.lists(
    st.tuples(st.sampled_from("ab"), st.lists(st.sampled_from("pqrstu"), unique=True), st.booleans()), max_size=60
)


@given(ASKED, st.integers(0, 9))
@settings(max_examples=30)
def test_the_same_answers_give_the_same_weights_and_these_are_read_again(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[str, list[str], bool]], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("light")
    light, again = (
        fit([(question(label, *features), answer) for label, features, answer in asked], seed=seed) for _ in range(2)
    )
    assert light.weights == again.weights
    light.write(folder)
    read = Light.read(folder)
    assert read.weights == light.weights
    asked_again = [question(label, *features) for label, features, _ in asked]
    assert read.scores("", asked_again) == light.scores("", asked_again)


def every_kind(weights: object) -> str:
    return json.dumps(dict.fromkeys(KINDS, weights))


NO_WEIGHTS = {
    "nothing": "",
    "half a file": "{",
    "no object": "[]",
    "no kinds": "{}",
    "one kind too few": json.dumps({kind: {"": {"": 0.5}} for kind in KINDS[1:]}),
    "words": every_kind({"": {"": "banyak"}}),
    "null": every_kind({"": {"": None}}),
    "a list": every_kind({"": [0.5]}),
    "nothing for all labels": every_kind({}),
    "nothing to begin with": every_kind({"": {}}),
    "no number": every_kind({"": {"": float("nan")}}),
    "a nest": "[" * 100_000,
}


@pytest.mark.parametrize("content", NO_WEIGHTS.values(), ids=NO_WEIGHTS)
def test_weights_that_are_none_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / WEIGHTS).write_text(content)
    with pytest.raises(ValueError, match=r"\w"):
        Light.read(tmp_path)
