"""Predicted annotations beside gold: measures, the effort of correction, and every disagreement."""

from risalah.annotate.evaluation.disagreements import Disagreement
from risalah.annotate.evaluation.effort import Effort
from risalah.annotate.evaluation.evaluation import Evaluation, evaluate
from risalah.annotate.evaluation.listing import write_errors
from risalah.annotate.evaluation.measures import Measures

__all__ = ["Disagreement", "Effort", "Evaluation", "Measures", "evaluate", "write_errors"]
