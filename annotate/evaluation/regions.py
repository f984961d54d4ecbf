"""What a person would have to mark in a document, and what of it a prediction has marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from risalah.annotate.evaluation.alignment import agree
from risalah.annotate.evaluation.records import COMPARED, MEASURED, Argument, Event, overlap


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """One trigger mention, or one filler with all its mentions: further mentions of it are no work."""

    event: Event
    pair: int
    """Names the pair of aligned events that its event is in."""
    argument: Argument
    label: str
    """What it is labelled: "trigger" or a role, or the sort of filler where gold tells no roles."""

    @property
    def is_trigger(self) -> bool:
        """Whether it is a trigger, not a filler."""
        return self.argument.sort == "trigger"


def regions(events: Sequence[Event | None], *, has_roles: bool) -> Iterator[Region]:
    """Yield the regions of one side of aligned events, of the sorts that gold with or without roles tells."""
    for pair, event in enumerate(events):
        if not event:
            continue
        for mention in event.triggers:
            yield Region(event, pair, Argument("trigger", "trigger", None, (mention.text,), (mention,)), "trigger")
        for argument in event.arguments:
            if has_roles or argument.sort in COMPARED:
                yield Region(event, pair, argument, argument.role if has_roles else argument.sort)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which predicted region stands for which gold region."""

    both: list[tuple[Region, Region]]
    """Each predicted region that stands for a gold one, and that one."""
    spurious: list[Region]
    missed: list[Region]


def paired(predicted: Sequence[Region], gold: Sequence[Region]) -> Pairing:
    """Return which region stands for which, each once.

    A gold region is sought where correcting is least work: first under the same label
    of the same event, then under another label of that event, last in another event.
    What is equal goes before what agrees.
    """
    both: list[tuple[Region, Region]] = []
    ours, theirs = list(predicted), list(gold)
    for stands_for in (_is_same, _agrees, _measures_same, _agrees_within, _is_same_elsewhere, _agrees_elsewhere):
        for region in tuple(ours):
            other = next((other for other in theirs if stands_for(region, other)), None)
            if other:
                both.append((region, other))
                ours.remove(region)
                theirs.remove(other)
    return Pairing(both, ours, theirs)


def is_bounded(predicted: Argument, gold: Argument) -> bool:
    """Return whether a region's boundary is right: one of its mentions is a mention, or at least a name, of gold's."""
    spans = {mention.span for mention in gold.mentions}
    if any(mention.span in spans for mention in predicted.mentions):
        return True
    if any(overlap(one, other) for one in predicted.mentions for other in gold.mentions):
        return False
    return any(mention.text in gold.names for mention in predicted.mentions)


def _is_same(one: Region, other: Region) -> bool:
    return _stand_together(one, other) and _equal(one, other)


def _agrees(one: Region, other: Region) -> bool:
    return _stand_together(one, other) and _fit(one, other)


def _measures_same(one: Region, other: Region) -> bool:
    return _stand_together(one, other) and one.argument.sort in MEASURED


def _agrees_within(one: Region, other: Region) -> bool:
    return one.pair == other.pair and _fit(one, other)


def _is_same_elsewhere(one: Region, other: Region) -> bool:
    return one.argument.sort == other.argument.sort and _equal(one, other)


def _agrees_elsewhere(one: Region, other: Region) -> bool:
    return one.argument.sort == other.argument.sort and _fit(one, other)


def _stand_together(one: Region, other: Region) -> bool:
    return (one.pair, one.label) == (other.pair, other.label)


def _equal(one: Region, other: Region) -> bool:
    if one.is_trigger or other.is_trigger:
        return one.is_trigger and other.is_trigger and _span(one) == _span(other)
    return one.argument.value is not None and one.argument.value == other.argument.value


def _fit(one: Region, other: Region) -> bool:
    if one.is_trigger or other.is_trigger:
        return one.is_trigger and other.is_trigger and overlap(one.argument.mentions[0], other.argument.mentions[0])
    return agree(one.argument, other.argument)


def _span(trigger: Region) -> tuple[int, int]:
    return trigger.argument.mentions[0].span
