"""Labels on tokens: B- begins a mention, I- goes on with it, O is outside of all."""

from collections.abc import Iterator, Sequence

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.reasons import MISALIGNED, NO_PLACE, OVERLAPS, SAME_WORDS, Limits, Reason, limits
from risalah.export.formats.segments import Alignment

OUTSIDE = "O"


def label_limits(*crossing: Reason, **things: Sequence[Reason]) -> Limits:
    """Return the limits of a format of labels: they tell types and roles, and nothing of what belongs together."""
    marks = (*crossing, MISALIGNED, SAME_WORDS, OVERLAPS)
    told = {"realis": [NO_PLACE], "coreference": [NO_PLACE], "mentions": marks}
    return limits(events=marks, arguments=[NO_PLACE], **told, **things)


def bio(example: Example, offsets: Sequence[tuple[int, int]]) -> list[str]:
    """Return the label of each token, given any tokenizer's offsets into the text, in code points.

    A trigger has its type for a label, a mention its event's type with its role:
    `B-meeting`, `B-meeting.participant`. A token has one label: triggers come before
    other mentions, who says so comes last, and long mentions come before short ones.
    What does not begin and end with a token has none; neither have special tokens,
    whose offsets hold nothing.
    """
    labels = [OUTSIDE] * len(offsets)
    alignment = Alignment(example.text, offsets)
    for span, label in _marks(example):
        covered = alignment.covered(span)
        if covered and all(labels[number] == OUTSIDE for number in covered):
            labels[covered.start : covered.stop] = [f"B-{label}", *[f"I-{label}"] * (len(covered) - 1)]
    return labels


def labelled(offsets: Sequence[tuple[int, int]], labels: Sequence[str]) -> Iterator[Event]:
    """Yield what labels say: a trigger is an event of its own, a mention is of none."""
    start = end = 0
    open_label = ""
    for bounds, tag in [*zip(offsets, labels, strict=True), ((0, 0), OUTSIDE)]:
        position, _, label = tag.partition("-")
        if position == "I":
            end = bounds[1]
            continue
        if open_label:
            yield event_of_label(open_label, Span(start, end))
        start, end = bounds
        open_label = label


def event_of_label(label: str, span: Span) -> Event:
    """Return what a label says of a span."""
    type_name, _, role = label.partition(".")
    if not role:
        return Event(type_name, (span,))
    return Event(type_name, (), (Argument(role, "", "", (span,)),))


def _marks(example: Example) -> list[tuple[Span, str]]:
    """Return what there is to mark, in the order in which it gets its tokens."""
    marks = {(0, span, event.type) for event in example.events for span in event.triggers}
    for event in example.events:
        for argument in event.arguments:
            rank = 2 if argument.is_attribution else 1
            marks |= {(rank, span, f"{event.type}.{argument.role}") for span in argument.mentions}
    ordered = sorted(marks, key=lambda mark: (mark[0], mark[1].start - mark[1].end, mark))
    return [(span, label) for _, span, label in ordered]
