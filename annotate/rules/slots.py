"""Where around a trigger the fillers of a role stand: one small function for each slot of a rule."""

from collections.abc import Callable
from typing import Final

from risalah.annotate.rules.actors import Actor
from risalah.annotate.rules.clause import ADVERBS, CLAUSE_END, REACH, clause_end
from risalah.annotate.rules.coordination import described, group_from, group_until
from risalah.annotate.rules.kinds import (
    ACTOR,
    AND,
    AT,
    ATTENDED,
    BETWEEN,
    BY,
    COMMA,
    DEFINITE,
    GEO,
    INVITED_BY,
    INVITES,
    MARK,
    NAME,
    NUMBER,
    OBLIQUE,
    OTHER,
    PACT,
    PAIR,
    PURPOSE,
    SPEAKER,
    TIME,
    TO,
    TOGETHER,
    TRIGGER,
    VENUE,
    WITH,
    WORD,
    among,
    mask,
)
from risalah.annotate.rules.lists import listed_near
from risalah.annotate.rules.obliques import BEFORE_VERB, MAKES_OBLIQUE, is_oblique
from risalah.annotate.rules.pack import Slot
from risalah.annotate.rules.scene import (
    NEAR,
    Scene,
    actors_at,
    government_at,
    is_among,
    is_kind,
    is_noun,
    referred,
)
from risalah.annotate.rules.subjects import subject

_INVITE: Final = mask(INVITES, INVITED_BY)
_HOME: Final = mask(VENUE, ACTOR)
_BEFORE_BETWEEN: Final = mask(WORD, DEFINITE, TIME, GEO, AT, MARK, VENUE, NAME, AND, PACT)
_ADVERB: Final = mask(WORD, DEFINITE)
_PARTNER: Final = mask(WITH, TOGETHER)
_TOGETHER_WITH: Final = mask(WITH, TO, BETWEEN)
_THING: Final = mask(WORD, NAME, NUMBER, BY)
_DOER_REACH: Final = 10


def acting_within(scene: Scene, noun: int) -> list[Actor]:
    """Who does something in what a noun refers to: "Dalam pertemuan tersebut, Ani meminta ..."."""
    index = noun + 1
    if not is_kind(scene, index, DEFINITE) or noun > 1:
        return []
    return group_from(scene, index + 1 + is_kind(scene, index + 1, COMMA))


def directly_after(scene: Scene, trigger: int) -> list[Actor]:
    """The actors right after the trigger, but for adverbs: "menemui langsung X", "kunjungan kenegaraan X"."""
    if _holds_object(scene, trigger):
        return _somebody_else(scene, trigger)
    index = _object_index(scene, trigger)
    if not is_noun(scene, trigger):
        # "bertamu ke kediaman Ani", "sowan ke Ani"
        index += is_kind(scene, index, TO) and is_among(scene, index + 1, _HOME)
    if is_kind(scene, index, VENUE) and scene.items[index].data.owner:
        owner: Actor = scene.items[index].data.owner
        return [owner]
    if actors_at(scene, index):
        return group_from(scene, index)
    return [] if is_noun(scene, trigger) else listed_near(scene, index)


def _holds_object(scene: Scene, trigger: int) -> bool:
    """Whether a clitic of the verb is its object: "menemuinya"."""
    item = scene.items[trigger]
    rule = item.data[0]
    active = not rule.noun and (rule.transitive or not rule.directed)
    return active and scene.text[item.start : item.end].endswith(rule.wording.clitics)


def _object_index(scene: Scene, trigger: int) -> int:
    index = trigger + 1
    while index <= trigger + ADVERBS and is_among(scene, index, _ADVERB):
        index += 1
    return described(scene, index)


