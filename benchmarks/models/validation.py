"""Rules and models on articles that people labelled, by cross-validation."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from risalah.annotate.evaluation.effort import Effort
from risalah.annotate.evaluation.measures import Measures
from risalah.annotate.models import Lesson, Settings, Trial
from risalah.annotate.models.folds import cross_validated, related
from risalah.annotate.rules import Ruleset

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Validation:
    """How rules and models do on the same documents."""

    rules: Trial
    model: Trial


def validated(
    lessons: Sequence[Lesson], ruleset: Ruleset, seeds: Iterable[int], advance: Callable[[int], None]
) -> list[Validation]:
    """Cross-validate once for each seed, which draws the folds.

    Which documents tell one event is told by what the rules find in them: this gold does not say where names stand.
    """
    groups = related((lesson.document, ruleset.annotate(lesson.document)) for lesson in lessons)
    return [
        Validation(*cross_validated(lessons, groups, ruleset, FOLDS, settings=Settings(seed=seed), advance=advance))
        for seed in seeds
    ]


def pooled(some: Sequence[Validation]) -> Validation:
    """Return all at once. Each document is there once, with its counts summed: drawn again it is drawn as a whole."""
    return Validation(_summed([one.rules for one in some]), _summed([one.model for one in some]))


def _summed(trials: Sequence[Trial]) -> Trial:
    return Trial(
        [sum(same, Measures()) for same in zip(*(one.measures for one in trials), strict=True)],
        [sum(same, Effort()) for same in zip(*(one.efforts for one in trials), strict=True)],
        [held for one in trials for held in one.held],
    )
