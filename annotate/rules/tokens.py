"""A sentence cut into tokens: forms of the lexicon, triggers, and the words and marks between them."""

import re
from collections.abc import Iterable
from typing import Final

from risalah.annotate.rules.kinds import COMMA, MARK, NAME, NOTHING, NUMBER, QUOTE, STOP, WORD, Item
from risalah.annotate.rules.lexicon import Matcher, Script, alternation

_LONGEST_NAME: Final = 40
_PUNCTUATION: Final[dict[str, int]] = {",": COMMA, ";": STOP, ":": STOP, **dict.fromkeys('"“”„«»', QUOTE)}


class Tokenizer:
    """Cuts sentences with one language's lexicon."""

    def __init__(
        self, matcher: Matcher, no_name: frozenset[str], common: frozenset[str], thousands: Iterable[str]
    ) -> None:
        self._matcher = matcher
        # A word with its hyphens, which some publishers set spaces around ("Jae - in"), a number, or one mark.
        number = rf"\d{{1,3}}(?:(?:{alternation(thousands)})\d{{3}})+\b"
        self._token = re.compile(rf"[A-Z]\w{{1,5}} - [a-z]{{1,4}}\b|{number}|[^\W_]+(?:[-'’][^\W_]+)*|\S")
        self._no_name = no_name
        self._common = common

    def tokens(self, script: Script, start: int, end: int, triggers: list[Item]) -> list[Item]:
        """Return the tokens of `text[start:end]` in order; nothing overlaps a trigger."""
        tokens: list[Item] = []
        position = start
        waiting = 0
        for entry, begin, stop in self._matcher.read(script.text[start:end], script.folded[start:end], start):
            while waiting < len(triggers) and triggers[waiting].end <= begin:
                position = self._add(script, position, triggers[waiting], tokens)
                waiting += 1
            if begin < position or (waiting < len(triggers) and triggers[waiting].start < stop):
                continue
            position = self._add(script, position, Item(entry.kind, begin, stop, entry.data), tokens)
        for trigger in triggers[waiting:]:
            position = self._add(script, position, trigger, tokens)
        self._between(script, position, end, tokens)
        return tokens

    def _add(self, script: Script, position: int, item: Item, tokens: list[Item]) -> int:
        """Add the words up to an item, and the item; returns where it ends."""
        if item.start < position:
            return position
        if item.start > position:
            self._between(script, position, item.start, tokens)
        if item.kind != NOTHING:
            tokens.append(item)
        return item.end

    def _between(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        words = script.text[start:end]
        if words.isspace():
            return
        if " - " in words or "\n" in words:
            self._scan(script, start, end, tokens)
            return
        for word in words.split(" "):
            size = len(word)
            if word.isalpha():
                self._word(script, start, start + size, tokens)
            elif size > 1 and not word[-1].isalnum() and word[:-1].isalpha():
                self._word(script, start, start + size - 1, tokens)
                tokens.append(Item(_PUNCTUATION.get(word[-1], MARK), start + size - 1, start + size))
            elif size:
                self._scan(script, start, start + size, tokens)
            start += size + 1

    def _word(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        """Add a word of nothing but letters."""
        kind = WORD
        if script.text[start] != script.folded[start]:
            opens = not tokens or tokens[-1].kind in (QUOTE, STOP)
            if self._is_name(script, start, end, opens):
                kind = NAME
        tokens.append(Item(kind, start, end))

    def _scan(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        """Add words with hyphens, numbers and marks."""
        for match in self._token.finditer(script.text, start, end):
            begin, stop = match.span()
            opens = not tokens or tokens[-1].kind in (QUOTE, STOP)
            tokens.append(Item(self._kind(script, begin, stop, opens), begin, stop))

    def _kind(self, script: Script, start: int, end: int, opens: bool) -> int:
        first = script.text[start]
        if first.isalpha():
            return NAME if first.isupper() and self._is_name(script, start, end, opens) else WORD
        return NUMBER if first.isdigit() else _PUNCTUATION.get(first, MARK)

    def _is_name(self, script: Script, start: int, end: int, opens: bool) -> bool:
        if end - start > _LONGEST_NAME:
            return False
        if end - start > 1 and script.text[start:end].isupper():
            return True
        word = script.folded[start:end]
        return word not in self._no_name and not (opens and word in self._common)
