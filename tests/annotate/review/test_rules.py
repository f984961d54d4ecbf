"""The rule ledger: what people did to what each rule found."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.pulled import Pulled
from risalah.annotate.review.facts import annotation_of
from risalah.annotate.review.rules import (
    COLUMNS,
    RuleRecord,
    frame,
    rule_ledger,
    rule_reviews,
    wilson,
    write_ledger,
)
from risalah.annotate.workspace import Workspace
from risalah.schema import CORE, Annotation, Source
from risalah.schema.errors import WorkspaceError
from risalah.schema.fact import facts
from risalah.schema.review import Review

NOON = datetime.datetime(2025, 9, 4, 12, tzinfo=datetime.UTC)
RULES = Source(kind="rules", version="test")
FOUND = (
    "[Prabowo|1.participant=Prabowo:person] [bertemu|1.meeting:actual] [Anwar|1.participant=Anwar:person] "
    "di [Jakarta|1.place=Jakarta], [Rabu|1.time=?]."
)


def review(annotation: Annotation, **said: object) -> Review:
    told = {"status": "reviewed", "annotator": "annotator-1", "submitted": NOON, "prior": RULES}
    return Review.model_validate({"annotation": annotation, **told, **said})


def test_what_people_did_is_counted_for_each_rule(ruled: Callable, said: Callable) -> None:
    corrected = said(
        FOUND.replace("=Prabowo:", "=Prabowo Subianto:").replace("[Anwar|1.participant=Anwar:person]", "Anwar")
        .replace("di [Jakarta|", "[di Jakarta|")
    )  # fmt: skip
    records = rule_ledger([(ruled(FOUND), review(corrected, seconds=90))])
    assert [(record.rule, dict(record.done), record.seconds) for record in records] == [
        ("slot.participant", {"revalued": 1, "deleted": 1}, 60),
        ("slot.place", {"rebounded": 1}, 30),
        ("slot.time", {"kept": 1}, 0),
        ("slot.trigger", {"kept": 1}, 0),
    ]
    assert [record.precision for record in records] == [0, 0, 1, 1]


def test_what_people_added_takes_its_share_of_the_time(ruled: Callable, said: Callable) -> None:
    shown = FOUND.replace("[Anwar|1.participant=Anwar:person]", "Anwar")
    corrected = FOUND.replace("[Rabu|1.time=?]", "Rabu")
    (first, *_) = rule_ledger([(ruled(shown), review(said(corrected), seconds=90))])
    assert (first.rule, first.seconds) == ("slot.time", 45)


def test_a_realis_that_changes_is_no_fault_of_the_rule_that_found_the_trigger(ruled: Callable, said: Callable) -> None:
    records = rule_ledger([(ruled(FOUND), review(said(FOUND.replace("actual", "planned")), seconds=8))])
    assert {record.precision for record in records} == {1}
    assert sum(record.seconds for record in records) == 0


@pytest.mark.parametrize(
    ("status", "counted"), [("reviewed", True), ("adjudicated", True), ("unreviewed", False)]
)  # fmt: skip
def test_only_what_a_person_has_read_counts(ruled: Callable, said: Callable, status: str, counted: bool) -> None:
    assert bool(rule_ledger([(ruled(FOUND), review(said(FOUND), status=status))])) == counted


def test_what_no_rule_found_is_nobodys(said: Callable) -> None:
    assert rule_ledger([(said(FOUND), review(said(FOUND)))]) == []


def test_what_a_model_let_pass_says_nothing_of_a_rule(ruled: Callable, said: Callable) -> None:
    accepted = ruled(FOUND).model_copy(update={"source": Source(kind="model", version="light-1 on id-1")})
    assert rule_ledger([(accepted, review(said(FOUND)))]) == []


def test_documents_are_counted_once_however_many_people_reviewed_them(ruled: Callable, said: Callable) -> None:
    both = [(ruled(FOUND), review(said(FOUND), annotator=name)) for name in ("annotator-1", "annotator-2")]
    assert {(record.count, len(record.doc_ids)) for record in rule_ledger(both)} == {(2, 1), (4, 1)}


@given(data=st.data())
def test_the_records_add_up(any_reading: st.SearchStrategy, any_edit: Callable, data: st.DataObject) -> None:
    plain = data.draw(any_reading)
    shown, _ = annotation_of([replace(fact, rule=f"slot.{fact.role}") for fact in facts(plain)], plain, CORE)
    records = rule_ledger([(shown, review(data.draw(any_edit(shown)), seconds=60))])
    assert sum(record.count for record in records) == len(facts(shown))
    assert sum(record.seconds for record in records) <= 60.001
    assert [record.edited for record in records] == sorted((record.edited for record in records), reverse=True)


def record(kept: int, deleted: int) -> RuleRecord:
    made = RuleRecord("slot.time")
    made.done.update(kept=kept, deleted=deleted)
    return made


@pytest.mark.parametrize(
    ("kept", "deleted", "verdict"),
    [
        (9, 0, "too few"),
        (0, 9, "too few"),
        (1, 9, "retire"),
        (4, 6, "fix"),
        (41, 59, "fix"),
        (40, 60, "retire"),
        (70, 30, "fix"),
        (75, 25, "keep"),
        (10, 0, "keep"),
    ],
)
def test_the_verdict_goes_by_what_can_be_known(kept: int, deleted: int, verdict: str) -> None:
    assert record(kept, deleted).verdict == verdict


@pytest.mark.parametrize(
    ("kept", "count", "interval"),
    [(0, 0, (0, 1)), (81, 263, (0.2553, 0.3662)), (0, 20, (0, 0.1611)), (10, 10, (0.7225, 1))],
)
def test_the_interval_is_that_of_the_textbooks(kept: int, count: int, interval: tuple[float, float]) -> None:
    assert wilson(kept, count) == pytest.approx(interval, abs=1e-4)


def test_what_to_expect_of_a_rule_comes_from_half_to_what_was_seen() -> None:
    assert [round(record(kept, deleted).expected, 2) for kept, deleted in [(1, 0), (9, 1), (0, 98)]] == [
        0.67,
        0.83,
        0.01,
    ]


def test_the_ledger_is_a_table(ruled: Callable, said: Callable, tmp_path: Path) -> None:
    records = rule_ledger([(ruled(FOUND), review(said(FOUND), seconds=5))])
    assert frame(records).rows(named=True)[0] == {
        **{"rule": "slot.participant", "verdict": "too few", "count": 2, "kept": 2},
        **dict.fromkeys(("revalued", "rebounded", "relabelled", "moved", "deleted"), 0),
        **{"precision": 1.0, "low": 0.342, "high": 1.0, "seconds": 0.0, "documents": 1},
    }
    write_ledger(records, tmp_path / "rules.parquet")
    assert pl.read_parquet(tmp_path / "rules.parquet").equals(frame(records))
    assert dict(frame([]).schema) == COLUMNS


@pytest.fixture
def pulled(workspace: Workspace, ruled: Callable, said: Callable) -> Callable[..., None]:
    """Note the state of a task in the workspace, which has the pre-annotation of it already."""
    workspace.preannotations.append([ruled(FOUND)])

    def note(*reviews: Review, task: int = 1, **state: object) -> None:
        told = {"doc_id": "doc-1", "server": "http://127.0.0.1", "task": task, "changed": NOON}
        workspace.reviews.append([Pulled.model_validate({**told, "reviews": list(reviews), **state})])

    return note


def annotators(workspace: Workspace) -> list[str]:
    return [review.annotator for _, review in rule_reviews(workspace)]


def test_reviews_come_with_what_they_started_from(
    workspace: Workspace, pulled: Callable, ruled: Callable, said: Callable
) -> None:
    made = review(said(FOUND))
    workspace.preannotations.append([ruled(FOUND).model_copy(update={"source": Source(kind="rules", version="other")})])
    pulled(made)
    assert list(rule_reviews(workspace)) == [(ruled(FOUND), made)]


def test_what_started_from_nothing_known_is_left_out(workspace: Workspace, pulled: Callable, said: Callable) -> None:
    pulled(review(said(FOUND), prior=None), task=1)
    pulled(review(said(FOUND), prior=Source(kind="rules", version="lost")), task=2)
    pulled(review(said(FOUND + " Selesai.")), task=3)
    assert annotators(workspace) == []


def test_the_last_state_of_a_task_holds(workspace: Workspace, pulled: Callable, said: Callable) -> None:
    pulled(review(said(FOUND), annotator="annotator-1"), task=1)
    pulled(review(said(FOUND), annotator="annotator-2"), task=2)
    pulled(review(said(FOUND), annotator="annotator-3"), task=1, project="another")
    pulled(review(said(FOUND), annotator="annotator-4"), task=1)
    assert sorted(annotators(workspace)) == ["annotator-2", "annotator-3", "annotator-4"]
    pulled(review(said(FOUND)), task=2, deleted=True)
    assert sorted(annotators(workspace)) == ["annotator-3", "annotator-4"]


def test_the_last_submission_of_each_annotator_holds(workspace: Workspace, pulled: Callable, said: Callable) -> None:
    later = NOON + datetime.timedelta(hours=1)
    pulled(review(said(FOUND), submitted=later, seconds=2), review(said(FOUND), seconds=1))
    assert [review.seconds for _, review in rule_reviews(workspace)] == [2]


def test_a_row_that_does_not_read_is_told(workspace: Workspace, pulled: Callable, said: Callable) -> None:
    pulled(review(said(FOUND)))
    (workspace.reviews.folder / "000002.jsonl").write_text("{}\n")
    with pytest.raises(WorkspaceError, match=r"000002\.jsonl:1"):
        list(rule_reviews(workspace))
