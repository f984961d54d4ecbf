"""A sentence cut into tokens: forms of the lexicon, triggers, and the words and marks between them."""

import re

from risalah.annotate.rules.kinds import Item, Kind
from risalah.annotate.rules.lexicon import Entry, Matcher, Script

_TOKEN = re.compile(r"[A-Z]\w{1,5} - [a-z]{1,4}\b|[^\W_]+(?:[-'’][^\W_]+)*|\S")
"""A word, with its hyphens, or one mark; "Jae - in" is one word where a publisher sets spaces around hyphens."""
_LONGEST_NAME = 40
_PUNCTUATION = {",": Kind.COMMA, ";": Kind.STOP, ":": Kind.STOP, **dict.fromkeys('"“”„«»', Kind.QUOTE)}


class Tokenizer:
    """Cuts sentences with one language's lexicon."""

    def __init__(self, matcher: Matcher, no_name: frozenset[str]) -> None:
        self._matcher = matcher
        self._no_name = no_name

    def tokens(self, script: Script, start: int, end: int, triggers: list[Item]) -> list[Item]:
        """Return the tokens of `text[start:end]` in order; nothing overlaps a trigger."""
        hits = [hit for hit in self._hits(script, start, end) if not _overlaps(hit, triggers)]
        tokens: list[Item] = []
        position = start
        for item in sorted([*hits, *triggers], key=lambda item: item.start):
            if item.start >= position:
                self._between(script, position, item.start, tokens)
                tokens.append(item)
                position = item.end
        self._between(script, position, end, tokens)
        return tokens

    def _hits(self, script: Script, start: int, end: int) -> list[Item]:
        hits = []
        for begin, stop, entries in self._matcher.find(script.folded[start:end]):
            entry = _first_fit(entries, script.text[start + begin : start + stop])
            if entry:
                hits.append(Item(entry.kind, start + begin, start + stop, entry.data))
        return hits

    def _between(self, script: Script, start: int, end: int, tokens: list[Item]) -> None:
        if end <= start:
            return
        for match in _TOKEN.finditer(script.text, start, end):
            begin, stop = match.span()
            tokens.append(Item(self._kind(script, begin, stop), begin, stop))

    def _kind(self, script: Script, start: int, end: int) -> Kind:
        first = script.text[start]
        if first.isalpha():
            return Kind.NAME if first.isupper() and self._is_name(script, start, end) else Kind.WORD
        return Kind.NUMBER if first.isdigit() else _PUNCTUATION.get(first, Kind.MARK)

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


def _overlaps(hit: Item, triggers: list[Item]) -> bool:
    return any(hit.start < trigger.end and trigger.start < hit.end for trigger in triggers)
