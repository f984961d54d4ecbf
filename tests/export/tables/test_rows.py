"""The rows that tell what is true of single documents."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from risalah.export.register import Register
from risalah.export.tables.rows import frames
from risalah.schema import CORE, Document, Event, Ontology, Source
from risalah.schema.fact import facts
from risalah.schema.links import Links
from risalah.schema.targets.tables import KEYS, tables
from risalah.schema.truth import Truth, record_id

ISO = {"Retno Marsudi": "IDN", "Wang Yi": "CHN", "Bali": "IDN"}


def made(truths: list[Truth], ontology: Ontology = CORE) -> dict[str, pl.DataFrame]:
    """Return the tables of some truths, of which every record is an event of its own."""
    events = [[record_id(truth.document.id, event.number)] for truth in truths for event in truth.annotation.events]
    register = Register().extended(Links(events, {truth.document.id: truth.document.id for truth in truths}))
    return frames(truths, ontology, register, lambda _, value: ISO.get(value))


def rows(truths: list[Truth], table: str) -> list[dict[str, Any]]:
    return made(truths)[table].to_dicts()


def told(row: dict[str, Any], *but: str) -> dict[str, Any]:
    """Return what a row says, but for columns that are drawn."""
    return {name: value for name, value in row.items() if value not in (None, []) and name not in {"split", *but}}


def test_a_document_is_a_row_with_all_that_is_known_of_it(truth: list[Truth]) -> None:
    first = truth[0]
    document = Document(
        id="doc-1",
        text=first.document.text,
        title="Retno bertemu Wang Yi",
        published=datetime.date(2022, 7, 8),
        url="x:y",
    )
    assert [told(row) for row in rows([replace(first, document=document)], "documents")] == [
        {
            "doc_id": "doc-1",
            "text": document.text,
            "text_sha256": document.text_sha256,
            "title": "Retno bertemu Wang Yi",
            "published": datetime.date(2022, 7, 8),
            "url": "x:y",
            "group": "doc-1",
            "status": "single",
            "basis": "latest",
            "annotators": ["annotator-1"],
            "prior": "rules id-1",
            "submitted": datetime.datetime(2025, 9, 1, 9, tzinfo=datetime.UTC),
            "seconds": 60.0,
            "records": 2,
        }
    ]


def test_a_record_is_a_row_with_its_values_in_the_columns_of_its_roles(truth: list[Truth]) -> None:
    assert told(rows(truth, "records")[0], "event_id") == {
        "record_id": "doc-1#1",
        "doc_id": "doc-1",
        "number": 1,
        "type": "meeting",
        "realis": "actual",
        "ace": "Contact.Meet",
        "plover": "CONSULT",
        "cameo": ["040", "043", "046"],
        "countries": ["IDN", "CHN"],
        "status": "single",
        "annotators": ["annotator-1"],
        "prior": "rules id-1",
        "triggers": ["bertemu"],
        "attribution": ["Kementerian Luar Negeri"],
        "participant": ["Retno Marsudi", "Wang Yi"],
        "place": ["Denpasar", "Bali"],
        "time": "2022-07-07",
    }


def test_a_record_says_what_was_done_to_its_pre_annotation(truth: list[Truth]) -> None:
    corrected = replace(truth[1], realis_edited=frozenset({1}))
    assert [row["edits"] for row in rows([corrected], "records")] == [["added", "realis"]]


def test_an_argument_is_a_row_also_a_time_that_nobody_knows(truth: list[Truth]) -> None:
    assert [
        (row["argument_id"], row["role"], row["kind"], row["value"], row["country"])
        for row in rows(truth, "arguments")
        if row["record_id"] == "doc-1#2"
    ] == [
        ("doc-1#2/visitor/person/Retno Marsudi", "visitor", "person", "Retno Marsudi", "IDN"),
        ("doc-1#2/destination/place/Beijing", "destination", "place", "Beijing", None),
        ("doc-1#2/time/time/", "time", "time", None, None),
    ]


def test_a_mention_is_a_row_and_a_trigger_has_no_argument(truth: list[Truth]) -> None:
    luhut, musk = ("doc-2#1/participant/person/Luhut Pandjaitan", "doc-2#1/participant/person/Elon Musk")
    assert [
        (row["mention_id"], row["role"], row["argument_id"], row["text"])
        for row in rows(truth, "mentions")
        if row["record_id"] == "doc-2#1"
    ] == [
        (f"{luhut}/0-5", "participant", luhut, "Luhut"),
        ("doc-2#1/6-15", "trigger", None, "menelepon"),
        (f"{musk}/19-23", "participant", musk, "Musk"),
    ]


def test_every_mention_is_where_its_offsets_say_also_after_an_emoji(truth: list[Truth]) -> None:
    texts = {one.document.id: one.document.text for one in truth}
    found = rows(truth, "mentions")
    assert [row["text"] for row in found] == [texts[row["doc_id"]][row["start"] : row["end"]] for row in found]


def test_a_mention_says_where_it_comes_from(truth: list[Truth]) -> None:
    assert [(row["text"], row["edit"], row["prior"], row["annotator"]) for row in rows([truth[1]], "mentions")] == [
        ("Luhut", "kept", "rules id-1", "annotator-1"),
        ("menelepon", "kept", "rules id-1", "annotator-1"),
        ("Musk", "added", None, "annotator-1"),
    ]


def test_the_rule_that_found_a_mention_travels_along(truth: list[Truth]) -> None:
    (event,) = truth[1].annotation.events
    trigger = event.triggers[0].model_copy(update={"rule": "call.menelepon"})
    ruled = truth[1].annotation.model_copy(update={"events": [event.model_copy(update={"triggers": [trigger]})]})
    found = rows([replace(truth[1], annotation=ruled)], "mentions")
    assert [row["rule"] for row in found] == [None, "call.menelepon", None]


def test_how_likely_a_model_held_a_mention_travels_along(truth: list[Truth]) -> None:
    (luhut, *_), (deleted,) = facts(truth[1].annotation), truth[1].deleted
    model = Source(kind="model", version="light-1 on id-1")
    held = replace(truth[1], prior=model, confidence={luhut: 0.75}, deleted=(replace(deleted, confidence=0.9),))
    assert [row["confidence"] for row in rows([held], "mentions")] == [0.75, None, None]
    assert [(row["prior"], row["confidence"]) for row in rows([held], "negatives")] == [(str(model), 0.9)]


def test_what_a_person_deleted_is_a_negative(truth: list[Truth]) -> None:
    assert [told(row) for row in rows(truth, "negatives")] == [
        {
            "negative_id": "doc-2#1/topic/text/telepon/6-15",
            "doc_id": "doc-2",
            "number": 1,
            "type": "call",
            "role": "topic",
            "kind": "text",
            "value": "telepon",
            "start": 6,
            "end": 15,
            "text": "menelepon",
            "rule": "call.topic",
            "prior": "rules id-1",
            "annotator": "annotator-1",
        }
    ]


def test_a_nested_record_holds_everything(truth: list[Truth]) -> None:
    (row,) = rows([truth[1]], "nested")
    assert row["triggers"] == [{"start": 6, "end": 15, "text": "menelepon"}]
    assert [(filler["role"], filler["value"], len(filler["mentions"])) for filler in row["arguments"]] == [
        ("participant", "Luhut Pandjaitan", 1),
        ("participant", "Elon Musk", 1),
    ]


def test_a_document_without_events_is_a_row_and_has_no_others(truth: list[Truth]) -> None:
    tables_of = made(truth)
    [document] = tables_of["documents"].filter(doc_id="doc-3").to_dicts()
    assert (document["status"], document["records"]) == ("single", 0)
    others = ("records", "arguments", "mentions", "negatives", "nested")
    assert all(tables_of[name].filter(doc_id="doc-3").is_empty() for name in others)


@pytest.mark.parametrize("count", [0, 1, 3], ids=["no document", "a document without events", "all"])
def test_every_column_has_its_type_however_little_there_is(truth: list[Truth], count: int) -> None:
    found = made(truth[::-1][:count])
    assert {name: dict(frame.schema) for name, frame in found.items()} == {
        name: schema for name, schema in tables(CORE).items() if name != "events"
    }
    assert found["documents"].height == count


def test_rows_have_ids_of_their_own_and_join(truth: list[Truth]) -> None:
    found = made(truth)
    assert all(frame[KEYS[name]].is_unique().all() for name, frame in found.items())
    records, arguments, mentions = found["records"], found["arguments"], found["mentions"]
    assert records.join(found["documents"], on="doc_id").height == records.height == 3
    assert arguments.join(records, on="record_id").height == arguments.height == 11
    assert mentions.filter(pl.col("role") != "trigger").join(arguments, on="argument_id").height == 12
    assert mentions.filter(pl.col("role") == "trigger").join(records, on="record_id").height == 3


def test_a_users_class_has_columns_and_rows_like_any_other(
    truth: list[Truth], rally: type[Event], rallied: Truth
) -> None:
    records = made([*truth, rallied], CORE.extended(rally))["records"]
    assert records.select("type", "crowd", "size", "participant").row(-1) == ("rally", ["petani"], "~2000", None)
    assert records["size"].null_count() == 3


def test_what_no_person_has_read_says_so_in_every_record(reviewed: Callable) -> None:
    read = reviewed("[Luhut|1.speaker=Luhut:person] [memperingatkan|1.statement:actual] importir.")
    unread = replace(read, basis="unreviewed")
    assert [row["status"] for name in ("documents", "records") for row in rows([unread], name)] == ["unreviewed"] * 2


def test_what_was_annotated_from_nothing_has_no_prior(truth: list[Truth]) -> None:
    alone = replace(truth[1], prior=None, edits={}, deleted=())
    assert {(row["prior"], row["edit"]) for row in rows([alone], "mentions")} == {(None, None)}
