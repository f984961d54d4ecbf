"""A stretch of an article by its tokens: its entities, and its events with one trigger each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.segments import Alignment, sentences, tokens


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention, whatever it is to events."""

    kind: str
    covered: range
    """Its tokens, by their number within the window."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """A trigger, with the mentions of the window that are arguments of its event."""

    type: str
    covered: range
    """The trigger's tokens."""
    arguments: tuple[tuple[str, int], ...]
    """Role, and number of the entity within the window."""


@dataclass(frozen=True, slots=True)
class Window:
    """What stands within a window; what its tokens do not fit is left out."""

    text: str
    tokens: Sequence[Span]
    """Where they stand in the article."""
    entities: list[Entity] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)

    def words(self) -> list[str]:
        """Return the tokens' own words."""
        return [self.text[slice(*span)] for span in self.tokens]

    def words_of(self, covered: range) -> str:
        """Return what some tokens say, with the space between them."""
        return self.text[self.tokens[covered.start].start : self.tokens[covered[-1]].end]


def by_sentence(example: Example) -> Iterator[Window]:
    """Yield a window for each sentence of an article."""
    for sentence in sentences(example.text):
        yield window(example, sentence)


def window(example: Example, within: Span) -> Window:
    """Return what stands within a stretch of an article."""
    inside = [span for span in tokens(example.text) if within.start <= span.start and span.end <= within.end]
    alignment = Alignment(example.text, inside)
    built = Window(example.text, inside)
    numbers: dict[Entity, int] = {}
    for event in example.events:
        arguments = tuple(
            (argument.role, numbers.setdefault(Entity(argument.kind, covered), len(numbers)))
            for argument in event.arguments
            for span in argument.mentions
            if (covered := alignment.covered(span))
        )
        built.events.extend(
            EventMention(event.type, covered, arguments)
            for trigger in event.triggers
            if (covered := alignment.covered(trigger))
        )
    built.entities.extend(numbers)
    return built


def event_of(
    offsets: Sequence[tuple[int, int]], type_name: str, trigger: range, arguments: Sequence[tuple[str, str, range]]
) -> Event:
    """Return the event that a file tells in tokens; of each argument role, kind and tokens."""
    told = tuple(Argument(role, kind, "", (_span(offsets, covered),)) for role, kind, covered in arguments)
    return Event(type_name, (_span(offsets, trigger),), told)


def _span(offsets: Sequence[tuple[int, int]], covered: range) -> Span:
    return Span(offsets[covered.start][0], offsets[covered[-1]][1])
