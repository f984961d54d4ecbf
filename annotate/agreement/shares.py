"""How much of what two annotators marked in a document both of them marked."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from risalah.annotate.evaluation.counts import Counts, Summed
from risalah.annotate.evaluation.measures import measures, role_counts
from risalah.annotate.evaluation.records import Page

Name = Literal["event", "trigger", "realis", "role", "labels"]
NAMES: tuple[Name, ...] = get_args(Name)


class Measure(NamedTuple):
    """What is measured."""

    name: Name
    type: str | None = None
    """The event type; null: over all types."""
    role: str | None = None
    """The role; null where it is no role that is measured."""

    def __str__(self) -> str:
        name = self.role or self.name
        return f"{self.type}.{name}" if self.type else name


ALWAYS = (Measure("event"), Measure("trigger"), Measure("realis"))
"""What is measured also where nobody marked any of it."""


@dataclass(frozen=True)
class Share(Summed):
    """A part of a whole; shares of several documents add up to that of all."""

    part: int = 0
    whole: int = 0


NOTHING = Share()


def shares(one: Page, other: Page) -> dict[Measure, Share]:
    """Return the shares in which two annotations of one document agree; either may be named first.

    Of events, triggers and the fillers of each role: how many, of those that either
    marked, the other marked too. This share of 2 · agreed / (marked by one + marked by
    the other) is F1 (Dice's coefficient), for which neither need be gold. Where an
    alignment could be done in two ways it is done in both, so that the order does not matter.
    Of realis: how many of the aligned events have the same.
    """
    both = [(one, other), (other, one)]
    found: dict[Measure, Share] = defaultdict(Share, dict.fromkeys(ALWAYS, NOTHING))
    for of_type in {event.type for page in (one, other) for event in page.events}:
        told = measures(both, of_type)
        for type_name in (None, of_type):
            found[Measure("event", type_name)] += _agreed(told.event)
            found[Measure("trigger", type_name)] += _agreed(told.trigger)
            found[Measure("realis", type_name)] += Share(told.realis, told.event.tp)
    for name, counts in role_counts(both).items():
        of_type, _, role = name.partition(".")
        for type_name in (None, of_type):
            found[Measure("role", type_name, role)] += _agreed(counts)
    return dict(found)


def _agreed(counts: Counts) -> Share:
    """Return the share of counts in both directions, in which as many are missed as are predicted wrongly."""
    return Share(counts.tp, counts.tp + counts.fp)
