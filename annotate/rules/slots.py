"""Where around a trigger the fillers of a role stand: one small function for each slot of a rule."""

from collections.abc import Callable
from typing import Final

from risalah.annotate.rules.actors import Cast, Entity
from risalah.annotate.rules.clause import ADVERBS, REACH, clause_after
from risalah.annotate.rules.kinds import (
    ACCOMPANIED,
    ACTOR,
    AND,
    AT,
    ATTENDED,
    BETWEEN,
    BY,
    CLAUSE,
    COMMA,
    DEFINITE,
    GEO,
    INVITED_BY,
    INVITES,
    MARK,
    NO_PLACE,
    OBLIQUE,
    ONE,
    OTHER,
    PAIR,
    RELATIVE,
    SOURCE,
    TO,
    TOGETHER,
    TRIGGER,
    WITH,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.pack import Slot
from risalah.annotate.rules.phrases import Actor

_DESCRIPTION: Final = 5
_JOINS: Final = mask(AND, WITH, TOGETHER)
_NAMED: Final = mask(ACTOR, GEO)
_ACTS: Final = mask(ACTOR, ONE, PAIR)
_ADVERB: Final = mask(WORD, DEFINITE)
_PARTNER: Final = mask(WITH, TOGETHER)
_OBLIQUE: Final = mask(BY, WITH, INVITED_BY, OBLIQUE, SOURCE, AT, TO, ACCOMPANIED, ATTENDED, BETWEEN, NO_PLACE)


class Scene:
    """A sentence as a slot sees it: its items, the people told so far, and the pair that "keduanya" refers to."""

    def __init__(self, text: str, number: int, items: list[Item], cast: Cast, pair: list[Entity]) -> None:
        self.text = text
        self.number = number
        """Which of the sentences read it is."""
        self.items = items
        self.cast = cast
        self.pair = pair


def actors_at(scene: Scene, index: int) -> list[Actor]:
    """Return whom the item names or refers to."""
    if not 0 <= index < len(scene.items):
        return []
    item = scene.items[index]
    if item.kind == ACTOR:
        return [] if item.data.entity.convening else [item.data]
    if item.kind == GEO and item.data.level == "country":
        span = (item.start, item.end)
        return [Actor(scene.cast.country(item.data.name, item.data.country, span), [span])]
    if item.kind == PAIR:
        return [_referred(entity) for entity in scene.pair]
    if item.kind == ONE:
        return [_referred(entity) for entity in _one(scene, index)]
    return []


def _one(scene: Scene, index: int) -> list[Entity]:
    """Whom "ia" refers to: the first person of the sentence before it, or of the one before."""
    for item in scene.items[:index]:
        if item.kind == ACTOR and item.data.entity.kind == "person":
            return [item.data.entity]
    return [scene.cast.last] if scene.cast.last else []


def _referred(entity: Entity) -> Actor:
    return Actor(entity, [entity.span])


def _group_from(scene: Scene, index: int) -> list[Actor]:
    """The coordinated actors from `index` on: "A", "A dan B", "A, B, dan C"."""
    found = actors_at(scene, index)
    while found:
        index = _after_brackets(scene, index + 1)
        step = _connector(scene, index)
        more = actors_at(scene, index + step) if step else []
        if not more:
            break
        index += step
        found = found + more
    return found


def _connector(scene: Scene, index: int) -> int:
    """How many items join the actor before `index` to one after it; 0 where nothing does."""
    if _in(scene, index, _JOINS):
        return 1
    if _is(scene, index, COMMA):
        if _is(scene, index + 1, AND):
            return 2
        return 1 if _list_goes_on(scene, index) else 0
    adjacent = _is(scene, index, MARK) and scene.items[index].start == scene.items[index - 1].end
    return 1 if adjacent and _in(scene, index + 1, _NAMED) else 0


def _list_goes_on(scene: Scene, index: int) -> bool:
    """Whether the comma stands in a list that ends in "dan", not before an apposition or a new clause."""
    while _is(scene, index, COMMA) and _in(scene, index + 1, _NAMED):
        index = _after_brackets(scene, index + 2)
    return _is(scene, index, AND) or (_is(scene, index, COMMA) and _is(scene, index + 1, AND))


def _after_brackets(scene: Scene, index: int) -> int:
    """The index after a short remark in brackets, if one stands here: "(kiri)"."""
    for length in (3, 4, 2):
        close = index + length - 1
        if _is(scene, index, MARK) and _is(scene, close, MARK) and close < len(scene.items):
            opening, closing = scene.items[index], scene.items[close]
            if opening.end - opening.start == 1 == closing.end - closing.start and closing.start - opening.start > 1:
                return close + 1
    return index


def _group_until(scene: Scene, index: int) -> tuple[list[Actor], int]:
    """The coordinated actors that end at `index`, in text order, and the index of the first."""
    found = actors_at(scene, index)
    while index > 1:
        before = index - 1
        joined = _in(scene, before, _JOINS)
        if joined and _is(scene, before - 1, COMMA):
            before -= 1
        if joined or (_is(scene, before, COMMA) and len(found) > 1):
            more = actors_at(scene, before - 1)
            if more:
                found, index = more + found, before - 1
                continue
        break
    return found, index


def _is(scene: Scene, index: int, kind: int) -> bool:
    return 0 <= index < len(scene.items) and scene.items[index].kind == kind


def _in(scene: Scene, index: int, bits: int) -> bool:
    return 0 <= index < len(scene.items) and among(scene.items[index].kind, bits)


def subject(scene: Scene, trigger: int) -> list[Actor]:
    """The nearest actors before the trigger that are not oblique; failing these, those of the main clause after it."""
    index = trigger - 1
    together: list[Actor] = []
    while index >= max(0, trigger - REACH):
        if actors_at(scene, index):
            group, first = _group_until(scene, index)
            if _is(scene, first - 1, TOGETHER):
                together = group
            elif not _in(scene, first - 1, _OBLIQUE) and not _is_object(scene, first, index):
                return group + together
            index = first
        index -= 1
    if together:
        return together
    return _subject_after(scene, trigger) if _opens_sentence(scene, trigger) else []


def _is_object(scene: Scene, first: int, last: int) -> bool:
    """Whether the actors follow another trigger's verb and do nothing themselves: "X menemui Y dalam lawatan"."""
    if not _is(scene, first - 1, TRIGGER) or _is(scene, last + 1, RELATIVE):
        return False
    return not any(rule.noun for rule in scene.items[first - 1].data)


def _opens_sentence(scene: Scene, trigger: int) -> bool:
    return trigger > 0 and any(item.kind == CLAUSE for item in scene.items[:trigger])


def _subject_after(scene: Scene, trigger: int) -> list[Actor]:
    """Return the subject of the main clause after the comma: "Usai bertemu Prabowo, SBY mengatakan ..."."""
    for index in range(trigger + 1, min(len(scene.items), trigger + REACH)):
        if _is(scene, index, COMMA) and _in(scene, index + 1, _ACTS):
            return _group_from(scene, index + 1)
    return []


def directly_after(scene: Scene, trigger: int) -> list[Actor]:
    """The actors right after the trigger, but for adverbs: "menemui langsung X", "kunjungan kenegaraan X"."""
    index = _object_index(scene, trigger)
    return _group_from(scene, index) if actors_at(scene, index) else []


def _object_index(scene: Scene, trigger: int) -> int:
    index = trigger + 1
    while index <= trigger + ADVERBS and _in(scene, index, _ADVERB):
        index += 1
    if _is(scene, index, WORD):
        # A person may be described first: "menemui tersangka kasus suap Budi Santoso".
        described = index
        while described <= trigger + _DESCRIPTION and _is(scene, described, WORD):
            described += 1
        if _is(scene, described, ACTOR) and scene.items[described].data.entity.kind == "person":
            return described
    return index


def partner(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "dengan" or "bersama"; after "dengannya" whoever was told last and is not the subject."""
    if _is(scene, trigger + 1, OTHER):
        acting = {actor.entity for actor in subject(scene, trigger)}
        return [_referred(entity) for entity in scene.cast.recent if entity not in acting][:1]
    return _after(scene, trigger, _PARTNER)


def between(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "antara"."""
    return _after(scene, trigger, 1 << BETWEEN)


def attendee(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "dihadiri"."""
    return _after(scene, trigger, 1 << ATTENDED)


def companion(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "didampingi", on either side of the trigger."""
    before = range(max(0, trigger - REACH), trigger)
    for index in [*before, *clause_after(scene.items, trigger)]:
        if _is(scene, index, ACCOMPANIED):
            return _group_from(scene, index + 1)
    return []


def agent(scene: Scene, trigger: int) -> list[Actor]:
    """Who does it, after a passive: "diterima (oleh) X"."""
    return directly_after(scene, trigger) or _after(scene, trigger, 1 << BY)


def inviter(scene: Scene, trigger: int) -> list[Actor]:
    """Who asks for it: before "mengundang", after "undangan dari"."""
    for index in range(trigger - 1, max(-1, trigger - REACH), -1):
        if _is(scene, index, INVITES):
            return subject(scene, index)
        if _is(scene, index, INVITED_BY):
            return _group_from(scene, index + 1)
    return []


def _after(scene: Scene, trigger: int, cues: int) -> list[Actor]:
    for index in clause_after(scene.items, trigger):
        if _is(scene, index, TRIGGER):
            break
        if _in(scene, index, cues):
            found = _group_from(scene, index + 1)
            if found:
                return found
    return []


ACTOR_SLOTS: dict[Slot, Callable[[Scene, int], list[Actor]]] = {
    "subject": subject,
    "object": directly_after,
    "partner": partner,
    "between": between,
    "attendee": attendee,
    "companion": companion,
    "agent": agent,
    "inviter": inviter,
}
