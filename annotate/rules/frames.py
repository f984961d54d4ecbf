"""One trigger with what its sentence tells about the event."""

from collections.abc import Iterator
from typing import Final, Literal

from risalah.annotate.rules.actors import Entity, Span
from risalah.annotate.rules.clause import CLAUSE_END, REACH
from risalah.annotate.rules.kinds import (
    AT,
    CLAUSE,
    DEFINITE,
    NAME,
    OBLIQUE,
    PACT,
    QUOTE,
    SAY,
    SOURCE,
    TIME,
    TRIGGER,
    WORD,
    Item,
    among,
)
from risalah.annotate.rules.pack import Slot, TriggerRule
from risalah.annotate.rules.places import PLACE_SLOTS, chain
from risalah.annotate.rules.realis import Reality, reality
from risalah.annotate.rules.slots import ACTOR_SLOTS, Scene
from risalah.annotate.rules.times import When

Reference = Literal["no", "same", "bare", "itu"]
"""How a trigger refers to an event told elsewhere: by naming its people again, by itself, or with "itu"."""


_OF_ANAPHORS: Final[frozenset[Slot]] = frozenset(("between", "attendee", "companion"))
"""Slots that tell more people of an event after "pertemuan itu"."""


class Rule:
    """A trigger rule, the event type it belongs to, and which kind of filler each of its roles takes."""

    def __init__(self, trigger: TriggerRule, type: str, fillers: dict[str, str], not_in: frozenset[str]) -> None:
        self.type = type
        self.id = trigger.id
        self.noun = trigger.noun
        self.bare = trigger.bare
        self.named = trigger.named
        self.requires = trigger.requires
        self.about = bool(trigger.about)
        self.roles = [(role, fillers[role], slots) for role, slots in trigger.roles.items()]
        """Each role with its kind of filler ("Actor", "Place" or "Time") and the slots that fill it."""
        self.fillers = {role: fillers[role] for role in trigger.roles}
        self.main = next((role for role, filler, _ in self.roles if filler == "Actor"), next(iter(trigger.roles), ""))
        """The role by whose fillers two mentions are told to be of one event."""
        self.not_in = not_in
        """Topics whose articles tell no such events."""


class Found:
    """Where a filler stands, and the slot that found it there."""

    def __init__(self, span: Span, rule: str) -> None:
        self.span = span
        self.rule = rule


class Frame:
    """What one trigger's sentence tells of the event."""

    def __init__(self, rule: Rule, sentence: int, span: Span, reality: Reality, refers: Reference = "no") -> None:
        self.rule = rule
        self.sentence = sentence
        """Where it stands among the sentences read."""
        self.span = span
        self.reality = reality
        self.refers = refers
        """How it refers to an event told elsewhere."""
        self.sufficient = True
        """Tells enough to be an event by itself."""
        self.actors: dict[str, dict[Entity, list[Found]]] = {}
        self.places: dict[str, dict[str, list[Found]]] = {}
        self.times: dict[str, list[tuple[When, Found]]] = {}
        self.bodies: frozenset[str] = frozenset()
        """Organizations at whose place it is."""

    @property
    def main_actors(self) -> set[Entity]:
        """The fillers of the main role."""
        return set(self.actors.get(self.rule.main, {}))


def frames(scene: Scene) -> Iterator[Frame]:
    """Yield a frame for every trigger of the sentence that tells or refers to an event."""
    for index, item in enumerate(scene.items):
        if item.kind == TRIGGER:
            for rule in item.data:
                frame = _frame(scene, index, rule)
                if frame:
                    yield frame
                    break


def _frame(scene: Scene, index: int, rule: Rule) -> Frame | None:
    told = reality(scene.items, index, noun=rule.noun)
    if told.generic or not _is_about(scene.items, index, rule):
        return None
    if rule.noun and _names_an_occasion(scene, index):
        return None
    item = scene.items[index]
    definite = rule.noun and _is_definite(scene.items, index)
    frame = Frame(rule, scene.number, (item.start, item.end), told, "itu" if definite else "no")
    for role, filler, slots in rule.roles:
        if filler == "Actor":
            _fill_actors(frame, scene, index, role, slots)
        elif filler == "Place":
            for slot in slots:
                for where in PLACE_SLOTS[slot](scene.items, index) if role not in frame.places else ():
                    frame.bodies |= where.data.bodies
                    frame.places.setdefault(role, {}).setdefault(where.data.name, []).append(
                        Found((where.start, where.end), f"slot.{slot}")
                    )
        else:
            frame.times[role] = [
                (when.data, Found((when.start, when.end), "slot.time")) for when in _times(scene.items, index)
            ]
    frame.places = {role: places for role, places in frame.places.items() if places}
    return _settled(frame)


