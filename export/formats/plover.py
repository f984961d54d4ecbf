"""PLOVER's events, one line each.

Fields after the coder of POLECAT (ahalterman/NGEC, NGEC/formatter.py), codes after
openeventdata/PLOVER. The ACTOR is who fills the first role of the event's type that somebody acts
in, RECIP who fills another such role; each says its role, its country and all its mentions, as code
points of the article. What is planned has the context "future". `event_text` is the sentence of the
first trigger, `date` the day that the text gives the event, null where it gives none.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.lines import Row, read_lines, write_lines
from risalah.export.formats.reasons import EVENT_LOST, NO_PLACE, Place, Reason, limits
from risalah.export.formats.segments import sentence_of, sentences
from risalah.schema import Actor, Ontology
from risalah.schema.truth import record_id

ACTOR, RECIP, LOC, DATE = "ACTOR", "RECIP", "LOC", "DATE"
_FUTURE = "future"
_OTHERS = {"place": LOC, "time": DATE}
_ACTING = Actor.kinds()


def _is_neither(lost: Place) -> bool:
    argument = lost.argument
    return argument is not None and (argument.is_attribution or argument.kind not in {*_ACTING, *_OTHERS})


_NOT_CODED = Reason("PLOVER has no code for what is of its type or realis")
_NEITHER = Reason("PLOVER tells actors, places and dates alone", _is_neither)


class Plover:
    """Coded events; what has no code in PLOVER is left out."""

    name = "plover"
    description = "PLOVER: an event a line, with actors by country"
    suffix = ".jsonl"
    limits = limits(
        events=[_NOT_CODED],
        arguments=[EVENT_LOST, _NEITHER],
        documents=[Reason("PLOVER codes none of its events")],
        texts=[NO_PLACE],
        types=[NO_PLACE],
    )

    def __init__(self, ontology: Ontology) -> None:
        """Take the event types, which say who acts."""
        acting = {
            event.type_name(): [role.name for role in event.roles() if issubclass(role.filler, Actor)]
            for event in ontology
        }
        self._first = {name: roles[0] for name, roles in acting.items() if roles}

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a line for each event that has a code."""
        write_lines(
            (self._row(example, event) for example in examples for event in example.events if event.plover), path
        )

    def read(self, path: Path) -> Iterator[Example]:
        """Yield the events, article by article."""
        for doc_id, rows in groupby(read_lines(path), itemgetter("story_id")):
            yield Example(doc_id, "", tuple(map(_event, rows)))

    def _row(self, example: Example, event: Event) -> Row:
        attributes: dict[str, list[Row]] = {}
        for argument in event.arguments:
            if name := self._attribute(event, argument):
                attributes.setdefault(name, []).append(_said(example, argument))
        return {
            "id": record_id(example.doc_id, event.number),
            "story_id": example.doc_id,
            "event_type": event.plover,
            "event_mode": [event.plover_mode] if event.plover_mode else [],
            "contexts": [_FUTURE] if event.realis == "planned" else [],
            "date": next((said["value"] for said in attributes.get(DATE, ())), None),
            "triggers": [_place(example, span) for span in event.triggers],
            "attributes": attributes,
            "event_text": _sentence(example, event.triggers[0]),
            "headline": example.about.get("title"),
            "pub_date": example.about.get("published"),
            "publisher": example.about.get("publisher"),
            "url": example.about.get("url"),
        }

    def _attribute(self, event: Event, argument: Argument) -> str | None:
        if argument.is_attribution or argument.kind not in _ACTING:
            return None if argument.is_attribution else _OTHERS.get(argument.kind)
        return ACTOR if argument.role == self._first.get(event.type) else RECIP


def _said(example: Example, argument: Argument) -> Row:
    mentions = [_place(example, span) for span in argument.mentions]
    told = {"value": argument.value, "kind": argument.kind, "role": argument.role, "country": argument.country}
    return {"text": mentions[0]["text"], **told, "mentions": mentions}


def _place(example: Example, span: Span) -> Row:
    return {"text": example.text[slice(*span)], "start": span.start, "end": span.end}


def _sentence(example: Example, trigger: Span) -> str:
    number = sentence_of(example.text, trigger)
    return example.text[slice(*(trigger if number is None else sentences(example.text)[number]))]


def _event(row: Row) -> Event:
    arguments = tuple(
        Argument(said["role"], said["kind"], said["value"], _spans(said["mentions"]), said["country"])
        for attribute in row["attributes"].values()
        for said in attribute
    )
    return Event(
        "",
        _spans(row["triggers"]),
        arguments,
        number=int(row["id"].rpartition("#")[2]),
        realis="planned" if _FUTURE in row["contexts"] else "actual",
        plover=row["event_type"],
        plover_mode=next(iter(row["event_mode"]), None),
    )


def _spans(mentions: list[Row]) -> tuple[Span, ...]:
    return tuple(Span(mention["start"], mention["end"]) for mention in mentions)
