"""What a neural model reads: what is asked in words, and the passage that it is asked about, with its spans marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from risalah.annotate.models.question import Question, Span

GAP: Final = " ... "
"""Stands where a passage leaves something out."""

_Mark = tuple[int, str]
"""What is put into the text, and before which code point."""


def words(question: Question) -> str:
    """Return what is asked in words, made from kind and label alone: "argument: meeting participant"."""
    return f"{question.kind}: {' '.join(_names(question))}"


def passage(text: str, tokens: Sequence[Span], question: Question, room: int) -> str:
    """Return the text around what a question is about, which stands between markers that tell its type.

    The markers are of punctuation, which every encoder knows: "@ * meeting * bertemu @" around the first span,
    "# ^ participant ^ Prabowo #" around the second (the typed entity markers of Zhou and Chen 2022, "An Improved
    Baseline for Sentence-level Relation Extraction"; there the type is the entity's, here what it is asked to be).

    `tokens` are the spans of the text's tokens in their order, in code points. At most `room` of them are kept, as
    many before as after each end of each span, and never fewer than one: where spans are far apart, or long, the
    passage has a gap in it, and all markers.
    """
    marks = _marks(question)
    kept = _kept(text, tokens, [at for at, _ in marks], room)
    return GAP.join(_marked(text, piece, marks) for piece in kept)


def _names(question: Question) -> list[str]:
    return question.label.replace("_", " ").split(".")


def _marks(question: Question) -> list[_Mark]:
    """Return the markers in the order of the text; where two spans touch, one is closed before the other opens."""
    names = _names(question)
    opening, closing = [(question.first[0], f"@ * {names[0]} * ")], [(question.first[1], " @")]
    if question.second:
        opening.append((question.second[0], f"# ^ {names[-1]} ^ "))
        closing.append((question.second[1], " #"))
    return sorted(closing + opening, key=lambda mark: mark[0])


def _kept(text: str, tokens: Sequence[Span], places: Sequence[int], room: int) -> list[Span]:
    """Return the parts of the text that are kept, apart from one another and in their order."""

    def around(count: int) -> list[Span]:
        return _joined(_window(text, tokens, at, count) for at in places)

    def size(count: int) -> int:
        return sum(bisect_left(tokens, (end,)) - bisect_left(tokens, (start,)) for start, end in around(count))

    return around(max(1, bisect_right(range(1, room + 1), room, key=size)))


def _window(text: str, tokens: Sequence[Span], at: int, count: int) -> Span:
    """Return what so many tokens before and after a place cover, up to the token that comes next."""
    place = bisect_left(tokens, (at,))
    start = tokens[place - count][0] if place > count else 0
    end = tokens[place + count][0] if place + count < len(tokens) else len(text)
    return start, end


def _joined(windows: Iterable[Span]) -> list[Span]:
    """Return windows, of which none ends before one that it follows, with those that touch as one."""
    joined: list[Span] = []
    for start, end in windows:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _marked(text: str, piece: Span, marks: Sequence[_Mark]) -> str:
    at, end = piece
    told = ""
    for place, mark in marks:
        if at <= place <= end:
            told += text[at:place] + mark
            at = place
    return told + text[at:end]
