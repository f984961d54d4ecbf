"""What is measured: one module each, of one shape.

Each has a function `prepare`, which loads what it needs and returns the work itself: lines of JSON in, one line
of JSON out for each. Decoding and encoding are part of it, and done with msgspec by all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import msgspec

Work = Callable[[Iterable[bytes]], Iterator[bytes]]


class Article(msgspec.Struct):
    """What peers decode of a line."""

    id: str
    text: str


@dataclass(frozen=True)
class Contender:
    """One row of the tables."""

    name: str
    module: str
    """Its module in this package."""
    needs: str
    """What must be installed for it."""
    tells: str
    """What its output tells, in a few words."""
    at_most: int | None = None
    """Bytes of a corpus it is measured on, where it would take minutes for all of it."""

    @property
    def installed(self) -> bool:
        """Whether it can be measured here."""
        return find_spec(self.needs) is not None

    def prepare(self, *options: str) -> Work:
        """Load what it needs; raises ImportError where that is not installed."""
        work: Work = import_module(f"{__name__}.{self.module}").prepare(*options)
        return work


LIMIT = Contender("limit", "limit", "ahocorasick_rs", "words of the lexicon, without a look at what they mean")
ENTITY_RULER = Contender("spaCy EntityRuler", "entity_ruler", "spacy", "names of the lexicon")
CONTENDERS = (
    Contender("Risalah", "risalah", "risalah", "events with roles, canonical values and realis"),
    LIMIT,
    ENTITY_RULER,
    Contender("spaCy EntityRuler + Matcher", "matcher", "spacy", "the names, and 10 patterns like “X bertemu Y”"),
    Contender("skweak", "skweak", "skweak", "names, dates and contacts by three labelling functions"),
    Contender("dateparser search_dates", "dateparser", "dateparser", "dates alone", at_most=250_000),
)
