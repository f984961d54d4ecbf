"""What holds of all that people decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, combinations, product

from risalah.annotate.decision import LinkDecision


@dataclass(frozen=True, slots=True)
class Wishes:
    """What holds of all decisions."""

    together: tuple[tuple[str, ...], ...] = ()
    """Records that are of one event; none in two of these."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """Pairs of records that are not, the smaller id first."""

    @property
    def records(self) -> frozenset[str]:
        """All that they are about."""
        return frozenset(chain(*self.together, *self.apart))


def wishes(decisions: Iterable[LinkDecision]) -> Wishes:
    """Return what holds of decisions, which are given oldest first: of two that contradict each other the later."""
    together: dict[str, set[str]] = {}
    apart: set[tuple[str, str]] = set()
    for decision in reversed([*decisions]):
        if decision.kind == "merge":
            for one, other in combinations(sorted({*decision.records, *decision.others}), 2):
                _join(together, apart, one, other)
        else:
            asked = (pair(*two) for two in product(decision.records, decision.others))
            apart.update(two for two in asked if two[1] not in together.get(two[0], ()))
    joined = {tuple(sorted(some)) for some in together.values()}
    return Wishes(tuple(sorted(joined)), frozenset(apart))


def pair(one: str, other: str) -> tuple[str, str]:
    """Return two ids, the smaller first."""
    return (one, other) if one < other else (other, one)


def _join(together: dict[str, set[str]], apart: set[tuple[str, str]], one: str, other: str) -> None:
    here, there = (together.setdefault(record, {record}) for record in (one, other))
    if here is there or any(pair(*two) in apart for two in product(here, there)):
        return
    here |= there
    together.update(dict.fromkeys(there, here))
