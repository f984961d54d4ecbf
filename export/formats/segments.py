"""Tokens and sentences of a text, and the tokens that a span covers."""

import math
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache

from risalah.export.formats.example import Span

_JOINED = r"[\u0300-\u036f\u200d\ufe00-\ufe0f]*"
_TOKEN = re.compile(rf"(?:\w{_JOINED})+|\S{_JOINED}")
"""Letters and digits that stand together, or one other sign; combining marks and joiners stay with what they follow."""
_SENTENCE_END = re.compile(r"\n+|[.!?…]+[\"'”’»)\]]*(?=\s+[^\sa-z])")
_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]|[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]+)\.\Z")
"""A letter alone, as in a name, or a capitalized word without vowels: "H. Joko", "Dr. Sri"."""


@lru_cache(maxsize=4)
def tokens(text: str) -> tuple[Span, ...]:
    """Return where the tokens of a text stand: words, numbers, and every other sign by itself."""
    return tuple(Span(*found.span()) for found in _TOKEN.finditer(text))


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[Span, ...]:
    """Return where the sentences of a text stand, without the space around them.

    A sentence ends at a line's end, and at a full stop, question or exclamation mark with the
    quotation marks after it, where space and anything but a small letter follow;
    not after an abbreviated title or name.
    """
    return tuple(_stripped(text, *bounds) for bounds in _cut(text) if text[slice(*bounds)].strip())


def _cut(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text, max(start, found.end() - 12), found.end()):
            yield start, found.end()
            start = found.end()
    yield start, len(text)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def sentence_of(text: str, span: Span) -> int | None:
    """Return the number of the sentence that holds a span, null where none holds all of it."""
    number = bisect(sentences(text), (span.start, math.inf)) - 1
    return number if number >= 0 and span.end <= sentences(text)[number].end else None


class Alignment:
    """Where tokens begin and end in a text."""

    def __init__(self, text: str, offsets: Sequence[tuple[int, int]]) -> None:
        """Take the offsets of any tokenizer; tokens of nothing or of space stand nowhere."""
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        for number, bounds in enumerate(offsets):
            start, end = _stripped(text, *bounds)
            if start < end:
                self._first.setdefault(start, number)
                self._last[end] = number

    def covered(self, span: Span) -> range | None:
        """Return the tokens that make up a span, null where it does not begin and end with one."""
        first, last = self._first.get(span.start), self._last.get(span.end)
        return None if first is None or last is None or last < first else range(first, last + 1)


@lru_cache(maxsize=4)
def alignment(text: str) -> Alignment:
    """Return where our own tokens begin and end in a text."""
    return Alignment(text, tokens(text))


def found_in(text: str, words: Sequence[str]) -> list[Span]:
    """Return where words stand in a text in their order; raises ValueError where one does not."""
    at, spans = 0, []
    for word in words:
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return spans
