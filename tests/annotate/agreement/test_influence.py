"""How far pre-annotations pull people."""

from collections.abc import Callable

from risalah.annotate.agreement import agree
from risalah.annotate.agreement.bootstrap import Estimate
from risalah.annotate.agreement.influence import Influence
from risalah.annotate.workspace import Workspace

MET = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] Kim, lalu tiba di Beijing."
BOTH = (
    "[Putin|1.participant=Putin:person,2.visitor=Putin:person] [bertemu|1.meeting:actual] Kim, lalu "
    "[tiba|2.visit:actual] di Beijing."
)


def of(workspace: Workspace, between: str = "people and rules", measure: str = "event") -> Influence:
    (found,) = (one for one in agree(workspace).influence if (one.between, str(one.measure)) == (between, measure))
    return found


def test_more_agreement_where_the_rules_were_shown(opinions: Callable) -> None:
    for number in range(8):
        opinions(f"shown-{number}", rules=MET, ani=MET)
    for number in range(8):
        workspace = opinions(f"control-{number}", rules=MET, control="ani", ani=BOTH)
    told = of(workspace)
    # Shown: the same event, 2 of 2. Control: Ani has 2, the rules 1, the same 1: 2 of 3.
    assert (told.shown, told.control, told.difference) == (1, 2 / 3, Estimate(1 - 2 / 3, 1 - 2 / 3, 1 - 2 / 3))
    assert (told.documents_shown, told.documents_control, told.reason) == (8, 8, None)
    assert of(workspace, measure="participant").difference.value == 0
    assert {one.measure.type for one in agree(workspace).influence} == {None}


def test_without_control_documents_it_is_not_known(opinions: Callable) -> None:
    told = of(opinions("doc-1", rules=MET, ani=MET))
    assert (told.shown, told.control, told.difference) == (1, None, Estimate(None))
    assert told.reason == "there are no control documents"


def test_with_control_documents_alone_it_is_not_known(opinions: Callable) -> None:
    assert of(opinions("doc-1", rules=MET, control="ani", ani=MET)).reason == "there are none but control documents"


def test_what_one_side_does_not_have_is_not_known(opinions: Callable) -> None:
    opinions("doc-1", rules=MET, ani=MET)
    workspace = opinions("doc-2", rules=MET, control="ani", ani=BOTH)
    assert of(workspace, measure="visitor").reason == "one side has none of it"
    assert of(workspace).difference == Estimate(1 - 2 / 3)


def test_a_document_counts_on_both_sides_where_only_one_was_shown_the_rules(opinions: Callable) -> None:
    workspace = opinions("doc-1", rules=MET, control="budi", ani=MET, budi=BOTH)
    told = of(workspace)
    assert (told.shown, told.control, told.documents_shown, told.documents_control) == (1, 2 / 3, 1, 1)


def test_how_far_a_model_pulls_is_told_apart_from_how_far_rules_do(opinions: Callable) -> None:
    opinions("doc-1", model=MET, ani=MET)
    opinions("doc-2", model=MET, control="ani", ani=BOTH)
    workspace = opinions("doc-3", rules=MET, ani=MET)
    by_model, by_rules = of(workspace, "people and model"), of(workspace)
    assert (by_model.documents_shown, by_model.documents_control, by_model.shown) == (1, 1, 1)
    assert (by_rules.documents_shown, by_rules.documents_control) == (1, 0)


def test_people_are_compared_with_each_other_where_both_were_shown_the_rules_or_neither(opinions: Callable) -> None:
    opinions("doc-1", rules=MET, ani=MET, budi=MET)
    opinions("doc-2", rules=MET, control="ani budi", ani=MET, budi=BOTH)
    workspace = opinions("doc-3", rules=MET, control="budi", ani=MET, budi=BOTH)
    told = of(workspace, "people")
    assert (told.shown, told.control, told.documents_shown, told.documents_control) == (1, 2 / 3, 1, 1)


def test_without_pre_annotations_there_is_nothing_to_tell_of_the_rules(opinions: Callable) -> None:
    found = agree(opinions("doc-1", ani=MET, budi=BOTH)).influence
    assert {one.between for one in found} == {"people"}
    assert {one.reason for one in found} == {"there are none but control documents"}
