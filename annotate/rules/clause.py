"""How far the clause of a trigger goes."""

from typing import Final

from risalah.annotate.rules.kinds import (
    ACTOR,
    ACTUAL,
    AFTERWARDS,
    AHEAD,
    AND,
    CLAUSE,
    COMMA,
    DENIED,
    ONE,
    PAIR,
    PLANNED,
    QUOTE,
    SAY,
    SOURCE,
    STOP,
    THAT,
    TIME,
    TRIGGER,
    WORD,
    Item,
    among,
    mask,
)

REACH: Final = 40
"""Items on one side of a trigger that may tell of its event."""
ADVERBS: Final = 2
"""Words that may stand between a verb and its object."""
_ACTS: Final = mask(ACTOR, ONE, PAIR)
_PREDICATE: Final = mask(WORD, DENIED, PLANNED, ACTUAL, SAY, TRIGGER)
OPENING: Final = 3
"""Items between "saat" and the trigger whose clause it opens."""
CLAUSE_END: Final = mask(SAY, SOURCE, THAT, CLAUSE, AFTERWARDS, AHEAD, STOP, QUOTE)
"""What begins another clause, or ends this one."""


def _is_date(items: list[Item], index: int) -> bool:
    """Whether a word like "sejak" or "menjelang" stands before a time, and begins no clause."""
    if items[index].kind not in (CLAUSE, AHEAD) or index + 1 >= len(items):
        return False
    after = index + 1 + (items[index + 1].kind == WORD)
    return after < len(items) and items[after].kind == TIME


def _is_predicated(items: list[Item], index: int) -> bool:
    """Whether an actor stands here of whom something else is told: "..., dan Moon hanya menonton"."""
    if index + 1 >= len(items) or not among(items[index].kind, _ACTS):
        return False
    return among(items[index + 1].kind, _PREDICATE)


def clause_end(items: list[Item], trigger: int) -> int:
    """Return the index at which the clause of the trigger, which goes on to its right, is over."""
    end = min(len(items), trigger + REACH)
    for index in range(trigger + 1, end):
        if among(items[index].kind, CLAUSE_END) and not _is_date(items, index):
            return index
        if items[index].kind == AND and items[index - 1].kind == COMMA and _is_predicated(items, index + 1):
            return index
    return end
