"""Which lines of an article are its text: the rest is dateline, byline, caption, related link or legal notice."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from risalah.annotate.rules import datelines
from risalah.annotate.rules.actors import Span
from risalah.annotate.rules.datelines import Dateline, Datelines
from risalah.annotate.rules.lexicon import Script, alternation, fold
from risalah.annotate.rules.pack import Boilerplate

_DATELINE_LINES: Final = 6
_CAPTION_LENGTH: Final = 200
_CAPTION_END: Final = 90


MARKS: Final = ("author", "rights", "caption_end")
"""Kinds of boilerplate that are looked for only where one of their marks stands in the text."""


def marks_of(boilerplate: Boilerplate) -> Iterator[tuple[str, str]]:
    """Yield every mark of these kinds with its kind."""
    for kind, forms in (
        ("author", boilerplate.authors),
        ("rights", boilerplate.rights),
        ("caption_end", boilerplate.caption_end),
    ):
        for form in forms:
            yield form, kind


class Zones:
    """Finds the stretches of an article that tell its story, and what the others say of the article."""

    def __init__(self, marks: Boilerplate, lines: Datelines) -> None:
        self._datelines = lines
        opening = r"[ \t\xa0\[(*>•-]*"
        whole_line = (*marks.related, *marks.rights, *marks.legal, *marks.caption, *marks.byline)
        self._no_text = re.compile(rf"{opening}(?:{_any(whole_line)})")
        # A mark alone on its line: what it is about stands on the next.
        self._opens = re.compile(rf"{opening}(?:{_any((*marks.byline, *marks.related))})\s*:?\s*$")
        self._caption_end = re.compile(rf"(?:{_any(marks.caption_end)})[^.]{{0,60}}\)?$")
        self._author = re.compile(rf"^{opening}(?:{_any(marks.authors)})[ \t]*\n?(?P<author>[^\n]+)", re.MULTILINE)
        self._rights = re.compile(rf"^{opening}(?P<rights>(?:{_any(marks.rights)})[^\n]*)", re.MULTILINE)

    def body(self, script: Script, marks: frozenset[str]) -> Iterator[Span]:
        """Yield start and end of every line, without its dateline, that belongs to the story.

        `marks` are the kinds of boilerplate (MARKS) of which a mark stands anywhere in the text.
        """
        captions = "caption_end" in marks
        text, folded = script.text, script.folded
        start, line_number, opened = 0, 0, False
        size = len(text)
        while start < size:
            end = text.find("\n", start)
            end = size if end < 0 else end
            if not text[start:end].isspace() and end > start:
                line_number += 1
                if self._no_text.match(folded, start, end):
                    opened = bool(self._opens.match(folded, start, end))
                elif opened:
                    opened = False
                elif not (captions and self._is_caption(folded, start, end)):
                    yield self._after_dateline(folded, start, end) if line_number <= _DATELINE_LINES else start, end
            start = end + 1

    def article(self, script: Script, marks: frozenset[str]) -> dict[str, Span]:
        """Return where the article tells its publisher, place, author and rights; what it does not tell is missing."""
        found: dict[str, Span] = {}
        dateline = self._first_dateline(script.folded)
        if dateline:
            _note(found, "publisher", script.text, dateline.publisher)
            _note(found, "place", script.text, dateline.place)
        for name, pattern in (("author", self._author), ("rights", self._rights)):
            match = pattern.search(script.folded) if name in marks else None
            if match:
                _note(found, name, script.text, match.span(name))
        return found

    def _first_dateline(self, folded: str) -> Dateline | None:
        start = 0
        for _ in range(_DATELINE_LINES):
            found = self._datelines.at(folded, start, start + datelines.REACH)
            start = folded.find("\n", start) + 1
            if found or not start:
                return found
        return None

    def _is_caption(self, folded: str, start: int, end: int) -> bool:
        if end - start > _CAPTION_LENGTH:
            return False
        return bool(self._caption_end.search(folded, max(start, end - _CAPTION_END), end))

    def _after_dateline(self, folded: str, start: int, end: int) -> int:
        found = self._datelines.at(folded, start, min(end, start + datelines.REACH))
        return found.end if found else start


def _note(found: dict[str, Span], name: str, text: str, span: Span) -> None:
    """Keep a stretch without the spaces, brackets and commas around it, if anything is left."""
    start, end = span
    while start < end and not text[start].isalnum() and text[start] != "©":
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    if start < end:
        found[name] = (start, end)


def _any(forms: Iterable[str]) -> str:
    return alternation(map(fold, forms))
