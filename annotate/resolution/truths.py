"""The truth of every document of a workspace."""

from collections.abc import Iterator, Sequence

from risalah.annotate.history import History, latest_texts
from risalah.annotate.pulled import Pulled
from risalah.annotate.resolution.policy import Resolution, resolve
from risalah.annotate.review.edits import Edit, edits
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document
from risalah.schema.fact import Fact, facts
from risalah.schema.review import Review
from risalah.schema.truth import LeftOut, Truth


def truths(workspace: Workspace, *, unreviewed: bool = False) -> Iterator[Truth | LeftOut]:
    """Yield of every document what is true of it, or why nothing is, in the order of their ids.

    After a truth comes what others say of the document and nobody decided. `resolve` says
    which annotation counts, the workspace's config whom to trust; with `unreviewed`,
    what no person has reviewed is taken too. One document's reviews are held in memory.
    Raises WorkspaceError where a row of the workspace does not read.
    """
    texts, history = latest_texts(workspace), History(workspace)
    standing = workspace.standing()
    touched, states = next(standing, ("", []))
    for doc_id in sorted(texts):
        while touched and touched < doc_id:
            touched, states = next(standing, ("", []))
        document = history.document(doc_id, texts[doc_id])
        if document is not None:
            yield from _truth(workspace, history, document, states if touched == doc_id else [], unreviewed=unreviewed)


def _truth(
    workspace: Workspace, history: History, document: Document, states: Sequence[Pulled], *, unreviewed: bool
) -> Iterator[Truth | LeftOut]:
    reviews = [review for state in states for review in state.reviews]
    fitting = [review for review in reviews if review.annotation.text_sha256 == document.text_sha256]
    resolution = resolve(fitting, workspace.config.trusted, unreviewed=unreviewed)
    if resolution is None:
        yield LeftOut(document.id, _reason(reviews, fitting, states))
        return
    shown = history.preannotations(document.id, document.text_sha256)
    started_from = [annotation for annotation in shown if annotation.source == resolution.review.prior]
    yield truth_of(document, resolution, started_from[-1] if started_from else None)
    for annotator, number in resolution.disputed:
        yield LeftOut(document.id, f"{annotator} tells it otherwise than what counts, and nobody has decided", number)


def truth_of(document: Document, resolution: Resolution, prior: Annotation | None) -> Truth:
    """Return the truth of a document; `prior` is the pre-annotation that what counts was made from."""
    review = resolution.review
    done = edits(prior, review.annotation) if prior else []
    became = _became(done, review.annotation)
    return Truth(
        document=document,
        annotation=review.annotation,
        basis=resolution.basis,
        submitted=review.submitted,
        seconds=review.seconds,
        prior=review.prior,
        annotators=resolution.annotators,
        told_by=resolution.told_by,
        edits={fact: edit.kind for fact, edit in became.items()},
        confidence={fact: held for fact, edit in became.items() if (held := _confidence(edit)) is not None},
        realis_edited=frozenset(edit.event for edit in done if edit.kind == "realis" and edit.event is not None),
        deleted=tuple(edit.before for edit in done if edit.before and edit.after is None),
    )


def _became(done: Sequence[Edit], after: Annotation) -> dict[Fact, Edit]:
    """Return by what each mention that there is now became so."""
    said = {(fact.event, fact.role, fact.span, fact.kind, fact.value): fact for fact in facts(after)}
    return {
        said[edit.event, now.role, now.span, now.kind, now.value]: edit
        for edit in done
        if edit.event is not None and (now := edit.after) and edit.kind != "realis"
    }


def _confidence(edit: Edit) -> float | None:
    return edit.before.confidence if edit.before else None


def _reason(reviews: Sequence[Review], fitting: Sequence[Review], states: Sequence[Pulled]) -> str:
    """Return why nothing counts for a document."""
    if fitting:
        return "no person has reviewed it"
    if reviews:
        return "its text has changed since it was annotated"
    untaken = [why for state in states if (why := state.untaken)]
    return untaken[-1] if untaken else "nothing was submitted for it"
