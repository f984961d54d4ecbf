"""A document as it was to be written, beside what was read back of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.reasons import Place
from risalah.export.formats.segments import sentence_of


class Compared(NamedTuple):
    """One thing of a document."""

    things: tuple[str, ...]
    """What it counts as; the first is what the limits of a format speak of."""
    held: bool
    """Whether it was read back."""
    place: Place


class Comparison:
    """Everything that a document says, and what of it was read back."""

    def __init__(self, example: Example, read: Example | None) -> None:
        """Take the document, and what was read of it, null where it was not there at all."""
        self._example, self._read = example, read
        self._said = Counter(example.spans())
        self._parts, self._loose = matched(example.events, read.events if read else ())

    def __iter__(self) -> Iterator[Compared]:
        here = Place(self._example)
        yield Compared(("documents",), self._read is not None, here)
        yield Compared(("texts",), self._read is not None and self._read.text == self._example.text, here)
        for event, parts in zip(self._example.events, self._parts, strict=True):
            yield from self._event(event, parts)
            for argument in event.arguments:
                yield from self._argument(event, argument, parts)

    def _event(self, event: Event, parts: list[Event]) -> Iterator[Compared]:
        triggers = _triggers(parts)
        here = Place(self._example, event, spans=event.triggers, held=triggers)
        yield Compared(("events",), bool(parts), here)
        yield Compared(("types",), any(part.type == event.type for part in parts), here)
        yield Compared(("realis",), any(part.realis == event.realis for part in parts), here)
        if len(event.triggers) > 1:
            yield Compared(("coreference",), any({*part.triggers} == {*event.triggers} for part in parts), here)
        for trigger in event.triggers:
            there = Place(self._example, event, spans=(trigger,), held=triggers)
            yield Compared(("triggers", *self._shared(trigger)), trigger in triggers, there)

    def _argument(self, event: Event, argument: Argument, parts: list[Event]) -> Iterator[Compared]:
        found = [other for part in parts for other in part.arguments if _may_be_argument(other, argument)]
        here = Place(self._example, event, argument, argument.mentions, _triggers(parts))
        yield Compared(("fillers",), any({*other.mentions} == {*argument.mentions} for other in found), here)
        yield Compared(("kinds",), any(other.kind == argument.kind for other in found), here)
        yield Compared(("values",), any(other.value == argument.value for other in found), here)
        linked = {span for other in found for span in other.mentions}
        attribution = ("attributions",) if argument.is_attribution else ()
        for span in argument.mentions:
            there = Place(self._example, event, argument, (span,), _triggers(parts))
            yield Compared(("links", *self._far(event, span)), span in linked, there)
            held = span in linked or self._take(event.type, argument.role, span)
            yield Compared(("mentions", *attribution, *self._shared(span)), held, there)

    def _take(self, type_name: str, role: str, span: Span) -> bool:
        """Return whether such a mention was read without its event; then it is not the mention of another too."""
        there = self._loose[type_name, role, span] > 0
        self._loose[type_name, role, span] -= there
        return there

    def _shared(self, span: Span) -> Iterator[str]:
        if any(span != other and span.shares(other) for other in self._said):
            yield "overlaps"
        if self._said[span] > 1:
            yield "several roles"

    def _far(self, event: Event, span: Span) -> Iterator[str]:
        text = self._example.text
        if sentence_of(text, span) not in {sentence_of(text, trigger) for trigger in event.triggers}:
            yield "across sentences"


def matched(events: Sequence[Event], read: Sequence[Event]) -> tuple[list[list[Event]], Counter[tuple[str, str, Span]]]:
    """Return what was read of each event, and by type, role and place the mentions that were read without one.

    What has no number is known by its triggers; of events with the same triggers the first comes first.
    """
    parts: list[list[Event]] = [[] for _ in events]
    free = [Counter(event.triggers) for event in events]
    loose: Counter[tuple[str, str, Span]] = Counter()
    for part in read:
        triggers = Counter(part.triggers)
        if not triggers:
            loose.update((part.type, said.role, span) for said in part.arguments for span in said.mentions)
            continue
        for number, event in enumerate(events):
            if _may_be_part(part, event) and triggers <= free[number]:
                parts[number].append(part)
                free[number] -= triggers
                break
    return parts, loose


def _may_be_part(part: Event, event: Event) -> bool:
    return part.number in {0, event.number} and part.type in {"", event.type}


def _may_be_argument(read: Argument, argument: Argument) -> bool:
    return read.role == argument.role and not {*read.mentions}.isdisjoint(argument.mentions)


def _triggers(parts: list[Event]) -> tuple[Span, ...]:
    return tuple(trigger for part in parts for trigger in part.triggers)