def statement(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """Return where and when a statement is made: "kata Budi di Gedung KPK, Jakarta, Rabu (7/2)"."""
    for index, item in enumerate(items):
        if item.kind == SAY:
            after = items[index + 1 :]
            at = next((place for place, one in enumerate(after) if one.kind == AT), len(after))
            return chain(after, at + 1), [one for one in after[at:] if one.kind == TIME]
    return [], []


def _settled(frame: Frame) -> Frame | None:
    """Decide whether the frame tells an event of its own, refers to one told elsewhere, or is nothing."""
    rule = frame.rule
    missing = {role for role, least in rule.requires.items() if _count(frame, role) < least}
    frame.sufficient = not missing and bool(frame.main_actors)
    if frame.refers == "itu":
        return frame
    if frame.sufficient and (not rule.noun or any(entity.kind in ("person", "group") for entity in frame.main_actors)):
        return frame
    if rule.noun:
        frame.refers = "bare"
        return frame if rule.bare or frame.sufficient else None
    frame.refers = "same"
    return frame if frame.main_actors and all(rule.fillers[role] == "Place" for role in missing) else None


def _names_an_occasion(scene: Scene, index: int) -> bool:
    """Within a sentence "Pertemuan Diaspora Indonesia" is a name."""
    items = scene.items
    if index == 0 or not scene.text[items[index].start].isupper() or index + 1 == len(items):
        return False
    return items[index - 1].kind != QUOTE and items[index + 1].kind == NAME


def _count(frame: Frame, role: str) -> int:
    return len(frame.actors.get(role) or frame.places.get(role) or frame.times.get(role) or ())


def _is_about(items: list[Item], index: int, rule: Rule) -> bool:
    if not rule.about:
        return True
    return any(item.kind == PACT for item in items[index + 1 : index + 8])


def _is_definite(items: list[Item], index: int) -> bool:
    for item in items[index + 1 : index + 4]:
        if item.kind == DEFINITE:
            return True
        if item.kind not in (WORD, TIME):
            return False
    return False


def _fill_actors(frame: Frame, scene: Scene, index: int, role: str, slots: list[Slot]) -> None:
    rule = frame.rule
    found: dict[Entity, list[Found]] = {}
    complete = False
    for slot in slots:
        if (slot == "subject" and complete) or (frame.refers == "itu" and slot not in _OF_ANAPHORS):
            continue
        for actor in ACTOR_SLOTS[slot](scene, index):
            if rule.named and actor.entity.kind != "person":
                continue
            spans = found.setdefault(actor.entity, [])
            spans += [Found(span, f"slot.{slot}") for span in actor.spans]
        complete = rule.noun and (complete or _is_complete(scene.items, index, found, slot))
    if found:
        frame.actors[role] = found


def _is_complete(items: list[Item], index: int, found: dict[Entity, list[Found]], slot: Slot) -> bool:
    """Whether who stands beside a noun leaves no room for the sentence's subject: "pertemuan Putin dan Kim".

    An organization does where the subject speaks "dalam pertemuan Dewan Keamanan".
    """
    if slot not in ("between", "object") or not found:
        return False
    within = index > 0 and items[index - 1].kind == OBLIQUE
    return not within or len(found) > 1 or any(entity.kind == "person" for entity in found)


def _dates(items: list[Item], index: int) -> bool:
    """Whether a word like "sejak" stands before a day, and begins no clause."""
    after = items[index + 1] if index + 1 < len(items) else None
    if items[index].kind != CLAUSE or after is None or after.kind != TIME:
        return False
    return after.data.day is not None or after.data.weekday is not None


def _times(items: list[Item], trigger: int) -> Iterator[Item]:
    """The expressions that date the event itself, not the report about it."""
    blocked = found = False
    for index, item in enumerate(items[trigger + 1 : trigger + REACH], start=trigger + 1):
        blocked = blocked or (among(item.kind, CLAUSE_END) and not _dates(items, index))
        if item.kind == TRIGGER and found:
            break
        if item.kind == TIME and not blocked:
            found = True
            yield item
    if trigger > REACH or any(item.kind in (SAY, SOURCE) for item in items[:trigger]):
        return
    for index in range(trigger - 1, -1, -1):
        if among(items[index].kind, CLAUSE_END):
            return
        if items[index].kind == TIME:
            yield items[index]
