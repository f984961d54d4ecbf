"""Which of all annotations of a document counts, and who else says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from risalah.annotate.review.facts import by_event
from risalah.schema.fact import Fact, facts
from risalah.schema.review import Review
from risalah.schema.truth import Basis

Record = frozenset[Fact]
"""All that is said of an event, whatever its number."""


@dataclass(frozen=True)
class Submitted:
    """A review, and what it says."""

    review: Review

    @cached_property
    def records(self) -> dict[int, Record]:
        """What it says of each event, by its number; the same in two reviews that say the same."""
        events = by_event(facts(self.review.annotation))
        return {number: frozenset(replace(fact, event=0) for fact in said) for number, said in events.items()}

    @cached_property
    def whole(self) -> frozenset[Record]:
        """What it says of all events."""
        return frozenset(self.records.values())


@dataclass(frozen=True, slots=True)
class Resolution:
    """What counts for one document."""

    review: Review
    basis: Basis
    annotators: tuple[str, ...]
    """All whose last submission says the same of the whole document, first the one whose counts."""
    told_by: Mapping[int, tuple[str, ...]]
    """The same of each of its events, by number."""
    disputed: Sequence[tuple[str, int]]
    """Annotators and the numbers of their events that are not among those, where nobody decided between them."""


def resolve(reviews: Sequence[Review], trusted: Sequence[str] = (), *, unreviewed: bool = False) -> Resolution | None:
    """Return what counts of the reviews of one text; null where no person reviewed it.

    What was decided in adjudication counts before what is marked as ground truth, this
    before what most annotators say alike (two at least), and that before what the most
    trusted annotator says: the first of `trusted` who submitted anything, else whoever
    did last. Of several who are equal the latest counts, and of each annotator only the
    last submission. With `unreviewed` a document that no person reviewed comes as a
    program submitted it.
    """
    people = _last_of_each([review for review in reviews if review.status == "reviewed"])
    programs = [Submitted(review) for review in reviews if review.status == "unreviewed"] if unreviewed else []
    decided = [Submitted(review) for review in reviews if review.status == "adjudicated"]
    standards = [submitted for submitted in people if submitted.review.ground_truth]
    alike = _most_alike(people)
    candidates: dict[Basis, list[Submitted]] = {
        "adjudicated": decided,
        "ground_truth": standards,
        "agreed": alike,
        "latest": people,
        "unreviewed": programs,
    }
    for basis, some in candidates.items():
        if some:
            chosen = max(some, key=lambda submitted: (_trust(submitted, trusted), submitted.review.submitted))
            return _resolution(chosen, basis, people)
    return None


def _last_of_each(reviews: Sequence[Review]) -> list[Submitted]:
    ordered = sorted(reviews, key=lambda review: review.submitted)
    last = {review.annotator: review for review in ordered}
    return [Submitted(review) for review in last.values()]


def _most_alike(people: Sequence[Submitted]) -> list[Submitted]:
    """Return the largest groups of at least two people who say the same of the whole document."""
    groups = [[other for other in people if other.whole == one.whole] for one in people]
    most = max(map(len, groups), default=0)
    return [one for one, group in zip(people, groups, strict=True) if len(group) == most] if most > 1 else []


def _trust(submitted: Submitted, trusted: Sequence[str]) -> int:
    annotator = submitted.review.annotator
    return -trusted.index(annotator) if annotator in trusted else -len(trusted)


def _resolution(chosen: Submitted, basis: Basis, people: Sequence[Submitted]) -> Resolution:
    others = [one for one in people if one.review.annotator != chosen.review.annotator]
    by = chosen.review.annotator
    undecided = basis in {"agreed", "latest"}
    return Resolution(
        review=chosen.review,
        basis=basis,
        annotators=(by, *(one.review.annotator for one in others if one.whole == chosen.whole)),
        told_by={
            number: (by, *(one.review.annotator for one in others if record in one.whole))
            for number, record in chosen.records.items()
        },
        disputed=[
            (one.review.annotator, number)
            for one in others
            for number, record in one.records.items()
            if undecided and record not in chosen.whole
        ],
    )
