"""The light kind: a linear model of the features of each kind of question, trained with scikit-learn."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite, log
from pathlib import Path
from typing import Final, get_args

from risalah.annotate.models.features import RULES
from risalah.annotate.models.question import Answered, Kind, Question
from risalah.storage.atomic import write

WEIGHTS: Final = "weights.json"
TRUST: Final = 3.0
"""How much more a feature that says what rules found weighs in training than others: with few documents the model
then does as the rules do."""
_RARE: Final = 5
"""How often a feature must be seen to be learnt from."""
_ALL: Final = ""
_BIAS: Final = ""
_DIGITS: Final = 6
"""Of a weight, after the point."""
_SURE: Final = 4.0
"""The log-odds of the only answer that a kind of question ever had."""
_ROUNDS: Final = 1_000


Weights = Mapping[str, Mapping[str, Mapping[str, float]]]
"""By kind of question, then for one label or under "" for all, the weight of each feature; under "" of none."""


class Light:
    """A linear model: the log-odds of yes are the sum of the weights of a question's features."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._of: dict[tuple[str, str], dict[str, float]] = {}
        """For each kind and label that was asked about, the weights of all labels and of this one added up."""

    def scores(self, text: str, questions: Sequence[Question]) -> list[float]:  # noqa: ARG002 - features say it all
        """Return for each question about a text the log-odds of yes, not calibrated."""
        return [self._score(question) for question in questions]

    def _score(self, question: Question) -> float:
        weights = self._of.get((question.kind, question.label))
        if weights is None:
            weights = self._of[question.kind, question.label] = self._added(question.kind, question.label)
        score = weights[_BIAS]
        for feature in question.features:
            score += weights.get(feature, 0.0)
        return score

    def _added(self, kind: str, label: str) -> dict[str, float]:
        weights = dict(self.weights[kind][_ALL])
        for feature, weight in self.weights[kind].get(label, {}).items():
            weights[feature] = weights.get(feature, 0.0) + weight
        return weights

    def write(self, folder: Path) -> None:
        """Write the weights as JSON; raises OSError."""
        write(folder / WEIGHTS, json.dumps(self.weights, ensure_ascii=False, sort_keys=True, indent=0).encode())

    @classmethod
    def read(cls, folder: Path) -> "Light":
        """Read the weights again; raises OSError, and ValueError where the file holds anything else."""
        try:
            told = json.loads((folder / WEIGHTS).read_text(encoding="utf-8"))
            weights = {kind: {label: _numbers(told[kind][label]) for label in told[kind]} for kind in get_args(Kind)}
            known = all(_BIAS in weights[kind][_ALL] for kind in weights)
        except (AttributeError, KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"{WEIGHTS} holds no weights of every kind of question") from error
        if not known:
            raise ValueError(f"{WEIGHTS} holds no weights of every kind of question")
        return cls(weights)


def fit(asked: Sequence[Answered], *, strength: float = 1.0, seed: int = 0) -> Light:
    """Learn from questions and their answers; `strength`, above 0, is how closely to follow them.

    The same gives the same. Raises ImportError where scikit-learn is not installed.
    """
    return Light(
        {kind: _fitted([one for one in asked if one[0].kind == kind], strength, seed) for kind in get_args(Kind)}
    )


def _numbers(told: Mapping[str, float]) -> dict[str, float]:
    numbers = {name: float(weight) for name, weight in told.items()}
    if not all(map(isfinite, numbers.values())):
        raise ValueError(f"{WEIGHTS} holds weights that are no numbers")
    return numbers


def _fitted(asked: Sequence[Answered], strength: float, seed: int) -> dict[str, dict[str, float]]:
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - predicting needs neither of these
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    answers = [answer for _, answer in asked]
    if len(set(answers)) < 2:
        return {_ALL: {_BIAS: _SURE if any(answers) else -_SURE}}
    seen = Counter(feature for question, _ in asked for feature in _features(question))
    known = {feature: place for place, feature in enumerate(sorted(name for name in seen if seen[name] >= _RARE))}
    if not known:
        share = sum(answers) / len(answers)
        return {_ALL: {_BIAS: round(log(share / (1 - share)), _DIGITS)}}
    trust = [TRUST if RULES in name else 1.0 for _, name in known]
    columns: list[int] = []
    ends = [0]
    for question, _ in asked:
        columns += (known[feature] for feature in _features(question) if feature in known)
        ends.append(len(columns))
    matrix = csr_matrix(([trust[column] for column in columns], columns, ends), shape=(len(asked), len(known)))
    model = LogisticRegression(C=strength, max_iter=_ROUNDS, solver="liblinear", random_state=seed).fit(matrix, answers)
    weights = {_ALL: {_BIAS: round(float(model.intercept_[0]), _DIGITS)}}
    for (label, name), place in known.items():
        if weight := round(float(model.coef_[0][place]) * trust[place], _DIGITS):
            weights.setdefault(label, {})[name] = weight
    return weights


def _features(question: Question) -> Iterator[tuple[str, str]]:
    """Yield each feature twice: for questions of all labels, and for those of this one."""
    for feature in question.features:
        yield _ALL, feature
        yield question.label, feature