def partner(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "dengan" or "bersama"; after "dengannya" whoever was told last and is not the subject."""
    if is_kind(scene, trigger + 1, OTHER):
        return _somebody_else(scene, trigger)
    return _after(scene, trigger, _PARTNER) or _at_home(scene, trigger)


def _at_home(scene: Scene, trigger: int) -> list[Actor]:
    """Whose home somebody goes to: "bersilaturahmi ke kediaman Budi"."""
    for index in range(trigger + 1, clause_end(scene.items, trigger)):
        if is_kind(scene, index, TO) and is_kind(scene, index + 1, VENUE) and scene.items[index + 1].data.owner:
            owner: Actor = scene.items[index + 1].data.owner
            return [owner]
    return []


def _somebody_else(scene: Scene, trigger: int) -> list[Actor]:
    """Whoever was told last and is not the subject."""
    acting = {actor.entity for actor in subject(scene, trigger)}
    return [referred(entity) for entity in scene.cast.recent if entity not in acting][:1]


def has_unnamed_partner(scene: Scene, trigger: int) -> bool:
    """Whether a common noun stands after the trigger and "dengan": "pembicaraan dengan beberapa investor"."""
    index = trigger + 1
    while index <= trigger + ADVERBS and is_kind(scene, index, WORD):
        index += 1
    if not is_kind(scene, index, WITH) or not is_kind(scene, index + 1, WORD):
        return False
    # "merdeka.com" is no noun.
    return scene.text[scene.items[index + 1].end : scene.items[index + 1].end + 1] != "."


def partner_before(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "with" or "between" before the trigger: "spoke with Putin by phone"."""
    for index in range(trigger - 1, max(-1, trigger - 2 * NEAR), -1):
        if is_among(scene, index, _TOGETHER_WITH):
            return group_from(scene, described(scene, index + 1))
        if is_among(scene, index, CLAUSE_END | 1 << TRIGGER):
            break
    return []


def between(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after an "antara" that belongs to the noun."""
    if not among(BETWEEN, scene.kinds):
        return []
    for index in range(trigger + 1, min(len(scene.items), trigger + 2 * NEAR)):
        if is_kind(scene, index, BETWEEN):
            return group_from(scene, described(scene, index + 1))
        if not (is_among(scene, index, _BEFORE_BETWEEN) or _is_pact(scene, index)):
            break
    return []


def _is_pact(scene: Scene, index: int) -> bool:
    """Whether a trigger names what another one signs: "penandatanganan nota kesepahaman antara Ani dan Budi"."""
    return is_kind(scene, index, TRIGGER) and all(rule.alone for rule in scene.items[index].data)


def attendee(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "dipimpin" and "dihadiri"."""
    found: list[Actor] = []
    if among(ATTENDED, scene.kinds):
        for index in range(trigger + 1, clause_end(scene.items, trigger)):
            if is_kind(scene, index, TRIGGER) and not _is_pact(scene, index):
                break
            if is_kind(scene, index, ATTENDED):
                found += _led_by(scene, index)
    return found


def agent(scene: Scene, trigger: int) -> list[Actor]:
    """Who does it, after a passive: "diterima (oleh) X"."""
    return directly_after(scene, trigger) or _after(scene, trigger, 1 << BY)


def recipient(scene: Scene, trigger: int) -> list[Actor]:
    """Who is given or told it: after "kepada", "ke" or "untuk"."""
    for index in range(trigger + 1, clause_end(scene.items, trigger)):
        item = scene.items[index]
        if item.kind == TRIGGER:
            break
        if item.data == "recipient" or item.kind in (TO, PURPOSE):
            found = group_from(scene, index + 1)
            if item.data == "recipient" and not found:
                found = government_at(scene, index + 1)
            if found:
                return found
    return []


def owner(scene: Scene, trigger: int) -> list[Actor]:
    """Whose it is: right after what the trigger is of, "uji coba rudal balistik Korea Utara"."""
    for index in range(trigger + 1, min(len(scene.items), trigger + 1 + NEAR)):
        if actors_at(scene, index):
            return group_from(scene, index)
        if not is_among(scene, index, _THING):
            break
    return []


def doer(scene: Scene, trigger: int) -> list[Actor]:
    """Who does it, by name or capital, in the clause of the verb and nowhere else: no group, nobody oblique."""
    index = trigger - 1
    while index >= max(0, trigger - _DOER_REACH):
        found = actors_at(scene, index) or _convening_at(scene, index)
        if found and not is_among(scene, index, 1 << PAIR | 1 << SPEAKER):
            group, first = group_until(scene, index)
            if not is_oblique(scene, first):
                return [actor for actor in group or found if actor.entity.kind != "group"]
            if is_kind(scene, first - 1, OBLIQUE) and scene.items[first - 1].data != "recipient":
                break
            index = first
        elif government_at(scene, index) and not is_among(scene, index - 1, MAKES_OBLIQUE):
            return government_at(scene, index)
        elif is_among(scene, index, CLAUSE_END | 1 << TRIGGER):
            break
        index -= 1
    return []


def just_before(scene: Scene, verb: int) -> list[Actor]:
    """Who does it, where only adverbs stand between: "Keduanya antara lain membahas"."""
    for index in range(verb - 1, max(-1, verb - 1 - NEAR), -1):
        if actors_at(scene, index):
            group, first = group_until(scene, index)
            return [] if is_oblique(scene, first) else group
        if not is_among(scene, index, BEFORE_VERB):
            break
    return []


def _convening_at(scene: Scene, index: int) -> list[Actor]:
    """An organization that convenes others, which can speak and give all the same."""
    return [scene.items[index].data] if is_kind(scene, index, ACTOR) else []


def following(scene: Scene, trigger: int) -> list[Actor]:
    """Who does it, right after a passive or a noun, with or without "oleh"."""
    index = trigger + 1
    if is_kind(scene, index, BY):
        index += 1
    return group_from(scene, index) or _convening_at(scene, index) or government_at(scene, index)


def inviter(scene: Scene, trigger: int) -> list[Actor]:
    """Who asks for it: before "mengundang", after "undangan dari"."""
    if not scene.kinds & _INVITE:
        return []
    for index in range(trigger - 1, max(-1, trigger - REACH), -1):
        if is_kind(scene, index, INVITES):
            return subject(scene, index)
        if is_kind(scene, index, INVITED_BY):
            return group_from(scene, index + 1)
    return []


def _after(scene: Scene, trigger: int, cues: int) -> list[Actor]:
    if not scene.kinds & cues:
        return []
    for index in range(trigger + 1, clause_end(scene.items, trigger)):
        if is_kind(scene, index, TRIGGER) and not _is_pact(scene, index):
            break
        if is_among(scene, index, cues):
            found = _led_by(scene, index)
            if not found and is_kind(scene, index, WITH) and not is_kind(scene, index + 2, NAME):
                # "berunding dengan Seoul", but not "dengan Paris Hilton"
                found = government_at(scene, index + 1)
            if found:
                return found
    return []


def _led_by(scene: Scene, cue: int) -> list[Actor]:
    """The actors that a cue leads to: "dengan A dan B", "dihadiri sejumlah tokoh, antara lain A"."""
    return group_from(scene, described(scene, cue + 1)) or listed_near(scene, cue + 1)


ACTOR_SLOTS: dict[Slot, Callable[[Scene, int], list[Actor]]] = {
    "subject": subject,
    "object": directly_after,
    "partner": partner,
    "partner_before": partner_before,
    "between": between,
    "attendee": attendee,
    "agent": agent,
    "inviter": inviter,
    "recipient": recipient,
    "owner": owner,
    "doer": doer,
    "following": following,
}
