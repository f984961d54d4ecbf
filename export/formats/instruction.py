"""Instruction tuning: a chat for each article, whose answer is its events.

`messages` has the roles and contents that chat templates take (huggingface/transformers,
docs/source/en/chat_templating.md). The answer is JSON that fits the schema of `answer_schema`,
which is the project's own, derived from the event classes; it is written once, to `schema.json`.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from risalah.export.formats.example import Example
from risalah.export.formats.lines import Row, read_lines, write_lines
from risalah.export.formats.reasons import limits
from risalah.export.formats.records import event_of, row_of
from risalah.schema import Event, Ontology, Realis
from risalah.schema.targets.json_schema import json_schema

SCHEMA = "schema.json"
_TASK = """\
Find every event of the types below in the news article. Answer with one JSON object, {{"events": [...]}}, that fits \
the schema; with {{"events": []}} where there is none. Each event has a number, a type, a realis ({realis}), its \
triggers, its roles, and in "attribution" who says so where that is not the article itself. Triggers are all words \
that refer to the event. Each role is a list of fillers: the canonical value, the kind, and every mention. "start" \
and "end" count Unicode code points of the article from 0, "end" is not part of the mention, and "text" is what \
stands there. A time is an ISO date or interval, null where the article and the day of publication do not tell it.

{types}"""


class Instruction:
    """Chats: the types as the system's message, the article as the user's, its events as the answer."""

    name = "instruction"
    description = "instruction tuning: chats whose answer is JSON, with its schema beside them"
    suffix = ".jsonl"
    limits = limits()

    def __init__(self, ontology: Ontology) -> None:
        """Take the event types that are asked for."""
        self._ontology = ontology

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a chat for each article, and the schema of the answers beside them."""
        schema = json.dumps(answer_schema(self._ontology), ensure_ascii=False, indent=1)
        (path.parent / SCHEMA).write_text(schema + "\n", encoding="utf-8")
        task = prompt(self._ontology)
        write_lines((_row(example, task) for example in examples), path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the questions and answers hold."""
        for row in read_lines(path):
            _, question, answer = (message["content"] for message in row["messages"])
            events = json.loads(answer)["events"]
            yield Example(row["id"], question.partition("\n\n")[2], tuple(map(event_of, events)))


def prompt(ontology: Ontology) -> str:
    """Return what is asked of the model: the task, and each type's guideline with its roles."""
    return _TASK.format(realis=", ".join(get_args(Realis)), types="\n\n".join(map(_type, ontology)))


def answer_schema(ontology: Ontology) -> dict[str, Any]:
    """Return the JSON Schema of an answer: the events of an annotation, without what names its document."""
    whole = json_schema(ontology)
    return {
        "$schema": whole["$schema"],
        "type": "object",
        "properties": {"events": whole["properties"]["events"]},
        "required": ["events"],
        "additionalProperties": False,
        "$defs": whole["$defs"],
    }


def _type(event: type[Event]) -> str:
    roles = [
        f"- {role.name} ({' or '.join(role.filler.kinds())}{', required' if role.minimum else ''}"
        f"{f', at most {role.maximum}' if role.maximum else ''}): {role.description}"
        for role in event.roles()
    ]
    return "\n".join([f"{event.type_name()}: {event.guideline()}", *roles])


def _row(example: Example, task: str) -> Row:
    answer = {"events": [row_of(event, example.text) for event in example.events]}
    said = {
        "system": task,
        "user": f"Published: {example.about.get('published') or 'unknown'}\n\n{example.text}",
        "assistant": json.dumps(answer, ensure_ascii=False),
    }
    return {"id": example.doc_id, "messages": [{"role": role, "content": content} for role, content in said.items()]}
