"""Where an event takes place or a visit goes: a place's name after a locative cue, never one that stands alone."""

from collections.abc import Callable, Iterator
from typing import Final

from risalah.annotate.rules.clause import ADVERBS, CLAUSE_END, OPENING, REACH, clause_end
from risalah.annotate.rules.kinds import (
    ACTOR,
    AFTERWARDS,
    AND,
    AT,
    ATTENDED,
    CLAUSE,
    COMMA,
    DEFINITE,
    GEO,
    MARK,
    NAME,
    PLANNED,
    PURPOSE,
    RELATIVE,
    TIME,
    TO,
    TRIGGER,
    VENUE,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.pack import Slot

PLACES: Final = mask(GEO, VENUE)
_LOCATIVE: Final = mask(AT, TO)
_NO_OCCASION: Final = CLAUSE_END | _LOCATIVE
_ON_THE_WAY: Final = mask(PURPOSE, AND, COMMA, PLANNED, CLAUSE)
_ADVERB: Final = mask(WORD, DEFINITE)
_INTO: Final = ("at", "within")
"""What may join a place to a wider one: "di rumah Budi di Bandung"."""
_OCCASION: Final = 8
WITHIN: Final = 3
"""Words between "di" and the place within which it is: "di salah satu kamar Hotel Melati"."""
_OWN_RELATIVE: Final = 3
"""Items after a noun within which "yang" tells of it, and not of who takes part."""


def leads(item: Item) -> bool:
    """Whether a place stands after the item: "di", "menuju", "mengunjungi"."""
    return among(item.kind, _LOCATIVE) or (item.kind == TRIGGER and any(rule.visits for rule in item.data))


def place(items: list[Item], trigger: int) -> list[Item]:
    """The places after "di" in the trigger's clause, and at the head of the sentence before it."""
    after = _after(items, trigger)
    return after + [wider for wider in _fronted(items, trigger) if all(_may_lie_in(one, wider) for one in after)]


def _after(items: list[Item], trigger: int) -> list[Item]:
    located = False
    for index in range(trigger + 1, clause_end(items, trigger)):
        if items[index].kind == RELATIVE and not located and not _is_of_event(items, index, trigger):
            break
        if items[index].kind == AT and not _is_of_topic(items, index):
            found = _several(items, _after_words(items, index + 1)) or chain(items, _after_occasion(items, index + 1))
            if found:
                return found
            located = True
        appended = _appended(items, index)
        if appended:
            return appended
    return []


def _is_of_event(items: list[Item], relative: int, trigger: int) -> bool:
    """Whether "yang" tells of the event, and not of who takes part: "rapat yang dipimpin Budi di Bogor"."""
    if relative <= trigger + _OWN_RELATIVE:
        return True
    verb = items[relative + 1] if relative + 1 < len(items) else items[relative]
    return verb.kind == ATTENDED or verb.data == "held"


def _is_of_topic(items: list[Item], at: int) -> bool:
    """Whether a country or region is where what they talk about is: "tentang situasi keamanan di Asia Timur"."""
    if at + 1 >= len(items) or items[at + 1].kind != GEO or items[at + 1].data.level not in ("country", "region"):
        return False
    cue = at - 1
    while cue > 0 and items[cue].kind == WORD:
        cue -= 1
    return cue < at - 1 and items[cue].data in ("concerning", "discusses")


def _led_to(items: list[Item], trigger: int) -> list[Item]:
    """The places to which somebody goes and then does it: "mengunjungi Paris, Prancis, untuk bertemu Macron"."""
    last = trigger - 1
    while last > 0 and trigger - last <= WITHIN and among(items[last].kind, _ON_THE_WAY):
        last -= 1
    first = last
    while first > 0 and (among(items[first].kind, PLACES) or (first < last and items[first].kind == COMMA)):
        first -= 1
    if first == last or not leads(items[first]):
        return []
    return chain(items, first + 1)


def _after_words(items: list[Item], index: int) -> int:
    """The index of a venue after words that tell where in it: "di salah satu kamar Hotel Melati"."""
    for venue in range(index, min(len(items), index + WITHIN + 1)):
        if items[venue].kind == VENUE:
            return venue
        if items[venue].kind != WORD:
            break
    return index


def _after_occasion(items: list[Item], index: int) -> int:
    """The index after the comma in "di KTT G20, Hamburg", where an occasion stands before its place."""
    for comma in range(index + 1, min(len(items), index + _OCCASION)):
        if items[comma].kind == COMMA:
            return comma + 1
        if among(items[comma].kind, _NO_OCCASION):
            break
    return len(items)


def _appended(items: list[Item], index: int) -> list[Item]:
    """The town after a comma before a time or at the end, and what it lies in: ", Jakarta, Senin (17/7)"."""
    if items[index].kind != COMMA or index + 1 >= len(items) or items[index + 1].kind != GEO:
        return []
    found, stop = _chain(items, index + 1)
    if stop < len(items) and items[stop].kind == TIME:
        return found if items[stop - 1].kind == COMMA else []
    ends = stop == len(items) or items[stop].kind == MARK
    return found if ends and found[0].data.level != "country" else []


def _fronted(items: list[Item], trigger: int) -> list[Item]:
    led = _led_to(items, trigger)
    if led:
        return led
    opening = False
    for index in range(trigger - 1, max(-1, trigger - REACH), -1):
        kind = items[index].kind
        if among(kind, CLAUSE_END):
            opening = kind in (CLAUSE, AFTERWARDS) and trigger - index <= OPENING
            if not opening:
                break
        elif kind == AT and (opening or index == 0 or items[index - 1].kind == COMMA):
            return chain(items, index + 1)
    return []


def _several(items: list[Item], index: int) -> list[Item]:
    """Return the places here and those joined to them: "Singapura, Malaysia, dan Thailand"."""
    found, stop = _chain(items, index)
    while found and stop < len(items) and items[stop].kind == AND:
        more, stop = _chain(items, stop + 1)
        if not more:
            break
        found += more
    return found


def chain(items: list[Item], index: int) -> list[Item]:
    """Return the place here and those after it, each wider: "Istana Negara, Jakarta, Indonesia"."""
    return _chain(items, index)[0]


def _chain(items: list[Item], index: int) -> tuple[list[Item], int]:
    """The same with the index after them."""
    found: list[Item] = []
    while index < len(items) and among(items[index].kind, PLACES):
        found.append(items[index])
        if items[index].data.within:
            found.append(items[index].data.within)
        index = _after_remark(items, index + 1)
        if index < len(items) and (items[index].kind == COMMA or items[index].data in _INTO):
            index += 1
    return found, index


def chains(items: list[Item]) -> Iterator[list[Item]]:
    """Yield each place that a sentence tells with those it lies in: "di Adana, Turki"."""
    for index, item in enumerate(items):
        if among(item.kind, _LOCATIVE):
            found, stop = _chain(items, index + 1)
            listed = stop < len(items) and items[stop].kind == AND
            if len(found) > 1 and not listed and all(map(_may_lie_in, found, found[1:])):
                yield found


def _may_lie_in(place: Item, wider: Item) -> bool:
    """Whether one place can be in another: no city or country is in one of its kind, "Jakarta, Bandung"."""
    inner, outer = place.data, wider.data
    if inner.country and outer.country and inner.country != outer.country:
        return False
    return inner.level != "country" and not (inner.level == "city" and outer.level == "city")


def _after_remark(items: list[Item], index: int) -> int:
    """The index after an acronym in brackets: "National Convention Center (NCC) Vientiane"."""
    if index + 2 >= len(items) or items[index].kind != MARK or items[index + 2].kind != MARK:
        return index
    return index + 3 if items[index + 1].kind in (ACTOR, NAME) else index


def goal(items: list[Item], trigger: int) -> list[Item]:
    """The places after "ke" in the trigger's clause, but for those of another trigger there."""
    for index in range(trigger + 1, clause_end(items, trigger)):
        if items[index].kind == TRIGGER:
            break
        if items[index].kind == TO:
            found = _several(items, _after_words(items, index + 1))
            if found:
                return found
    return []


def directly_after(items: list[Item], trigger: int) -> list[Item]:
    """The places right after the trigger: "mengunjungi Beijing"."""
    for index in range(trigger + 1, min(len(items), trigger + 2 + ADVERBS)):
        if among(items[index].kind, PLACES):
            return _several(items, index)
        if not among(items[index].kind, _ADVERB):
            break
    return []


PLACE_SLOTS: dict[Slot, Callable[[list[Item], int], list[Item]]] = {
    "place": place,
    "goal": goal,
    "object": directly_after,
}
