"""What an annotation says, mention by mention."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from risalah.schema.annotation import Annotation, EventRecord
from risalah.schema.mention import Mention
from risalah.schema.ontology import TRIGGER


@dataclass(frozen=True, slots=True)
class Fact:
    """What one mention is to one event. Facts are equal whoever found them."""

    event: int
    """The event's number."""
    type: str
    """The event's type."""
    role: str
    """A role of the type, or "attribution", or "trigger"."""
    start: int
    end: int
    text: str
    """The surface between the two."""
    realis: str | None = None
    """The event's realis; null of a filler."""
    kind: str | None = None
    """The kind of the filler; null of a trigger."""
    value: str | None = None
    """The canonical value of the filler; null of a trigger, and of a time that nobody can tell."""
    rule: str | None = field(default=None, compare=False)
    """The rule that found it; null where a person or a model did."""
    confidence: float | None = field(default=None, compare=False)
    """How likely it is right, by the model that pre-annotated it; null where none did."""

    def __str__(self) -> str:
        return f"event {self.event}, {self.role}: {self.words}"

    @property
    def words(self) -> str:
        """What it says, apart from the event and the role."""
        return f"“{self.text}” = {self.reading}"

    @property
    def reading(self) -> str:
        """What its mention is read as: the filler's value and kind, or the trigger's type and realis."""
        return f"{self.type}, {self.realis}" if self.is_trigger else f"{self.value or '?'} ({self.kind})"

    @property
    def is_trigger(self) -> bool:
        """Whether it is a trigger, not a filler."""
        return self.role == TRIGGER

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def shared(self, other: "Fact") -> int:
        """Return how many code points of the text it shares with another."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def facts(annotation: Annotation) -> list[Fact]:
    """Return everything that an annotation says of its events, in text order; doubts that it flags are no facts."""
    said = (fact for event in annotation.events for fact in _of_event(event))
    return sorted(said, key=lambda fact: (fact.span, fact.event))


def _of_event(event: EventRecord) -> Iterator[Fact]:
    for trigger in event.triggers:
        yield _fact(event, TRIGGER, trigger, realis=event.realis)
    for role, _, filler in event.fillers():
        for mention in filler.mentions:
            yield _fact(event, role, mention, kind=filler.kind, value=filler.value)


def _fact(event: EventRecord, role: str, mention: Mention, **said: Any) -> Fact:
    return Fact(
        event.number,
        event.type,
        role,
        *mention.span,
        mention.text,
        rule=mention.rule,
        confidence=mention.confidence,
        **said,
    )
