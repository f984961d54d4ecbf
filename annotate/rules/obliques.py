"""Which actors depend on a preposition or another noun, and do nothing themselves."""

from typing import Final

from risalah.annotate.rules.actors import Actor
from risalah.annotate.rules.kinds import (
    ACCOMPANIED,
    ACCOMPANIES,
    ACTOR,
    ACTUAL,
    ASIDE,
    AT,
    ATTENDED,
    BETWEEN,
    BY,
    COMMA,
    DEFINITE,
    GEO,
    HYPOTHETICAL,
    INVITED_BY,
    LISTING,
    NAME,
    NO_PLACE,
    OBLIQUE,
    PLANNED,
    PURPOSE,
    REPRESENTED,
    SOURCE,
    TIME,
    TO,
    TRIGGER,
    VENUE,
    WITH,
    WORD,
    mask,
)
from risalah.annotate.rules.scene import Scene, is_among, is_kind

_PLACES: Final = mask(GEO, VENUE)
_PLACE_REACH: Final = 7
BEFORE_VERB: Final = mask(WORD, TIME, LISTING, ACTUAL, PLANNED, HYPOTHETICAL, DEFINITE)
"""What may stand between who does it and the verb."""
MAKES_OBLIQUE: Final = mask(
    BY,
    WITH,
    INVITED_BY,
    OBLIQUE,
    SOURCE,
    AT,
    TO,
    ACCOMPANIED,
    ACCOMPANIES,
    ATTENDED,
    BETWEEN,
    NO_PLACE,
    LISTING,
    REPRESENTED,
    ASIDE,
    PURPOSE,
)
"""What an oblique actor stands after."""


def is_oblique(scene: Scene, first: int) -> bool:
    """Whether the actor depends on a preposition: "dari Rusia", "dari negara-negara Uni Eropa"."""
    if is_among(scene, first - 1, MAKES_OBLIQUE) or (
        is_kind(scene, first - 1, WORD) and is_kind(scene, first - 2, OBLIQUE)
    ):
        # "menyebut Ani akan bertemu Budi"
        return not _is_called_so(scene, first)
    if _ends_place(scene, first):
        return True
    # "parade TNI", "konflik Myanmar": what no person is, tells of a noun before it.
    return first > 1 and is_kind(scene, first, ACTOR) and is_kind(scene, first - 1, NAME) and _is_body(scene, first)


def _is_called_so(scene: Scene, index: int) -> bool:
    """Whether somebody says of the actor here what a verb right after tells."""
    if not index or scene.items[index - 1].data != "calls":
        return False
    index += 1
    while is_among(scene, index, BEFORE_VERB):
        index += 1
    return is_kind(scene, index, TRIGGER)


def is_where(scene: Scene, index: int, people: list[Actor]) -> bool:
    """Whether a country is where people do something: "in Japan, Ani and Budi met"."""
    located = index > 0 and is_kind(scene, index, GEO) and scene.items[index - 1].data in ("within", "toward")
    return _ends_place(scene, index) or (located and all(actor.entity.kind == "person" for actor in people))


def _ends_place(scene: Scene, index: int) -> bool:
    """Whether a country is the end of a place: "Ani di Jeddah, Arab Saudi, bertemu Budi"."""
    between = is_kind(scene, index - 1, COMMA) and is_kind(scene, index + 1, COMMA)
    if not (between and is_kind(scene, index, GEO) and is_among(scene, index - 2, _PLACES)):
        return False
    return any(item.kind == AT for item in scene.items[max(0, index - _PLACE_REACH) : index])


def _is_body(scene: Scene, index: int) -> bool:
    return scene.items[index].data.entity.kind in ("organization", "country")
