"""A sentence cut into tokens: forms of the lexicon, triggers, and the words and marks between them."""

import re
from collections.abc import Iterable
from typing import Final

from risalah.annotate.rules.kinds import (
    COMMA,
    MARK,
    NAME,
    NOTHING,
    NUMBER,
    ORGANIZATION,
    QUOTE,
    STOP,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.lexicon import Matcher, Script, alternation

_LONGEST_NAME: Final = 40
_OPENS: Final = mask(QUOTE, STOP)
"""After these a word is written large that is no name."""
_PUNCTUATION: Final[dict[str, int]] = {",": COMMA, ";": STOP, ":": STOP, **dict.fromkeys('"“”„«»', QUOTE)}


class Tokenizer:
    """Cuts sentences with one language's lexicon."""

    def __init__(
        self, matcher: Matcher, no_name: frozenset[str], common: frozenset[str], thousands: Iterable[str]
    ) -> None:
        self._matcher = matcher
        # A word with its hyphens, which some publishers set spaces around ("Jae - in"), a number, or one mark.
        number = rf"\d{{1,3}}(?:(?:{alternation(thousands)})\d{{3}})+\b"
        self._pattern = re.compile(rf"[A-Z]\w{{1,5}} - [a-z]{{1,4}}\b|{number}|[^\W_]+(?:[-'’][^\W_]+)*|\S")
        self._no_name = no_name
        self._common = common

    def tokens(self, script: Script, start: int, end: int, triggers: list[Item]) -> list[Item]:
        """Return the tokens of `text[start:end]` in order; nothing overlaps a trigger."""
        tokens: list[Item] = []
        position = start
        waiting = 0
        for item in self._matcher.read(script, start, end):
            while waiting < len(triggers) and triggers[waiting].end <= item.start:
                position = self._add(script, position, triggers[waiting], tokens)
                waiting += 1
            if item.kind == ORGANIZATION:
                # "Organisasi Kerja Sama Islam" is a name.
                while waiting < len(triggers) and _lies_in(triggers[waiting], item):
                    waiting += 1
            if item.start < position or (waiting < len(triggers) and triggers[waiting].start < item.end):
                continue
            position = self._add(script, position, item, tokens)
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
            if word.isalnum():
                self._token(script, start, start + size, tokens)
            elif size:
                self._marked(script, start, start + size, tokens)
            start += size + 1

    def _marked(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        """Add a word with marks before, after or in it."""
        text = script.text
        first, stop = start, end
        while first < stop and not text[first].isalnum():
            first += 1
        while first < stop and not text[stop - 1].isalnum():
            stop -= 1
        if first < stop and not _is_one_word(text[first:stop]):
            self._scan(script, start, end, tokens)
            return
        self._marks(script, start, first, tokens)
        if first < stop:
            self._token(script, first, stop, tokens)
        self._marks(script, stop, end, tokens)

    def _marks(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        for position in range(start, end):
            if not script.text[position].isspace():
                self._token(script, position, position + 1, tokens)

    def _scan(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        """Add words with hyphens, numbers and marks."""
        for match in self._pattern.finditer(script.text, start, end):
            begin, stop = match.span()
            self._token(script, begin, stop, tokens)

    def _token(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        """Add a word, number or mark."""
        first = script.text[start]
        if first.isdigit():
            kind = NUMBER
        elif first.isalnum():
            kind = NAME if first != script.folded[start] and self._is_name(script, start, end, tokens) else WORD
        else:
            kind = _PUNCTUATION.get(first, MARK)
        tokens.append(Item(kind, start, end))

    def _is_name(self, script: Script, start: int, end: int, tokens: list[Item]) -> bool:
        """Whether a word written large is one, and not only at the head of a sentence or of what somebody says."""
        if end - start > _LONGEST_NAME:
            return False
        word = script.folded[start:end]
        opens = not tokens or among(tokens[-1].kind, _OPENS)
        if word not in self._no_name and not (opens and word in self._common):
            return True
        return end - start > 1 and script.text[start:end].isupper()


def _lies_in(item: Item, other: Item) -> bool:
    return other.start <= item.start and item.end <= other.end


def _is_one_word(word: str) -> bool:
    """Whether letters, digits and single hyphens are all there is of what begins and ends with the former."""
    return word.isalnum() or ("--" not in word and word.replace("-", "").isalnum())
