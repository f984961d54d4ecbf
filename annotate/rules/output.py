"""Records as plain data, as the JSON interface has them."""

from typing import Any

from risalah.annotate.rules.actors import Span
from risalah.annotate.rules.frames import Found
from risalah.annotate.rules.records import Record
from risalah.schema import Event
from risalah.schema.ontology import ATTRIBUTION

Limits = tuple[str, int, int | None]
"""A role of an event class, and how many fillers it has at least and at most."""


def limits(event: type[Event]) -> list[Limits]:
    """Return what `event_record` needs to know of a class."""
    return [(role.name, role.minimum, role.maximum) for role in event.roles()]


def event_record(record: Record, text: str, roles_of: list[Limits], number: int) -> dict[str, Any]:
    """Return the record as the JSON interface has it, or nothing where a role it needs is empty.

    Fillers stand in text order, as many as the class takes of each role.
    """
    told = _fillers(record, text)
    roles: dict[str, Any] = {}
    for role, least, most in roles_of:
        fillers = told.get(role, [])
        if len(fillers) > 1:
            fillers = sorted(fillers, key=_position)[:most]
        if len(fillers) < least:
            return {}
        if fillers:
            roles[role] = fillers
    event_told: dict[str, Any] = {
        "number": number,
        "type": record.rule.type,
        "realis": record.realis,
        "triggers": _mentions(text, record.triggers),
        "roles": roles,
    }
    if ATTRIBUTION in told:
        event_told[ATTRIBUTION] = sorted(told[ATTRIBUTION], key=_position)
    return event_told


def _fillers(record: Record, text: str) -> dict[str, list[dict[str, Any]]]:
    told: dict[str, list[dict[str, Any]]] = {}
    for role, actors in record.actors.items():
        merged: dict[tuple[str, str], list[Found]] = {}
        for entity, found in actors.items():
            merged.setdefault((entity.value, entity.kind), []).extend(found)
        told[role] = [_filler(text, value, kind, found) for (value, kind), found in merged.items()]
    for role, places in record.places.items():
        told[role] = [_filler(text, name, "place", found) for name, found in places.items()]
    for role, values in record.contents.items():
        kind = record.fillers[role].lower()
        told[role] = [_filler(text, value, kind, found) for value, found in values.items()]
    for role, time in record.values.items():
        told[role] = [_filler(text, time, "time", [found for _, found in record.times[role]])]
    return told


def _filler(text: str, value: str | None, kind: str, found: list[Found]) -> dict[str, Any]:
    rules: dict[Span, str] = {}
    for one in found:
        rules.setdefault(one.span, one.rule)
    return {"value": value, "kind": kind, "mentions": _mentions(text, rules)}


def _mentions(text: str, rules: dict[Span, str]) -> list[dict[str, Any]]:
    mentions: list[dict[str, Any]] = [
        {"start": start, "end": end, "text": text[start:end], "rule": rule} for (start, end), rule in rules.items()
    ]
    if len(mentions) > 1:
        mentions.sort(key=_place)
    return mentions


def _place(mention: dict[str, Any]) -> tuple[int, int]:
    return mention["start"], mention["end"]


def _position(filler: dict[str, Any]) -> tuple[int, int, str, str]:
    first = filler["mentions"][0]
    return first["start"], first["end"], str(filler["value"]), filler["kind"]
