"""The rows of a release's tables."""

import datetime
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from risalah.export.tables import tables
from risalah.schema import CORE, Document, Event
from risalah.schema.review import Review
from risalah.schema.targets.tables import tables as schemas

Truth = list[tuple[Document, Review]]


def rows(truth: Truth, table: str) -> list[dict[str, Any]]:
    return tables(truth, CORE)[table].to_dicts()


def test_a_document_is_a_row_with_all_that_is_known_of_it(truth: Truth) -> None:
    document, review = truth[0]
    told = Document(
        id="doc-1", text=document.text, title="Retno bertemu Wang Yi", published=datetime.date(2022, 7, 8), url="x:y"
    )
    assert rows([(told, review)], "documents") == [
        {
            "doc_id": "doc-1",
            "text": document.text,
            "text_sha256": document.text_sha256,
            "title": "Retno bertemu Wang Yi",
            "language": None,
            "published": datetime.date(2022, 7, 8),
            "publisher": None,
            "url": "x:y",
            "licence": None,
            "status": "reviewed",
            "records": 2,
        }
    ]


def test_a_record_is_a_row_with_its_values_in_the_columns_of_its_roles(truth: Truth) -> None:
    meeting = {name: value for name, value in rows(truth, "records")[0].items() if value is not None}
    assert meeting == {
        "record_id": "doc-1#1",
        "doc_id": "doc-1",
        "number": 1,
        "type": "meeting",
        "realis": "actual",
        "status": "reviewed",
        "annotator": "annotator-1",
        "prior": "rules id-1",
        "triggers": ["bertemu"],
        "attribution": ["Kementerian Luar Negeri"],
        "participant": ["Retno Marsudi", "Wang Yi"],
        "place": ["Denpasar", "Bali"],
        "time": "2022-07-07",
    }


def test_an_argument_is_a_row_also_a_time_that_nobody_knows(truth: Truth) -> None:
    assert [
        (row["argument_id"], row["role"], row["kind"], row["value"])
        for row in rows(truth, "arguments")
        if row["record_id"] == "doc-1#2"
    ] == [
        ("doc-1#2/visitor/person/Retno Marsudi", "visitor", "person", "Retno Marsudi"),
        ("doc-1#2/destination/place/Beijing", "destination", "place", "Beijing"),
        ("doc-1#2/time/time/", "time", "time", None),
    ]


def test_a_mention_is_a_row_and_a_trigger_has_no_argument(truth: Truth) -> None:
    assert [
        (row["mention_id"], row["role"], row["argument_id"], row["text"])
        for row in rows(truth, "mentions")
        if row["record_id"] == "doc-2#1"
    ] == [
        ("doc-2#1/6-15", "trigger", None, "menelepon"),
        (
            "doc-2#1/participant/person/Luhut Pandjaitan/0-5",
            "participant",
            "doc-2#1/participant/person/Luhut Pandjaitan",
            "Luhut",
        ),
        ("doc-2#1/participant/person/Elon Musk/19-23", "participant", "doc-2#1/participant/person/Elon Musk", "Musk"),
    ]


def test_every_mention_is_where_its_offsets_say_also_after_an_emoji(truth: Truth) -> None:
    texts = {document.id: document.text for document, _ in truth}
    found = rows(truth, "mentions")
    assert [row["text"] for row in found] == [texts[row["doc_id"]][row["start"] : row["end"]] for row in found]


def test_a_document_without_events_is_a_row_and_has_no_others(truth: Truth) -> None:
    made = tables(truth, CORE)
    [document] = made["documents"].filter(doc_id="doc-3").to_dicts()
    assert (document["status"], document["records"]) == ("reviewed", 0)
    assert all(made[name].filter(doc_id="doc-3").is_empty() for name in ("records", "arguments", "mentions"))


@pytest.mark.parametrize("count", [0, 1, 3], ids=["no document", "a document without events", "all"])
def test_every_column_has_its_type_however_little_there_is(truth: Truth, count: int) -> None:
    made = tables(truth[::-1][:count], CORE)
    assert {name: dict(frame.schema) for name, frame in made.items()} == schemas(CORE)
    assert made["documents"].height == count


def test_rows_have_ids_of_their_own_and_join(truth: Truth) -> None:
    made = tables(truth, CORE)
    ids = {"documents": "doc_id", "records": "record_id", "arguments": "argument_id", "mentions": "mention_id"}
    assert all(made[name][row_id].is_unique().all() for name, row_id in ids.items())
    records, arguments, mentions = made["records"], made["arguments"], made["mentions"]
    assert records.join(made["documents"], on="doc_id").height == records.height == 3
    assert arguments.join(records, on="record_id").height == arguments.height == 11
    assert mentions.filter(pl.col("role") != "trigger").join(arguments, on="argument_id").height == 12
    assert mentions.filter(pl.col("role") == "trigger").join(records, on="record_id").height == 3


def test_a_users_class_has_columns_and_rows_like_any_other(
    truth: Truth, rally: type[Event], rallied: tuple[Document, Review]
) -> None:
    records = tables([*truth, rallied], CORE.extended(rally))["records"]
    assert records.select("type", "crowd", "size", "participant").row(-1) == ("rally", ["petani"], "~2000", None)
    assert records["size"].null_count() == 3


def test_what_a_program_submitted_says_so_in_every_record(reviewed: Callable) -> None:
    unread = reviewed(
        "[Luhut|1.speaker=Luhut:person] [memperingatkan|1.statement:actual] importir.", status="unreviewed"
    )
    assert [row["status"] for name in ("documents", "records") for row in rows([unread], name)] == ["unreviewed"] * 2


def test_the_rule_that_found_a_mention_travels_along(truth: Truth) -> None:
    document, review = truth[1]
    told = review.model_dump(mode="json")
    told["annotation"]["events"][0]["triggers"][0]["rule"] = "call.menelepon"
    ruled = Review.model_validate(told)
    assert rows([(document, ruled)], "mentions")[0]["rule"] == "call.menelepon"


def test_what_was_annotated_from_nothing_has_no_prior(truth: Truth) -> None:
    document, review = truth[1]
    assert rows([(document, review.model_copy(update={"prior": None}))], "records")[0]["prior"] is None
