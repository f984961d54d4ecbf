"""The least that any engine must do: decode, find the lexicon's words in one pass, encode."""

from collections.abc import Iterable, Iterator

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from benchmarks import lexicon
from benchmarks.contenders import Article, Work


def prepare() -> Work:
    """Build the automaton of all words of Risalah's lexicon."""
    # A space on either side stands for word boundaries: else "di" and "ke" would be found in every other word.
    words = [word if word[0].isupper() else f" {word} " for word in lexicon.words()]
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    decode, encode = msgspec.json.Decoder(Article).decode, msgspec.json.Encoder().encode

    def work(lines: Iterable[bytes]) -> Iterator[bytes]:
        for article in map(decode, lines):
            yield encode((article.id, automaton.find_matches_as_indexes(article.text))) + b"\n"

    return work
