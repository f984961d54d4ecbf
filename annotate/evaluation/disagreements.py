"""Where a prediction and gold disagree, region by region."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from risalah.annotate.evaluation.alignment import align
from risalah.annotate.evaluation.records import MEASURED, Event, Page
from risalah.annotate.evaluation.regions import Region, is_bounded, paired, regions
from risalah.schema import Mention

Kind = Literal[
    "missed trigger",
    "spurious trigger",
    "wrong boundary",
    "wrong role",
    "wrong event",
    "wrong value",
    "missed filler",
    "spurious filler",
]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One region, or one record's realis, that a person would have to touch."""

    kind: Kind
    doc_id: str
    type: str
    """The event type: gold's, where gold has the region."""
    role: str
    """The role, "trigger" or "realis": gold's, where gold has the region."""
    predicted: str | None
    """What was predicted; null where nothing was."""
    gold: str | None
    """What gold has; null where it has nothing."""
    mention: Mention | None
    """Where it is: as predicted, or else as gold has it; null where gold does not tell."""
    trigger: Mention
    """The first trigger of its event, by which people find it."""
    rules: tuple[str, ...]
    """The rules behind what was predicted; for a filler also those that told its event, if it was predicted."""


def disagreements(predicted: Page, gold: Page) -> list[Disagreement]:
    """Return everything in which two annotations of one document disagree."""
    pairs = align(predicted.events, gold.events)
    ours = regions([here for here, _ in pairs], has_roles=gold.has_roles)
    theirs = regions([there for _, there in pairs], has_roles=gold.has_roles)
    pairing = paired(list(ours), list(theirs))
    return [
        *(_realis(gold.doc_id, here, there) for here, there in pairs if here and there and here.realis != there.realis),
        *(_wrong(gold.doc_id, kind, *both) for both in pairing.both if (kind := _kind(*both))),
        *(_spurious(gold.doc_id, region) for region in pairing.spurious),
        *(_missed(gold.doc_id, region, pairs[region.pair][0]) for region in pairing.missed),
    ]


def is_right(predicted: Region, gold: Region) -> bool:
    """Return whether nobody would have to touch a region that stands for a gold one."""
    return _kind(predicted, gold) is None


def _kind(predicted: Region, gold: Region) -> Kind | None:
    """Return what is most wrong with a region: whoever touches it sets all of it right."""
    if predicted.pair != gold.pair:
        return "wrong event"
    if predicted.label != gold.label:
        return "wrong role"
    if gold.argument.sort in MEASURED and predicted.argument.value != gold.argument.value:
        return "wrong value"
    return None if is_bounded(predicted.argument, gold.argument) else "wrong boundary"


def _realis(doc_id: str, predicted: Event, gold: Event) -> Disagreement:
    trigger, rules = predicted.triggers[0], _rules(predicted.triggers)
    told = predicted.realis, gold.realis
    return Disagreement("wrong value", doc_id, gold.type, "realis", *told, trigger, trigger, rules)


def _wrong(doc_id: str, kind: Kind, predicted: Region, gold: Region) -> Disagreement:
    told = _told(kind, predicted), _told(kind, gold)
    mention, trigger = predicted.argument.mentions[0], predicted.event.triggers[0]
    rules = _rules_behind(predicted)
    return Disagreement(kind, doc_id, gold.event.type, gold.argument.role, *told, mention, trigger, rules)


def _spurious(doc_id: str, region: Region) -> Disagreement:
    kind: Kind = "spurious trigger" if region.is_trigger else "spurious filler"
    argument, trigger = region.argument, region.event.triggers[0]
    told = region.argument.name, None
    rules = _rules_behind(region)
    return Disagreement(kind, doc_id, region.event.type, argument.role, *told, argument.mentions[0], trigger, rules)


def _missed(doc_id: str, region: Region, predicted: Event | None) -> Disagreement:
    kind: Kind = "missed trigger" if region.is_trigger else "missed filler"
    argument, trigger = region.argument, region.event.triggers[0]
    mention = next(iter(argument.mentions), None)
    rules = () if region.is_trigger or not predicted else _rules(predicted.triggers)
    return Disagreement(kind, doc_id, region.event.type, argument.role, None, argument.name, mention, trigger, rules)


def _told(kind: Kind, region: Region) -> str:
    argument, event = region.argument, region.event
    match kind:
        case "wrong event":
            return f"{argument.name} in {event.type} {event.number}"
        case "wrong role":
            return f"{argument.name} as {argument.role}"
        case "wrong boundary":
            return " / ".join(dict.fromkeys(mention.text for mention in argument.mentions)) or " / ".join(
                argument.names
            )
        case _:
            return argument.value or "?"


def _rules_behind(region: Region) -> tuple[str, ...]:
    return _rules(region.argument.mentions, () if region.is_trigger else region.event.triggers)


def _rules(*mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.rule for some in mentions for mention in some if mention.rule))
