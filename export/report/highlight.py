"""A text in pieces, each with all the mentions that it is part of: mentions may overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in a text."""

    start: int
    end: int
    event: int
    """The number of the event it belongs to."""
    says: str
    """What it is to the event."""
    trigger: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text throughout which the same mentions are."""

    text: str
    marks: tuple[Mark, ...] = ()
    last: tuple[Mark, ...] = ()
    """Those that end with it."""

    @property
    def events(self) -> list[int]:
        """The events that are mentioned, by number."""
        return _numbers(self.marks)

    @property
    def ending(self) -> list[int]:
        """The events of which a mention ends with it."""
        return _numbers(self.last)

    @property
    def says(self) -> list[str]:
        """What it says of them."""
        return [*dict.fromkeys(mark.says for mark in self.marks)]

    @property
    def trigger(self) -> bool:
        """Whether it tells an event itself."""
        return any(mark.trigger for mark in self.marks)


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return a text in pieces: joined they are the text, and a mention begins and ends where a piece does."""
    inside = sorted({mark for mark in marks if 0 <= mark.start < mark.end <= len(text)}, key=_order)
    bounds = sorted({0, len(text)}.union(*((mark.start, mark.end) for mark in inside)))
    return [_piece(text, start, end, inside) for start, end in pairwise(bounds)]


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    here = tuple(mark for mark in marks if mark.start <= start and end <= mark.end)
    return Piece(text[start:end], here, tuple(mark for mark in here if mark.end == end))


def _numbers(marks: Iterable[Mark]) -> list[int]:
    return sorted({mark.event for mark in marks})


def _order(mark: Mark) -> tuple[int, int, int, str]:
    return mark.start, -mark.end, mark.event, mark.says
