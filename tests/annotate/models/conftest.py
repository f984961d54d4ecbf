"""What the tests of the models share: rules, documents with gold, and models whose answers the test itself gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any, get_args

import pytest

from benchmarks.synthetic import synthetic
from risalah.annotate.models import Lesson, Model, Profile
from risalah.annotate.models.features import RULES, TOLD
from risalah.annotate.models.profile import FORMAT, Line
from risalah.annotate.models.question import Kind, Question
from risalah.annotate.rules import Ruleset
from risalah.schema.version import SCHEMA_VERSION

Likely = Callable[[Question, str], float]
"""How likely the answer is yes, by the question and the words that it is about."""


@dataclass
class Answers:
    """A scorer that says what it is told to say."""

    likely: Likely

    def scores(self, text: str, questions: Sequence[Question]) -> list[float]:
        return [log_odds(self.likely(one, text[slice(*(one.second or one.first))])) for one in questions]

    def write(self, folder: Path) -> None:
        (folder / "answers.txt").write_text("what a test says")


def log_odds(likely: float) -> float:
    return log(likely / (1 - likely)) if 0 < likely < 1 else (1000 if likely else -1000)


def as_rules(question: Question, words: str = "") -> float:
    """Answer yes to what rules tell, and no to all else."""
    if question.kind == "realis":
        return float(f"{RULES}{question.label.partition('.')[2]}" in question.features)
    return float(TOLD in question.features)


@pytest.fixture(scope="session")
def like_rules() -> Likely:
    """Return answers that are yes to what rules tell, and no to all else."""
    return as_rules


@pytest.fixture(scope="session")
def rules() -> Ruleset:
    return Ruleset.load()


@pytest.fixture(scope="session")
def answering(rules: Ruleset) -> Callable[..., Model]:
    """Make a model of how likely each answer is yes, by default as rules have it; it tells what is 0.5 likely."""

    def make(
        likely: Likely = as_rules, ruleset: Ruleset = rules, minimum: float | None = None, **profile: Any
    ) -> Model:
        given = {"keep": 0.5, "add": 0.5, "corrects": True, "digest": "0" * 12} | profile
        known = Profile(
            format=FORMAT,
            sort="light",
            schema_version=SCHEMA_VERSION,
            ontology=ruleset.ontology.fingerprint(),
            types=list(ruleset.ontology.type_names),
            rules=ruleset.version,
            origin=None,
            documents={"train": 0, "validation": 0},
            seed=0,
            calibration={kind: Line(slope=1, offset=0) for kind in get_args(Kind)},
            **given,
        )
        return Model(known, Answers(likely), ruleset, minimum)

    return make


@pytest.fixture(scope="session")
def lessons() -> list[Lesson]:
    """Return 300 synthetic articles with what is true of them."""
    return [Lesson.of(*pair) for pair in synthetic(300)]
