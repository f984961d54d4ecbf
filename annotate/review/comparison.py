"""Which word of one text is which of another: what an annotation is carried over by."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz.distance import LCSseq, Levenshtein

from risalah.annotate.rules.sentences import Splitter

_SAME_SENTENCE: Final = 0.5
"""The share of words, in order, that makes two sentences versions of one."""
_SAME_PART: Final = 0.8
"""The share of a part's words that makes it a part of a longer sentence, as when one is split or its line is broken."""
_PART: Final = 8
"""Words of the shortest such part: a title and a name have fewer."""
_SAME_WORDS: Final = 0.7
"""The Levenshtein similarity of two spellings: "pertemuan" and "pertemuannya" have 0.75, "Rabu" and "Sabtu" 0.6."""
_MOVES: Final = 4
"""How often two versions of a sentence are aligned: each time with what is left, so that moved words are found too."""
_NEAR: Final = 5
"""Words on either side that are a mention's context, about 32 code points; never past its sentence."""
_COMMON: Final = 20
"""A word that more changed sentences hold tells none from another; this also keeps the work linear."""
_PARTNERS: Final = 5
"""Changed sentences of the new text that are compared with one of the old text."""

_LINE = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SPLITTER = Splitter(())
Span = tuple[int, int]


class Tokens:
    """A text as words and single marks, sentence by sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self.folded: list[str] = []
        self.sentences: list[range] = []
        self._sentence_of: list[int] = []
        for line in _LINE.finditer(text):
            for start, end in _SPLITTER.sentences(text, *line.span()):
                self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        first = len(self.spans)
        for token in _TOKEN.finditer(self.text, start, end):
            self.spans.append(token.span())
            self.folded.append(token.group().casefold())
        if len(self.spans) > first:
            self._sentence_of += [len(self.sentences)] * (len(self.spans) - first)
            self.sentences.append(range(first, len(self.spans)))

    def is_word(self, token: int) -> bool:
        """Return whether a token is a word or a number, not a mark."""
        return self.folded[token][0].isalnum()

    def words(self, tokens: Iterable[int]) -> list[str]:
        """Return the words among the tokens."""
        return [self.folded[token] for token in tokens if self.is_word(token)]

    def within(self, start: int, end: int) -> range:
        """Return the tokens of which `text[start:end]` holds some part."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        return range(first, bisect_left(self.spans, end, key=lambda span: span[0]))

    def around(self, tokens: range) -> range:
        """Return the tokens of the sentence, or sentences, that these are part of."""
        first, last = self._sentence_of[tokens[0]], self._sentence_of[tokens[-1]]
        return range(self.sentences[first].start, self.sentences[last].stop)

    def near(self, tokens: range) -> list[int]:
        """Return the words on either side of the tokens, within their sentence."""
        sentence = self.around(tokens)
        before = [token for token in range(sentence.start, tokens.start) if self.is_word(token)]
        after = [token for token in range(tokens.stop, sentence.stop) if self.is_word(token)]
        return before[-_NEAR:] + after[:_NEAR]


