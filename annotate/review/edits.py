"""What a person did to each mention of a pre-annotation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from risalah.annotate.review.facts import in_common
from risalah.schema import Annotation
from risalah.schema.fact import Fact, facts
from risalah.schema.truth import EditKind

_WORK: tuple[EditKind, ...] = ("kept", "revalued", "rebounded", "relabelled", "moved")


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to one mention, or to the realis of one event."""

    kind: EditKind
    before: Fact | None
    """The mention as it was; null where it was added. Its event is numbered as before."""
    after: Fact | None
    """The mention as it is now; null where it was deleted. Its event is numbered as before, a new one beyond those."""
    event: int | None = None
    """The number that its event has now; null where it was deleted."""

    @property
    def is_work(self) -> bool:
        """Whether a person had to touch anything for it."""
        return self.kind != "kept"


def edits(before: Annotation, after: Annotation) -> list[Edit]:
    """Return what was done to turn one annotation of a text into another: each mention of both once.

    A mention is sought where it is least work, then where it says the same and overlaps
    most; whoever touches it sets all of it right, so that a mention that was moved and revalued was
    moved. Changes of realis come on top. Raises ValueError where the texts differ.
    """
    ours, theirs = in_common([before, after])
    written = facts(after)
    now = {fact.event: written[there].event for there, fact in enumerate(theirs)}
    paired = _paired(ours, theirs, written)
    found = set(paired)
    return [
        *(_edit(ours[here], None if there is None else theirs[there], now) for here, there in enumerate(paired)),
        *(Edit("added", None, fact, now[fact.event]) for there, fact in enumerate(theirs) if there not in found),
        *_realis(ours, theirs, now),
    ]


def _edit(before: Fact, after: Fact | None, now: Mapping[int, int]) -> Edit:
    work = None if after is None else _work(before, after)
    return Edit(work or "deleted", before, after, now[after.event] if after else None)


def _paired(ours: Sequence[Fact], theirs: Sequence[Fact], written: Sequence[Fact]) -> list[int | None]:
    """Return for each of our mentions which of theirs it became, each once; null where it is gone.

    `written` is theirs as numbered by themselves, by which ties are broken the same way for both sides.
    """
    candidates = sorted(
        (
            (
                _WORK.index(work),
                one.reading != other.reading,
                -one.shared(other),
                sorted((_place(one), _place(written[there]))),
            ),
            here,
            there,
        )
        for here, one in enumerate(ours)
        for there, other in enumerate(theirs)
        if (work := _work(one, other))
    )
    paired: list[int | None] = [None] * len(ours)
    taken: set[int] = set()
    for _, here, there in candidates:
        if paired[here] is None and there not in taken:
            paired[here] = there
            taken.add(there)
    return paired


def _work(one: Fact, other: Fact) -> EditKind | None:
    """Return what turns one mention into the other; null where they are two: of other spans and other roles, say."""
    if not one.shared(other) or one.is_trigger != other.is_trigger:
        return None
    if one.role != other.role and one.span != other.span:
        return None
    if one.event != other.event:
        return "moved"
    if one.role != other.role or (one.is_trigger and one.type != other.type):
        return "relabelled"
    if one.span != other.span:
        return "rebounded"
    return "kept" if (one.kind, one.value) == (other.kind, other.value) else "revalued"


def _place(fact: Fact) -> tuple[object, ...]:
    """Return what tells a mention from all others of its annotation."""
    return fact.span, fact.event, fact.role, fact.kind or "", fact.value or ""


def _realis(ours: Sequence[Fact], theirs: Sequence[Fact], now: Mapping[int, int]) -> Iterator[Edit]:
    after = {fact.event: fact for fact in reversed(theirs) if fact.is_trigger}
    before = {fact.event: fact for fact in reversed(ours) if fact.is_trigger}
    for event, fact in sorted(before.items()):
        if event in after and after[event].realis != fact.realis:
            yield Edit("realis", fact, after[event], now[event])
