"""What a person need not say, because the rest of the page says it."""

from collections.abc import Iterable
from dataclasses import replace

from risalah.annotate.studio.regions import Region
from risalah.schema import Actor, Filler, Ontology, Problem, Time
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.targets import labelling as page


def complete(regions: list[Region], text: str, ontology: Ontology, where: str) -> tuple[list[Region], list[Problem]]:
    """Return the regions with what their authors left empty filled in, and those that cannot be used.

    A selection's outer spaces are cut off. With one event on the page, a region
    without a number is that event's. A mention without a value takes that of another
    with the same words, else (a time) that of the event's other times, else its own
    words. An actor without a kind takes that of another with its value, else the
    usual kind.
    """
    fillers = _fillers(ontology)
    usable, problems = [], []
    for region in regions:
        fault = _fault(region, text, fillers, ontology)
        if fault:
            address = f"{where} region at {region.start}-{region.end}"
            problems.append(Problem(address, fault, "Delete it on the page and mark it again"))
        else:
            usable.append(_trimmed(region, text))
    usable = _numbered(usable)
    for region in usable:
        if not region.numbers:
            words = text[region.start : region.end]
            address = f"{where} region at {region.start}-{region.end}"
            problems.append(
                Problem(address, f"{words!r} belongs to no event", "Select it and press its event's number")
            )
    return _with_kinds(_with_values(usable, text, fillers), fillers), problems


def _fillers(ontology: Ontology) -> dict[str, type[Filler]]:
    """Return what fills each role label."""
    named = {name: roles[0].filler for name, roles in ontology.roles().items()} | {ATTRIBUTION: Actor}
    return {label: named[name] for label, name in page.role_labels(ontology).items()}


def _fault(region: Region, text: str, fillers: dict[str, type[Filler]], ontology: Ontology) -> str:
    known: Iterable[str] = fillers if region.control == page.ROLE else (event.label() for event in ontology)
    if region.label not in known:
        return f"has the unknown {region.control} label {region.label!r}"
    if not 0 <= region.start < region.end <= len(text):
        return f"is outside the text's {len(text)} code points"
    if not text[region.start : region.end].strip():
        return "holds nothing but space"
    return ""


def _trimmed(region: Region, text: str) -> Region:
    words = text[region.start : region.end]
    start = region.start + len(words) - len(words.lstrip())
    return replace(region, start=start, end=start + len(words.strip()))


def _numbered(regions: list[Region]) -> list[Region]:
    numbers = {number for region in regions for number in region.numbers}
    if len(numbers) > 1:
        return regions
    only = tuple(numbers or {1})
    return [replace(region, numbers=only) for region in regions]


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

    return [replace(region, kind=kind(region)) for region in regions]
