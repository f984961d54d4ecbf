"""MAVEN-Arg's JSON, one line for each article, with events and entities of several mentions each.

Fields after THU-KEG/MAVEN-Argument, README.md. Offsets are code points, the end excluded. Fillers in
the text's own words stand as `content` in the event, as its non-entity arguments do; all others are
entities. An event has all roles of its type; `type_id` is the type's number in the ontology.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.lines import Row, read_lines, write_lines
from risalah.export.formats.reasons import NO_PLACE, SEPARATE, limits
from risalah.schema import Ontology
from risalah.schema.ontology import ATTRIBUTION

_WORDS = "text"
"""The kind of fillers that are no entities."""


class Maven:
    """Articles with events and entities."""

    name = "maven"
    description = "MAVEN-Arg: an article a line, with events and entities of several mentions"
    suffix = ".jsonl"
    limits = limits(fillers=[SEPARATE], realis=[NO_PLACE], values=[NO_PLACE])

    def __init__(self, ontology: Ontology) -> None:
        """Take the event types, in the order that gives them their numbers."""
        self._roles = {event.type_name(): [role.name for role in event.roles()] for event in ontology}
        self._numbers = {name: number for number, name in enumerate(ontology.type_names, 1)}

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a line for each article."""
        write_lines(map(self._row, examples), path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the lines hold."""
        for row in read_lines(path):
            entities = {entity["id"]: entity for entity in row["entities"]}
            yield Example(row["id"], row["document"], tuple(_event(event, entities) for event in row["events"]))

    def _row(self, example: Example) -> Row:
        fillers = dict.fromkeys(
            (argument.kind, argument.mentions)
            for event in example.events
            for argument in event.arguments
            if argument.kind != _WORDS
        )
        entities = {filler: f"ENTITY_{example.doc_id}-{number}" for number, filler in enumerate(fillers)}
        return {
            "id": example.doc_id,
            "title": example.about.get("title") or "",
            "document": example.text,
            "events": [self._event(example, event, entities) for event in example.events],
            "entities": [
                {"id": name, "type": kind, "mention": _mentions(example, name, "mention", spans)}
                for (kind, spans), name in entities.items()
            ],
        }

    def _event(self, example: Example, event: Event, entities: dict[tuple[str, tuple[Span, ...]], str]) -> Row:
        name = f"EVENT_{example.doc_id}-{event.number}"
        arguments: dict[str, list[Row]] = {role: [] for role in (*self._roles.get(event.type, ()), ATTRIBUTION)}
        for argument in event.arguments:
            filled = arguments.setdefault(argument.role, [])
            if argument.kind == _WORDS:
                filled.extend({"content": example.text[slice(*span)], "offset": [*span]} for span in argument.mentions)
            else:
                filled.append({"entity_id": entities[argument.kind, argument.mentions]})
        return {
            "id": name,
            "type": event.type,
            "type_id": self._numbers.get(event.type, 0),
            "mention": _mentions(example, name, "trigger_word", event.triggers),
            "argument": arguments,
        }


def _mentions(example: Example, name: str, field: str, spans: tuple[Span, ...]) -> list[Row]:
    return [
        {"id": f"{name}-{number}", field: example.text[slice(*span)], "offset": [*span]}
        for number, span in enumerate(spans)
    ]


def _event(row: Row, entities: dict[str, Row]) -> Event:
    arguments = tuple(_argument(role, said, entities) for role, fillers in row["argument"].items() for said in fillers)
    return Event(row["type"], _spans(row["mention"]), arguments)


def _argument(role: str, said: Row, entities: dict[str, Row]) -> Argument:
    if "content" in said:
        return Argument(role, _WORDS, "", (Span(*said["offset"]),))
    entity = entities[said["entity_id"]]
    return Argument(role, entity["type"], "", _spans(entity["mention"]))


def _spans(mentions: list[Row]) -> tuple[Span, ...]:
    return tuple(Span(*mention["offset"]) for mention in mentions)
