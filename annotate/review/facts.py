"""What an annotation says, mention by mention, and which events of several annotations are the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, count
from typing import Any

from pydantic import ValidationError

from risalah.schema import Annotation, EventRecord, Mention, Ontology, Problem
from risalah.schema.ontology import ATTRIBUTION, TRIGGER
from risalah.schema.report import problems_of


@dataclass(frozen=True, slots=True)
class Fact:
    """What one mention is to one event. Facts are equal whoever found them."""

    event: int
    """The event's number."""
    type: str
    """The event's type."""
    role: str
    """A role of the type, or "attribution", or "trigger"."""
    start: int
    end: int
    text: str
    """The surface between the two."""
    realis: str | None = None
    """The event's realis; null of a filler."""
    kind: str | None = None
    """The kind of the filler; null of a trigger."""
    value: str | None = None
    """The canonical value of the filler; null of a trigger, and of a time that nobody can tell."""
    rule: str | None = field(default=None, compare=False)
    """The rule that found it; null where a person or a model did."""

    def __str__(self) -> str:
        return f"event {self.event}, {self.role}: {self.words}"

    @property
    def words(self) -> str:
        """What it says, apart from the event and the role."""
        return f"“{self.text}” = {self.reading}"

    @property
    def reading(self) -> str:
        """What its mention is read as: the filler's value and kind, or the trigger's type and realis."""
        return f"{self.type}, {self.realis}" if self.is_trigger else f"{self.value or '?'} ({self.kind})"

    @property
    def is_trigger(self) -> bool:
        """Whether it is a trigger, not a filler."""
        return self.role == TRIGGER

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def shared(self, other: "Fact") -> int:
        """Return how many code points of the text it shares with another."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def facts(annotation: Annotation) -> list[Fact]:
    """Return everything that an annotation says of its events, in text order; doubts that it flags are no facts."""
    said = (fact for event in annotation.events for fact in _of_event(event))
    return sorted(said, key=lambda fact: (fact.span, fact.event))


def _of_event(event: EventRecord) -> Iterator[Fact]:
    for trigger in event.triggers:
        yield _fact(event, TRIGGER, trigger, realis=event.realis)
    for role, _, filler in event.fillers():
        for mention in filler.mentions:
            yield _fact(event, role, mention, kind=filler.kind, value=filler.value)


def _fact(event: EventRecord, role: str, mention: Mention, **said: Any) -> Fact:
    return Fact(event.number, event.type, role, *mention.span, mention.text, rule=mention.rule, **said)


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
    lacks a role it must have, or has a filler too many. Source and article are those of `like`.
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
    return like.model_copy(update={"events": events}), problems


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
        mention = Mention(start=fact.start, end=fact.end, text=fact.text, rule=fact.rule)
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
