"""spaCy's tokenizer and EntityRuler, with phrases as patterns, in a pipe of its own."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import lexicon
from benchmarks.contenders import Article, Work


def prepare() -> Work:
    """Build a blank Indonesian pipeline that knows the lexicon's names."""
    nlp = pipeline()
    encode = msgspec.json.Encoder().encode

    def work(lines: Iterable[bytes]) -> Iterator[bytes]:
        for doc, doc_id in documents(nlp, lines):
            yield encode((doc_id, entities(doc))) + b"\n"

    return work


def pipeline() -> Language:
    """Return a blank pipeline with the lexicon's names as phrases: the quickest way that spaCy knows to find them."""
    nlp = spacy.blank("id")
    ruler: Any = nlp.add_pipe("entity_ruler")  # of a type that says only that it can be called
    ruler.add_patterns(
        [{"label": label, "pattern": name} for label, names in lexicon.names().items() for name in names]
    )
    return nlp


def documents(nlp: Language, lines: Iterable[bytes]) -> Iterator[tuple[Doc, str]]:
    """Yield each line's article as spaCy reads it, with its id."""
    decode = msgspec.json.Decoder(Article).decode
    articles = map(decode, lines)
    yield from nlp.pipe(((article.text, article.id) for article in articles), as_tuples=True)


def entities(doc: Doc) -> list[tuple[int, int, str]]:
    """Return start, end and label of each name."""
    return [(name.start_char, name.end_char, name.label_) for name in doc.ents]
