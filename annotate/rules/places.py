"""Where an event takes place or a visit goes: a place's name after a locative cue, never one that stands alone."""

from collections.abc import Callable

from risalah.annotate.rules.clause import ADVERBS, CLAUSE_END, REACH, clause_after
from risalah.annotate.rules.kinds import Item, Kind
from risalah.annotate.rules.pack import Slot

_PLACE = (Kind.GEO, Kind.VENUE)
_OCCASION = 8


def place(items: list[Item], trigger: int) -> list[Item]:
    """The places after "di" in the trigger's clause, or at the head of the sentence before it."""
    for index in clause_after(items, trigger):
        if items[index].kind is Kind.AT:
            found = chain(items, index + 1) or chain(items, _after_occasion(items, index + 1))
            if found:
                return found
        if _is_dated_city(items, index):
            return [items[index + 1]]
    return _fronted(items, trigger)


def _after_occasion(items: list[Item], index: int) -> int:
    """The index after the comma in "di KTT G20, Hamburg", where an occasion stands before its place."""
    for comma in range(index + 1, min(len(items), index + _OCCASION)):
        if items[comma].kind is Kind.COMMA:
            return comma + 1
        if items[comma].kind in (*CLAUSE_END, Kind.AT, Kind.TO):
            break
    return len(items)


def _is_dated_city(items: list[Item], index: int) -> bool:
    """Whether a city stands between commas before a time: ", Jakarta, Senin (17/7)"."""
    if index + 3 >= len(items):
        return False
    comma, city, second, time = (item.kind for item in items[index : index + 4])
    return comma is second is Kind.COMMA and city is Kind.GEO and time is Kind.TIME


def _fronted(items: list[Item], trigger: int) -> list[Item]:
    before = trigger - 1
    if before > 0 and items[before].kind is Kind.PURPOSE:
        before -= 1
    if before > 0 and items[before].kind in _PLACE and items[before - 1].kind in (Kind.AT, Kind.TO):
        return [items[before]]
    for index in range(trigger - 1, max(-1, trigger - REACH), -1):
        kind = items[index].kind
        if kind in CLAUSE_END:
            break
        if kind is Kind.AT and (index == 0 or items[index - 1].kind is Kind.COMMA):
            return chain(items, index + 1)
    return []


def chain(items: list[Item], index: int) -> list[Item]:
    """Return the place here and those after it, each wider: "Istana Negara, Jakarta, Indonesia"."""
    found: list[Item] = []
    while index < len(items) and items[index].kind in _PLACE:
        found.append(items[index])
        index += 1
        if index < len(items) and items[index].kind is Kind.COMMA:
            index += 1
    return found


def goal(items: list[Item], trigger: int) -> list[Item]:
    """The places after "ke" in the trigger's clause."""
    for index in clause_after(items, trigger):
        if items[index].kind is Kind.TO:
            found = chain(items, index + 1)
            if found:
                return found
    return []


def directly_after(items: list[Item], trigger: int) -> list[Item]:
    """The places right after the trigger: "mengunjungi Beijing"."""
    for index in range(trigger + 1, min(len(items), trigger + 2 + ADVERBS)):
        if items[index].kind in _PLACE:
            return chain(items, index)
        if items[index].kind not in (Kind.WORD, Kind.DEFINITE):
            break
    return []


PLACE_SLOTS: dict[Slot, Callable[[list[Item], int], list[Item]]] = {
    "place": place,
    "goal": goal,
    "object": directly_after,
}
