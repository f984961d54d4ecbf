"""Whether confidence can be trusted: of what was held 0.8 likely, how much was right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from risalah.annotate.evaluation.alignment import align
from risalah.annotate.evaluation.disagreements import is_right
from risalah.annotate.evaluation.records import Page
from risalah.annotate.evaluation.regions import paired, regions

BINS: Final = 10
Sort = Literal["region", "record"]


class Held(NamedTuple):
    """Something that was told with a confidence."""

    sort: Sort
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """What was held about equally likely."""

    low: float
    high: float
    count: int
    confidence: float
    """The mean of what they were held to be; 0 of none."""
    right: float
    """The share that was right; 0 of none."""


def held(predicted: Page, gold: Page) -> Iterator[Held]:
    """Yield every region and record that a model told, with its confidence and whether it is right.

    A region is right that nobody would have to touch, a record that is an event of gold.
    """
    pairs = align(predicted.events, gold.events)
    ours = [*regions([here for here, _ in pairs], has_roles=gold.has_roles)]
    pairing = paired(ours, [*regions([there for _, there in pairs], has_roles=gold.has_roles)])
    right = {id(here) for here, there in pairing.both if is_right(here, there)}
    for region in ours:
        confidence = max((mention.confidence or 0.0 for mention in region.argument.mentions), default=0.0)
        if confidence:
            yield Held("region", confidence, id(region) in right)
    for here, there in pairs:
        confidence = max((trigger.confidence or 0.0 for trigger in here.triggers), default=0.0) if here else 0.0
        if confidence:
            yield Held("record", confidence, there is not None)


def bins(told: Sequence[Held]) -> list[Bin]:
    """Return the diagram of reliability: what was told in ten equal ranges of confidence.

    After M. DeGroot and S. Fienberg, "The comparison and evaluation of forecasters" (1983).
    """
    found = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        some = [one for one in told if low <= one.confidence < high or (number == BINS - 1 and one.confidence == 1)]
        count = max(1, len(some))
        found.append(
            Bin(
                low,
                high,
                len(some),
                sum(one.confidence for one in some) / count,
                sum(one.right for one in some) / count,
            )
        )
    return found


def calibration_error(told: Sequence[Held]) -> float | None:
    """Return by how much confidence is off, on average over all that was told; null where nothing was.

    After M. Naeini, G. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities
    using Bayesian binning" (2015): the expected calibration error.
    """
    if not told:
        return None
    return sum(one.count * abs(one.confidence - one.right) for one in bins(told)) / len(told)


def as_dict(told: Sequence[Held]) -> dict[str, Any]:
    """Return bins and error of regions and of records as plain data, shares rounded to three places."""
    return {sort: _figures([one for one in told if one.sort == sort]) for sort in ("region", "record")}


def _figures(told: Sequence[Held]) -> dict[str, Any]:
    error = calibration_error(told)
    return {
        "count": len(told),
        "error": None if error is None else round(error, 3),
        "bins": [
            {
                "from": one.low,
                "to": one.high,
                "count": one.count,
                "confidence": round(one.confidence, 3),
                "right": round(one.right, 3),
            }
            for one in bins(told)
        ],
    }
