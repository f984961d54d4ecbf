"""Instruction tuning."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema

from risalah.export.formats import Example
from risalah.export.formats.instruction import answer_schema, prompt
from risalah.schema import CORE, Event


def test_a_chat_asks_for_the_events_of_an_article(rows: Callable, visit: Example) -> None:
    [row] = rows("instruction", visit)
    assert [message["role"] for message in row["messages"]] == ["system", "user", "assistant"]
    asked, article, answer = (message["content"] for message in row["messages"])
    assert asked == prompt(CORE)
    assert article == f"Published: 2025-09-03\n\n{visit.text}"
    first, second = json.loads(answer)["events"]
    assert first["roles"]["time"] == [
        {"value": None, "kind": "time", "mentions": [{"start": 36, "end": 43, "text": "kemarin"}]}
    ]
    assert [trigger["text"] for trigger in second["triggers"]] == ["bertemu", "pertemuan"]


def test_answers_fit_the_schema_beside_them(
    written: Callable, rows: Callable, visit: Example, nothing: Example
) -> None:
    path: Path = written("instruction", visit, nothing)
    schema = json.loads((path.parent / "schema.json").read_text(encoding="utf-8"))
    assert schema == answer_schema(CORE)
    answers = [json.loads(row["messages"][2]["content"]) for row in rows("instruction", visit, nothing)]
    for answer in answers:
        jsonschema.validate(answer, schema, cls=jsonschema.Draft202012Validator)
    assert answers[1] == {"events": []}


def test_the_task_tells_every_type_with_its_roles(rally: type[Event]) -> None:
    told = prompt(CORE.extended(rally))
    assert "\nrally: A crowd gathers." in told
    assert "\n- size (quantity, at most 1): How many they are. / Berapa banyak." in told
    assert "\n- participant (person or organization or country or group, required): Who takes part;" in told
    assert '{"events": []}' in told


def test_nothing_is_lost(lost: Callable, visit: Example, nothing: Example) -> None:
    assert lost("instruction", visit, nothing) == {}
