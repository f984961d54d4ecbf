"""PLOVER."""

from collections.abc import Callable

from risalah.export.formats import Argument, Event, Example, Span


def test_a_coded_event_has_actors_by_country_and_a_date(rows: Callable) -> None:
    text = "JAKARTA 🕌\nSugiono tiba di Manila, Rabu, disambut Lazaro. Ia lelah."
    arguments = (
        Argument("visitor", "person", "Sugiono", (Span(10, 17),), "IDN"),
        Argument("host", "person", "Theresa Lazaro", (Span(49, 55),), "PHL"),
        Argument("destination", "place", "Manila", (Span(26, 32),), "PHL"),
        Argument("time", "time", "2025-09-03", (Span(34, 38),)),
        Argument("purpose", "text", "lelah", (Span(60, 65),)),
        Argument("attribution", "group", "warga", (Span(0, 7),)),
    )
    event = Event("visit", (Span(18, 22),), arguments, 3, "actual", "CONSULT", "visit")
    [row] = rows("plover", Example("doc-1", text, (event,), {"published": "2025-09-04", "publisher": "Pena"}))
    assert {name: row[name] for name in ("id", "story_id", "event_type", "event_mode", "contexts", "date")} == {
        "id": "doc-1#3",
        "story_id": "doc-1",
        "event_type": "CONSULT",
        "event_mode": ["visit"],
        "contexts": [],
        "date": "2025-09-03",
    }
    assert row["event_text"] == "Sugiono tiba di Manila, Rabu, disambut Lazaro."
    assert row["triggers"] == [{"text": "tiba", "start": 18, "end": 22}]
    assert (row["pub_date"], row["publisher"]) == ("2025-09-04", "Pena")
    assert {name: [(said["text"], said["country"]) for said in told] for name, told in row["attributes"].items()} == {
        "ACTOR": [("Sugiono", "IDN")],
        "RECIP": [("Lazaro", "PHL")],
        "LOC": [("Manila", "PHL")],
        "DATE": [("Rabu", None)],
    }


def test_what_is_planned_is_in_the_future_and_has_no_date_that_nobody_knows(rows: Callable, visit: Example) -> None:
    came, meeting = rows("plover", visit)
    assert (came["contexts"], came["date"]) == ([], None)
    assert (meeting["event_type"], meeting["event_mode"], meeting["contexts"]) == ("AGREE", ["meet"], ["future"])
    assert [said["value"] for said in meeting["attributes"]["ACTOR"]] == ["Sugiono", "Theresa Lazaro"]


def test_an_event_without_a_mode_is_coded_too(rows: Callable, example: Callable) -> None:
    [row] = rows("plover", example("[Kim|1.participant=Kim:person] [bertemu|1.meeting:actual] warga."))
    assert (row["event_type"], row["event_mode"]) == ("CONSULT", [])


def test_what_has_no_code_is_counted(lost: Callable, example: Callable, nothing: Example) -> None:
    denied = example("[Kim|1.participant=Kim:person] tak [bertemu|1.meeting:denied] warga.")
    told = lost("plover", denied, nothing)
    assert told["documents"] == {"PLOVER codes none of its events": 2}
    assert told["events"] == {"PLOVER has no code for what is of its type or realis": 1}


def test_topics_and_sources_have_no_place(lost: Callable, visit: Example) -> None:
    assert lost("plover", visit)["mentions"] == {"PLOVER tells actors, places and dates alone": 2}
