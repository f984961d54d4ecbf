"""Sentences of a line of text."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W_a-z])|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|(?i:dr|drs|prof|ir|hj|kh|no|jl|st|jr|sdr|pt|tgl|plt|ph\.?d|[a-z]\.[a-z]))$"
)
LONGEST = 1200
"""A longer sentence is cut at a space: no sentence of news is so long, and work within one must stay small."""


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence in `text[start:end]`; a full stop before a closing quote ends one too."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(begin, match.start() - 8), match.start()):
            continue
        yield from _cut(text, begin, match.end())
        begin = match.end()
    yield from _cut(text, begin, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        middle = space + 1 if space > start else start + LONGEST
        yield start, middle
        start = middle
    if end > start:
        yield start, end
