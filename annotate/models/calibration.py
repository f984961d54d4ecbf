"""Scores as probabilities that hold: of what is said with 0.8, four in five are so."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Calibration:
    """The probability of yes by a score: 1 / (1 + exp(-(slope * score + offset))).

    After J. Platt, "Probabilistic outputs for support vector machines" (1999).
    """

    slope: float = 1.0
    offset: float = 0.0

    def likely(self, score: float) -> float:
        """Return the probability of yes."""
        odds = self.slope * score + self.offset
        return 1 / (1 + exp(-odds)) if odds > -500 else 0.0


def calibrated(scores: Sequence[float], answers: Sequence[bool]) -> Calibration:
    """Return the calibration under which the answers are likeliest; scores themselves where there is only one answer.

    The scores must be of questions that the model was not trained on. Raises ImportError
    where scikit-learn is not installed.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - predicting does not need it

    if len(set(answers)) < 2:
        return Calibration()
    model = LogisticRegression(C=1.0).fit([[score] for score in scores], answers)
    # A slope below 0 would turn every answer round: so few answers say nothing.
    slope = float(model.coef_[0][0])
    return Calibration(round(slope, 6), round(float(model.intercept_[0]), 6)) if slope > 0 else Calibration()
