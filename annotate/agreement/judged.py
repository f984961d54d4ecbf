"""What each annotator, and rules or a model, say of each document."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from risalah.annotate.history import History, latest_texts
from risalah.annotate.pulled import Pulled
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Source
from risalah.schema.review import Review


@dataclass(frozen=True, slots=True)
class Judged:
    """A document that people annotated."""

    doc_id: str
    by: dict[str, Annotation]
    """What each annotator submitted last for the text as it is now, in the order of their names."""
    preannotation: Annotation | None
    """That from which the last of these was made, else the latest; null where there is none."""
    shown: frozenset[str]
    """The annotators who started from a pre-annotation; the others started from nothing."""


def judged(workspace: Workspace) -> Iterator[Judged]:
    """Yield every document that people annotated, by id.

    What they decided in adjudication is left out: there they saw what others had done.
    Raises WorkspaceError where a row of the workspace does not read.
    """
    texts, history = latest_texts(workspace), History(workspace)
    for doc_id, states in workspace.standing():
        text = texts.get(doc_id)
        reviews = _reviews(states, text)
        if text and reviews:
            by = {review.annotator: review.annotation for review in reviews}
            priors = {review.annotator: review.prior for review in reviews if review.prior}
            preannotation = _preannotation(history.preannotations(doc_id, text), list(priors.values()))
            yield Judged(doc_id, dict(sorted(by.items())), preannotation, frozenset(priors))


def _reviews(states: Iterable[Pulled], text_sha256: str | None) -> list[Review]:
    """Return what everyone submitted last for a document's text as it is now, oldest first."""
    submitted = [review for state in states for review in state.reviews if _counts(review, text_sha256)]
    last = {review.annotator: review for review in sorted(submitted, key=_when)}
    return sorted(last.values(), key=_when)


def _when(review: Review) -> datetime.datetime:
    return review.submitted


def _counts(review: Review, text_sha256: str | None) -> bool:
    return review.status == "reviewed" and review.annotation.text_sha256 == text_sha256


def _preannotation(told: Sequence[Annotation], priors: Sequence[Source]) -> Annotation | None:
    """Return which of a document's pre-annotations counts; `priors` are what people started from, oldest first."""
    shown = [annotation for prior in priors for annotation in told if annotation.source == prior]
    return next(reversed(shown or told), None)
