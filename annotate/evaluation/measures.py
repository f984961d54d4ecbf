"""How well predicted records agree with gold: precision, recall and F1 of what a record is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from risalah.annotate.evaluation.alignment import align, by_role, by_sort, tally
from risalah.annotate.evaluation.counts import NONE, Counts, Summed
from risalah.annotate.evaluation.records import Event, Page, overlap

COUNTED = ("event", "trigger", "participant", "place", "time")
"""What is measured by precision and recall."""


@dataclass(frozen=True)
class Measures(Summed):
    """What is measured, of all events or of those of one type."""

    event: Counts = NONE
    """Records: right where they could be aligned."""
    trigger: Counts = NONE
    """Right where they overlap a trigger of the same type."""
    participant: Counts = NONE
    """Of aligned records right by name, whatever the role; of others wrong or missed."""
    place: Counts = NONE
    """Likewise."""
    time: Counts = NONE
    """Likewise, but right where the value is equal; a time of unknown value does not count."""
    realis: int = 0
    """Aligned records of the right realis."""
    exact: int = 0
    """Aligned records whose realis, participants and time are right, and a place too if gold has any."""
    clean: int = 0
    """Documents without events in which none were predicted."""
    empty: int = 0
    """Documents without events."""

    @property
    def gold_events(self) -> int:
        """The number of gold records."""
        return self.event.tp + self.event.fn

    @property
    def realis_accuracy(self) -> float:
        """The share of the aligned records that have the right realis; 0 where none is aligned."""
        return self.realis / max(1, self.event.tp)

    @property
    def exact_recall(self) -> float:
        """The share of the gold records that were predicted exactly; 0 where there is none."""
        return self.exact / max(1, self.gold_events)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data, shares rounded to three places."""
        return {name: getattr(self, name).as_dict() for name in COUNTED} | {
            "realis_accuracy": round(self.realis_accuracy, 3),
            "exact_recall": round(self.exact_recall, 3),
            "clean": self.clean,
            "empty": self.empty,
            "gold_events": self.gold_events,
        }


def measures(compared: Iterable[tuple[Page, Page]], type_name: str | None = None) -> Measures:
    """Return the measures of predicted pages beside gold pages; of the events of one type, if named."""
    return sum((_of_document(*(_events(page, type_name) for page in pages)) for pages in compared), Measures())


def role_counts(compared: Iterable[tuple[Page, Page]]) -> dict[str, Counts]:
    """Return the counts of every role, as "type.role", over the gold pages that tell roles."""
    pairs = [pair for predicted, gold in compared if gold.has_roles for pair in align(predicted.events, gold.events)]
    return dict(sorted(tally(pairs, by_role).items()))


def _events(page: Page, type_name: str | None) -> list[Event]:
    return [event for event in page.events if type_name in (None, event.type)]


def _of_document(predicted: Sequence[Event], gold: Sequence[Event]) -> Measures:
    pairs = align(predicted, gold)
    aligned = [(here, there) for here, there in pairs if here and there]
    told = tally(pairs, by_sort)
    return Measures(
        event=Counts(len(aligned), len(predicted) - len(aligned), len(gold) - len(aligned)),
        trigger=_triggers(predicted, gold),
        participant=told["participant"],
        place=told["place"],
        time=told["time"],
        realis=sum(here.realis == there.realis for here, there in aligned),
        exact=sum(_is_exact(here, there) for here, there in aligned),
        clean=int(not gold and not predicted),
        empty=int(not gold),
    )


def _triggers(predicted: Sequence[Event], gold: Sequence[Event]) -> Counts:
    ours = [(event.type, trigger) for event in predicted for trigger in event.triggers]
    theirs = [(event.type, trigger) for event in gold for trigger in event.triggers]
    right = sum(any(one == other and overlap(here, there) for other, there in theirs) for one, here in ours)
    found = sum(any(one == other and overlap(here, there) for other, there in ours) for one, here in theirs)
    return Counts(right, len(ours) - right, len(theirs) - found)


def _is_exact(predicted: Event, gold: Event) -> bool:
    told = tally([(predicted, gold)], by_sort)
    somewhere = told["place"].tp > 0 or not any(argument.sort == "place" for argument in gold.arguments)
    return somewhere and told["participant"].faultless and told["time"].faultless and predicted.realis == gold.realis
