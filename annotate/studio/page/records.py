"""Event records as regions of Label Studio's page, and back without loss.

Event number = row, label = column, canonical value = cell: the regions that tick
a number are that event's mentions, and those among them with one label and one
value are one filler.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from pydantic import ValidationError

from risalah.annotate.studio.page.checks import fault
from risalah.annotate.studio.page.completion import complete, numbered, usable
from risalah.annotate.studio.page.corrections import correct
from risalah.annotate.studio.page.regions import Region, Result, read_regions, read_relations, write_region
from risalah.schema import Actor, Annotation, Document, Event, EventRecord, Mention, Ontology, Problem, Source
from risalah.schema.event import label
from risalah.schema.fact import Fact, facts
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.report import problems_of
from risalah.schema.targets import labelling as page

USUAL_REALIS = "actual"
"""The realis of an event to whose triggers nobody gave one."""
_CODES = {"too_long": "too-many-fillers", "too_short": "too-few-fillers", "missing": "too-few-fillers"}
"""The faults of what pydantic calls so."""
_ByValue = dict[tuple[str | None, str | None], list[Region]]
"""The mentions of each filler of a role, which its value and kind tell from the others."""


def to_result(annotation: Annotation) -> Result:
    """Return the annotation as result items in text order.

    Mentions that differ in nothing but their event become one region that ticks several numbers.
    """
    return of_facts(facts(annotation))


def of_facts(said: Iterable[Fact]) -> Result:
    """Return what is said as result items in the same way; it need not make whole events."""
    numbers: dict[Region, list[int]] = defaultdict(list)
    for fact in said:
        numbers[_region(fact)].append(fact.event)
    ordered = sorted(numbers, key=lambda region: (region.start, region.end, repr(region)))
    regions = [replace(region, numbers=tuple(numbers[region])) for region in ordered]
    return [item for index, region in enumerate(regions, 1) for item in write_region(f"r{index}", region)]


def _region(fact: Fact) -> Region:
    if fact.is_trigger:
        return Region(*fact.span, page.TRIGGER, label(fact.type), realis=fact.realis, rule=fact.rule)
    kind = fact.kind if fact.kind in Actor.kinds() else None
    value = page.UNKNOWN_TIME if fact.value is None else fact.value
    return Region(*fact.span, page.ROLE, label(fact.role), kind=kind, value=value, rule=fact.rule)


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
    the person started from, by which is told what the person chose.
    """
    regions, problems = read_regions(result, where)
    before = cache(lambda: read_regions(prior, where)[0])
    fit, unusable = usable(regions, document.text, ontology, where)
    corrected = correct(fit, read_relations(result), before, ontology, where)
    whole, lacking = complete(numbered(corrected.regions), document, ontology, where)
    problems += [*unusable, *corrected.problems, *lacking]
    events: list[EventRecord] = []
    for number, of_event in sorted(_by_number(whole).items()):
        address = f"{where} event {number}"
        data, more = _event(of_event, corrected.realis.get(number, set()), document.text, ontology, address)
        problems += more
        if not more:
            try:
                events.append(EventRecord.model_validate({"number": number} | data, context={"ontology": ontology}))
            except ValidationError as error:
                problems += _misfits(error, address)
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


def _misfits(error: ValidationError, where: str) -> list[Problem]:
    """Return in what an event does not fit its type."""
    codes = [_CODES.get(misfit["type"], "bad-value") for misfit in error.errors(include_url=False)]
    return [
        fault(code, problem.where, problem.what) for code, problem in zip(codes, problems_of(error, where), strict=True)
    ]


def _event(
    regions: list[Region], realis: set[str], text: str, ontology: Ontology, where: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Return one event as data for its model, and what keeps it from being one."""
    triggers = [region for region in regions if region.control == page.TRIGGER]
    labels = sorted({trigger.label for trigger in triggers})
    problems = []
    if not triggers:
        problems.append(fault("no-trigger", where, "has no trigger"))
    if len(labels) > 1:
        problems.append(fault("two-types", where, f"is both {' and '.join(labels)}"))
    if len(realis) > 1:
        problems.append(fault("two-realis", where, f"is both {' and '.join(sorted(realis))}"))
    if problems:
        return {}, problems
    event_type = next(event for event in ontology if event.label() == labels[0])
    roles, attribution, problems = _roles(regions, event_type, text, ontology, where)
    return {
        "type": event_type.type_name(),
        "realis": next(iter(realis), USUAL_REALIS),
        "triggers": _mentions(triggers, text),
        "roles": roles,
        "attribution": attribution,
    }, problems


@lru_cache(maxsize=8)
def _role_names(ontology: Ontology) -> dict[str, str]:
    return page.role_labels(ontology)


def _roles(
    regions: list[Region], event_type: type[Event], text: str, ontology: Ontology, where: str
) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]], list[Problem]]:
    """Return the fillers of each role, the attribution, and the regions whose role the type does not have."""
    names = _role_names(ontology)
    most = {role.name: role.maximum for role in event_type.roles()} | {ATTRIBUTION: None}
    fillers: dict[str, _ByValue] = defaultdict(lambda: defaultdict(list))
    problems = []
    for region in regions:
        if region.control != page.ROLE:
            continue
        if names[region.label] not in most:
            words = text[region.start : region.end]
            told = f"which has no {region.label!r}, but {words!r} at {region.start} is labelled so"
            problems.append(fault("role-of-another-type", where, f"is a {event_type.type_name()}, {told}"))
        value = None if region.value == page.UNKNOWN_TIME else region.value
        fillers[names[region.label]][value, region.kind].append(region)
    roles = {
        role: [
            {"value": value, "mentions": _mentions(of_filler, text)} | ({"kind": kind} if kind else {})
            for (value, kind), of_filler in (_one_time(by_value) if most.get(role) == 1 else by_value).items()
        ]
        for role, by_value in fillers.items()
    }
    return roles, roles.pop(ATTRIBUTION, []), problems


def _one_time(by_value: _ByValue) -> _ByValue:
    """Return the mentions of the only time there can be: known as soon as one of them is."""
    unknown = by_value.get((None, None), [])
    known = {filler: regions for filler, regions in by_value.items() if filler != (None, None)}
    return {filler: regions + unknown for filler, regions in known.items()} or by_value


def _mentions(regions: list[Region], text: str) -> list[Mention]:
    """Return one mention for each span: a person may have marked one twice."""
    once = {(region.start, region.end): region.rule for region in reversed(regions)}
    return [Mention.at(text, start, end, rule) for (start, end), rule in once.items()]
