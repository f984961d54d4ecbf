"""Event records as regions of Label Studio's page, and back without loss.

Event number = row, label = column, canonical value = cell: the regions that tick
a number are that event's mentions, and those among them with one label and one
value are one filler.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from risalah.annotate.studio.completion import complete
from risalah.annotate.studio.regions import Region, Result, read_regions, write_region
from risalah.schema import Actor, Annotation, Document, EventRecord, Mention, Ontology, Problem, Source
from risalah.schema.event import label
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.report import problems_of
from risalah.schema.targets import labelling as page

USUAL_REALIS = "actual"
"""The realis of an event to whose triggers nobody gave one."""


def to_result(annotation: Annotation) -> Result:
    """Return the annotation as result items in text order.

    Mentions that differ in nothing but their event become one region that ticks several numbers.
    """
    numbers: dict[Region, list[int]] = defaultdict(list)
    for event in annotation.events:
        for region in _regions(event):
            numbers[region].append(event.number)
    ordered = sorted(numbers, key=lambda region: (region.start, region.end, repr(region)))
    regions = [replace(region, numbers=tuple(numbers[region])) for region in ordered]
    return [item for index, region in enumerate(regions, 1) for item in write_region(f"r{index}", region)]


def _regions(event: EventRecord) -> Iterator[Region]:
    for trigger in event.triggers:
        yield Region(*trigger.span, page.TRIGGER, event.roles.label(), realis=event.realis, rule=trigger.rule)
    for role, _, filler in event.fillers():
        kind = filler.kind if isinstance(filler, Actor) else None
        value = page.UNKNOWN_TIME if filler.value is None else filler.value
        for mention in filler.mentions:
            yield Region(*mention.span, page.ROLE, label(role), kind=kind, value=value, rule=mention.rule)


def from_result(
    result: Result,
    document: Document,
    source: Source,
    ontology: Ontology,
    *,
    where: str,
    prior: Result = (),
) -> tuple[Annotation | None, list[Problem]]:
    """Return the annotation that a result holds, or null and everything that is wrong with it.

    `where` names the result in the problems' addresses. `prior` is the prediction
    the person started from: where the triggers of one event disagree on realis, what
    the person chose beats what was there before.
    """
    regions, problems = read_regions(result, where)
    regions, more = complete(regions, document.text, ontology, where)
    problems += more
    realis_before = _realis_by_number(prior, where)
    events: list[EventRecord] = []
    for number, of_event in sorted(_by_number(regions).items()):
        address = f"{where} event {number}"
        data, more = _event(of_event, document.text, ontology, address, before=realis_before.get(number))
        problems += more
        if not more:
            try:
                events.append(EventRecord.model_validate({"number": number} | data, context={"ontology": ontology}))
            except ValidationError as error:
                problems += problems_of(error, address, "Correct it on the page")
    if problems:
        return None, problems
    annotation = Annotation(doc_id=document.id, text_sha256=document.text_sha256, source=source, events=events)
    return annotation, []


def _by_number(regions: list[Region]) -> dict[int, list[Region]]:
    grouped: dict[int, list[Region]] = defaultdict(list)
    for region in regions:
        for number in region.numbers:
            grouped[number].append(region)
    return grouped


def _realis_by_number(prior: Result, where: str) -> dict[int, str]:
    regions, _ = read_regions(prior, where)
    return {number: region.realis for region in regions if region.realis for number in region.numbers}


def _event(
    regions: list[Region], text: str, ontology: Ontology, where: str, *, before: str | None
) -> tuple[dict[str, Any], list[Problem]]:
    """Return one event as data for its model, and what keeps it from being one; `before` is the realis it had."""
    triggers = [region for region in regions if region.control == page.TRIGGER]
    types = {event.label(): event for event in ontology}
    labels = sorted({trigger.label for trigger in triggers})
    realis = {trigger.realis for trigger in triggers if trigger.realis}
    if len(realis) > 1:
        realis.discard(before)
    problems = []
    if not triggers:
        problems.append(Problem(where, "has no trigger", "Mark the word that tells the event with its type"))
    if len(labels) > 1:
        problems.append(Problem(where, f"is both {' and '.join(labels)}", "Give one of them another event number"))
    if len(realis) > 1:
        problems.append(Problem(where, f"is both {' and '.join(sorted(realis))}", "Choose one on all its triggers"))
    if problems:
        return {}, problems
    event_type = types[labels[0]]
    roles, attribution, problems = _roles(regions, event_type.type_name(), text, ontology, where)
    return {
        "type": event_type.type_name(),
        "realis": realis.pop() if realis else USUAL_REALIS,
        "triggers": _mentions(triggers, text),
        "roles": roles,
        "attribution": attribution,
    }, problems


def _roles(
    regions: list[Region], type_name: str, text: str, ontology: Ontology, where: str
) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]], list[Problem]]:
    """Return the fillers of each role, the attribution, and the regions whose role the type does not have."""
    names = page.role_labels(ontology)
    known = {role.name for role in ontology[type_name].roles()} | {ATTRIBUTION}
    fillers: dict[str, dict[tuple[str | None, str | None], list[Region]]] = defaultdict(lambda: defaultdict(list))
    problems = []
    for region in regions:
        if region.control != page.ROLE:
            continue
        if names[region.label] not in known:
            words = text[region.start : region.end]
            what = f"is a {type_name}, which has no {region.label!r}, but {words!r} at {region.start} is labelled so"
            problems.append(Problem(where, what, "Give it another label or another event number"))
        value = None if region.value == page.UNKNOWN_TIME else region.value
        fillers[names[region.label]][value, region.kind].append(region)
    told = {
        role: [
            {"value": value, "mentions": _mentions(of_filler, text)} | ({"kind": kind} if kind else {})
            for (value, kind), of_filler in by_value.items()
        ]
        for role, by_value in fillers.items()
    }
    return told, told.pop(ATTRIBUTION, []), problems


def _mentions(regions: list[Region], text: str) -> list[Mention]:
    """Return one mention for each span: a person may have marked one twice."""
    once = {(region.start, region.end): region.rule for region in reversed(regions)}
    return [Mention.at(text, start, end, rule) for (start, end), rule in once.items()]
