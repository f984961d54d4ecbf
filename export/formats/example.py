"""A document of a release with everything it tells, in the form that training formats are written from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from risalah.schema.ontology import ATTRIBUTION


class Span(NamedTuple):
    """A stretch of the document's text, as a half-open interval of code points."""

    start: int
    end: int

    def shares(self, other: "Span") -> bool:
        """Return whether some code point is in both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler of a role. What a format does not tell of it is empty where it is read back."""

    role: str
    """Its role; `attribution` for who says so."""
    kind: str
    """person, organization, country, group, place, time, quantity or text."""
    value: str | None
    """The canonical value; null is a time that text and publication date do not tell."""
    mentions: tuple[Span, ...]
    country: str | None = None
    """ISO 3166-1 alpha-3 code of a country, or of the country a place is in; null where it is not known."""

    @property
    def is_attribution(self) -> bool:
        """Whether it says who tells the event, and not who takes part."""
        return self.role == ATTRIBUTION


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a document. Read back from a format it may be a part of one, or a mention without its event."""

    type: str
    triggers: tuple[Span, ...]
    arguments: tuple[Argument, ...] = ()
    number: int = 0
    """Names the event within its document; 0 where a format does not tell."""
    realis: str = ""
    """actual, planned, denied or hypothetical; empty where a format does not tell."""
    plover: str | None = None
    """Event type in PLOVER; null where it has none."""
    plover_mode: str | None = None
    """Mode in PLOVER; null where it has none."""

    def mentions(self) -> Iterator[Span]:
        """Yield where its arguments are mentioned."""
        return chain.from_iterable(argument.mentions for argument in self.arguments)


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its events."""

    doc_id: str
    text: str
    """What offsets count in; empty where a format does not tell it exactly."""
    events: tuple[Event, ...] = ()
    about: Mapping[str, str | None] = field(default_factory=dict)
    """Its title, language, day of publication, publisher, url, licence, and who annotated it."""

    def spans(self) -> Iterator[Span]:
        """Yield every trigger and every mention, also those that stand in the same place."""
        for event in self.events:
            yield from event.triggers
            yield from event.mentions()
