"""What a person need not say, because the rest of the page says it."""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from typing import get_args

from risalah.annotate.studio.page.checks import PayloadError, fault, shown
from risalah.annotate.studio.page.regions import Region
from risalah.annotate.studio.page.shorthand import full_time
from risalah.schema import Actor, Document, Filler, Ontology, Problem, Realis, Time
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.targets import labelling as page

_CHOICES = {"realis": (*get_args(Realis), page.NO_EVENT), "kind": Actor.kinds()}


def usable(regions: list[Region], text: str, ontology: Ontology, where: str) -> tuple[list[Region], list[Problem]]:
    """Return the regions that the text and the ontology have, outer spaces cut off, and what is wrong with the others.

    With one event on the page, a region without a number is that event's.
    """
    fillers = _fillers(ontology)
    types = {event.label() for event in ontology}
    fit, problems = [], []
    for region in regions:
        try:
            _demand_known(region, fillers.keys() if region.control == page.ROLE else types)
            fit.append(_trimmed(region, text))
        except PayloadError as error:
            problems.append(error.at(_address(where, region)))
    return numbered(fit), problems


def complete(
    regions: list[Region], document: Document, ontology: Ontology, where: str
) -> tuple[list[Region], list[Problem]]:
    """Return the regions with what their authors left empty filled in, and what is wrong with those that lack more.

    Short forms of a time become dates. A mention without a value takes that of another
    with the same words, else (a time) that of the event's other times, else its own
    words. An actor without a kind takes that of another with its value, else the
    usual kind.
    """
    fillers = _fillers(ontology)
    problems: list[Problem] = []
    dated = [_dated(region, document, fillers, where, problems) for region in regions]
    for region in regions:
        if not region.numbers:
            what = f"{document.text[region.start : region.end]!r} belongs to no event"
            problems.append(fault("no-number", _address(where, region), what))
    return _with_kinds(_with_values(dated, document.text, fillers), fillers), problems


def numbered(regions: list[Region]) -> list[Region]:
    """Return the regions with the number of the only event there is where they have none."""
    numbers = {number for region in regions for number in region.numbers}
    if len(numbers) > 1:
        return regions
    only = tuple(numbers or {1})
    return [region if region.numbers else replace(region, numbers=only) for region in regions]


@lru_cache(maxsize=8)
def _fillers(ontology: Ontology) -> dict[str, type[Filler]]:
    """Return what fills each role label."""
    named = {name: roles[0].filler for name, roles in ontology.roles().items()} | {ATTRIBUTION: Actor}
    return {label: named[name] for label, name in page.role_labels(ontology).items()}


def _demand_known(region: Region, labels: Collection[str]) -> None:
    if region.label not in labels:
        raise PayloadError("unknown-label", f"has the unknown {region.control} label {shown(region.label)!r}")
    for name, choices in _CHOICES.items():
        chosen = getattr(region, name)
        if chosen and chosen not in choices:
            raise PayloadError("unknown-choice", f"has the unknown {name} {shown(chosen)!r}")


def _trimmed(region: Region, text: str) -> Region:
    if region.end <= region.start:
        raise PayloadError("empty-span", "ends before it has begun")
    if not 0 <= region.start < region.end <= len(text):
        raise PayloadError("offset-past-end", f"is outside the text's {len(text)} code points")
    words = text[region.start : region.end]
    trimmed = words.strip()
    if trimmed == words:
        return region
    if not trimmed:
        raise PayloadError("only-space", "holds nothing but space")
    start = region.start + len(words) - len(words.lstrip())
    return replace(region, start=start, end=start + len(trimmed))


def _dated(
    region: Region, document: Document, fillers: dict[str, type[Filler]], where: str, problems: list[Problem]
) -> Region:
    """Return a time with the date that its short form stands for; one that stands for none is noted and left."""
    if region.control != page.ROLE or not region.value or fillers[region.label] is not Time:
        return region
    try:
        return replace(region, value=full_time(region.value, document.published))
    except ValueError as error:
        problems.append(fault("unclear-time", _address(where, region), str(error)))
        return replace(region, value=page.UNKNOWN_TIME)


def _address(where: str, region: Region) -> str:
    return f"{where} region at {region.start}-{region.end}"


def _with_values(regions: list[Region], text: str, fillers: dict[str, type[Filler]]) -> list[Region]:
    by_words: dict[tuple[type[Filler], str], str] = {}
    times: dict[int, str] = {}
    for region in regions:
        if region.control == page.ROLE and region.value:
            filler = fillers[region.label]
            by_words.setdefault((filler, text[region.start : region.end]), region.value)
            if filler is Time:
                times.update((number, region.value) for number in region.numbers if number not in times)

    def value(region: Region) -> str:
        filler, words = fillers[region.label], text[region.start : region.end]
        known = by_words.get((filler, words))
        if known or filler is not Time:
            return known or " ".join(words.split())
        return next((times[number] for number in region.numbers if number in times), page.UNKNOWN_TIME)

    return [
        replace(region, value=value(region)) if region.control == page.ROLE and not region.value else region
        for region in regions
    ]


def _with_kinds(regions: list[Region], fillers: dict[str, type[Filler]]) -> list[Region]:
    kinds = {region.value: region.kind for region in reversed(regions) if region.kind}

    def kind(region: Region) -> str | None:
        if region.control != page.ROLE or fillers[region.label] is not Actor:
            return None
        return region.kind or kinds.get(region.value) or Actor.kinds()[0]

    return [replace(region, kind=of) if (of := kind(region)) != region.kind else region for region in regions]
