"""Answers to the questions about one document, as a model gives them."""

from collections.abc import Mapping, Sequence

from risalah.annotate.models.calibration import Calibration
from risalah.annotate.models.question import Question, Scorer, Span


class Answers:
    """Answers questions about one document with calibrated probabilities."""

    def __init__(self, text: str, scorer: Scorer, calibration: Mapping[str, Calibration]) -> None:
        self._text = text
        self._scorer = scorer
        self._calibration = calibration
        self.triggers: dict[Span, float] = {}
        """How likely each word is to tell an event of any type."""

    def __call__(self, questions: Sequence[Question]) -> list[float]:
        """Return the probability of yes for each question."""
        if not questions:
            return []
        answers: list[float] = []
        for question, score in zip(questions, self._scorer.scores(self._text, questions), strict=True):
            likely = self._calibration[question.kind].likely(score)
            answers.append(likely)
            if question.kind == "trigger":
                self.triggers[question.first] = max(likely, self.triggers.get(question.first, 0.0))
        return answers
