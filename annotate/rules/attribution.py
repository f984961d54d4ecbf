"""Who says so: the sources that a sentence names for what it tells, one behind the other where it is a chain."""

import re
from typing import Final

from risalah.annotate.rules.actors import Actor, Entity, one_line
from risalah.annotate.rules.kinds import (
    ACTOR,
    ACTUAL,
    AFTERWARDS,
    AND,
    AT,
    BY,
    CLAUSE,
    COMMA,
    GEO,
    MARK,
    NO_PLACE,
    OBLIQUE,
    ONE,
    ORGANIZATION_HEAD,
    PAIR,
    QUOTE,
    SAY,
    SOURCE,
    SPEAKER,
    STOP,
    THAT,
    TIME,
    TO,
    VENUE,
    WITH,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.scene import Scene, actors_at, government_at

_REACH: Final = 6
_TITLE: Final = re.compile(r"[\w&'’-]+(?:\.[\w-]+)*(?: [A-Z][\w&'’.-]*\w)*")
"""A newspaper's name as written: "Kompas.com", "The Straits Times"."""
_CUES: Final = mask(SAY, SOURCE, OBLIQUE)
_BEFORE_SOURCE: Final = mask(WORD, OBLIQUE, BY)
"""What may stand between "menurut" and the source: "menurut laporan dari Kremlin"."""
_BEFORE_VERB: Final = mask(WORD, TIME, ACTUAL, COMMA, MARK)
"""What may stand between who says it and the verb: "KCNA pada Kamis melaporkan"."""
_NO_SPEAKER: Final = mask(AT, TO, OBLIQUE, WITH, BY)
"""After these stands who is spoken to or about, and not who speaks."""
_ASIDE: Final = mask(OBLIQUE, AT, CLAUSE, AFTERWARDS)
"""A trigger after one of these tells where or when it is said, and not what."""
_REFERS: Final = mask(ONE, PAIR, SPEAKER)
_AFTER_CLOSING: Final = mask(MARK, QUOTE, STOP, COMMA, TIME, AT, OBLIQUE, NO_PLACE)


def sources(scene: Scene, trigger: int) -> list[Actor]:
    """Return who is said to tell what the trigger does."""
    found: list[Actor] = []
    if not scene.kinds & _CUES:
        return found
    for index, item in enumerate(scene.items):
        if not among(item.kind, _CUES):
            continue
        if item.kind == SOURCE:
            found += _cited(scene, index)
        elif item.cue in ("states", "calls", "closes"):
            if _is_told_by(scene.items, index, trigger) or _closes(scene.items, index, trigger):
                found += _speaker_before(scene, index)
        elif item.kind == SAY and (trigger < index or index == 0):
            found += _source_at(scene, index + 1, named=False)
    return found


def _is_told_by(items: list[Item], verb: int, trigger: int) -> bool:
    """Whether the trigger is in what is said, and not beside it: "mengatakan hal itu usai bertemu Budi"."""
    if trigger < verb:
        return False
    between = [item.kind for item in items[verb + 1 : trigger]]
    if THAT in between or STOP in between:
        return True
    aside = bool(between) and among(between[-1], _ASIDE)
    return not aside and CLAUSE not in between and AFTERWARDS not in between


def _closes(items: list[Item], verb: int, trigger: int) -> bool:
    """Whether a verb ends what is said, and tells no more than when or where it is said."""
    if items[verb].data != "closes" or trigger > verb or COMMA not in [item.kind for item in items[trigger:verb]]:
        return False
    after = items[verb + 1].kind if verb + 1 < len(items) else MARK
    return among(after, _AFTER_CLOSING) and THAT not in [item.kind for item in items[verb:]]


def _cited(scene: Scene, cue: int) -> list[Actor]:
    """The sources after "menurut" or "dilansir", and whom these have it from: "dilansir AFP dari laman Kremlin"."""
    named = scene.items[cue].data == "cites"
    found: list[Actor] = []
    index = cue + 1
    while index < min(len(scene.items), cue + 1 + _REACH * (len(found) + 1)):
        here = _source_at(scene, index, named=named and _opens_name(scene, index))
        if here:
            found += here
            index += 1
            if not _goes_on(scene, index):
                break
        elif not among(scene.items[index].kind, _BEFORE_SOURCE):
            break
        index += 1
    return found


def _goes_on(scene: Scene, index: int) -> bool:
    return index < len(scene.items) and scene.items[index].kind in (OBLIQUE, BY, AND)


def _opens_name(scene: Scene, index: int) -> bool:
    return scene.text[scene.items[index].start].isupper()


def _source_at(scene: Scene, index: int, *, named: bool) -> list[Actor]:
    """Whom the item names as a source; what is written large after "dilansir" is a newspaper, known or not."""
    if index >= len(scene.items):
        return []
    item = scene.items[index]
    if item.kind == WORD and item.data == ORGANIZATION_HEAD and index + 1 < len(scene.items):
        # "militer Korsel"
        following = scene.items[index + 1]
        if following.kind != GEO:
            return []
        # "kantor berita Rusia TASS"
        name = scene.items[index + 2] if index + 2 < len(scene.items) else item
        return [name.data] if name.kind == ACTOR else [_named(scene, "organization", item.start, following.end)]
    if item.kind == ACTOR:
        return [_newspaper(scene, item)] if named and _is_unknown(item) else [item.data]
    if item.kind == VENUE:
        return [_named(scene, "organization", item.start, item.end)]
    return actors_at(scene, index) or government_at(scene, index) or ([_newspaper(scene, item)] if named else [])


def _named(scene: Scene, kind: str, start: int, end: int) -> Actor:
    return Actor(Entity(one_line(scene.text[start:end]), kind, (start, end)), [(start, end)])


def _newspaper(scene: Scene, item: Item) -> Actor:
    match = _TITLE.match(scene.text, item.start, scene.items[-1].end)
    return _named(scene, "organization", item.start, max(item.end, match.end()) if match else item.end)


def _is_unknown(item: Item) -> bool:
    """Whether two or more words written large are taken for a person, with no title and told nowhere before."""
    entity: Entity = item.data.entity
    return entity.kind == "person" and not entity.country and entity.span == (item.start, item.end)


def _speaker_before(scene: Scene, verb: int) -> list[Actor]:
    """Who stands before the verb and is its subject: not "media Rusia", nor whom it is said to."""
    for index in range(verb - 1, max(-1, verb - 1 - _REACH), -1):
        item = scene.items[index]
        if among(item.kind, mask(ACTOR, GEO, VENUE) | _REFERS):
            return _subject_at(scene, index)
        if not among(item.kind, _BEFORE_VERB) or (item.kind == COMMA and index == verb - 1):
            break
    return []


def _subject_at(scene: Scene, index: int) -> list[Actor]:
    if index == 0:
        return _source_at(scene, index, named=False)
    before = scene.items[index - 1]
    if among(before.kind, _NO_SPEAKER):
        return []
    if scene.items[index].kind == GEO and before.kind == WORD:
        return _source_at(scene, index - 1, named=False) if before.data == ORGANIZATION_HEAD else []
    return _source_at(scene, index, named=False)
