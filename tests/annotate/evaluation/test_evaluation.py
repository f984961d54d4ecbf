"""Files of predictions and gold, in both formats of gold, with what is wrong in them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.evaluation import evaluate
from risalah.annotate.evaluation.counts import Counts
from risalah.annotate.evaluation.effort import Effort
from risalah.annotate.evaluation.listed import Listed
from risalah.schema import Document, Problem
from risalah.schema.errors import ReadError

MEETING = (
    "[Presiden Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] [Kim|1.participant=Kim:person]. "
    "Mereka [bertemu|1.meeting:actual] di [Beijing|1.place=Beijing]."
)
LISTED = {
    "id": "doc-1",
    "events": [
        {
            "type": "meeting",
            "realis": "actual",
            "triggers": [["bertemu", 2]],
            "participants": [{"kind": "person", "names": ["Vladimir Putin", "Putin"]}],
            "places": [{"names": ["Tiongkok"]}],
            "time": {"texts": ["Rabu"], "value": None},
            "note": "Beijing is doubtful",
        }
    ],
}


@pytest.fixture
def article(marked: Callable, file: Callable) -> Path:
    document, _ = marked(MEETING)
    return file("articles.jsonl", [document.model_dump(mode="json")])


@pytest.fixture
def predicted(marked: Callable, file: Callable) -> Path:
    return file("predicted.jsonl", [marked(MEETING)[1]])


def test_gold_of_our_own_format(marked: Callable, file: Callable, predicted: Path) -> None:
    done = evaluate(predicted, predicted)
    assert (done.compared, done.unpredicted, done.left_out) == (1, [], [])
    assert (done.overall.exact_recall, done.effort) == (1, Effort(from_nothing=5))
    assert set(done.roles) == {"meeting.participant", "meeting.place"}
    _, less = marked(MEETING.replace("[Kim|1.participant=Kim:person]", "Kim"))
    assert evaluate(file("less.jsonl", [less]), predicted).effort == Effort(add=1, from_nothing=5)


def test_gold_at_the_level_of_documents(file: Callable, predicted: Path, article: Path) -> None:
    done = evaluate(predicted, file("gold.jsonl", [LISTED]), documents=[article])
    assert done.rejected == []
    assert done.types["meeting"].trigger == Counts(tp=1, fp=1)
    assert done.overall.participant == Counts(tp=1, fp=1)
    assert done.overall.time == Counts()
    assert done.roles == {}
    found = [(one.kind, one.predicted, one.gold) for one in done.disagreements]
    assert found == [
        ("wrong boundary", "Presiden Putin", "Vladimir Putin / Putin"),
        ("spurious trigger", "bertemu", None),
        ("spurious filler", "Kim", None),
        ("spurious filler", "Beijing", None),
        ("missed filler", None, "Tiongkok"),
        ("missed filler", None, "Rabu"),
    ]
    assert done.effort == Effort(add=2, delete=3, rebound=1, from_nothing=4)
    assert done.effort.saved == -0.5


def test_an_occurrence_may_begin_within_the_one_before() -> None:
    listed = Listed.model_validate(wrong(triggers=[["anan", 2]]))
    (event,) = listed.page(Document(id="doc-1", text="makananan")).events
    assert event.triggers[0].span == (5, 9)


def test_a_file_may_begin_with_a_byte_order_mark(file: Callable, predicted: Path, article: Path) -> None:
    gold = file("gold.jsonl", ["\ufeff" + json.dumps(LISTED)])
    assert evaluate(predicted, gold, documents=[article]).compared == 1


def test_such_gold_needs_the_articles(file: Callable, predicted: Path) -> None:
    gold = file("gold.jsonl", [LISTED])
    with pytest.raises(ReadError, match=r"gold\.jsonl:1: .* with --documents"):
        evaluate(predicted, gold)


def test_gold_without_a_prediction_counts_and_a_prediction_without_gold_does_not(
    marked: Callable, file: Callable
) -> None:
    one, other = (marked(MEETING, doc_id)[1] for doc_id in ("doc-1", "doc-2"))
    done = evaluate(file("predicted.jsonl", [other]), file("gold.jsonl", [one]))
    assert (done.compared, done.unpredicted, done.left_out) == (0, ["doc-1"], ["doc-2"])
    assert done.overall.event == Counts(fn=1)
    assert done.effort == Effort(add=5, from_nothing=5)


def test_event_types_need_not_be_known(file: Callable, marked: Callable) -> None:
    _, annotation = marked(MEETING)
    strange = annotation.model_dump(mode="json")
    strange["events"][0]["type"] = "election"
    strange["events"][0]["roles"]["winner"] = strange["events"][0]["roles"].pop("participant")
    both = file("strange.jsonl", [strange])
    done = evaluate(both, both)
    assert done.rejected == []
    assert done.types["election"].participant == Counts(tp=2)
    assert done.roles["election.winner"] == Counts(tp=2)


def wrong(**changes: object) -> dict[str, object]:
    return LISTED | {"events": [LISTED["events"][0] | changes]}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("bukan json", "is not JSON"),
        ("[]", "is [], not a JSON object"),
        ("[" * 100_000, "is not JSON"),
        ("{}", "is no annotation: doc_id is missing"),
        ('{"id": "doc-1"}', "is no annotation: events is missing"),
        (wrong(realis="maybe"), "events[0].realis"),
        (wrong(triggers=[]), "events[0].triggers has 0 entries"),
        (wrong(triggers=[["bertemu", 3]]), "has the trigger 'bertemu', occurrence 3, which is not in the text"),
        (LISTED | {"id": "doc-9"}, "its document is not among those given"),
        (
            {"doc_id": "doc-1", "text_sha256": "0" * 64, "source": {"kind": "person", "version": "a"}, "events": []},
            "text 0000",
        ),
    ],
)
def test_a_wrong_line_of_gold_is_rejected_with_its_address(
    file: Callable, predicted: Path, article: Path, line: object, what: str
) -> None:
    gold = file("gold.jsonl", ["", line])
    done = evaluate(predicted, gold, documents=[article])
    (problem,) = (entry.problem for entry in done.rejected)
    assert problem.where == f"{gold}:2"
    assert what in problem.what
    assert (done.efforts, done.left_out) == ({}, ["doc-1"])


def test_a_wrong_prediction_is_rejected_and_its_document_counts_as_predicted_empty(
    file: Callable, predicted: Path, marked: Callable
) -> None:
    _, other_text = marked(MEETING + " Sekian.")
    done = evaluate(file("other.jsonl", [other_text, other_text, LISTED]), predicted)
    whats = [entry.problem.what for entry in done.rejected]
    assert [what.partition(" ")[0] for what in whats] == ["is", "is", "was"]
    assert "as an earlier line" in whats[0]
    assert "is no annotation" in whats[1]
    assert "annotate the text as it is now" in whats[2]
    assert (done.compared, done.unpredicted) == (0, ["doc-1"])


def test_an_article_that_cannot_be_read_is_told(file: Callable, predicted: Path) -> None:
    done = evaluate(predicted, predicted, documents=[file("articles.jsonl", ["bukan json"])])
    assert isinstance(done.rejected[0].problem, Problem)
    assert done.compared == 1


def test_the_figures_are_plain_data(predicted: Path) -> None:
    told = evaluate(predicted, predicted).as_dict()
    assert told["measures"]["all"]["event"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 1, "fp": 0, "fn": 0}
    assert told["measures"]["types"]["meeting"]["exact_recall"] == 1.0
    assert told["effort"]["documents"]["doc-1"] == told["effort"]["all"]
    assert told["effort"]["all"]["saved"] == 1.0
