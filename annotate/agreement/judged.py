"""What each annotator, and the rules, say of each document."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    rules: Annotation | None
    """The pre-annotation that the last of these was made from, else the latest by rules; null where there is none."""
    shown: frozenset[str]
    """The annotators who started from a pre-annotation; the others started from nothing."""


def judged(workspace: Workspace) -> Iterator[Judged]:
    """Yield every document that people annotated, by id.

    What they decided in adjudication is left out: there they saw what others had done.
    Raises WorkspaceError where a row of the workspace does not read.
    """
    texts = {document.id: document.text_sha256 for document in workspace.documents}
    reviews = _reviews(workspace.standing(), texts)
    told = _preannotations(workspace.preannotations, reviews, texts)
    for doc_id in sorted(reviews):
        by = {review.annotator: review.annotation for review in reviews[doc_id]}
        priors = {review.annotator: review.prior for review in reviews[doc_id] if review.prior}
        rules = _preannotation(told.get(doc_id, []), list(priors.values()))
        yield Judged(doc_id, dict(sorted(by.items())), rules, frozenset(priors))


def _reviews(standing: Mapping[str, Iterable[Pulled]], texts: Mapping[str, str]) -> dict[str, list[Review]]:
    """Return what everyone submitted last for the texts as they are now, by document, oldest first."""
    found: dict[str, list[Review]] = {}
    for doc_id, states in standing.items():
        submitted = [review for state in states for review in state.reviews if _counts(review, texts.get(doc_id))]
        if submitted:
            last = {review.annotator: review for review in sorted(submitted, key=_when)}
            found[doc_id] = sorted(last.values(), key=_when)
    return found


def _when(review: Review) -> datetime.datetime:
    return review.submitted


def _counts(review: Review, text_sha256: str | None) -> bool:
    return review.status == "reviewed" and review.annotation.text_sha256 == text_sha256


def _preannotations(
    annotations: Iterable[Annotation], reviewed: Iterable[str], texts: Mapping[str, str]
) -> dict[str, list[Annotation]]:
    wanted = set(reviewed)
    told: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        if annotation.doc_id in wanted and annotation.text_sha256 == texts[annotation.doc_id]:
            told[annotation.doc_id].append(annotation)
    return told


def _preannotation(told: Sequence[Annotation], priors: Sequence[Source]) -> Annotation | None:
    """Return which of a document's pre-annotations counts; `priors` are what people started from, oldest first."""
    shown = [annotation for prior in priors for annotation in told if annotation.source == prior]
    by_rules = [annotation for annotation in told if annotation.source.kind == "rules"]
    return next(reversed(shown or by_rules), None)
