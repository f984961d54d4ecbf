"""Events as `risalah annotate` prints them, which says all of them."""

from risalah.export.formats.example import Argument, Event, Span
from risalah.export.formats.lines import Row
from risalah.schema.ontology import ATTRIBUTION


def row_of(event: Event, text: str) -> Row:
    """Return an event as it stands in a line of annotations."""
    roles: dict[str, list[Row]] = {}
    for argument in event.arguments:
        mentions = [_mention(span, text) for span in argument.mentions]
        filler = {"value": argument.value, "kind": argument.kind, "mentions": mentions}
        roles.setdefault(argument.role, []).append(filler)
    attribution = roles.pop(ATTRIBUTION, [])
    return {
        "number": event.number,
        "type": event.type,
        "realis": event.realis,
        "triggers": [_mention(span, text) for span in event.triggers],
        "roles": roles,
    } | ({ATTRIBUTION: attribution} if attribution else {})


def event_of(row: Row) -> Event:
    """Return the event that a line of annotations holds."""
    filled = {**row["roles"], ATTRIBUTION: row.get(ATTRIBUTION, [])}
    arguments = tuple(
        Argument(role, filler["kind"], filler["value"], _spans(filler["mentions"]))
        for role, fillers in filled.items()
        for filler in fillers
    )
    return Event(row["type"], _spans(row["triggers"]), arguments, row["number"], row["realis"])


def _mention(span: Span, text: str) -> Row:
    return {"start": span.start, "end": span.end, "text": text[slice(*span)]}


def _spans(mentions: list[Row]) -> tuple[Span, ...]:
    return tuple(Span(mention["start"], mention["end"]) for mention in mentions)
