"""Which annotation of each document counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from risalah.schema import Document
from risalah.schema.review import Review, Status

_RANK: dict[Status, int] = {"unreviewed": 0, "reviewed": 1, "adjudicated": 2}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that is not in the release, and why."""

    doc_id: str
    reason: str


def truth(
    documents: Iterable[Document],
    reviews: Mapping[str, list[Review]],
    *,
    unreviewed: bool = False,
    untaken: Mapping[str, str] | None = None,
) -> tuple[list[tuple[Document, Review]], list[LeftOut]]:
    """Return each document with the annotation that counts, by document id, and the documents left out.

    What was decided in adjudication counts, else what a person submitted last. With
    `unreviewed`, a document that no person has submitted comes with the annotation that a
    program did. `untaken` says, by
    document id, why nothing of what people did could be taken.
    """
    chosen: list[tuple[Document, Review]] = []
    left_out: list[LeftOut] = []
    for document in sorted(documents, key=lambda document: document.id):
        submitted = reviews.get(document.id, [])
        fitting = [review for review in submitted if review.annotation.text_sha256 == document.text_sha256]
        usable = [review for review in fitting if unreviewed or review.status != "unreviewed"]
        if usable:
            chosen.append((document, max(usable, key=lambda review: (_RANK[review.status], review.submitted))))
        else:
            left_out.append(LeftOut(document.id, _reason(submitted, fitting, (untaken or {}).get(document.id))))
    return chosen, left_out


def _reason(submitted: list[Review], fitting: list[Review], untaken: str | None) -> str:
    if fitting:
        return "no person has reviewed it"
    if submitted:
        return "its text has changed since it was annotated"
    return untaken or "nothing was submitted for it"
