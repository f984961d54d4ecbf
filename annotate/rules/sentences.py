"""Sentences of a line of text."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from risalah.annotate.rules.actors import Span
from risalah.annotate.rules.lexicon import alternation

# The mark comes first, and what must not stand before it after it: so the next one is looked for, not tried everywhere.
_END = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W_a-z])")
_LOOK_BACK: Final = 8
LONGEST: Final = 1200
"""A longer sentence is cut at a space: no sentence of news is so long, and work within one must stay small."""


class Splitter:
    """Finds where sentences end in one language."""

    def __init__(self, abbreviations: Iterable[str]) -> None:
        shortened = rf"(?i:{alternation(abbreviations)}|[a-z]\.[a-z])"
        self._abbreviation = re.compile(rf"(?:^|[\s(\"“])(?:[A-Z]|{shortened})$")

    def sentences(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield start and end of each sentence in `text[start:end]`; a stop before a closing quote ends one too."""
        begin = start
        for match in _END.finditer(text, start, end):
            stop, after = match.span()
            if self._abbreviation.search(text, max(begin, stop - _LOOK_BACK), stop):
                continue
            if after - begin <= LONGEST:
                yield begin, after
            else:
                yield from _cut(text, begin, after)
            begin = after
        yield from _cut(text, begin, end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        middle = space + 1 if space > start else start + LONGEST
        yield start, middle
        start = middle
    if end > start:
        yield start, end
