"""How well an annotator does on documents of which the truth is known."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from risalah.annotate.agreement.bootstrap import Estimate, difference, estimates
from risalah.annotate.annotator import Annotator
from risalah.annotate.evaluation.counts import Counts
from risalah.annotate.evaluation.disagreements import disagreements
from risalah.annotate.evaluation.effort import Effort, effort
from risalah.annotate.evaluation.labelled import Labelled
from risalah.annotate.evaluation.measures import COUNTED, Measures, measures
from risalah.annotate.evaluation.records import Page
from risalah.annotate.models.reliability import Held, held
from risalah.schema import Annotation, Document

EFFORT: Final = "effort"
"""The share of the work of labelling from nothing that is left."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document with what is true of it."""

    document: Document
    gold: Page

    @classmethod
    def of(cls, document: Document, annotation: Annotation) -> "Lesson":
        """Return the lesson that an annotation teaches."""
        return cls(document, page_of(annotation.model_dump(mode="json")))


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it, document by document."""

    measures: list[Measures]
    efforts: list[Effort]
    held: list[Held]
    """What it told with a confidence, and whether that was right."""

    @property
    def overall(self) -> Measures:
        """The measures over all documents."""
        return sum(self.measures, Measures())

    @property
    def effort(self) -> Effort:
        """The effort of correcting all documents."""
        return sum(self.efforts, Effort())

    def __add__(self, other: "Trial") -> "Trial":
        return Trial(self.measures + other.measures, self.efforts + other.efforts, self.held + other.held)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return {"measures": self.overall.as_dict(), "effort": self.effort.as_dict()}


def page_of(plain: dict[str, Any]) -> Page:
    """Return an annotation, as plain data, as it is compared."""
    return Labelled.model_validate(plain).page(None)


def trial(annotator: Annotator, lessons: Iterable[Lesson], advance: Callable[[int], None] = lambda _: None) -> Trial:
    """Compare what an annotator finds in each document with what is true."""
    done = Trial([], [], [])
    for lesson in lessons:
        page = page_of(annotator.plain(lesson.document))
        done.measures.append(measures([(page, lesson.gold)]))
        done.efforts.append(effort(disagreements(page, lesson.gold), lesson.gold))
        done.held.extend(held(page, lesson.gold))
        advance(1)
    return done


def gains(one: Trial, other: Trial) -> dict[str, Estimate]:
    """Return how much better one trial is than another of the same documents, with the interval of the difference.

    Of events, triggers, participants, places and times the difference in F1; of `effort` the share of the work of
    labelling from nothing that it saves more. Above 0 is better everywhere.
    """
    rows = [
        [*_of_counts(ours, theirs), _of_effort(our_effort, their_effort)]
        for ours, theirs, our_effort, their_effort in zip(
            one.measures, other.measures, one.efforts, other.efforts, strict=True
        )
    ]
    found = estimates(np.array(rows, dtype=np.float64), difference)
    return dict(zip((*COUNTED, EFFORT), found, strict=True))


def _of_counts(ours: Measures, theirs: Measures) -> Sequence[list[float]]:
    return [[*_f1(getattr(ours, name)), *_f1(getattr(theirs, name))] for name in COUNTED]


def _f1(counts: Counts) -> tuple[float, float]:
    return 2 * counts.tp, 2 * counts.tp + counts.fp + counts.fn


def _of_effort(ours: Effort, theirs: Effort) -> list[float]:
    return [theirs.total, theirs.from_nothing, ours.total, ours.from_nothing]
