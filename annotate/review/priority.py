"""Which documents people should see first: what is uncertain, where rules disagree, and what is rare."""

from collections.abc import Mapping
from dataclasses import dataclass

from risalah.schema import Annotation, Text, Time
from risalah.schema.fact import Fact, facts
from risalah.schema.ontology import ATTRIBUTION

UNKNOWN = 0.5
"""The precision of a rule of which nothing is known."""
EMPTY = 0.1
"""The priority of a document without any event: low, but missed events hide there."""
RARITY = 0.5
"""What the rarity of an event type weighs beside doubts about what is told of it."""


@dataclass(frozen=True, slots=True)
class Priority:
    """How early people should see a document; every part is in [0, 1]."""

    uncertainty: float
    """The share of what is told that people will have to touch: a mention by the precision of its
    rule, a time without a value and a flag for certain."""
    disagreement: float
    """The share of the mentions that contradict each other: triggers on one stretch that tell different events,
    one stretch or one filler in two roles of an event."""
    rarity: float
    """How much less than the commonest type people have reviewed of the rarest type told here."""
    why: str
    """The three in words."""

    @property
    def value(self) -> float:
        """One less the product of the certainties, so that each part alone can bring a document forward."""
        return 1 - (1 - self.uncertainty) * (1 - self.disagreement) * (1 - RARITY * self.rarity)


def priority(annotation: Annotation, precision: Mapping[str, float], types: Mapping[str, int]) -> Priority:
    """Return the priority of a document by its pre-annotation.

    `precision` is that of each rule, best as `RuleRecord.expected` has it: rules with few
    reviews are then neither sure nor hopeless. `types` says how often each event type was
    reviewed so far.
    """
    said = facts(annotation)
    if not said:
        return Priority(EMPTY, 0.0, 0.0, "no event is told: one may be missed")
    doubts = sum(len(event.flags) for event in annotation.events)
    wrong = doubts + sum(1 - _precision(fact, precision) for fact in said)
    contested = sum(any(_contradict(fact, other) for other in said) for fact in said)
    rarest = min({fact.type for fact in said}, key=lambda name: (types.get(name, 0), name))
    return Priority(
        uncertainty=wrong / (len(said) + doubts),
        disagreement=contested / len(said),
        rarity=1 - (1 + types.get(rarest, 0)) / (1 + max(types.values(), default=0)),
        why=f"{wrong:.1f} of {len(said) + doubts} statements are doubtful, {contested} contradict each other; "
        f"{types.get(rarest, 0)} records of type {rarest} were reviewed",
    )


def _precision(fact: Fact, precision: Mapping[str, float]) -> float:
    if fact.kind in Time.kinds() and fact.value is None:
        return 0.0
    return precision.get(fact.rule or "", UNKNOWN)


def _contradict(one: Fact, other: Fact) -> bool:
    """Return whether two facts cannot both hold. Words and sources stand for what they are beside any other role."""
    if one.is_trigger or other.is_trigger:
        return one.is_trigger and other.is_trigger and one.event != other.event and bool(one.shared(other))
    if one.event != other.event or one.role == other.role:
        return False
    if {ATTRIBUTION} & {one.role, other.role} or {*Text.kinds()} & {one.kind, other.kind}:
        return False
    return bool(one.shared(other)) or (one.value is not None and (one.kind, one.value) == (other.kind, other.value))
