"""How far pre-annotations pull people: whether they agree more where they were shown some.

Who corrects a text that is marked already may let stand what they would not have marked
(anchoring bias). A random share of the documents gets no pre-annotation; what people agree with
rules or a model in there, they would have marked anyway.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import numpy as np

from risalah.annotate.agreement.bootstrap import Estimate, difference, estimates, ratio
from risalah.annotate.agreement.compared import PROGRAMS, Compared, Pair, Shares, program_of, total
from risalah.annotate.agreement.figures import measured, name_of, summands
from risalah.annotate.agreement.shares import Measure

Between = Literal["people and rules", "people and model", "people"]


@dataclass(frozen=True, slots=True)
class Influence:
    """One share of agreement where people were shown a pre-annotation, and where they were not."""

    between: Between
    measure: Measure
    shown: float | None
    """The share on documents annotated from a pre-annotation; null where it is undefined."""
    control: float | None
    """The share on control documents, annotated from nothing; null where it is undefined."""
    difference: Estimate
    """The first less the second: what the pre-annotations add."""
    documents_shown: int
    documents_control: int
    reason: str | None
    """Why there is no difference; null where there is."""

    def as_row(self) -> dict[str, Any]:
        """Return it as plain data."""
        row = asdict(self)
        apart = row.pop("difference")
        told = {"difference": apart["value"], "low": apart["low"], "high": apart["high"]}
        return {"between": row.pop("between")} | name_of(row.pop("measure")) | told | row


def influence(documents: Sequence[Compared]) -> Iterator[Influence]:
    """Yield what pre-annotations add to the agreement of people with rules, with a model, and with each other.

    A document counts on both sides where one person was shown the pre-annotation and
    another was not; two people of whom one was shown it count on neither.
    """
    for between in get_args(Between):
        shown = [_total(document, between, shown=True) for document in documents]
        control = [_total(document, between, shown=False) for document in documents]
        names = [name for name in measured([*shown, *control]) if not name.type]
        if names:
            yield from _influence(between, names, shown, control)


def _influence(
    between: Between, names: Sequence[Measure], shown: Sequence[Shares], control: Sequence[Shares]
) -> Iterator[Influence]:
    rows = np.concatenate([summands(shown, names), summands(control, names)], axis=-1)
    sides = [estimates(side, ratio) for side in (rows[..., :2], rows[..., 2:])]
    counts = sum(map(bool, shown)), sum(map(bool, control))
    for name, there, here, apart in zip(names, *sides, estimates(rows, difference), strict=True):
        reason = _reason(*counts) if apart.value is None else None
        yield Influence(between, name, there.value, here.value, apart, *counts, reason)


def _total(document: Compared, between: Between, *, shown: bool) -> Shares:
    """Return the shares of all pairs of people who were shown the pre-annotation, or who were not."""
    return total(
        found
        for pair, found in document.shares.items()
        if pair and _between(pair) == between and _are(pair, document, shown=shown)
    )


def _between(pair: Pair) -> str:
    program = program_of(pair)
    return f"people and {program}" if program else "people"


def _are(pair: Pair, document: Compared, *, shown: bool) -> bool:
    return all((annotator in document.shown) == shown for annotator in pair if annotator not in PROGRAMS)


def _reason(shown: int, control: int) -> str:
    if not control:
        return "there are no control documents"
    if not shown:
        return "there are none but control documents"
    return "one side has none of it"
