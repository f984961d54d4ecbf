"""skweak's labelling functions on spaCy's tokens: a gazetteer of the lexicon's names, and two heuristics."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec
import spacy
from skweak.base import CombinedAnnotator
from skweak.gazetteers import GazetteerAnnotator, Trie
from skweak.heuristics import FunctionAnnotator
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import lexicon
from benchmarks.contenders import Work
from benchmarks.contenders.entity_ruler import documents
from benchmarks.contenders.matcher import RULES
from benchmarks.filler import FILLER

_NAMES, _DATES, _CONTACTS = "names", "dates", "contacts"
_DAYS = frozenset(FILLER["words"]["weekday"] + FILLER["words"]["month"])
_VERBS = frozenset(word for rule in RULES.values() for token in rule for word in token.get("LOWER", {}).get("IN", ()))
_VERBS -= {"dan", "dengan", "bersama", "antara", "ke", "di"}


def prepare() -> Work:
    """Build the three labelling functions."""
    nlp = spacy.blank("id")
    label = CombinedAnnotator()
    # The additional checks ask for parts of speech and dependencies, which a blank pipeline does not know.
    label.add_annotator(GazetteerAnnotator(_NAMES, _tries(nlp), additional_checks=False))
    label.add_annotator(FunctionAnnotator(_DATES, _dates))
    label.add_annotator(FunctionAnnotator(_CONTACTS, _contacts))
    encode = msgspec.json.Encoder().encode

    def work(lines: Iterable[bytes]) -> Iterator[bytes]:
        for doc, doc_id in documents(nlp, lines):
            yield encode((doc_id, _spans(label(doc)))) + b"\n"

    return work


def _tries(nlp: Language) -> dict[str, Trie]:
    return {
        label: Trie([[token.text for token in doc] for doc in nlp.pipe(names)])
        for label, names in lexicon.names().items()
    }


def _dates(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield weekdays and months, these with the numbers beside them."""
    for token in doc:
        if token.text in _DAYS:
            start, end = token.i, token.i + 1
            while start and doc[start - 1].like_num:
                start -= 1
            while end < len(doc) and doc[end].like_num:
                end += 1
            yield start, end, "date"


def _contacts(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield verbs of contact with the name before and the name after them."""
    names = sorted(doc.spans[_NAMES], key=lambda name: name.start)
    for before, after in pairwise(names):
        if any(token.lower_ in _VERBS for token in doc[before.end : after.start]):
            yield before.start, after.end, "contact"


def _spans(doc: Doc) -> list[tuple[int, int, str]]:
    return [(span.start_char, span.end_char, span.label_) for group in doc.spans.values() for span in group]
