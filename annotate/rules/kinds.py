"""What a stretch of a sentence can be, as the rules see it."""

from enum import IntEnum, auto
from typing import Any, NamedTuple


class Kind(IntEnum):
    """The classes of words and phrases. The first half are the pack's cues, under the same names in lower case."""

    WITH = auto()
    TOGETHER = auto()
    AND = auto()
    BY = auto()
    BETWEEN = auto()
    AT = auto()
    TO = auto()
    ATTENDED = auto()
    ACCOMPANIED = auto()
    NO_PLACE = auto()
    OBLIQUE = auto()
    SAY = auto()
    SOURCE = auto()
    THAT = auto()
    CLAUSE = auto()
    PURPOSE = auto()
    RELATIVE = auto()
    NAMELY = auto()
    ONE = auto()
    OTHER = auto()
    PAIR = auto()
    DEFINITE = auto()
    INVITES = auto()
    INVITED_BY = auto()
    PLANNED = auto()
    DENIED = auto()
    HYPOTHETICAL = auto()
    ACTUAL = auto()
    NO_DENIAL = auto()
    GENERIC = auto()
    PACT = auto()

    TITLE = auto()
    HONORIFIC = auto()
    KIN = auto()
    PERSON = auto()
    ORGANIZATION = auto()
    ORGANIZATION_HEAD = auto()
    GOVERNMENT = auto()
    GROUP_HEAD = auto()
    GEO = auto()
    VENUE = auto()
    VENUE_HEAD = auto()
    CALENDAR = auto()
    """A word that a time expression can begin with."""

    TRIGGER = auto()
    ACTOR = auto()
    TIME = auto()
    NAME = auto()
    """A capitalised word that no lexicon knows."""
    NUMBER = auto()
    WORD = auto()
    COMMA = auto()
    QUOTE = auto()
    STOP = auto()
    """Punctuation that ends a clause."""
    MARK = auto()
    """Other punctuation."""


class Item(NamedTuple):
    """A word or phrase of a sentence: its class, where it stands in the text, and what the class needs to know."""

    kind: Kind
    start: int
    end: int
    data: Any = None
