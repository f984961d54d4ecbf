"""One trigger with what its sentence tells about the event."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from risalah.annotate.rules.actors import Entity
from risalah.annotate.rules.clause import CLAUSE_END, REACH
from risalah.annotate.rules.kinds import Item, Kind
from risalah.annotate.rules.pack import Slot, TriggerRule
from risalah.annotate.rules.places import PLACE_SLOTS, chain
from risalah.annotate.rules.realis import Reality, reality
from risalah.annotate.rules.slots import ACTOR_SLOTS, Scene
from risalah.annotate.rules.times import When

Reference = Literal["no", "same", "bare", "itu"]
"""How a trigger refers to an event told elsewhere: by naming its people again, by itself, or with "itu"."""


_OF_ANAPHORS: frozenset[Slot] = frozenset(("between", "attendee", "companion"))
"""Slots that tell more people of an event after "pertemuan itu"."""


class Rule(NamedTuple):
    """A trigger rule, the event type it belongs to, and which kind of filler each of its roles takes."""

    type: str
    trigger: TriggerRule
    fillers: dict[str, str]
    """Role by role: "Actor", "Place" or "Time"."""
    main: str
    """The role by whose fillers two mentions are told to be of one event."""
    not_in: frozenset[str]
    """Topics whose articles tell no such events."""


class Found(NamedTuple):
    """Where a filler stands, and the slot that found it there."""

    span: tuple[int, int]
    rule: str


@dataclass(slots=True)
class Frame:
    """What one trigger's sentence tells of the event."""

    rule: Rule
    sentence: int
    """Where it stands among the sentences read."""
    span: tuple[int, int]
    reality: Reality
    refers: Reference = "no"
    """How it refers to an event told elsewhere."""
    sufficient: bool = True
    """Tells enough to be an event by itself."""
    actors: dict[str, dict[Entity, list[Found]]] = field(default_factory=dict)
    places: dict[str, dict[str, list[Found]]] = field(default_factory=dict)
    times: dict[str, list[tuple[When, Found]]] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    """Organizations at whose place it is."""

    @property
    def main_actors(self) -> set[Entity]:
        """The fillers of the main role."""
        return set(self.actors.get(self.rule.main, {}))


def frames(scene: Scene) -> Iterator[Frame]:
    """Yield a frame for every trigger of the sentence that tells or refers to an event."""
    for index, item in enumerate(scene.items):
        if item.kind is Kind.TRIGGER:
            for rule in item.data:
                frame = _frame(scene, index, rule)
                if frame:
                    yield frame
                    break


def _frame(scene: Scene, index: int, rule: Rule) -> Frame | None:
    trigger = rule.trigger
    told = reality(scene.items, index, noun=trigger.noun)
    if told.generic or not _is_about(scene.items, index, trigger):
        return None
    if trigger.noun and _names_an_occasion(scene, index):
        return None
    item = scene.items[index]
    definite = trigger.noun and _is_definite(scene.items, index)
    frame = Frame(rule, scene.number, (item.start, item.end), told, "itu" if definite else "no")
    for role, slots in trigger.roles.items():
        filler = rule.fillers[role]
        if filler == "Actor":
            _fill_actors(frame, scene, index, role)
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
        if item.kind is Kind.SAY:
            after = items[index + 1 :]
            at = next((place for place, one in enumerate(after) if one.kind is Kind.AT), len(after))
            return chain(after, at + 1), [one for one in after[at:] if one.kind is Kind.TIME]
    return [], []


def _settled(frame: Frame) -> Frame | None:
    """Decide whether the frame tells an event of its own, refers to one told elsewhere, or is nothing."""
    rule = frame.rule
    missing = {role for role, least in rule.trigger.requires.items() if _count(frame, role) < least}
    frame.sufficient = not missing and bool(frame.main_actors)
    if frame.refers == "itu":
        return frame
    if frame.sufficient and (
        not rule.trigger.noun or any(entity.kind in ("person", "group") for entity in frame.main_actors)
    ):
        return frame
    if rule.trigger.noun:
        frame.refers = "bare"
        return frame if rule.trigger.bare or frame.sufficient else None
    frame.refers = "same"
    return frame if frame.main_actors and all(rule.fillers[role] == "Place" for role in missing) else None


def _names_an_occasion(scene: Scene, index: int) -> bool:
    """Within a sentence "Pertemuan Diaspora Indonesia" is a name."""
    items = scene.items
    if index == 0 or not scene.text[items[index].start].isupper() or index + 1 == len(items):
        return False
    return items[index - 1].kind is not Kind.QUOTE and items[index + 1].kind is Kind.NAME


def _count(frame: Frame, role: str) -> int:
    return len(frame.actors.get(role) or frame.places.get(role) or frame.times.get(role) or ())


def _is_about(items: list[Item], index: int, trigger: TriggerRule) -> bool:
    if not trigger.about:
        return True
    return any(item.kind is Kind.PACT for item in items[index + 1 : index + 8])


def _is_definite(items: list[Item], index: int) -> bool:
    for item in items[index + 1 : index + 4]:
        if item.kind is Kind.DEFINITE:
            return True
        if item.kind not in (Kind.WORD, Kind.TIME):
            return False
    return False


def _fill_actors(frame: Frame, scene: Scene, index: int, role: str) -> None:
    trigger = frame.rule.trigger
    found: dict[Entity, list[Found]] = {}
    complete = False
    for slot in trigger.roles[role]:
        if (slot == "subject" and complete) or (frame.refers == "itu" and slot not in _OF_ANAPHORS):
            continue
        for actor in ACTOR_SLOTS[slot](scene, index):
            if trigger.named and actor.entity.kind != "person":
                continue
            spans = found.setdefault(actor.entity, [])
            spans += [Found(span, f"slot.{slot}") for span in actor.spans]
        complete = trigger.noun and (complete or _is_complete(scene.items, index, found, slot))
    if found:
        frame.actors[role] = found


def _is_complete(items: list[Item], index: int, found: dict[Entity, list[Found]], slot: Slot) -> bool:
    """Whether who stands beside a noun leaves no room for the sentence's subject: "pertemuan Putin dan Kim".

    An organization does where the subject speaks "dalam pertemuan Dewan Keamanan".
    """
    if slot not in ("between", "object") or not found:
        return False
    within = index > 0 and items[index - 1].kind is Kind.OBLIQUE
    return not within or len(found) > 1 or any(entity.kind == "person" for entity in found)


def _dates(items: list[Item], index: int) -> bool:
    """Whether a word like "sejak" stands before a day, and begins no clause."""
    after = items[index + 1] if index + 1 < len(items) else None
    if items[index].kind is not Kind.CLAUSE or after is None or after.kind is not Kind.TIME:
        return False
    return after.data.day is not None or after.data.weekday is not None


def _times(items: list[Item], trigger: int) -> Iterator[Item]:
    """The expressions that date the event itself, not the report about it."""
    blocked = found = False
    for index, item in enumerate(items[trigger + 1 : trigger + REACH], start=trigger + 1):
        blocked = blocked or (item.kind in CLAUSE_END and not _dates(items, index))
        if item.kind is Kind.TRIGGER and found:
            break
        if item.kind is Kind.TIME and not blocked:
            found = True
            yield item
    if trigger > REACH or any(item.kind in (Kind.SAY, Kind.SOURCE) for item in items[:trigger]):
        return
    for index in range(trigger - 1, -1, -1):
        if items[index].kind in CLAUSE_END:
            return
        if items[index].kind is Kind.TIME:
            yield items[index]
