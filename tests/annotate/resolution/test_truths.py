"""The truth of every document of a workspace, and what people did to reach it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from risalah.annotate.pulled import Pulled
from risalah.annotate.resolution import truths
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Problem, Source
from risalah.schema.review import Review
from risalah.schema.truth import LeftOut, Truth

RULES = Source(kind="rules", version="id-1")
BEFORE = (
    "[Retno|1.participant=Retno:person] [bertemu|1.meeting:planned] [Wang Yi|1.participant=Wang Yi:person] di "
    "[Bali|1.place=Bali]; [Anwar|2.visitor=Anwar:person] [tiba|2.visit:actual] [Kamis|2.time=?]."
)
AFTER = (
    "[Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] di "
    "[Bali|1.place=Bali]; Anwar tiba [Kamis|1.time=2022-07-07]."
)
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def state(annotation: Annotation, task: int = 1, annotator: str = "ani", prior: Source = RULES, **told: Any) -> Pulled:
    """Return the state of a task in which somebody submitted an annotation that started from the rules' one."""
    made = annotation.model_copy(update={"source": Source(kind="person", version=annotator)})
    review = Review(annotation=made, status="reviewed", annotator=annotator, submitted=NOON, prior=prior)
    return Pulled(doc_id=annotation.doc_id, server="s", task=task, changed=NOON, reviews=[review], **told)


def pushed(workspace: Workspace, document: Document, before: Annotation) -> None:
    workspace.documents.append([document])
    workspace.preannotations.append([before.model_copy(update={"source": RULES})])


@pytest.fixture
def corrected(workspace: Workspace, marked: Callable) -> Truth:
    """Return the truth of a document of which a person corrected the pre-annotation."""
    document, before = marked(BEFORE)
    pushed(workspace, document, before)
    workspace.reviews.append([state(marked(AFTER)[1])])
    (truth,) = truths(workspace)
    assert isinstance(truth, Truth)
    return truth


def test_it_says_what_was_done_to_each_mention(corrected: Truth) -> None:
    assert {(fact.role, fact.text): edit for fact, edit in corrected.edits.items()} == {
        ("participant", "Retno"): "revalued",
        ("trigger", "bertemu"): "kept",
        ("participant", "Wang Yi"): "kept",
        ("place", "Bali"): "kept",
        ("time", "Kamis"): "moved",
    }


def test_it_says_how_likely_a_model_held_what_became_of_it(
    workspace: Workspace, marked: Callable, by_model: Callable
) -> None:
    document, before = by_model(BEFORE, participant=0.8, time=0.3, visitor=0.7)
    workspace.documents.append([document])
    workspace.preannotations.append([before])
    added = AFTER.replace("Anwar tiba", "[Anwar|1.participant=Anwar:person] tiba")
    workspace.reviews.append([state(marked(added)[1], prior=before.source)])
    (truth,) = truths(workspace)
    assert isinstance(truth, Truth)
    assert {(fact.role, fact.text): held for fact, held in truth.confidence.items()} == {
        ("participant", "Retno"): 0.8,
        ("trigger", "bertemu"): 0.9,
        ("participant", "Wang Yi"): 0.8,
        ("place", "Bali"): 0.9,
        ("participant", "Anwar"): 0.7,
        ("time", "Kamis"): 0.3,
    }
    assert [(fact.text, fact.confidence) for fact in truth.deleted] == [("tiba", 0.9)]


def test_rules_hold_nothing_likely(corrected: Truth) -> None:
    assert corrected.confidence == {}
    assert {fact.confidence for fact in corrected.deleted} == {None}


def test_it_says_which_realis_was_changed(corrected: Truth) -> None:
    assert corrected.realis_edited == {1}


def test_it_says_what_was_deleted(corrected: Truth) -> None:
    assert [(fact.role, fact.text, fact.event) for fact in corrected.deleted] == [
        ("visitor", "Anwar", 2),
        ("trigger", "tiba", 2),
    ]


