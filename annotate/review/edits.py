"""What a person did to each mention of a pre-annotation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from risalah.annotate.review.facts import Fact, facts, in_common
from risalah.schema import Annotation

Kind = Literal["kept", "revalued", "rebounded", "relabelled", "moved", "deleted", "added", "realis"]
"""What was done, the least work first.

kept: nothing. revalued: given another value or kind. rebounded: begun or ended elsewhere.
relabelled: given another role, or as a trigger another type. moved: given to another event.
realis: the event, told by its first trigger, was given another realis.
"""

_WORK: tuple[Kind, ...] = ("kept", "revalued", "rebounded", "relabelled", "moved")


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to one mention, or to the realis of one event."""

    kind: Kind
    before: Fact | None
    """The mention as it was; null where it was added. Its event is numbered as before."""
    after: Fact | None
    """The mention as it is now; null where it was deleted. Its event is numbered as before, a new one beyond those."""

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
    paired = _paired(ours, theirs, facts(after))
    found = set(paired)
    return [
        *(_edit(ours[here], None if there is None else theirs[there]) for here, there in enumerate(paired)),
        *(Edit("added", None, fact) for there, fact in enumerate(theirs) if there not in found),
        *_realis(ours, theirs),
    ]


def _edit(before: Fact, after: Fact | None) -> Edit:
    work = None if after is None else _work(before, after)
    return Edit(work or "deleted", before, after)


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


def _work(one: Fact, other: Fact) -> Kind | None:
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


def _realis(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Iterator[Edit]:
    now = {fact.event: fact for fact in reversed(theirs) if fact.is_trigger}
    before = {fact.event: fact for fact in reversed(ours) if fact.is_trigger}
    for event, fact in sorted(before.items()):
        if event in now and now[event].realis != fact.realis:
            yield Edit("realis", fact, now[event])
