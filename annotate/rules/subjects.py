"""Who is the subject of a trigger."""

from typing import Final

from risalah.annotate.rules.actors import Actor
from risalah.annotate.rules.clause import REACH
from risalah.annotate.rules.coordination import group_from, group_until, leads
from risalah.annotate.rules.kinds import (
    ACTOR,
    ACTUAL,
    AFTERWARDS,
    ATTENDS,
    CLAUSE,
    COMMA,
    DENIED,
    HYPOTHETICAL,
    NAME,
    NO_PLACE,
    NUMBER,
    OBLIQUE,
    ONE,
    PAIR,
    PLANNED,
    RELATIVE,
    SAY,
    TIME,
    TOGETHER,
    TRIGGER,
    WORD,
    among,
    mask,
)
from risalah.annotate.rules.obliques import BEFORE_VERB, is_oblique
from risalah.annotate.rules.scene import Scene, actors_at, government_at, is_among, is_kind, is_noun, referred

_ACTS: Final = mask(ACTOR, ONE, PAIR)
_OWNED: Final = mask(WORD, NAME, NUMBER, TIME)
_WHEN: Final = mask(CLAUSE, AFTERWARDS, OBLIQUE, WORD, TIME, ATTENDS, NO_PLACE)
"""What may stand between what is said and when."""
_PREDICATED: Final = mask(SAY, PLANNED, DENIED, ACTUAL, HYPOTHETICAL)
"""What tells of a capital at the head of a sentence that it is a government."""


def subject(scene: Scene, trigger: int) -> list[Actor]:
    """The nearest actors before the trigger that are not oblique; failing these, those of the main clause after it."""
    if _is_told_of_a_thing(scene, trigger):
        return []
    if _is_said_then(scene, trigger):
        speaker = scene.cast.speaker or scene.cast.last
        return [referred(speaker)] if speaker else []
    found = _subject_before(scene, trigger) or _capital(scene)
    return found or (_subject_after(scene, trigger) if _opens_sentence(scene, trigger) else [])


def _subject_before(scene: Scene, trigger: int) -> list[Actor]:
    index = trigger - 1
    together: list[Actor] = []
    while index >= max(0, trigger - REACH):
        if _is_apposition(scene, index):
            index -= 1
        elif actors_at(scene, index):
            group, first = group_until(scene, index)
            if is_kind(scene, first - 1, TOGETHER) or leads(scene, first):
                together = group
            elif _is_antecedent(scene, index, trigger):
                return actors_at(scene, index)
            elif _owns(scene, index, trigger):
                return group
            elif not is_oblique(scene, first) and not _is_object(scene, first, index) and not _is_owner(scene, index):
                return group + together
            index = first
        index -= 1
    return together


def _is_apposition(scene: Scene, index: int) -> bool:
    """Whether an office tells who somebody is that stands before it: "Ani Wijaya, pengacara Budi, menemui ..."."""
    if not (is_kind(scene, index, ACTOR) and is_kind(scene, index - 1, COMMA) and is_kind(scene, index + 1, COMMA)):
        return False
    if not is_kind(scene, index - 2, ACTOR) or scene.items[index - 2].data.entity.kind != "person":
        return False
    item = scene.items[index]
    return item.data.spans[0][0] > item.start or scene.text[item.start].islower()


def _capital(scene: Scene) -> list[Actor]:
    """The government that a capital at the head of the sentence stands for: "Pyongyang tidak akan berunding"."""
    return government_at(scene, 0) if is_among(scene, 1, _PREDICATED) else []


def _is_said_then(scene: Scene, trigger: int) -> bool:
    """Whether whoever spoke before says something then: "katanya saat berkunjung ke Bali"."""
    index = trigger - 1
    while is_among(scene, index, _WHEN):
        index -= 1
    return is_kind(scene, index, SAY) and scene.items[index].data == "says_he"


def _is_told_of_a_thing(scene: Scene, trigger: int) -> bool:
    """Whether a relative clause tells it of a common noun: "keterangan yang diterima Ani", "warga yang menemui Ani"."""
    index = trigger - 1
    while is_among(scene, index, BEFORE_VERB):
        index -= 1
    if not is_kind(scene, index, RELATIVE):
        return False
    # "dalam keterangan yang ..."; but "Ani sendiri yang ..."
    return is_kind(scene, index - 1, SAY) or (is_kind(scene, index - 1, WORD) and not actors_at(scene, index - 2))


def _is_antecedent(scene: Scene, index: int, trigger: int) -> bool:
    """Whether the trigger stands in a relative clause about the actor: "dengan Wang Yi yang akan tiba"."""
    if not is_kind(scene, index + 1, RELATIVE):
        return False
    return all(among(item.kind, BEFORE_VERB) for item in scene.items[index + 2 : trigger])


def _owns(scene: Scene, index: int, trigger: int) -> bool:
    """Whether the noun is theirs: "during Putin's first visit"."""
    if scene.items[index + 1].data != "possessive" or not is_noun(scene, trigger):
        return False
    return all(among(item.kind, _OWNED) for item in scene.items[index + 2 : trigger])


def _is_owner(scene: Scene, index: int) -> bool:
    """Whether something else is theirs that is told to act: "Putin's spokesman met Ani"."""
    return scene.items[index + 1].data == "possessive" and scene.items[index].kind == ACTOR


def _is_object(scene: Scene, first: int, last: int) -> bool:
    """Whether the actors follow another trigger's verb and do nothing themselves: "X menemui Y dalam lawatan"."""
    if not is_kind(scene, first - 1, TRIGGER) or is_kind(scene, last + 1, RELATIVE):
        return False
    return not is_noun(scene, first - 1)


def _opens_sentence(scene: Scene, trigger: int) -> bool:
    return trigger <= 1 or any(item.kind in (CLAUSE, AFTERWARDS) for item in scene.items[:trigger])


def _subject_after(scene: Scene, trigger: int) -> list[Actor]:
    """Return the subject of the main clause after the comma: "Usai bertemu Prabowo, SBY mengatakan ..."."""
    for index in range(trigger + 1, min(len(scene.items), trigger + REACH)):
        if is_kind(scene, index, COMMA) and is_among(scene, index + 1, _ACTS):
            return group_from(scene, index + 1)
    return []
