"""What annotators judged alike or not: the units of Krippendorff's alpha."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from risalah.annotate.agreement.krippendorff import Unit
from risalah.annotate.evaluation.alignment import align
from risalah.annotate.evaluation.records import Event, Page

Pages = Mapping[str, Page]
"""What each annotator says of one document."""
UNMARKED = "none"
"""The label of a stretch that an annotator left unmarked."""


class Item(NamedTuple):
    """A stretch or an event, by what one annotator has of it."""

    annotator: str
    key: tuple[int, ...]
    """Start and end of the stretch, or the event's number."""


def realis(pages: Pages) -> Iterator[Unit]:
    """Yield the realis of each event, as those who told it have it.

    Events are the same where they are aligned as in the evaluation. An annotator who
    does not have an event has no realis for it.
    """
    events = {Item(who, (event.number,)): event for who, page in pages.items() for event in page.events}
    for cluster in clusters(events, _alignments(pages)):
        yield [events[item].realis for item in cluster]


def labels(pages: Pages) -> Iterator[Unit]:
    """Yield the labels of each stretch that at least one annotator marked, and "none" for those who did not.

    A stretch is a mention: its label is its event's type for a trigger, or its role; all
    of them, in alphabetical order, where one annotator gave it several. Mentions of different
    annotators are the same stretch where they overlap; where they could be matched in several
    ways, those that share most of what they cover together go first, then the first in the
    text. Each annotator has one mention of a stretch: where one marked a name and
    another the sentence around it besides, the sentence is a stretch of its own.
    """
    told = {Item(who, span): label for who, page in pages.items() for span, label in _labelled(page).items()}
    for cluster in clusters(told, _overlaps(told)):
        said = {item.annotator: told[item] for item in cluster}
        yield [said.get(annotator, UNMARKED) for annotator in pages]


def clusters(items: Iterable[Item], links: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the items in groups of what is linked, the first links first, with one item of each annotator at most."""
    groups = {item: [item] for item in items}
    for one, other in links:
        mine, theirs = groups[one], groups[other]
        if mine is not theirs and not {item.annotator for item in mine} & {item.annotator for item in theirs}:
            mine += theirs
            groups.update((item, mine) for item in theirs)
    return list({id(group): group for group in groups.values()}.values())


def _alignments(pages: Pages) -> Iterator[tuple[Item, Item]]:
    for (one, here), (other, there) in combinations(pages.items(), 2):
        for mine, theirs in align(here.events, there.events):
            if mine and theirs:
                yield Item(one, (mine.number,)), Item(other, (theirs.number,))


def _labelled(page: Page) -> dict[tuple[int, int], str]:
    """Return the label of every span that is marked, in text order."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for event in page.events:
        for span, label in _marks(event):
            found[span].add(label)
    return {span: " + ".join(sorted(found[span])) for span in sorted(found)}


def _marks(event: Event) -> Iterator[tuple[tuple[int, int], str]]:
    for trigger in event.triggers:
        yield trigger.span, event.type
    for argument in event.arguments:
        for mention in argument.mentions:
            yield mention.span, argument.role


def _overlaps(items: Iterable[Item]) -> list[tuple[Item, Item]]:
    """Return the overlapping spans of different annotators, the most alike first."""
    ordered = sorted(items, key=lambda item: (item.key, item.annotator))
    found = []
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.key[0] >= one.key[1]:
                break
            if other.annotator != one.annotator:
                found.append((one, other))
    return sorted(found, key=lambda pair: -_likeness(*pair))


def _likeness(one: Item, other: Item) -> float:
    """Return what two overlapping spans share, of what they cover together (Jaccard's index)."""
    (start, end), (from_, to) = one.key, other.key
    return (min(end, to) - max(start, from_)) / (max(end, to) - min(start, from_))
