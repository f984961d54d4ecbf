"""Which submissions count."""

from collections.abc import Callable

from risalah.annotate.agreement import judged
from risalah.annotate.workspace import Workspace
from risalah.schema import Document, Source

NOTHING = "Putin bertemu Kim."
MET = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] Kim."
ALL = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] [Kim|1.participant=Kim:person]."


def events(found: object) -> dict[str, int]:
    return {annotator: len(annotation.events) for annotator, annotation in found.by.items()}


def test_everyone_who_annotated_a_document_is_told_by_name(opinions: Callable) -> None:
    opinions("doc-2", NOTHING, ani=MET)
    workspace = opinions("doc-1", MET, control="budi", budi=MET, ani=NOTHING)
    first, second = judged(workspace)
    assert (first.doc_id, list(first.by), events(first)) == ("doc-1", ["ani", "budi"], {"ani": 0, "budi": 1})
    assert first.shown == {"ani"}
    assert first.preannotation is not None
    assert len(first.preannotation.events) == 1
    assert second.doc_id == "doc-2"


def test_the_last_submission_counts_whichever_project_it_is_in(
    workspace: Workspace, marked: Callable, state: Callable
) -> None:
    (document, met), (_, nothing) = marked(MET), marked(NOTHING)
    workspace.documents.append([document])
    blind = state(met, "ani", task=7, hour=3, prior=None).model_copy(update={"project": "blind"})
    workspace.reviews.append([blind, state(nothing, "ani", task=1, hour=2)])
    (told,) = judged(workspace)
    assert (events(told), told.shown) == ({"ani": 1}, frozenset())


def test_the_last_state_of_a_task_holds(workspace: Workspace, marked: Callable, state: Callable) -> None:
    (document, met), (_, nothing) = marked(MET), marked(NOTHING)
    workspace.documents.append([document])
    before = state(met, "ani", task=1, hour=2)
    workspace.reviews.append([before, state(nothing, "ani", task=1, hour=1)])
    (told,) = judged(workspace)
    assert events(told) == {"ani": 0}
    workspace.reviews.append([state(met, "ani", task=1).model_copy(update={"deleted": True})])
    assert list(judged(workspace)) == []


def test_what_nobody_read_and_what_was_decided_later_do_not_count(
    workspace: Workspace, marked: Callable, state: Callable
) -> None:
    document, met = marked(MET)
    workspace.documents.append([document])
    workspace.reviews.append([state(met, "ani", 1, status="unreviewed"), state(met, "budi", 2, status="adjudicated")])
    assert list(judged(workspace)) == []


def test_what_was_said_of_another_text_does_not_count(workspace: Workspace, marked: Callable, state: Callable) -> None:
    document, met = marked(MET)
    workspace.documents.append([document])
    workspace.preannotations.append([met])
    workspace.reviews.append([state(met, "ani", 1)])
    longer, again = marked(MET + " Sekian.")
    workspace.documents.append([Document(id=document.id, text=longer.text)])
    assert list(judged(workspace)) == []
    workspace.reviews.append([state(again, "budi", 2)])
    (told,) = judged(workspace)
    assert (list(told.by), told.preannotation) == (["budi"], None)


def test_the_pre_annotation_is_the_one_that_people_started_from(
    workspace: Workspace, marked: Callable, state: Callable
) -> None:
    document, met = marked(MET)
    sources = [Source(kind="rules", version="1"), Source(kind="model", version="x"), Source(kind="rules", version="2")]
    workspace.documents.append([document])
    workspace.preannotations.append([met.model_copy(update={"source": source}) for source in sources])
    for prior, source in ((sources[1], sources[1]), (None, sources[2]), (sources[0], sources[0])):
        workspace.reviews.append([state(met, "ani", 1, prior=prior)])
        (told,) = judged(workspace)
        assert told.preannotation is not None
        assert told.preannotation.source == source


def test_where_only_a_model_pre_annotated_it_is_what_those_in_the_control_are_compared_with(
    workspace: Workspace, state: Callable, by_model: Callable
) -> None:
    document, met = by_model(MET)
    workspace.documents.append([document])
    workspace.preannotations.append([met])
    workspace.reviews.append([state(met, "ani", 1, prior=None)])
    (told,) = judged(workspace)
    assert told.preannotation == met
    assert told.shown == frozenset()


def test_what_somebody_started_from_before_they_submitted_anew_does_not_count(
    workspace: Workspace, marked: Callable, state: Callable
) -> None:
    document, met = marked(MET)
    old, new = (Source(kind="rules", version=version) for version in ("1", "2"))
    workspace.documents.append([document])
    workspace.preannotations.append([met.model_copy(update={"source": source}) for source in (old, new)])
    workspace.reviews.append([state(met, "ani", 1, prior=old), state(met, "ani", 2, hour=1, prior=None)])
    (told,) = judged(workspace)
    assert told.preannotation is not None
    assert (told.preannotation.source, told.shown) == (new, frozenset())


def test_one_that_is_not_in_the_workspace_is_replaced_by_the_latest(
    workspace: Workspace, marked: Callable, state: Callable
) -> None:
    document, met = marked(MET)
    workspace.documents.append([document])
    workspace.preannotations.append([met])
    workspace.reviews.append([state(met, "ani", 1, prior=Source(kind="rules", version="elsewhere"))])
    (told,) = judged(workspace)
    assert told.preannotation == met
    assert told.shown == {"ani"}