def test_it_says_whose_it_is_and_what_it_started_from(corrected: Truth) -> None:
    assert (corrected.annotators, corrected.told_by, corrected.prior) == (("ani",), {1: ("ani",)}, RULES)
    assert (corrected.basis, corrected.status, corrected.status_of(1)) == ("latest", "single", "single")


def test_edits_are_told_by_the_numbers_that_events_have_now(workspace: Workspace, marked: Callable) -> None:
    document, before = marked(BEFORE)
    pushed(workspace, document, before)
    workspace.reviews.append([state(marked(AFTER.replace("|1.", "|3."))[1])])
    (truth,) = truths(workspace)
    assert isinstance(truth, Truth)
    assert {fact.event for fact in truth.edits} == {3}
    assert truth.realis_edited == {3}


def test_without_a_pre_annotation_nothing_was_edited(workspace: Workspace, marked: Callable) -> None:
    document, after = marked(AFTER)
    workspace.documents.append([document])
    workspace.reviews.append([state(after)])
    (truth,) = truths(workspace)
    assert isinstance(truth, Truth)
    assert (truth.edits, truth.deleted) == ({}, ())


def test_documents_come_by_id_and_none_is_lost(workspace: Workspace, marked: Callable) -> None:
    made = {name: marked(AFTER, name) for name in ("d", "b", "a", "c")}
    workspace.documents.append([document for document, _ in made.values()])
    workspace.reviews.append([state(made[name][1], task) for task, name in enumerate(("c", "a"))])
    told = list(truths(workspace))
    assert [one.document.id if isinstance(one, Truth) else one.doc_id for one in told] == ["a", "b", "c", "d"]
    assert [one for one in told if isinstance(one, LeftOut)] == [
        LeftOut(name, "nothing was submitted for it") for name in ("b", "d")
    ]


def test_what_is_disputed_is_told_after_the_truth(workspace: Workspace, marked: Callable) -> None:
    document, before = marked(BEFORE)
    pushed(workspace, document, before)
    workspace.reviews.append([state(marked(AFTER)[1], 1, "ani"), state(before, 2, "budi")])
    truth, *disputed = truths(workspace)
    assert isinstance(truth, Truth)
    assert [(entry.doc_id, entry.number) for entry in disputed if isinstance(entry, LeftOut)] == [
        ("doc-1", 1),
        ("doc-1", 2),
    ]


def test_an_annotation_of_another_text_does_not_count(workspace: Workspace, marked: Callable) -> None:
    document, after = marked(AFTER)
    workspace.documents.append([document, Document(id=document.id, text=document.text.replace("tiba", "datang"))])
    workspace.reviews.append([state(after)])
    assert list(truths(workspace)) == [LeftOut("doc-1", "its text has changed since it was annotated")]


def test_what_could_not_be_taken_says_why(workspace: Workspace, marked: Callable) -> None:
    document, _ = marked(AFTER)
    workspace.documents.append([document])
    fault = Problem("doc-1 task 1", "has a region without a label")
    workspace.reviews.append([Pulled(doc_id="doc-1", server="s", task=1, changed=NOON, faults=[fault], submitted=1)])
    (left_out,) = truths(workspace)
    assert isinstance(left_out, LeftOut)
    assert "has a region without a label" in left_out.reason


def test_whom_to_trust_is_said_in_the_config(workspace: Workspace, marked: Callable) -> None:
    document, before = marked(BEFORE)
    pushed(workspace, document, before)
    workspace.reviews.append([state(marked(AFTER)[1], 1, "ani"), state(before, 2, "budi")])
    for name in ("ani", "budi"):
        trusting = workspace.config.model_copy(update={"trusted": [name]})
        workspace.config = trusting
        truth = next(truths(workspace))
        assert isinstance(truth, Truth)
        assert truth.annotators == (name,)
