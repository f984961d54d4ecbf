"""Whether an event happened, is to come, did not happen or is only thought of."""

from typing import NamedTuple

from risalah.annotate.rules.kinds import Item, Kind
from risalah.schema import Realis

_LEFT = 4
_RIGHT = 5
_TOLD: dict[Kind, Realis] = {
    Kind.PLANNED: "planned",
    Kind.INVITES: "planned",
    Kind.INVITED_BY: "planned",
    Kind.DENIED: "denied",
    Kind.HYPOTHETICAL: "hypothetical",
    Kind.ACTUAL: "actual",
}
_STOPS = frozenset((Kind.SAY, Kind.SOURCE, Kind.THAT, Kind.STOP, Kind.QUOTE))
_STOPS_AFTER = _STOPS | {Kind.CLAUSE, Kind.COMMA, Kind.RELATIVE}


class Reality(NamedTuple):
    """A trigger's realis, and whether a word of the sentence says so."""

    realis: Realis
    told: bool
    generic: bool = False


def reality(items: list[Item], trigger: int, *, noun: bool) -> Reality:
    """Read the nearest cue before the trigger or, of a noun, after it: "pertemuan itu batal"."""
    for index in range(trigger - 1, max(-1, trigger - 1 - _LEFT), -1):
        kind = items[index].kind
        if kind in _STOPS or (noun and kind is Kind.COMMA):
            break
        if kind is Kind.GENERIC:
            return Reality("actual", told=True, generic=True)
        if kind in _TOLD:
            return Reality(_TOLD[kind], told=True)
    if noun:
        for item in items[trigger + 1 : trigger + 1 + _RIGHT]:
            if item.kind in _STOPS_AFTER:
                break
            if item.kind in (Kind.PLANNED, Kind.DENIED):
                return Reality(_TOLD[item.kind], told=True)
    return Reality("actual", told=False)
