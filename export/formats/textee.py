"""TextEE's unified JSON, one window for each article.

Fields after ej0cl6/TextEE, data/README.md. The offsets of mentions are tokens, the end excluded.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from risalah.export.formats.example import Event, Example, Span
from risalah.export.formats.lines import Row, read_lines, write_lines
from risalah.export.formats.reasons import EVENT_LOST, MISALIGNED, NO_PLACE, ONE_TRIGGER, SEPARATE, limits
from risalah.export.formats.segments import found_in
from risalah.export.formats.windows import Window, event_of, window

LIMITS = limits(
    events=[MISALIGNED],
    arguments=[EVENT_LOST, MISALIGNED],
    fillers=[EVENT_LOST, SEPARATE, MISALIGNED],
    realis=[NO_PLACE],
    coreference=[ONE_TRIGGER],
    values=[NO_PLACE],
)


class TextEE:
    """Articles with entity mentions and event mentions; an argument may stand in any sentence."""

    name = "textee"
    description = "TextEE: a window for each article, with entity and event mentions"
    suffix = ".json"
    limits = LIMITS

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a line for each article."""
        write_lines(map(_row, examples), path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the windows hold."""
        for row in read_lines(path):
            yield Example(row["doc_id"], row["text"], tuple(read_events(row, found_in(row["text"], row["tokens"]))))


def _row(example: Example) -> Row:
    return {
        "doc_id": example.doc_id,
        "wnd_id": f"{example.doc_id}-0",
        "text": example.text,
        "lang": example.about.get("language") or "",
    } | mentions(window(example, Span(0, len(example.text))), f"{example.doc_id}-0")


def mentions(of: Window, name: str) -> Row:
    """Return the fields that tell what stands in a window of this name."""
    entities = [
        {"id": f"{name}-E{number}", "entity_type": entity.kind, **_place(of, entity.covered)}
        for number, entity in enumerate(of.entities)
    ]
    events = [
        {
            "id": f"{name}-EV{number}",
            "event_type": event.type,
            "trigger": _place(of, event.covered),
            "arguments": [
                {"entity_id": f"{name}-E{entity}", "role": role, **_place(of, of.entities[entity].covered)}
                for role, entity in event.arguments
            ],
        }
        for number, event in enumerate(of.events)
    ]
    return {"tokens": of.words(), "entity_mentions": entities, "event_mentions": events}


def read_events(row: Row, offsets: list[Span]) -> Iterator[Event]:
    """Yield the events of a window, given where its tokens stand."""
    kinds = {entity["id"]: entity["entity_type"] for entity in row["entity_mentions"]}
    for event in row["event_mentions"]:
        arguments = [(said["role"], kinds[said["entity_id"]], _covered(said)) for said in event["arguments"]]
        yield event_of(offsets, event["event_type"], _covered(event["trigger"]), arguments)


def _place(of: Window, covered: range) -> Row:
    return {"text": of.words_of(covered), "start": covered.start, "end": covered.stop}


def _covered(said: Row) -> range:
    return range(said["start"], said["end"])
