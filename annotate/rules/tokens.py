"""A sentence cut into tokens: forms of the lexicon, triggers, and the words and marks between them."""

import re
from typing import Final

from risalah.annotate.rules.kinds import COMMA, MARK, NAME, NUMBER, QUOTE, STOP, WORD, Item
from risalah.annotate.rules.lexicon import Entry, Matcher, Script

_TOKEN = re.compile(r"[A-Z]\w{1,5} - [a-z]{1,4}\b|[^\W_]+(?:[-'’][^\W_]+)*|\S")
"""A word, with its hyphens, or one mark; "Jae - in" is one word where a publisher sets spaces around hyphens."""
_LONGEST_NAME: Final = 40
_PUNCTUATION: Final[dict[str, int]] = {",": COMMA, ";": STOP, ":": STOP, **dict.fromkeys('"“”„«»', QUOTE)}


class Tokenizer:
    """Cuts sentences with one language's lexicon."""

    def __init__(self, matcher: Matcher, no_name: frozenset[str]) -> None:
        self._matcher = matcher
        self._no_name = no_name

    def tokens(self, script: Script, start: int, end: int, triggers: list[Item]) -> list[Item]:
        """Return the tokens of `text[start:end]` in order; nothing overlaps a trigger."""
        tokens: list[Item] = []
        position = start
        waiting = 0
        for hit in self._matcher.find(script.folded[start:end]):
            begin, stop = start + hit.start, start + hit.end
            while waiting < len(triggers) and triggers[waiting].end <= begin:
                position = self._add(script, position, triggers[waiting], tokens)
                waiting += 1
            if begin < position or (waiting < len(triggers) and triggers[waiting].start < stop):
                continue
            entry = _first_fit(hit.entries, script.text[begin:stop])
            if entry is not None:
                position = self._add(script, position, Item(entry.kind, begin, stop, entry.data), tokens)
        for trigger in triggers[waiting:]:
            position = self._add(script, position, trigger, tokens)
        self._between(script, position, end, tokens)
        return tokens

    def _add(self, script: Script, position: int, item: Item, tokens: list[Item]) -> int:
        """Add the words up to an item, and the item; returns where it ends."""
        if item.start < position:
            return position
        self._between(script, position, item.start, tokens)
        tokens.append(item)
        return item.end

    def _between(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        if end - start <= 1 and script.text[start:end].isspace():
            return
        for match in _TOKEN.finditer(script.text, start, end):
            begin, stop = match.span()
            tokens.append(Item(self._kind(script, begin, stop), begin, stop))

    def _kind(self, script: Script, start: int, end: int) -> int:
        first = script.text[start]
        if first.isalpha():
            return NAME if first.isupper() and self._is_name(script, start, end) else WORD
        return NUMBER if first.isdigit() else _PUNCTUATION.get(first, MARK)

    def _is_name(self, script: Script, start: int, end: int) -> bool:
        if end - start > _LONGEST_NAME:
            return False
        acronym = end - start > 1 and script.text[start:end].isupper()
        return acronym or script.folded[start:end] not in self._no_name


def _first_fit(entries: list[Entry], surface: str) -> Entry | None:
    for entry in entries:
        if entry.fits(surface):
            return entry
    return None
