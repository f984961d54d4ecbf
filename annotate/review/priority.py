"""Which documents people should see first: what is uncertain, where there is disagreement, and what is rare."""

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
    """The share of what is told that people will have to touch: a mention by its confidence, without one by the
    precision of its rule, and then a time without a value for certain, as a doubt about the text."""
    disagreement: float
    """The share of what is told that contradicts something: triggers on one stretch that tell different events,
    one stretch or one filler in two roles of an event, and what rules tell and a model does not, or the other way
    round."""
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
    flags = [*annotation.flags, *(flag for event in annotation.events for flag in event.flags)]
    disputed = sum(flag.code == "model" for flag in flags)
    if not said:
        return _of_nothing(disputed)
    doubts = len(flags) - disputed
    wrong = doubts + sum(1 - _right(fact, precision) for fact in said)
    contested = sum(any(_contradict(fact, other) for other in said) for fact in said)
    rarest = min({fact.type for fact in said}, key=lambda name: (types.get(name, 0), name))
    between = f", rules and model disagree on {disputed}" if disputed else ""
    return Priority(
        uncertainty=wrong / (len(said) + doubts),
        disagreement=(contested + disputed) / (len(said) + disputed),
        rarity=1 - (1 + types.get(rarest, 0)) / (1 + max(types.values(), default=0)),
        why=f"{wrong:.1f} of {len(said) + doubts} statements are doubtful, {contested} contradict each other{between}; "
        f"{types.get(rarest, 0)} records of type {rarest} were reviewed",
    )


def _of_nothing(disputed: int) -> Priority:
    """Return the priority of a document without any event: that there is none is what it tells."""
    between = f"rules and model disagree on {disputed}" if disputed else "one may be missed"
    return Priority(EMPTY, disputed / (1 + disputed), 0.0, f"no event is told: {between}")


def _right(fact: Fact, precision: Mapping[str, float]) -> float:
    """Return how likely people will leave a mention as it is."""
    if fact.confidence is not None:
        return fact.confidence
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
