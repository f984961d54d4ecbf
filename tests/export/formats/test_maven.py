"""MAVEN-Arg."""

from collections.abc import Callable
from pathlib import Path

from risalah.export.formats import Argument, Event, Example, Span, formats
from risalah.schema import CORE
from risalah.schema import Event as EventClass


def test_events_have_mentions_and_all_roles_of_their_type(rows: Callable, visit: Example) -> None:
    [row] = rows("maven", visit)
    assert (row["id"], row["document"]) == ("doc-1", visit.text)
    meeting = row["events"][1]
    assert (meeting["type"], meeting["type_id"]) == ("meeting", CORE.type_names.index("meeting") + 1)
    assert [(said["trigger_word"], row["document"][slice(*said["offset"])]) for said in meeting["mention"]] == [
        ("bertemu", "bertemu"),
        ("pertemuan", "pertemuan"),
    ]
    assert [*meeting["argument"]] == [role.name for role in CORE["meeting"].roles()] + ["attribution"]
    at = visit.text.index("laut")
    assert meeting["argument"]["topic"] == [{"content": "laut", "offset": [at, at + 4]}]
    assert meeting["argument"]["place"] == []


def test_a_filler_with_its_mentions_is_an_entity(rows: Callable, visit: Example) -> None:
    [row] = rows("maven", visit)
    entities = {entity["id"]: entity for entity in row["entities"]}
    sugiono, lazaro = row["events"][1]["argument"]["participant"]
    assert [said["mention"] for said in entities[sugiono["entity_id"]]["mention"]] == ["Menlu Sugiono", "Sugiono"]
    assert entities[lazaro["entity_id"]]["type"] == "person"


def test_realis_and_values_are_lost(lost: Callable, visit: Example, nothing: Example) -> None:
    assert {*lost("maven", visit, nothing)} == {"realis", "values"}


def test_words_that_are_mentioned_twice_are_told_one_by_one(lost: Callable) -> None:
    topic = Argument("topic", "text", "laut", (Span(8, 12), Span(13, 17)))
    told = lost(
        "maven", Example("doc-1", "bertemu laut laut", (Event("meeting", (Span(0, 7),), (topic,), 1, "actual"),))
    )
    assert told["fillers"] == {"its mentions are told one by one": 1}
    assert "kinds" not in told


def test_event_types_of_a_workspace_have_numbers_too(rally: type[EventClass], tmp_path: Path) -> None:
    maven = formats(CORE.extended(rally))["maven"]
    maven.write([Example("doc-1", "demo", (Event("rally", (Span(0, 4),), (), 1, "actual"),))], tmp_path / "train.jsonl")
    assert f'"type_id": {len(CORE.events) + 1}' in (tmp_path / "train.jsonl").read_text()
