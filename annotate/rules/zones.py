"""Which lines of an article are its text: the rest is dateline, byline, caption, related link or legal notice."""

import re
from collections.abc import Iterable, Iterator

from risalah.annotate.rules.lexicon import alternation, fold
from risalah.annotate.rules.pack import Boilerplate

_DATELINE_REACH = 90
_DATELINE_LINES = 6
_CAPTION_LENGTH = 200


class Zones:
    """Finds the stretches of an article that tell its story."""

    def __init__(self, marks: Boilerplate) -> None:
        opening = r"[\s\[(*>•-]*"
        whole_line = (*marks.related, *marks.legal, *marks.caption, *marks.byline)
        self._no_text = re.compile(rf"{opening}(?:{_any(whole_line)})")
        self._byline = re.compile(rf"{opening}(?:{_any(marks.byline)})\s*$")
        self._caption_end = re.compile(rf"(?:{_any(marks.caption_end)})[^.]{{0,60}}\)?$")
        self._dateline = re.compile(
            rf"[^.!?\n\"“]{{0,60}}?(?:\([^)\n]{{2,40}}\)|\b[\w-]+\.(?:com|co\.id|id|net)|{_any(marks.publishers)})"
            rf"(?:,\s[\w ]{{2,30}})?\s*(?:{_any(marks.dateline_marks)})\s"
        )

    def body(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every line, without its dateline, that belongs to the story."""
        start, line_number, after_byline = 0, 0, False
        size = len(text)
        while start < size:
            end = text.find("\n", start)
            end = size if end < 0 else end
            if not text[start:end].isspace() and end > start:
                line_number += 1
                if self._no_text.match(folded, start, end):
                    after_byline = bool(self._byline.match(folded, start, end))
                elif after_byline:
                    after_byline = False
                elif not self._is_caption(folded, start, end):
                    yield self._after_dateline(folded, start, end) if line_number <= _DATELINE_LINES else start, end
            start = end + 1

    def _is_caption(self, folded: str, start: int, end: int) -> bool:
        return end - start <= _CAPTION_LENGTH and bool(self._caption_end.search(folded, max(start, end - 90), end))

    def _after_dateline(self, folded: str, start: int, end: int) -> int:
        match = self._dateline.match(folded, start, min(end, start + _DATELINE_REACH))
        return match.end() if match else start


def _any(forms: Iterable[str]) -> str:
    return alternation(map(fold, forms))