class Comparison:
    """Which token of one text is which of another: each is at most one, moved or not."""

    def __init__(self, old: Tokens, new: Tokens) -> None:
        self._old, self._new = old, new
        self._image: dict[int, int] = {}
        self._source: dict[int, int] = {}
        twins = _twins(*([tuple(side.folded[one.start : one.stop]) for one in side.sentences] for side in (old, new)))
        for here, there in twins.items():
            self._link(old.sentences[here], new.sentences[there])
        for here, there in self._versions(twins):
            self._align(old.sentences[here], new.sentences[there])

    def same(self, start: int, end: int) -> Span | None:
        """Return where the same words are in the new text; null where they are not, or not in the same context.

        They may differ in case and spaces.
        """
        here = self._old.within(start, end)
        first, last = self._image.get(here[0], -1), self._image.get(here[-1], -1)
        if not 0 <= first <= last:
            return None
        moved = self._new.spans[first][0] - self._old.spans[here[0]][0]
        span = start + moved, end + self._new.spans[last][1] - self._old.spans[here[-1]][1]
        is_same = folded_words(self._new.text[slice(*span)]) == folded_words(self._old.text[start:end])
        return span if is_same and self._stands(here, range(first, last + 1)) else None

    def respelt(self, start: int, end: int) -> tuple[float, Span] | None:
        """Return the whole words that stand in the place of some words and are spelt most like them, and how much."""
        here = self._old.within(start, end)
        surface = self._old.text[start:end]
        found = [
            (likeness, span)
            for there in self._runs(here)
            if (likeness := _spelling(surface, self._new.text[slice(*(span := self._span(there)))])) >= _SAME_WORDS
            and self._stands(here, there)
        ]
        return max(found, key=lambda one: one[0], default=None)

    def has_sentence_of(self, start: int, end: int) -> bool:
        """Return whether at least half of the sentence around some words is in one sentence of the new text."""
        sentence = self._old.around(self._old.within(start, end))
        there = self._partner(sentence)
        return 2 * sum(self._image.get(token, -1) in there for token in sentence) >= len(sentence)

    def _versions(self, twins: dict[int, int]) -> list[tuple[int, int]]:
        """Return which changed sentences are versions of which, the likest first, then the nearest to where it was."""
        changed = _Changed(self._new, sorted({*range(len(self._new.sentences))} - {*twins.values()}))
        found = []
        expected = -1
        for here, sentence in enumerate(self._old.sentences):
            expected = twins.get(here, expected + 1)
            if here not in twins:
                likely = changed.likely(self._old.words(sentence), expected)
                found += [(-likeness, abs(there - expected), here, there) for likeness, there in likely]
        return [(here, there) for *_, here, there in sorted(found)]

    def _align(self, here: range, there: range) -> None:
        """Link what is equal, in order, of those tokens of two sentences that are still free; then what was moved."""
        for _ in range(_MOVES):
            ours = [token for token in here if token not in self._image]
            theirs = [token for token in there if token not in self._source]
            words = [self._old.folded[token] for token in ours], [self._new.folded[token] for token in theirs]
            if not set(words[0]) & set(words[1]):
                return
            for block in LCSseq.editops(*words).as_matching_blocks():
                self._link(ours[block.a : block.a + block.size], theirs[block.b : block.b + block.size])

    def _link(self, here: Sequence[int], there: Sequence[int]) -> None:
        self._image.update(zip(here, there, strict=True))
        self._source.update(zip(there, here, strict=True))

    def _stands(self, here: range, there: range) -> bool:
        """Return whether half of the words around the old place and around the new one went together.

        Seen from both places, what was inserted or left out beside a mention counts once, and what was replaced twice.
        """
        old, new = self._old.near(here), self._new.near(there)
        sentence, origin = self._new.around(there), self._old.around(here)
        kept = sum(self._image.get(token, -1) in sentence for token in old)
        known = sum(self._source.get(token, -1) in origin for token in new)
        return 2 * (kept + known) >= len(old) + len(new)

    def _runs(self, here: range) -> Iterator[range]:
        """Yield every run of about as many tokens, free or their own, between what stood before and after them."""
        stretch = self._stretch(here)
        for start in stretch:
            for stop in range(start + 1, min(start + len(here) + 2, stretch.stop) + 1):
                if self._source.get(stop - 1, here.start) not in here:
                    break
                if stop - start >= len(here) - 2:
                    yield range(start, stop)

    def _stretch(self, here: range) -> range:
        sentence = self._old.around(here)
        there = self._partner(sentence)
        before = (self._image.get(token, -1) for token in reversed(range(sentence.start, here.start)))
        after = (self._image.get(token, -1) for token in range(here.stop, sentence.stop))
        start = next((token for token in before if token in there), there.start - 1)
        return range(start + 1, next((token for token in after if token in there), there.stop))

    def _partner(self, sentence: range) -> range:
        """Return the sentence of the new text that most of an old one is in; an empty one where nothing of it is."""
        images = [self._image[token] for token in sentence if token in self._image]
        sentences = Counter(self._new.around(range(image, image + 1)) for image in images)
        return max(sentences, key=lambda one: sentences[one], default=range(0))

    def _span(self, there: range) -> Span:
        return self._new.spans[there[0]][0], self._new.spans[there[-1]][1]


class _Changed:
    """The sentences of the new text that the old one does not have, by the words they hold."""

    def __init__(self, tokens: Tokens, sentences: Iterable[int]) -> None:
        self._words = {one: tokens.words(tokens.sentences[one]) for one in sentences}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for one, words in self._words.items():
            for word in dict.fromkeys(words):
                self._holders[word].append(one)

    def likely(self, words: list[str], expected: int) -> list[tuple[float, int]]:
        """Return the sentences that may be a version of one with these words, with the share they have in common."""
        held = (self._holders.get(word, []) for word in dict.fromkeys(words))
        shared = Counter(one for holders in held if len(holders) <= _COMMON for one in holders)
        nearest = sorted(shared, key=lambda one: (-shared[one], abs(one - expected)))[:_PARTNERS]
        return [(likeness, one) for one in nearest if (likeness := _likeness(words, self._words[one]))]


def _likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """Return the share of words that two sentences have in common; 0 where they are not versions of one."""
    common = LCSseq.similarity(words, others)
    share: float = 2 * common / (len(words) + len(others))
    shorter = min(len(words), len(others))
    is_part = shorter >= _PART and common >= _SAME_PART * shorter
    return share if share >= _SAME_SENTENCE or is_part else 0


def _spelling(surface: str, other: str) -> float:
    """Return how alike two spellings are, from 0 to 1; 0 where their digits differ."""
    if [one for one in surface if one.isdigit()] != [one for one in other if one.isdigit()]:
        return 0
    return Levenshtein.normalized_similarity(folded_words(surface), folded_words(other))


def folded_words(surface: str) -> str:
    """Return the words without regard to case and spaces."""
    return " ".join(surface.casefold().split())


def _twins(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Return which of the new sentences is which of the old ones, each at most once.

    After P. Heckel, "A technique for isolating differences between files" (CACM 21(4), 1978): what stands once in
    both texts is the same wherever it stands, and so are equal neighbours of the same. Linear, and it sees moves,
    which a longest common subsequence does not. What still stands more than once is taken in order.
    """
    here, there = _standing(old), _standing(new)
    twins = {at[0]: there[one][0] for one, at in here.items() if len(at) == 1 == len(there.get(one, ()))}
    taken = set(twins.values())
    for step, order in ((1, range(len(old))), (-1, reversed(range(len(old))))):
        for place in order:
            beside, other = place + step, twins.get(place, -2) + step
            free = beside not in twins and other not in taken
            if 0 <= beside < len(old) and 0 <= other < len(new) and free and old[beside] == new[other]:
                twins[beside] = other
                taken.add(other)
    for one, at in here.items():
        left = [place for place in at if place not in twins]
        twins.update(zip(left, [place for place in there.get(one, ()) if place not in taken], strict=False))
    return twins


def _standing(sentences: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        places[sentence].append(place)
    return places
