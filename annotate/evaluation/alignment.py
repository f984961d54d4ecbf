"""Which predicted event is which gold event, and which filler of one is which of the other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from risalah.annotate.evaluation.counts import Counts
from risalah.annotate.evaluation.names import is_named
from risalah.annotate.evaluation.records import MEASURED, Argument, Event, overlap

Pair = tuple[Event | None, Event | None]
"""A predicted event and the gold event it is aligned with; null where one has no other."""
Key = Callable[[Event, Argument], str]


def agree(predicted: Argument, gold: Argument) -> bool:
    """Return whether two fillers are the same one: by value where it is measured, else by name."""
    if predicted.value is None or predicted.sort in MEASURED or gold.sort in MEASURED:
        return predicted.value is not None and (predicted.sort, predicted.value) == (gold.sort, gold.value)
    return is_named(predicted.value, gold.names)


def align(predicted: Sequence[Event], gold: Sequence[Event]) -> list[Pair]:
    """Return each predicted and each gold event once, in a pair with the one of its type that is most like it.

    The most alike go first: those that share most triggers, then participants. Events
    without a common trigger are not alike at all.
    """
    likeness = [
        (alike, there, here)
        for there, event in enumerate(gold)
        for here, other in enumerate(predicted)
        if event.type == other.type and (alike := _likeness(other, event))
    ]
    gold_of: dict[int, int] = {}
    predicted_of: dict[int, int] = {}
    for _, there, here in sorted(likeness, reverse=True):
        if there not in predicted_of and here not in gold_of:
            predicted_of[there], gold_of[here] = here, there
    told: list[Pair] = [(predicted[predicted_of[i]] if i in predicted_of else None, gold[i]) for i in range(len(gold))]
    return told + [(event, None) for i, event in enumerate(predicted) if i not in gold_of]


def tally(pairs: Iterable[Pair], key: Key) -> dict[str, Counts]:
    """Return the counts of the fillers that have a value, within each pair and by `key`, summed over the pairs."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for predicted, gold in pairs:
        here, there = _grouped(predicted, key), _grouped(gold, key)
        for name in here.keys() | there.keys():
            counts[name] += _counted(here[name], there[name])
    return counts


def by_sort(_: Event, argument: Argument) -> str:
    """Tell fillers by their sort."""
    return argument.sort


def by_role(event: Event, argument: Argument) -> str:
    """Tell fillers by their role, as "type.role"."""
    return f"{event.type}.{argument.role}"


def _likeness(predicted: Event, gold: Event) -> float:
    """Return how many triggers two events share, and up to 2 more for shared participants; 0 without a trigger."""
    shared = sum(any(overlap(one, other) for other in gold.triggers) for one in predicted.triggers)
    if not shared:
        return 0
    who = tally([(predicted, gold)], by_sort)["participant"]
    return shared + 2 * who.tp / max(1, who.tp + who.fp + who.fn)


def _grouped(event: Event | None, key: Key) -> dict[str, list[Argument]]:
    groups: dict[str, list[Argument]] = defaultdict(list)
    if event:
        for argument in event.arguments:
            if argument.value is not None:
                groups[key(event, argument)].append(argument)
    return groups


def _counted(predicted: Sequence[Argument], gold: Sequence[Argument]) -> Counts:
    missed = list(gold)
    for argument in predicted:
        same = next((index for index, other in enumerate(missed) if agree(argument, other)), None)
        if same is not None:
            del missed[same]
    right = len(gold) - len(missed)
    return Counts(right, len(predicted) - right, len(missed))
