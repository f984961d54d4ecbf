"""Who goes along with whom, who represents whom, and who belongs to a group told before."""

from typing import Final

from risalah.annotate.rules.actors import Actor, Entity
from risalah.annotate.rules.clause import CLAUSE_END
from risalah.annotate.rules.coordination import group_from, group_until
from risalah.annotate.rules.kinds import (
    ACCOMPANIED,
    ACCOMPANIES,
    COMMA,
    DEFINITE,
    DENIED,
    LISTING,
    PAIR,
    PRESENT,
    RELATIVE,
    REPRESENTED,
    TRIGGER,
    WORD,
    among,
    mask,
)
from risalah.annotate.rules.lists import enumeration
from risalah.annotate.rules.obliques import is_oblique
from risalah.annotate.rules.scene import NAMED, NEAR, Scene, actors_at, is_among, is_kind

_COMPANY: Final = mask(ACCOMPANIED, ACCOMPANIES, PRESENT)
_DENIAL_REACH: Final = 4
_IN_ELABORATION: Final = mask(WORD, DEFINITE, RELATIVE, COMMA)


class Company:
    """Who goes along with whom."""

    def __init__(self, leaders: list[Actor], members: list[Actor]) -> None:
        self.leaders = leaders
        """Empty where the sentence leaves it open."""
        self.members = members


def company_of(scene: Scene, leaders: list[Entity]) -> list[Actor]:
    """Whom the sentence tells to go along with one of these, or with whoever it is."""
    found: list[Actor] = []
    for company in companies(scene):
        led_by = [actor.entity for actor in company.leaders]
        if not led_by or not leaders or any(entity in leaders for entity in led_by):
            found += company.members
    return found


def companies(scene: Scene) -> list[Company]:
    """Return who goes along with whom, as the sentence tells it, with or without an event of its own."""
    found: list[Company] = []
    if not scene.kinds & _COMPANY:
        return found
    for index, item in enumerate(scene.items):
        if item.kind == ACCOMPANIED:
            members = enumeration(scene, index + 1)
            found.append(Company(_nearest_before(scene, index), members + _listed_later(scene, index + 1)))
        elif item.kind == ACCOMPANIES:
            leaders = group_from(scene, index + 1)
            members = _listed_after(scene, index) or _nearest_before(scene, index) or _named_after(scene, index)
            if leaders:
                found.append(Company(leaders, members))
        elif item.kind == PRESENT and not _is_denied(scene, index):
            members = enumeration(scene, index + 1) or _listed_after(scene, index) or _nearest_before(scene, index)
            found.append(Company([], members))
    return [company for company in found if company.members]


def _is_denied(scene: Scene, index: int) -> bool:
    """Whether it is told that somebody does not: "tak ada perwakilan partai tampak hadir"."""
    return any(item.kind == DENIED for item in scene.items[max(0, index - _DENIAL_REACH) : index])


def representatives(scene: Scene) -> list[Company]:
    """Return who takes part for whom: "Indonesia diwakili oleh Menteri Luar Negeri Ani"."""
    if not among(REPRESENTED, scene.kinds):
        return []
    return [
        Company(_nearest_before(scene, index), enumeration(scene, index + 1))
        for index, item in enumerate(scene.items)
        if item.kind == REPRESENTED
    ]


def elaborated(scene: Scene) -> Company | None:
    """Whom a sentence names of a group told before: "Mereka adalah A dan B", "Ketiga menteri itu yakni A, B dan C"."""
    if not among(LISTING, scene.kinds) or not is_among(scene, 0, NAMED | 1 << PAIR):
        return None
    for index in range(1, min(len(scene.items), NEAR)):
        if is_kind(scene, index, LISTING):
            members = enumeration(scene, index + 1)
            group = [] if is_kind(scene, 0, PAIR) else actors_at(scene, 0)
            named = len(members) > 1 and all(member.entity.kind != "group" for member in members)
            return Company(group, members) if named else None
        if not is_among(scene, index, _IN_ELABORATION):
            break
    return None


def _named_after(scene: Scene, index: int) -> list[Actor]:
    """The actors after the first comma that some follow: "Turut menyertai Presiden ke Kabul, Menteri Ani, ..."."""
    for place in range(index + 1, len(scene.items)):
        if is_kind(scene, place, COMMA):
            named = enumeration(scene, place + 1)
            if named:
                return named
    return []


def _nearest_before(scene: Scene, index: int) -> list[Actor]:
    place = index - 1
    while place > index - NEAR:
        if actors_at(scene, place):
            group, first = group_until(scene, place)
            if not is_oblique(scene, first):
                return group
            place = first
        elif is_among(scene, place, CLAUSE_END):
            break
        place -= 1
    return []


def _listed_later(scene: Scene, index: int) -> list[Actor]:
    """Those named after "termasuk" in what is told of a company: "oleh pejabat senior, termasuk Menteri Ani"."""
    for place in range(index, min(len(scene.items), index + 2 * NEAR)):
        if is_kind(scene, place, LISTING):
            return enumeration(scene, place + 1)
        if among(scene.items[place].kind, CLAUSE_END) or is_kind(scene, place, TRIGGER):
            break
    return []


def _listed_after(scene: Scene, index: int) -> list[Actor]:
    for place in range(index + 1, len(scene.items)):
        if scene.items[place].kind == LISTING:
            return enumeration(scene, place + 1)
    return []
