"""Whether an event happened, is to come, did not happen or is only thought of."""

from typing import Final

from risalah.annotate.rules.kinds import (
    ACTUAL,
    CLAUSE,
    COMMA,
    DENIED,
    GENERIC,
    HYPOTHETICAL,
    INVITED_BY,
    INVITES,
    PLANNED,
    QUOTE,
    RELATIVE,
    SAY,
    SOURCE,
    STOP,
    THAT,
    Item,
    among,
    mask,
)
from risalah.schema import Realis

_LEFT: Final = 4
_RIGHT: Final = 5
_TOLD: Final[dict[int, Realis]] = {
    PLANNED: "planned",
    INVITES: "planned",
    INVITED_BY: "planned",
    DENIED: "denied",
    HYPOTHETICAL: "hypothetical",
    ACTUAL: "actual",
}
_STOPS: Final = mask(SAY, SOURCE, THAT, STOP, QUOTE)
_STOPS_AFTER: Final = _STOPS | mask(CLAUSE, COMMA, RELATIVE)


class Reality:
    """A trigger's realis, and whether a word of the sentence says so."""

    def __init__(self, realis: Realis, told: bool, generic: bool = False) -> None:
        self.realis = realis
        self.told = told
        self.generic = generic


def reality(items: list[Item], trigger: int, *, noun: bool) -> Reality:
    """Read the nearest cue before the trigger or, of a noun, after it: "pertemuan itu batal"."""
    for index in range(trigger - 1, max(-1, trigger - 1 - _LEFT), -1):
        kind = items[index].kind
        if among(kind, _STOPS) or (noun and kind == COMMA):
            break
        if kind == GENERIC:
            return Reality("actual", told=True, generic=True)
        if kind in _TOLD:
            return Reality(_TOLD[kind], told=True)
    if noun:
        for item in items[trigger + 1 : trigger + 1 + _RIGHT]:
            if among(item.kind, _STOPS_AFTER):
                break
            if item.kind in (PLANNED, DENIED):
                return Reality(_TOLD[item.kind], told=True)
    return Reality("actual", told=False)
