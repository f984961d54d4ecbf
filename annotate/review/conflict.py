"""Several people's annotations of one document: what they agree on, and what somebody has to decide."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from risalah.annotate.review.facts import in_common
from risalah.schema import Annotation
from risalah.schema.fact import Fact


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stretch of text on which the annotators do not say the same in one role of one event."""

    event: int
    role: str
    """A role of the event's type, or "attribution", or "trigger"."""
    start: int
    """Where the first mention begins that somebody has there."""
    end: int
    """Where the last one ends."""
    said: dict[str, tuple[Fact, ...]]
    """What each annotator has there that not all have, in text order; empty for one who has nothing."""

    @property
    def told(self) -> dict[str, str | None]:
        """What each annotator has there, in words to be shown side by side; null for one who has nothing."""
        return {name: "; ".join(fact.words for fact in said) or None for name, said in self.said.items()}


@dataclass(frozen=True, slots=True)
class Merge:
    """What several annotators say of one document, events numbered as the first of them by name does."""

    facts: tuple[Fact, ...]
    """What all of them say; it need not make whole events."""
    conflicts: tuple[Conflict, ...]
    """What they do not all say, in text order. Without any, there is nothing to decide."""


def agreed(versions: Mapping[str, Annotation]) -> Merge:
    """Return what annotators agree on and what not, whichever order they are given in.

    They agree on a mention of which all say the same: its stretch, event and role, the
    filler's kind and value, the trigger's type and realis. Raises ValueError where they
    did not annotate one text.
    """
    names = sorted(versions)
    said = dict(zip(names, in_common([versions[name] for name in names]), strict=True))
    keys = [{_key(fact) for fact in of_one} for of_one in said.values()]
    shared = set[object]().union(*keys).intersection(*keys)
    facts = tuple(fact for fact in next(iter(said.values()), ()) if _key(fact) in shared)
    disputed = [(name, fact) for name in names for fact in said[name] if _key(fact) not in shared]
    conflicts = (_conflict(names, stretch) for stretch in _stretches(disputed))
    return Merge(facts, tuple(sorted(conflicts, key=lambda one: (one.start, one.end, one.event, one.role))))


def _key(fact: Fact) -> object:
    """Return what must be the same: a filler's event may be of another type, if there is such a role in it."""
    told = (fact.type, fact.realis) if fact.is_trigger else (fact.kind, fact.value)
    return fact.event, fact.role, fact.span, told


def _stretches(disputed: Iterable[tuple[str, Fact]]) -> Iterator[list[tuple[str, Fact]]]:
    """Yield the facts of one role of one event that overlap, together."""
    grouped: dict[tuple[int, str], list[tuple[str, Fact]]] = defaultdict(list)
    for name, fact in disputed:
        grouped[fact.event, fact.role].append((name, fact))
    for said in grouped.values():
        stretch: list[tuple[str, Fact]] = []
        for name, fact in sorted(said, key=lambda one: one[1].span):
            if stretch and fact.start >= max(other.end for _, other in stretch):
                yield stretch
                stretch = []
            stretch.append((name, fact))
        yield stretch


def _conflict(names: Iterable[str], stretch: list[tuple[str, Fact]]) -> Conflict:
    first = stretch[0][1]
    end = max(fact.end for _, fact in stretch)
    said = {name: tuple(fact for whose, fact in stretch if whose == name) for name in names}
    return Conflict(first.event, first.role, first.start, end, said)
