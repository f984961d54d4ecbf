"""What a person says about whole events: that there is none, that two are one, that one is two."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from risalah.annotate.studio.page.checks import fault
from risalah.annotate.studio.page.regions import Region
from risalah.schema import Ontology, Problem
from risalah.schema.targets import labelling as page


@dataclass(frozen=True, slots=True)
class Corrected:
    """The regions under the events they are of in the end."""

    regions: list[Region]
    realis: dict[int, set[str]]
    """What each event is said to be: one realis unless its triggers are at odds; none where nobody said."""
    problems: list[Problem]


def correct(
    regions: list[Region],
    relations: list[tuple[str, str]],
    before: Callable[[], list[Region]],
    ontology: Ontology,
    where: str,
) -> Corrected:
    """Return the regions as a person means them; `before` gives those of the pre-annotation, where they are needed.

    An event whose trigger is told to be none goes, with all regions that are of no
    other. Events whose triggers a relation joins are one, under the lowest number. An
    event without a filler that its type cannot be without takes those of the event its
    trigger was of before: it was split from that.
    """
    regions = _without_events_that_are_none(regions)
    lowest, problems = _lowest_numbers(regions, relations, where)
    realis = _realis(regions)
    if lowest or any(len(said) > 1 for said in realis.values()):
        realis = _chosen(realis, _realis(before()), lowest)
    regions = _renumbered(regions, lowest)
    lacking = list(_lacking(regions, ontology))
    if lacking:
        regions = _with_lacking(regions, lacking, _renumbered(before(), lowest))
    return Corrected(regions, realis, problems)


def _without_events_that_are_none(regions: list[Region]) -> list[Region]:
    none = {number for region in regions if region.realis == page.NO_EVENT for number in region.numbers}
    return [
        replace(region, numbers=tuple(number for number in region.numbers if number not in none))
        if none.intersection(region.numbers)
        else region
        for region in regions
        if region.realis != page.NO_EVENT and not (region.numbers and none.issuperset(region.numbers))
    ]


def _realis(regions: list[Region]) -> dict[int, set[str]]:
    told: dict[int, set[str]] = defaultdict(set)
    for region in regions:
        if region.realis:
            for number in region.numbers:
                told[number].add(region.realis)
    return told


def _chosen(realis: dict[int, set[str]], before: dict[int, set[str]], lowest: dict[int, int]) -> dict[int, set[str]]:
    """Return the realis of each event: what a person chose on a trigger, else that of the lowest number joined."""
    chosen: dict[int, set[str]] = defaultdict(set)
    usual: dict[int, set[str]] = {}
    for number, said in sorted(realis.items()):
        joined = lowest.get(number, number)
        usual.setdefault(joined, said)
        if number in before:
            chosen[joined] |= said - before[number]
    return {number: chosen.get(number) or said for number, said in usual.items()}


def _lowest_numbers(
    regions: list[Region], relations: list[tuple[str, str]], where: str
) -> tuple[dict[int, int], list[Problem]]:
    """Return under which number each joined event goes on, and which relations do not tell."""
    triggers = {region.id: region for region in regions if region.control == page.TRIGGER and region.numbers}
    lowest: dict[int, int] = {}
    problems: list[Problem] = []
    for ends in relations:
        one, other = (triggers[end].numbers if end in triggers else () for end in ends)
        if not one or not other or one == other:
            continue
        if len(one) > 1 or len(other) > 1:
            told = " and ".join("/".join(map(str, numbers)) for numbers in (one, other))
            problems.append(fault("unclear-relation", where, f"has a relation between triggers of the events {told}"))
            continue
        _join(lowest, *one, *other)
    return {number: _lowest(lowest, number) for number in lowest}, problems


def _join(lowest: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_lowest(lowest, one), _lowest(lowest, other)))
    lowest.setdefault(first, first)
    lowest[second] = first


def _lowest(lowest: dict[int, int], number: int) -> int:
    while lowest.get(number, number) != number:
        number = lowest[number]
    return number


def _renumbered(regions: list[Region], lowest: dict[int, int]) -> list[Region]:
    if not lowest:
        return regions
    return [
        replace(region, numbers=tuple(sorted({lowest.get(number, number) for number in region.numbers})))
        for region in regions
    ]


def _lacking(regions: list[Region], ontology: Ontology) -> Iterator[tuple[Region, int, str]]:
    """Yield each trigger with the number of its event and a role that this cannot be without and has no filler of."""
    filled = {(number, region.label) for region in regions for number in region.numbers}
    required = _required(ontology)
    for region in regions:
        if region.control == page.TRIGGER:
            for number in region.numbers:
                for role in required[region.label]:
                    if (number, role) not in filled:
                        yield region, number, role


@lru_cache(maxsize=8)
def _required(ontology: Ontology) -> dict[str, list[str]]:
    return {event.label(): [role.label for role in event.roles() if role.minimum] for event in ontology}


def _with_lacking(regions: list[Region], lacking: list[tuple[Region, int, str]], before: list[Region]) -> list[Region]:
    """Return the regions with the numbers of the events that were split from theirs."""
    filled = {(number, region.label) for region in regions for number in region.numbers}
    earlier: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for region in before:
        earlier[region.start, region.end, region.label] += region.numbers
    origins: dict[tuple[int, str], int] = {}
    for trigger, number, role in lacking:
        for origin in earlier[trigger.start, trigger.end, trigger.label]:
            if (origin, role) in filled:
                origins.setdefault((number, role), origin)
    return [replace(region, numbers=_with_split(region, origins)) for region in regions]


def _with_split(region: Region, origins: dict[tuple[int, str], int]) -> tuple[int, ...]:
    split = {number for (number, role), origin in origins.items() if role == region.label and origin in region.numbers}
    return tuple(sorted(split.union(region.numbers)))
