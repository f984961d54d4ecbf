"""Actors that a sentence lists: "tokoh dunia seperti A, B dan C"."""

from typing import Final

from risalah.annotate.rules.actors import Actor
from risalah.annotate.rules.clause import CLAUSE_END
from risalah.annotate.rules.kinds import (
    ACTOR,
    AND,
    COMMA,
    GEO,
    LISTING,
    MARK,
    NAME,
    OBLIQUE,
    PACT,
    SAY,
    STOP,
    TOGETHER,
    TRIGGER,
    VENUE,
    WITH,
    WORD,
    among,
    mask,
)
from risalah.annotate.rules.scene import NEAR, Scene, actors_at, is_among, is_kind

JOINS: Final = mask(AND, WITH, TOGETHER)
"""What joins one actor to another."""
_LIST_MARKS: Final = mask(MARK, STOP)
_BEFORE_LIST: Final = _LIST_MARKS | mask(LISTING, COMMA)
_ENDS_LISTING: Final = CLAUSE_END | mask(COMMA, TRIGGER, ACTOR, AND, SAY)


def enumeration(scene: Scene, index: int) -> list[Actor]:
    """The actors of a list from `index` on, in which every comma goes on: "A, B, serta C"."""
    found: list[Actor] = []
    while index < len(scene.items):
        more = actors_at(scene, index)
        if not more:
            index = _next_listed(scene, index) if found else -1
            if index < 0:
                break
            continue
        found += more
        index = after_brackets(scene, index + 1)
        if is_kind(scene, index, COMMA):
            index += 1
        if is_among(scene, index, JOINS):
            index += 1
    return found


def _next_listed(scene: Scene, index: int) -> int:
    """Where a list goes on after an element that names nobody known; -1 where it does not."""
    for place in range(index, min(len(scene.items), index + NEAR)):
        kind = scene.items[place].kind
        if kind in (COMMA, AND) and place > index and actors_at(scene, place + 1):
            return place + 1
        if kind not in (WORD, NAME, VENUE, PACT, MARK):
            break
    return -1


def listed_near(scene: Scene, index: int) -> list[Actor]:
    """Those listed after a common noun: "dengan sejumlah tokoh seperti A, B dan C"."""
    for place in range(index, min(len(scene.items), index + NEAR)):
        kind = scene.items[place].kind
        if kind == LISTING:
            return enumeration(scene, place + 1)
        introduces = kind == COMMA and is_kind(scene, place + 1, LISTING)
        if not introduces and kind not in (WORD, GEO, NAME, MARK, OBLIQUE):
            break
    return []


def with_listed(scene: Scene, index: int, found: list[Actor]) -> list[Actor]:
    """Add those listed as part of a group: "tokoh dunia seperti A, B dan C", "tiga menteri -- A, B dan C --"."""
    if found[-1].entity.kind == "person":
        return found
    named = enumeration(scene, _after_marks(scene, index))
    if len(named) > 1 and found[-1].entity.kind == "group":
        return [*found[:-1], *named]
    for listing in range(index, min(len(scene.items), index + NEAR)):
        item = scene.items[listing]
        if item.kind == LISTING:
            listed = enumeration(scene, listing + 1)
            return [*found[:-1], *listed] if len(listed) > 1 else found + listed
        introduces = item.kind == COMMA and is_kind(scene, listing + 1, LISTING)
        if among(item.kind, _ENDS_LISTING) and listing > index and not introduces:
            break
    return found


def _after_marks(scene: Scene, index: int) -> int:
    """The index after the dash, colon or bracket that begins a list here; past the end where none does."""
    start = index
    while is_among(scene, index, _LIST_MARKS):
        index += 1
    return index if index > start else len(scene.items)


def group_listed(scene: Scene, index: int) -> int:
    """The index of the group whose members are listed from `index` on, "tiga menteri, yakni A"; else `index`."""
    before = index - 1
    while is_among(scene, before, _BEFORE_LIST):
        before -= 1
    listed = before < index - 1 and not is_kind(scene, index - 1, COMMA)
    return before if listed and _is_group(scene, before) else index


def _is_group(scene: Scene, index: int) -> bool:
    return is_kind(scene, index, ACTOR) and scene.items[index].data.entity.kind == "group"


def after_brackets(scene: Scene, index: int) -> int:
    """The index after a short remark in brackets, if one stands here: "(kiri)"."""
    for length in (3, 4, 2):
        close = index + length - 1
        if is_kind(scene, index, MARK) and is_kind(scene, close, MARK) and close < len(scene.items):
            opening, closing = scene.items[index], scene.items[close]
            if opening.end - opening.start == 1 == closing.end - closing.start and closing.start - opening.start > 1:
                return close + 1
    return index
