"""Whether an event happened, is to come, did not happen or is only thought of."""

from typing import Final

from risalah.annotate.rules.clause import REACH
from risalah.annotate.rules.kinds import (
    ACTUAL,
    AFTERWARDS,
    AHEAD,
    AND,
    CANCELLED,
    CLAUSE,
    COMMA,
    DENIED,
    GENERIC,
    HYPOTHETICAL,
    INVITED_BY,
    INVITES,
    NOTHING,
    PLANNED,
    PURPOSE,
    QUOTE,
    RELATIVE,
    SAY,
    SOURCE,
    STOP,
    THAT,
    TO,
    TRIGGER,
    WORD,
    Item,
    among,
    mask,
)
from risalah.schema import Realis

_LEFT: Final = 4
_RIGHT: Final = 5
_JOINED: Final = 10
_TOLD: Final[dict[int, Realis]] = {
    PLANNED: "planned",
    AHEAD: "planned",
    INVITES: "planned",
    INVITED_BY: "planned",
    DENIED: "denied",
    CANCELLED: "denied",
    HYPOTHETICAL: "hypothetical",
    ACTUAL: "actual",
}
_JOINS: Final = mask(AND, PURPOSE)
_JOINS_VERB: Final = _JOINS | mask(TO)
"""The same before a verb: "will travel to Oman to meet Ani"."""
_STOPS: Final = mask(SAY, SOURCE, THAT, STOP, QUOTE)
_DENIED_NOUN: Final = 2
"""Items from a denial to the noun that it denies: "tidak mengadakan pertemuan"."""
_OPENS: Final = 1
"""Items before a noun with which a sentence opens: "Rencana pertemuan"."""
_OTHERS: Final = _STOPS | mask(CLAUSE, AFTERWARDS, RELATIVE, TRIGGER)
_STOPS_AFTER: Final = _STOPS | mask(CLAUSE, AFTERWARDS, COMMA, RELATIVE)


class Reality:
    """A trigger's realis, and whether a word of the sentence says so."""

    def __init__(self, realis: Realis, told: bool, generic: bool = False, intended: bool = False) -> None:
        self.realis = realis
        self.told = told
        self.generic = generic
        self.intended = intended
        """Told as a purpose, which may have come true or not: "terbang ke Paris untuk bertemu Macron"."""


def reality(items: list[Item], trigger: int, *, noun: bool) -> Reality:
    """Read the nearest cue before the trigger or, of a noun, after it: "pertemuan itu batal"."""
    for index in range(trigger - 1, max(-1, trigger - 1 - _LEFT), -1):
        kind = items[index].kind
        if among(kind, _STOPS) or (noun and kind == COMMA):
            break
        if kind == GENERIC:
            return Reality("actual", told=True, generic=True)
        if kind in _TOLD:
            if noun and kind == DENIED and trigger - index > _DENIED_NOUN:
                # "tidak menyebutkan isi pertemuan"
                break
            before = items[index - 1].kind if index else NOTHING
            if kind == HYPOTHETICAL and before == SAY and index < trigger - 1:
                # "Ia menjelaskan kalau Ani bertemu ..." only reports; "ia mengaku ingin bertemu ..." wishes.
                break
            if before == GENERIC:
                # "tak sembarang orang bisa bertemu"
                return Reality("actual", told=True, generic=True)
            # "tidak bisa", "tidak akan", "membantah pernah", "cancelled a planned trip"
            denied = before in (DENIED, CANCELLED) and kind in (HYPOTHETICAL, PLANNED, ACTUAL)
            # "tak ada rencana untuk"
            denied |= before == WORD and index > 1 and items[index - 2].kind == DENIED and kind != ACTUAL
            return Reality("denied" if denied else _TOLD[kind], told=True)
    joined = among(items[trigger - 1].kind, _JOINS if noun else _JOINS_VERB)
    if trigger > 1 and joined and _is_joined_plan(items, trigger - 1):
        return Reality("planned", told=True)
    told = _told_after(items, trigger) if noun else None
    intended = trigger > 0 and items[trigger - 1].kind == PURPOSE
    return told or Reality("actual", told=False, intended=intended)


def _is_joined_plan(items: list[Item], joint: int) -> bool:
    """Whether a plan goes on after "dan" or "untuk": "akan terbang ke Hanoi dan bertemu To Lam"."""
    last = joint - 1 - (items[joint - 1].kind == COMMA)
    for index in range(last, max(-1, joint - _JOINED), -1):
        if among(items[index].kind, _STOPS_AFTER):
            return False
        if items[index].kind == PLANNED:
            return True
    return False


def _told_after(items: list[Item], trigger: int) -> Reality | None:
    if _is_called_off(items, trigger):
        return Reality("denied", told=True)
    for item in items[trigger + 1 : trigger + 1 + _RIGHT]:
        if among(item.kind, _STOPS_AFTER):
            break
        if item.kind in (PLANNED, CANCELLED):
            return Reality(_TOLD[item.kind], told=True)
    return None


def _is_called_off(items: list[Item], trigger: int) -> bool:
    """Whether the noun is what a sentence says was called off: "Pertemuan antara A dan B, mitranya, dibatalkan"."""
    if trigger > _OPENS:
        return False
    for item in items[trigger + 1 : trigger + 1 + REACH]:
        if item.kind == CANCELLED:
            return True
        if among(item.kind, _OTHERS):
            return False
    return False
