"""Which events of several annotations of a text are the same, and annotations made of facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, count
from typing import Any

from pydantic import ValidationError

from risalah.schema import Annotation, EventRecord, Mention, Ontology, Problem
from risalah.schema.fact import Fact, facts
from risalah.schema.ontology import ATTRIBUTION, TRIGGER
from risalah.schema.report import problems_of


def by_event(said: Iterable[Fact]) -> dict[int, list[Fact]]:
    """Return the facts of each event, by its number, in the order of the numbers."""
    grouped: dict[int, list[Fact]] = defaultdict(list)
    for fact in said:
        grouped[fact.event].append(fact)
    return dict(sorted(grouped.items()))


def renumbered(said: Iterable[Fact], numbers: Mapping[int, int]) -> list[Fact]:
    """Return the facts with other event numbers; those of events that get none are left out."""
    return [replace(fact, event=numbers[fact.event]) for fact in said if fact.event in numbers]


def annotation_of(said: Iterable[Fact], like: Annotation, ontology: Ontology) -> tuple[Annotation, list[Problem]]:
    """Return the annotation that says this of the document of `like`, and why events were left out of it.

    An event is left out that has no trigger, or that its type does not allow: one that
    lacks a role it must have, or has a filler too many. Source and article are those of `like`, flags there are none.
    """
    events: list[EventRecord] = []
    problems: list[Problem] = []
    for number, of_event in by_event(said).items():
        where = f"{like.doc_id} event {number}"
        faults = list(_contradictions(of_event, where))
        if not faults:
            try:
                events.append(EventRecord.model_validate(_record(of_event), context={"ontology": ontology}))
            except ValidationError as error:
                faults = problems_of(error, where)
        problems += faults
    return like.model_copy(update={"events": events, "flags": []}), problems


def _contradictions(said: Sequence[Fact], where: str) -> Iterator[Problem]:
    realis = {fact.realis for fact in said if fact.realis}
    types = {fact.type for fact in said}
    if not realis:
        yield Problem(where, "has no trigger", "Mark the word that tells the event with its type")
    for values in (types, realis):
        if len(values) > 1:
            yield Problem(where, f"is both {' and '.join(sorted(values))}", "Choose one")


def _record(said: Sequence[Fact]) -> dict[str, Any]:
    fillers: dict[tuple[str, str | None, str | None], list[Mention]] = defaultdict(list)
    for fact in dict.fromkeys(said):
        mention = Mention(start=fact.start, end=fact.end, text=fact.text, rule=fact.rule, confidence=fact.confidence)
        fillers[fact.role, fact.kind, fact.value].append(mention)
    roles: dict[str, list[dict[str, Any]]] = defaultdict(list)
    triggers = fillers.pop((TRIGGER, None, None))
    for (role, kind, value), mentions in fillers.items():
        roles[role].append({"kind": kind, "value": value, "mentions": mentions})
    return {
        "number": said[0].event,
        "type": said[0].type,
        "realis": next(fact.realis for fact in said if fact.realis),
        "triggers": triggers,
        "attribution": roles.pop(ATTRIBUTION, []),
        "roles": roles,
    }


def aligned(one: Annotation, other: Annotation) -> dict[int, int]:
    """Return which event of one annotation is which of the other, by number, where both tell it."""
    same = _same_events([by_event(facts(annotation)) for annotation in (one, other)])
    return {numbers[0]: numbers[1] for numbers in same if len(numbers) == 2}


def in_common(versions: Sequence[Annotation]) -> list[list[Fact]]:
    """Return the facts of each annotation of one text, in which an event has the same number in all.

    It is the number that the first gives it; what the first does not tell has the next ones.
    Raises ValueError where the texts differ, for then so do the offsets.
    """
    if len({version.text_sha256 for version in versions}) > 1:
        raise ValueError("annotations of different texts have no facts in common")
    said = [facts(version) for version in versions]
    same = _same_events([by_event(some) for some in said])
    free = count(1 + max((numbers.get(0, 0) for numbers in same), default=0))
    renumbering: list[dict[int, int]] = [{} for _ in versions]
    for numbers in same:
        common = numbers[0] if 0 in numbers else next(free)
        for version, number in numbers.items():
            renumbering[version][number] = common
    return [renumbered(some, numbers) for some, numbers in zip(said, renumbering, strict=True)]


def _same_events(versions: Sequence[Mapping[int, list[Fact]]]) -> list[dict[int, int]]:
    """Return every event as its number in each version, by index, that tells it; those of the first version first.

    The most alike are joined first, and no two of one version: those of one type before
    others, for a person may change the type, and those that share most triggers.
    """
    events = {(index, number): said for index, version in enumerate(versions) for number, said in version.items()}
    joined = {event: dict([event]) for event in events}
    likenesses = [
        (unlike, one, other)
        for one, other in combinations(events, 2)
        if one[0] != other[0] and (unlike := _unlike(events[one], events[other]))
    ]
    for _, one, other in sorted(likenesses):
        if joined[one].keys().isdisjoint(joined[other]):
            together = joined[one] | joined[other]
            joined.update(dict.fromkeys(together.items(), together))
    return [numbers for event, numbers in joined.items() if event == min(numbers.items())]


def _unlike(one: Sequence[Fact], other: Sequence[Fact]) -> tuple[int, ...]:
    """Return what orders pairs of events, the most alike first; nothing where they share no trigger.

    It is the same both ways, and nothing is more like an event than itself.
    """
    overlapping = sum(
        1 for here in one for there in other if here.is_trigger and there.is_trigger and here.shared(there)
    )
    if not overlapping:
        return ()
    equal = {(fact.role, fact.span) for fact in one} & {(fact.role, fact.span) for fact in other}
    triggers = sum(role == TRIGGER for role, _ in equal)
    number, others = one[0].event, other[0].event
    apart = abs(number - others)
    return one[0].type != other[0].type, -triggers, -overlapping, -len(equal), apart > 0, number + others, apart
