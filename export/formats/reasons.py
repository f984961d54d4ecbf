"""Why a format cannot hold something."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.segments import alignment, sentence_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands that a file does not hold, or does."""

    example: Example
    event: Event | None = None
    """The event it is of; null where it is the document."""
    argument: Argument | None = None
    """The filler it is of; null where it is of the event itself."""
    spans: tuple[Span, ...] = ()
    """Where it stands."""
    held: tuple[Span, ...] = ()
    """The triggers of its event that the file holds."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is lost, and where that is why."""

    why: str
    applies: Callable[[Place], bool] = lambda _: True


Limits = Mapping[str, Sequence[Reason]]
"""By thing, why a format may lose it: the first reason that applies is told."""

OF_EVENTS = ("events", "types", "realis", "triggers", "coreference")
OF_ARGUMENTS = ("fillers", "kinds", "values", "mentions", "links")


def limits(*, events: Sequence[Reason] = (), arguments: Sequence[Reason] = (), **things: Sequence[Reason]) -> Limits:
    """Return the limits of a format: for what is told of events, of arguments, and of things by name."""
    return {**dict.fromkeys(OF_EVENTS, events), **dict.fromkeys(OF_ARGUMENTS, arguments), **things}


def _between_tokens(lost: Place) -> bool:
    return any(alignment(lost.example.text).covered(span) is None for span in lost.spans)


def _between_sentences(lost: Place) -> bool:
    return any(sentence_of(lost.example.text, span) is None for span in lost.spans)


def _in_another_sentence(lost: Place) -> bool:
    told = {sentence_of(lost.example.text, trigger) for trigger in lost.held}
    return any(sentence_of(lost.example.text, span) not in told for span in lost.spans)


def _several_tokens(lost: Place) -> bool:
    return any(len(alignment(lost.example.text).covered(span) or ()) > 1 for span in lost.spans)


def _same_words(lost: Place) -> bool:
    said = [*lost.example.spans()]
    return any(said.count(span) > 1 for span in lost.spans)


def _overlaps(lost: Place) -> bool:
    return any(span != other and span.shares(other) for span in lost.spans for other in lost.example.spans())


NO_PLACE = Reason("the format has no place for it")
WITHOUT_SPACE = Reason("the tokens are told without the space between them")
MISALIGNED = Reason("it does not begin and end with a token", _between_tokens)
CROSSES = Reason("it crosses the end of a sentence", _between_sentences)
OTHER_SENTENCE = Reason("no trigger of its event that is held stands in its sentence", _in_another_sentence)
SEVERAL_TOKENS = Reason("a trigger is one token", _several_tokens)
SAME_WORDS = Reason("the same words say something else as well", _same_words)
OVERLAPS = Reason("it shares words with another mention", _overlaps)
ONE_TRIGGER = Reason("each trigger is told as an event of its own")
SEPARATE = Reason(
    "its mentions are told one by one", lambda lost: lost.argument is not None and len(lost.argument.mentions) > 1
)
EVENT_LOST = Reason("its event is lost", lambda lost: not lost.held)
