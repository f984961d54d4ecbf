"""A sentence as the slots see it, and whom its items name or refer to."""

from typing import Final

from risalah.annotate.rules.actors import Actor, Cast, Entity
from risalah.annotate.rules.kinds import ACTOR, ASIDE, GEO, ONE, PAIR, SAY, SPEAKER, Item, among, kinds_of, mask
from risalah.annotate.rules.lexicon import Geo

_SAYS: Final = mask(SAY, ASIDE)
_STALE: Final = 500
"""Code points after which "mereka" no more means the two told last."""
NEAR: Final = 6
"""Items beside a cue among which those stand that it is about."""
NAMED: Final = mask(ACTOR, GEO)
"""What names an actor."""


class Scene:
    """A sentence as a slot sees it: its items, the people told so far, and the pair that "keduanya" refers to."""

    def __init__(self, text: str, number: int, items: list[Item], cast: Cast) -> None:
        self.text = text
        self.number = number
        """Which of the sentences read it is."""
        self.items = items
        self.cast = cast
        self.pair: list[Entity] = []
        self.kinds = kinds_of(items)
        """The kinds of all its items, so that a slot whose cue is not there need not look for it."""
        self.attributed = _speaker(items) if self.kinds & _SAYS else None
        """Who says what is quoted, where the sentence itself tells."""
        self.speaker = self.attributed or cast.speaker or _goes_on(items, cast)
        """Whom "saya" means."""


def is_kind(scene: Scene, index: int, kind: int) -> bool:
    """Whether an item of the kind stands there."""
    return 0 <= index < len(scene.items) and scene.items[index].kind == kind


def is_among(scene: Scene, index: int, bits: int) -> bool:
    """Whether an item of one of the kinds stands there."""
    return 0 <= index < len(scene.items) and among(scene.items[index].kind, bits)


def is_noun(scene: Scene, trigger: int) -> bool:
    """Whether the trigger is a noun."""
    return any(rule.noun for rule in scene.items[trigger].data)


def actors_at(scene: Scene, index: int) -> list[Actor]:
    """Return whom the item names or refers to."""
    if not 0 <= index < len(scene.items):
        return []
    item = scene.items[index]
    if item.kind == ACTOR:
        actor: Actor = item.data
        return [] if actor.entity.convening else [actor]
    if item.kind == GEO:
        place: Geo = item.data
        span = (item.start, item.end)
        acts = place.level == "country"
        return [Actor(scene.cast.country(place.name, place.country, span), [span])] if acts else []
    if item.kind == SPEAKER:
        return [referred(scene.speaker)] if scene.speaker else []
    if item.kind == PAIR:
        recent = any(item.start - entity.span[1] < _STALE for entity in scene.pair)
        return [referred(entity) for entity in scene.pair] if recent else []
    if item.kind == ONE:
        return [referred(entity) for entity in _one(scene, index)]
    return []


def government_at(scene: Scene, index: int) -> list[Actor]:
    """The country that a city of another country stands for."""
    if not is_kind(scene, index, GEO) or not scene.items[index].data.nation:
        return []
    item = scene.items[index]
    span = (item.start, item.end)
    return [Actor(scene.cast.country(item.data.nation, item.data.country, span), [span])]


def acting(items: list[Item]) -> list[Entity]:
    """The people whom the items name, but for those after a preposition: "suami dari Ani"."""
    return [
        item.data.entity
        for index, item in enumerate(items)
        if item.kind == ACTOR
        and item.data.entity.kind == "person"
        and not (index and items[index - 1].data == "oblique")
    ]


def referred(entity: Entity) -> Actor:
    """The entity as one who is referred to where the text does not name them."""
    return Actor(entity, [entity.span])


def _speaker(items: list[Item]) -> Entity | None:
    """Who says what the sentence quotes: the name beside a verb of saying, after it or before."""
    for index, item in enumerate(items):
        if item.kind in (SAY, ASIDE) and item.data != "says_he":
            around = items[index + 1 : index + 2] + items[max(0, index - NEAR) : index][::-1]
            for other in around:
                if other.kind == ACTOR and other.data.entity.kind == "person":
                    speaker: Entity = other.data.entity
                    return speaker
    return None


def _goes_on(items: list[Item], cast: Cast) -> Entity | None:
    """Who says it, where "katanya" names nobody and nobody has spoken yet: the person told last."""
    return cast.last if any(item.cue == "says_he" for item in items) else None


def _one(scene: Scene, index: int) -> list[Entity]:
    """Whom "ia" refers to: the first person of the sentence before it, or of the one before."""
    people = acting(scene.items[:index])
    if people:
        return people[:1]
    return [scene.cast.last] if scene.cast.last else []
