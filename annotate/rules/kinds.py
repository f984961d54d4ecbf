"""What a stretch of a sentence can be, as the rules see it.

Plain numbers and not an enumeration: the compiled engine compares them in place, and holds the kinds of a whole
sentence in one mask. It does so fast in masks of 62 bits: kinds from 62 on stand in none of the rules'.
"""

from typing import Any, Final

NOTHING: Final = 0
"""Past the end of a sentence, or a word that tells nothing."""
WITH: Final = 1
TOGETHER: Final = 2
AND: Final = 3
BY: Final = 4
BETWEEN: Final = 5
AT: Final = 6
TO: Final = 7
ATTENDED: Final = 8
ACCOMPANIED: Final = 9
NO_PLACE: Final = 10
OBLIQUE: Final = 11
SAY: Final = 12
SOURCE: Final = 13
THAT: Final = 14
CLAUSE: Final = 15
PURPOSE: Final = 16
RELATIVE: Final = 17
AFTERWARDS: Final = 18
ONE: Final = 19
OTHER: Final = 20
PAIR: Final = 21
DEFINITE: Final = 22
INVITES: Final = 23
INVITED_BY: Final = 24
PLANNED: Final = 25
DENIED: Final = 26
HYPOTHETICAL: Final = 27
ACTUAL: Final = 28
PACT: Final = 31

TITLE: Final = 32
HONORIFIC: Final = 33
KIN: Final = 34
PERSON: Final = 35
ORGANIZATION: Final = 36
ORGANIZATION_HEAD: Final = 37
GOVERNMENT: Final = 38
GROUP_HEAD: Final = 39
GEO: Final = 40
VENUE: Final = 41
VENUE_HEAD: Final = 42
CALENDAR: Final = 43
"""A word that a time expression can begin with."""

TRIGGER: Final = 44
ACTOR: Final = 45
TIME: Final = 46
NAME: Final = 47
"""A capitalised word that no lexicon knows."""
NUMBER: Final = 48
WORD: Final = 49
COMMA: Final = 50
QUOTE: Final = 51
STOP: Final = 52
"""Punctuation that ends a clause."""
MARK: Final = 53
"""Other punctuation."""

SPEAKER: Final = 54
ACCOMPANIES: Final = 55
REPRESENTED: Final = 56
PRESENT: Final = 57
LISTING: Final = 58
ATTENDS: Final = 59
CANCELLED: Final = 60
AHEAD: Final = 61
QUANTIFIER: Final = 29
ASIDE: Final = 30
"""A verb of saying between commas, which interrupts a clause and does not end it."""

NO_DENIAL: Final = 62
GENERIC: Final = 63
BOILERPLATE: Final = 64
"""A mark of what is no text of the article."""

CUES: Final[dict[str, int]] = {
    "articles": NOTHING,
    "possessive": WORD,
    "with_": WITH,
    "together": TOGETHER,
    "and_": AND,
    "by": BY,
    "between": BETWEEN,
    "at": AT,
    "within": AT,
    "to": TO,
    "toward": TO,
    "attended": ATTENDED,
    "accompanied": ACCOMPANIED,
    "no_place": NO_PLACE,
    "oblique": OBLIQUE,
    "calls": OBLIQUE,
    "recipient": OBLIQUE,
    "concerning": OBLIQUE,
    "discusses": OBLIQUE,
    "alongside": NO_PLACE,
    "results": WORD,
    "amounts": WORD,
    "reports": WORD,
    "held": WORD,
    "say": SAY,
    "states": SAY,
    "closes": SAY,
    "says_he": SAY,
    "source": SOURCE,
    "cites": SOURCE,
    "that": THAT,
    "clause": CLAUSE,
    "purpose": PURPOSE,
    "relative": RELATIVE,
    "one": ONE,
    "other": OTHER,
    "pair": PAIR,
    "definite": DEFINITE,
    "invites": INVITES,
    "invited_by": INVITED_BY,
    "planned": PLANNED,
    "denied": DENIED,
    "hypothetical": HYPOTHETICAL,
    "actual": ACTUAL,
    "no_denial": NO_DENIAL,
    "generic": GENERIC,
    "pact": PACT,
    "speaker": SPEAKER,
    "accompanies": ACCOMPANIES,
    "represented": REPRESENTED,
    "present": PRESENT,
    "listing": LISTING,
    "attends": ATTENDS,
    "cancelled": CANCELLED,
    "ahead": AHEAD,
    "afterwards": AFTERWARDS,
}
"""The kind of the words under each key of a pack's cues, whose items hold the key."""


def mask(*kinds: int) -> int:
    """Return a number with one bit for each kind."""
    bits = 0
    for kind in kinds:
        bits |= 1 << kind
    return bits


def kinds_of(items: list["Item"]) -> int:
    """Return the mask of all kinds that a sentence holds."""
    bits = 0
    for item in items:
        bits |= 1 << item.kind
    return bits


def among(kind: int, bits: int) -> bool:
    """Say whether a kind is in a mask."""
    return bits >> kind & 1 == 1


class Item:
    """A word or phrase of a sentence: its class, where it stands in the text, and what the class needs to know."""

    def __init__(self, kind: int, start: int, end: int, data: Any = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.data = data

    @property
    def cue(self) -> str:
        """The key of the pack's cues under which a function word stands; empty for what is named."""
        return self.data if isinstance(self.data, str) else ""

    def as_word(self) -> "Item":
        """Return the item as a word that no lexicon knows, which holds the kind that it had."""
        return Item(WORD, self.start, self.end, self.kind)

    def __repr__(self) -> str:
        return f"Item({self.kind}, {self.start}, {self.end}, {self.data!r})"
