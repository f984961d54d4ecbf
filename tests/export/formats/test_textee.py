"""TextEE."""

from collections.abc import Callable

from risalah.export.formats import Example


def test_the_fields_are_those_of_textee(rows: Callable, example: Callable) -> None:
    told = "[Kim Jong Un|1.participant=Kim Jong Un:person] [bertemu|1.meeting:actual] warga 🤝. [Rabu|1.time=?]"
    [row] = rows("textee", example(told))
    assert {name: row[name] for name in ("doc_id", "wnd_id", "text", "lang")} == {
        "doc_id": "doc-1",
        "wnd_id": "doc-1-0",
        "text": "Kim Jong Un bertemu warga 🤝. Rabu",
        "lang": "id",
    }
    assert row["tokens"] == ["Kim", "Jong", "Un", "bertemu", "warga", "🤝", ".", "Rabu"]
    assert row["entity_mentions"] == [
        {"id": "doc-1-0-E0", "entity_type": "person", "text": "Kim Jong Un", "start": 0, "end": 3},
        {"id": "doc-1-0-E1", "entity_type": "time", "text": "Rabu", "start": 7, "end": 8},
    ]
    [event] = row["event_mentions"]
    assert (event["id"], event["event_type"]) == ("doc-1-0-EV0", "meeting")
    assert event["trigger"] == {"text": "bertemu", "start": 3, "end": 4}
    assert event["arguments"] == [
        {"entity_id": "doc-1-0-E0", "role": "participant", "text": "Kim Jong Un", "start": 0, "end": 3},
        {"entity_id": "doc-1-0-E1", "role": "time", "text": "Rabu", "start": 7, "end": 8},
    ]


def test_a_mention_in_several_roles_is_one_entity(rows: Callable, visit: Example) -> None:
    [row] = rows("textee", visit)
    assert [entity["text"] for entity in row["entity_mentions"]].count("Menlu Sugiono") == 1
    assert [event["event_type"] for event in row["event_mentions"]] == ["visit", "meeting", "meeting"]


def test_events_fall_apart_and_links_stay(lost: Callable, visit: Example, nothing: Example) -> None:
    told = lost("textee", visit, nothing)
    assert {*told} == {"realis", "coreference", "fillers", "values"}
    assert told["coreference"] == {"each trigger is told as an event of its own": 1}
    assert told["fillers"] == {"its mentions are told one by one": 1}


def test_with_its_trigger_an_event_loses_all_it_has(lost: Callable, example: Callable) -> None:
    told = lost("textee", example("[per|1.transfer:actual]temuan [Kim|1.giver=Kim:person]"))
    assert told["events"] == {"it does not begin and end with a token": 1}
    assert told["mentions"] == {"its event is lost": 1}
