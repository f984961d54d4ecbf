"""Drafts as plain records, as the JSON interface has them, with where rules and the model disagree."""

from collections.abc import Container, Iterator, Sequence
from typing import Any, Final

from risalah.annotate.models.candidates import Offer, Sighting
from risalah.annotate.models.draft import Draft, Filling
from risalah.annotate.models.question import Span
from risalah.schema import Event, Ontology, Time
from risalah.schema.ontology import ATTRIBUTION

Plain = dict[str, Any]
_PLACES: Final = 3
"""Digits of a confidence after the point."""


def records(drafts: Sequence[Draft], offer: Offer, text: str, ontology: Ontology) -> tuple[list[Plain], list[Draft]]:
    """Return the records of the drafts in text order, and the drafts that lack a filler without which there is none."""
    told: list[Plain] = []
    lacking: list[Draft] = []
    for draft in drafts:
        roles = _roles(draft, text, ontology[draft.type])
        if roles is None:
            lacking.append(draft)
            continue
        told.append(_record(draft, roles, offer, text, len(told) + 1))
    return told, lacking


def left_out(records: Sequence[int], offer: Offer, likely: dict[Span, float], lacking: Container[int]) -> list[Plain]:
    """Return a flag for each record of rules that the model left out, at the first of its triggers.

    `lacking` are those of them that it left out for want of a filler alone.
    """
    flags = []
    for number in records:
        event = offer.events[number]
        first = event["triggers"][0]
        held = max((likely.get((one["start"], one["end"]), 0.0) for one in event["triggers"]), default=0.0)
        why = f"rules tell an event of the type {event['type']} here, which the model holds {_percent(held)} likely"
        if number in lacking:
            why += ", but nobody and nothing likely enough for a role without which there is none"
        flags.append(_flag(first["start"], first["end"], first["text"], why))
    return flags


def _record(draft: Draft, roles: Plain, offer: Offer, text: str, number: int) -> Plain:
    rules = _rules(draft, offer)
    triggers = [_mention(text, span, rules.get(span), draft.likely[span]) for span in sorted(draft.words)]
    record: Plain = {
        "number": number,
        "type": draft.type,
        "realis": draft.realis,
        "triggers": triggers,
        "roles": roles,
    }
    of_rules = [offer.events[place] for place in draft.records]
    if sources := _sources(of_rules):
        record[ATTRIBUTION] = sources
    flags = [flag for event in of_rules for flag in event.get("flags", [])] + [*_disagreements(draft, roles, text)]
    if flags:
        record["flags"] = flags
    record["confidence"] = round(draft.confidence, _PLACES)
    return record


def _rules(draft: Draft, offer: Offer) -> dict[Span, str]:
    """Return which rule found each trigger that rules tell of an event."""
    told = (one for place in draft.records for one in offer.events[place]["triggers"])
    return {(one["start"], one["end"]): one["rule"] for one in told}


def _sources(of_rules: Sequence[Plain]) -> list[Plain]:
    """Return whom records attribute their event to, each with all mentions."""
    found: dict[tuple[str, str], dict[Span, Plain]] = {}
    for source in (source for event in of_rules for source in event.get(ATTRIBUTION, [])):
        mentions = {(one["start"], one["end"]): one for one in source["mentions"]}
        found.setdefault((source["value"], source["kind"]), {}).update(mentions)
    sources: list[Plain] = [
        {"value": value, "kind": kind, "mentions": [mentions[span] for span in sorted(mentions)]}
        for (value, kind), mentions in found.items()
    ]
    return sorted(sources, key=_position)


def _roles(draft: Draft, text: str, event: type[Event]) -> Plain | None:
    """Return the fillers of each role, the likeliest where it takes few; null where one that it needs has none."""
    roles: Plain = {}
    for role in event.roles():
        filled = [filling for filling in draft.fillings if filling.role == role.name]
        fillers = [_filler(draft, some, text) for some in _together(filled, is_time=role.filler is Time)]
        if role.maximum is not None and len(fillers) > role.maximum:
            fillers = sorted(fillers, key=_confidence, reverse=True)[: role.maximum]
        if len(fillers) < role.minimum:
            return None
        if fillers:
            roles[role.name] = sorted(fillers, key=_position)
    return roles


def _together(filled: Sequence[Filling], *, is_time: bool) -> Iterator[list[Filling]]:
    """Yield what is one filler: everybody by themselves, but all expressions of a time at once."""
    if is_time:
        if filled:
            yield [*filled]
        return
    by_value: dict[tuple[str, str | None], list[Filling]] = {}
    for filling in filled:
        by_value.setdefault((filling.candidate.kind, filling.value), []).append(filling)
    yield from by_value.values()


def _filler(draft: Draft, filled: Sequence[Filling], text: str) -> Plain:
    found: dict[Span, tuple[str | None, float]] = {}
    for filling in filled:
        for span, rule in filling.rules.items() or ((span, None) for span in _spans(draft, filling)):
            found.setdefault(span, (rule, filling.likely))
    value = next((one.value for one in sorted(filled, key=_trust) if one.value is not None), None)
    mentions = [_mention(text, span, *found[span]) for span in sorted(found)]
    return {"value": value, "kind": filled[0].candidate.kind, "mentions": mentions}


def _trust(filling: Filling) -> tuple[bool, float]:
    return not filling.rules, -filling.likely


def _spans(draft: Draft, filling: Filling) -> list[Span]:
    """Return where a candidate is named nearest to the event's triggers."""
    sentences = draft.sentences

    def far(seen: Sighting) -> int:
        return min(abs(seen.sentence - sentence) for sentence in sentences)

    least = min(map(far, filling.candidate.sightings))
    near = [seen for seen in filling.candidate.sightings if far(seen) == least]
    return list(dict.fromkeys(span for seen in near for span in seen.spans))


def _mention(text: str, span: Span, rule: str | None, likely: float) -> Plain:
    start, end = span
    told = {"rule": rule} if rule else {}
    return {"start": start, "end": end, "text": text[start:end], **told, "confidence": round(likely, _PLACES)}


def _confidence(filler: Plain) -> float:
    return float(max(mention["confidence"] for mention in filler["mentions"]))


def _position(filler: Plain) -> tuple[int, int, str, str]:
    first = filler["mentions"][0]
    return first["start"], first["end"], str(filler["value"]), filler["kind"]


def _disagreements(draft: Draft, roles: Plain, text: str) -> Iterator[Plain]:
    if not draft.records:
        start, end = draft.first
        why = f"rules tell no event here; the model holds it {_percent(draft.confidence)} likely"
        yield _flag(start, end, text[start:end], why)
        return
    told = {
        (role, mention["start"], mention["end"])
        for role, fillers in roles.items()
        for filler in fillers
        for mention in filler["mentions"]
    }
    for filling in (*draft.dropped, *draft.fillings):
        start, end = min(filling.rules or _spans(draft, filling))
        is_told = (filling.role, start, end) in told
        if is_told == bool(filling.rules):
            continue
        why = f"rules tell it as {filling.role}, which the model holds {_percent(filling.likely)} likely"
        if is_told:
            why = f"rules do not tell it as {filling.role}; the model holds it {_percent(filling.likely)} likely"
        yield _flag(start, end, text[start:end], why)


def _flag(start: int, end: int, text: str, why: str) -> Plain:
    return {"code": "model", "mention": {"start": start, "end": end, "text": text}, "why": why}


def _percent(likely: float) -> str:
    return f"{min(max(likely, 0.01), 0.99):.0%}"
