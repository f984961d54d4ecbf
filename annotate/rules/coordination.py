"""Actors that are joined to each other: "A dan B", "A, B, dan C", "Rusia-Ukraina"."""

from typing import Final

from risalah.annotate.rules.actors import Actor
from risalah.annotate.rules.kinds import ACTOR, AND, ATTENDED, COMMA, MARK, RELATIVE, WORD
from risalah.annotate.rules.lists import JOINS, after_brackets, group_listed, with_listed
from risalah.annotate.rules.obliques import is_where
from risalah.annotate.rules.scene import NAMED, Scene, actors_at, is_among, is_kind

_DESCRIPTION: Final = 5


def group_from(scene: Scene, index: int) -> list[Actor]:
    """The coordinated actors from `index` on: "A", "A dan B", "A, B, dan C"."""
    found = actors_at(scene, index)
    while found:
        index = after_brackets(scene, index + 1)
        step = _connector(scene, index)
        following = described(scene, index + step)
        more = actors_at(scene, following) if step else []
        if not more:
            break
        index = following
        found = found + more
    if found and leads(scene, index + 2):
        found = found + actors_at(scene, index + 2)
    return with_listed(scene, index, found) if found else found


def _connector(scene: Scene, index: int) -> int:
    """How many items join the actor before `index` to one after it; 0 where nothing does."""
    if is_among(scene, index, JOINS):
        return 1
    if is_kind(scene, index, COMMA):
        if is_kind(scene, index + 1, AND):
            return 2
        return 1 if _list_goes_on(scene, index) else 0
    adjacent = is_kind(scene, index, MARK) and scene.items[index].start == scene.items[index - 1].end
    return 1 if adjacent and is_among(scene, index + 1, NAMED) else 0


def _list_goes_on(scene: Scene, index: int) -> bool:
    """Whether the comma stands in a list that ends in "dan", not before an apposition or a new clause."""
    while is_kind(scene, index, COMMA) and is_among(scene, index + 1, NAMED):
        index = after_brackets(scene, index + 2)
    return is_kind(scene, index, AND) or (is_kind(scene, index, COMMA) and is_kind(scene, index + 1, AND))


def group_until(scene: Scene, index: int) -> tuple[list[Actor], int]:
    """The coordinated actors that end at `index`, in text order, and the index of the first."""
    found = actors_at(scene, index)
    while index > 1:
        before = _before_description(scene, index) - 1
        joined = is_among(scene, before, JOINS) or _is_hyphen(scene, before)
        if joined and is_kind(scene, before - 1, COMMA):
            before -= 1
        if joined or (is_kind(scene, before, COMMA) and len(found) > 1):
            last = _before_brackets(scene, before - 1)
            more = actors_at(scene, last)
            if more and (joined or not is_where(scene, last, found)):
                found, index = more + found, last
                continue
        whole = group_listed(scene, index) if len(found) > 1 else index
        if whole == index:
            break
        index = whole
    return found, index


def _before_brackets(scene: Scene, index: int) -> int:
    """The index before a short remark in brackets that ends here, if one does."""
    for length in (3, 4):
        first = index - length + 1
        if first > 0 and after_brackets(scene, first) == index + 1:
            return first - 1
    return index


def _is_hyphen(scene: Scene, index: int) -> bool:
    """Whether a mark joins what stands before and after it without a space: "Russia-Ukraine"."""
    if not is_kind(scene, index, MARK) or index < 1:
        return False
    item = scene.items[index]
    return scene.items[index - 1].end == item.start and scene.items[index + 1].start == item.end


def described(scene: Scene, index: int) -> int:
    """The index of a person who is described first: "tersangka kasus suap Budi Santoso"; else `index`."""
    named = index
    while named < index + _DESCRIPTION and is_kind(scene, named, WORD):
        named += 1
    return named if is_kind(scene, named, ACTOR) and scene.items[named].data.entity.kind == "person" else index


def _before_description(scene: Scene, index: int) -> int:
    """Where the description of an actor begins that is joined to another: "dan perusahaan minyak Rusia [Rosneft]"."""
    first = index
    while first > index - _DESCRIPTION and is_kind(scene, first - 1, WORD):
        first -= 1
    return first if is_kind(scene, first - 1, AND) else index


def leads(scene: Scene, first: int) -> bool:
    """Whether the actors lead those before them: "delegasi yang dipimpin A menemui B"."""
    return is_kind(scene, first - 1, ATTENDED) and is_kind(scene, first - 2, RELATIVE)
