"""One trigger with what its sentence tells about the event."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final, Literal

from risalah.annotate.rules.actors import Entity, Span
from risalah.annotate.rules.attribution import sources
from risalah.annotate.rules.clause import CLAUSE_END, OPENING, REACH, clause_end
from risalah.annotate.rules.company import company_of
from risalah.annotate.rules.contents import Passage, Wording, contents
from risalah.annotate.rules.kinds import (
    ACTOR,
    AFTERWARDS,
    AHEAD,
    AND,
    AT,
    ATTENDED,
    ATTENDS,
    CLAUSE,
    COMMA,
    DEFINITE,
    GEO,
    MARK,
    NAME,
    OBLIQUE,
    PACT,
    QUOTE,
    RELATIVE,
    SAY,
    SOURCE,
    STOP,
    TIME,
    TO,
    TRIGGER,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.lexicon import Geo, Words, fold
from risalah.annotate.rules.pack import EventRules, Slot, TriggerRule
from risalah.annotate.rules.places import PLACE_SLOTS, PLACES, chain
from risalah.annotate.rules.realis import Reality, reality
from risalah.annotate.rules.scene import Scene
from risalah.annotate.rules.slots import ACTOR_SLOTS, acting_within, has_unnamed_partner
from risalah.annotate.rules.times import When
from risalah.schema.ontology import ATTRIBUTION

_AFTER_STATEMENT: Final = mask(COMMA, MARK, QUOTE, STOP, TO, AT)
_ADMITTED: Final = 2
_ABOUT: Final = 8
_OBJECT_REACH: Final = 6
_NEAR: Final = 80
"""Code points around a trigger in which a first look finds the things it is about."""
_DEFINITE_REACH: Final = 6
_LOOK_BACK: Final = 12
_DESCRIBES: Final = mask(WORD, ACTOR, GEO, NAME)
_BEFORE_DEFINITE: Final = mask(WORD, TIME, ACTOR, AND, MARK, PACT, RELATIVE, ATTENDED)
_TRIGGERS: Final = 12
"""No sentence of news tells of so many events; work within one must stay small."""
Reference = Literal["no", "same", "bare", "itu"]
"""How a trigger refers to an event told elsewhere: by naming its people again, by itself, or with "itu"."""


JOINING: Final = ("slot.attendee", "slot.companion")
"""What tells more people of an event that is only referred to."""
_OF_ANAPHORS: Final[frozenset[Slot]] = frozenset(("between", "attendee", "companion", "partner"))
"""Slots that tell more people of an event after "pertemuan itu"."""


class Rule:
    """A trigger rule, the event type it belongs to, and which kind of filler each of its roles takes."""

    def __init__(self, trigger: TriggerRule, events: EventRules, fillers: dict[str, str], wording: Wording) -> None:
        self.type = events.type
        self.id = trigger.id
        self.noun = trigger.noun
        self.bare = trigger.bare
        self.named = trigger.named
        self.requires = trigger.requires
        self.about = bool(trigger.about)
        self.alone = trigger.alone
        self.host = f"slot.{trigger.host}" if trigger.host else ""
        """What tells who receives the others."""
        self.roles = [(role, fillers[role], slots) for role, slots in trigger.roles.items()]
        """Each role with its kind of filler ("Actor", "Place", ...) and the slots that fill it."""
        self.wording = wording
        self.heads = {role: wording.heads[head] for role, head in trigger.heads.items()}
        """What the words that fill a role must begin with."""
        self.near = [wording.near[trigger.heads[role]] for role in trigger.requires if role in trigger.heads]
        """What must stand near the trigger, for a first look at it."""
        self.beside = Words(trigger.beside) if trigger.beside else None
        """What must stand after it in its sentence."""
        self.levels = trigger.levels
        places = [slots for _, filler, slots in self.roles if filler == "Place"]
        self.visits = events.type == "visit" and any("object" in slots for slots in places)
        """Its object is a place."""
        self.transitive = not trigger.noun and any(
            "subject" in slots and "object" in slots and "partner" not in slots for _, _, slots in self.roles
        )
        """Its verb tells of nothing without somebody it is done to: several who visit a town do not meet."""
        self.takes_object = not trigger.noun and any(
            "subject" in slots and "object" in slots for _, filler, slots in self.roles if filler == "Actor"
        )
        """Who takes part may stand right after its verb: "bertemu nelayan"."""
        self.directed = self.transitive or any(
            "subject" in slots and "agent" in slots and "between" not in slots for _, _, slots in self.roles
        )
        """It takes two: who does it, and to whom."""
        self.apart = Words(trigger.apart) if trigger.apart else None
        """What must not stand near it."""
        self.fillers = {role: fillers[role] for role in trigger.roles}
        self.main = next((role for role, filler, _ in self.roles if filler == "Actor"), next(iter(trigger.roles), ""))
        """The role by whose fillers two mentions are told to be of one event."""
        self.shares = events.shares
        """Takes day, place and company from other events nearby, and gives its own."""
        self.official = events.official
        """Counts only of organizations, delegations, and people in an office or of public record."""
        self.not_in = frozenset(events.not_in)
        """Topics whose articles tell no such events."""

    def may_stand(self, folded: str, start: int, end: int) -> bool:
        """Say whether the words near a trigger let it tell an event, before its sentence is read."""
        first, last = max(0, start - _NEAR), end + _NEAR
        for head in self.near:
            if not head.stand_in(folded[first:last]):
                return False
        return self.apart is None or not self.apart.stand_in(folded[first : last + _NEAR])


class Found:
    """Where a filler stands, and the slot that found it there."""

    def __init__(self, span: Span, rule: str) -> None:
        self.span = span
        self.rule = rule


class Frame:
    """What one trigger's sentence tells of the event."""

    def __init__(self, rule: Rule, sentence: int, span: Span, word: str, reality: Reality) -> None:
        self.rule = rule
        self.sentence = sentence
        """Where it stands among the sentences read."""
        self.span = span
        self.word = word
        """The trigger as written, folded."""
        self.reality = reality
        self.refers: Reference = "no"
        """How it refers to an event told elsewhere."""
        self.owned = False
        """An "itu" names who takes part: "pertemuan Putin dan Kim tersebut"."""
        self.around: list[Entity] = []
        """Public people told shortly before an "itu": whom it means where no such event is told."""
        self.opens = False
        """Stands at the head of its sentence: "Dalam pertemuan itu"."""
        self.within: list[Entity] = []
        """Who acts in the event that an "itu" refers to: "dalam pertemuan itu, Ani meminta ..."."""
        self.weakly = False
        """Refers to an event told elsewhere unless it tells itself who takes part: "the meeting"."""
        self.objects = 0
        """How many it is done to, or by whom."""
        self.unnamed = False
        """Somebody without a name takes part too: "pembicaraan dengan beberapa investor"."""
        self.complete = False
        """Who takes part stands beside the noun itself: "pertemuan OPEC"."""
        self.attended = False
        """Told as attended by somebody, who takes part then: "usai mengikuti pertemuan"."""
        self.sufficient = True
        """Tells enough to be an event by itself."""
        self.actors: dict[str, dict[Entity, list[Found]]] = {}
        self.places: dict[str, dict[str, list[Found]]] = {}
        self.times: dict[str, list[tuple[When, Found]]] = {}
        self.levels: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.contents: dict[str, dict[str, list[Found]]] = {}
        """Words and numbers by role and canonical value."""
        self.bodies: frozenset[str] = frozenset()
        """Organizations at whose place it is."""

    @property
    def main_actors(self) -> AbstractSet[Entity]:
        """The fillers of the main role."""
        return self.actors.get(self.rule.main, {}).keys()

    @property
    def hosts(self) -> dict[Entity, list[Found]]:
        """Those of the main role who receive the others."""
        told = self.actors.get(self.rule.main, {}) if self.rule.host else {}
        return {entity: found for entity, found in told.items() if any(one.rule == self.rule.host for one in found)}

    @property
    def principals(self) -> AbstractSet[Entity]:
        """Those of the main role who are told otherwise than as company; all where nobody is."""
        told = self.actors.get(self.rule.main, {})
        alone = {entity for entity, found in told.items() if any(one.rule not in JOINING for one in found)}
        return alone if len(alone) > 1 else told.keys()


def frames(scene: Scene) -> Iterator[Frame]:
    """Yield a frame for every trigger of the sentence that tells or refers to an event."""
    triggers = [index for index, item in enumerate(scene.items) if item.kind == TRIGGER]
    for index in triggers[:_TRIGGERS]:
        frame = _best(scene, index, scene.items[index].data)
        if frame:
            yield frame


def _best(scene: Scene, index: int, rules: list[Rule]) -> Frame | None:
    """The frame of the first rule that tells an event here; failing that, of the first that may refer to one."""
    again: Frame | None = None
    for rule in rules:
        frame = _frame(scene, index, rule)
        if frame and frame.refers != "same":
            return frame
        again = again or frame
    return again


def _frame(scene: Scene, index: int, rule: Rule) -> Frame | None:
    told = reality(scene.items, index, noun=rule.noun)
    if told.generic or not _applies(scene, index, rule):
        return None
    item = scene.items[index]
    span = (item.start, item.end)
    frame = Frame(rule, scene.number, span, scene.text[item.start : item.end].lower(), told)
    if rule.noun:
        _note_reference(frame, scene, index)
    for role, filler, slots in rule.roles:
        if filler == "Actor":
            _fill_actors(frame, scene, index, role, slots)
        elif filler in ("Text", "Quantity"):
            _fill_contents(frame, scene, index, role, slots)
        elif filler == "Place":
            _fill_places(frame, scene, index, role, slots)
        elif among(TIME, scene.kinds):
            frame.times[role] = [
                (when.data, Found((when.start, when.end), "slot.time")) for when in _times(scene.items, index)
            ]
    frame.places = {role: places for role, places in frame.places.items() if places}
    _attribute(frame, scene, index)
    return _settled(frame)


def _applies(scene: Scene, index: int, rule: Rule) -> bool:
    """Whether what stands around the trigger lets it tell an event of the rule."""
    if not _is_about(scene.items, index, rule):
        return False
    if rule.noun and _names_an_occasion(scene, index):
        return False
    if rule.alone and _is_object(scene.items, index, rule.type):
        return False
    if rule.beside is None:
        return True
    return rule.beside.stand_in(fold(scene.text[scene.items[index].end : scene.items[-1].end]))


def _note_reference(frame: Frame, scene: Scene, index: int) -> None:
    """Note what around a noun says that it refers to an event told elsewhere."""
    definite = _definite(scene.items, index)
    if definite:
        frame.refers = "itu"
        between = scene.items[index + 1 : definite]
        frame.owned = any(item.kind == ACTOR and item.data.entity.kind != "group" for item in between)
        around = [entity for entity in scene.cast.recent if entity.public][:2]
        if frame.rule.type == "meeting":
            frame.around = [entity for entity in around if entity is not scene.speaker]
        frame.opens = index <= 1
        frame.within = [actor.entity for actor in acting_within(scene, index)]
    else:
        frame.weakly = _is_definite_before(scene, index, frame.rule.wording.definite)
    frame.attended = any(before.kind == ATTENDS for before in scene.items[max(0, index - 2) : index])


def _is_on_level(frame: Frame) -> bool:
    for role, levels in frame.rule.levels.items():
        if not {frame.levels[name] for name in frame.places.get(role, {})} <= set(levels):
            return False
    return True


def _attribute(frame: Frame, scene: Scene, index: int) -> None:
    """Note who says so, beside the roles: "attribution" is none of theirs."""
    for source in sources(scene, index):
        found = frame.actors.setdefault(ATTRIBUTION, {}).setdefault(source.entity, [])
        found += [Found(span, "attribution") for span in source.spans]


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
    if not _is_on_level(frame):
        return None
    missing = {role for role, least in rule.requires.items() if _count(frame, role) + frame.unnamed < least}
    told = any(not _is_anybody(entity) for entity in frame.main_actors)
    frame.sufficient = not missing and told and not (rule.directed and not frame.objects)
    if frame.weakly and _tells_no_party(frame):
        frame.refers = "itu"
    if frame.refers == "itu":
        return frame
    alone = rule.bare and frame.attended and not frame.complete and len(frame.main_actors) == 1
    if (
        frame.sufficient
        and not alone
        and (not rule.noun or any(entity.kind in ("person", "group") for entity in frame.main_actors))
    ):
        return frame
    if rule.noun:
        frame.refers = "bare"
        return frame if rule.bare or frame.sufficient else None
    frame.refers = "same"
    return frame if frame.main_actors else None


def _is_anybody(entity: Entity) -> bool:
    """Whether an actor is an office that the text gives no holder of: "wali kota"."""
    return entity.kind == "person" and entity.value[:1].islower()


def _tells_no_party(frame: Frame) -> bool:
    """Whether nobody but who is present too stands beside a noun: "the meeting was attended by Ani"."""
    told = frame.actors.get(frame.rule.main, {}).values()
    return all(one.rule in JOINING for found in told for one in found)


def _names_an_occasion(scene: Scene, index: int) -> bool:
    """Within a sentence "Pertemuan Diaspora Indonesia" is a name."""
    items = scene.items
    if index == 0 or not scene.text[items[index].start].isupper() or index + 1 == len(items):
        return False
    return items[index - 1].kind != QUOTE and items[index + 1].kind == NAME


def _count(frame: Frame, role: str) -> int:
    for told in (frame.actors, frame.places, frame.times, frame.contents):
        if told.get(role):
            return len(told[role])
    return 0


def _is_object(items: list[Item], index: int, type: str) -> bool:
    """Whether another trigger of the type stands shortly before in the clause."""
    for before in range(index - 1, max(-1, index - _OBJECT_REACH), -1):
        if items[before].kind == TRIGGER:
            return any(rule.type == type for rule in items[before].data)
        if among(items[before].kind, CLAUSE_END):
            return False
    return False


def _is_pact(item: Item) -> bool:
    """Whether the item could tell an agreement by itself."""
    return item.kind == TRIGGER and any(rule.alone for rule in item.data)


def _is_about(items: list[Item], index: int, rule: Rule) -> bool:
    if not rule.about:
        return True
    return any(item.kind == PACT or _is_pact(item) for item in items[max(0, index - _ABOUT) : index + _ABOUT])


def _definite(items: list[Item], index: int) -> int:
    """Where "itu" follows, perhaps after who takes part: "pertemuan Putin dan Kim tersebut"; 0 if nowhere."""
    for place in range(index + 1, min(len(items), index + _DEFINITE_REACH)):
        if items[place].kind == DEFINITE:
            return place
        if not among(items[place].kind, _BEFORE_DEFINITE):
            break
    return 0


def _is_definite_before(scene: Scene, index: int, words: tuple[str, ...]) -> bool:
    """Whether "that" stands before the noun, or before a word that describes it."""
    if not words:
        return False
    described = index > 0 and among(scene.items[index - 1].kind, _DESCRIBES)
    for item in scene.items[index - described : index + 1]:
        before = scene.text[max(0, item.start - _LOOK_BACK) : item.start]
        if f" {before}".lower().endswith(words):
            return True
    return False


def _is_open(frame: Frame, slot: Slot, told: bool) -> bool:
    """Whether a mention that may refer to an event told elsewhere tells in this slot who takes part."""
    if frame.attended:
        return True
    if frame.refers == "itu":
        return slot in _OF_ANAPHORS or (frame.owned and slot == "object")
    return told or not frame.weakly or slot != "subject"


def _fill_actors(frame: Frame, scene: Scene, index: int, role: str, slots: list[Slot]) -> None:
    rule = frame.rule
    found: dict[Entity, list[Found]] = {}
    complete = False
    for slot in slots:
        if (slot == "subject" and complete) or not _is_open(frame, slot, bool(found)):
            continue
        named = company_of(scene, list(found)) if slot == "companion" else ACTOR_SLOTS[slot](scene, index)
        for actor in named:
            if frame.refers == "itu" and slot in ("partner", "object") and actor.entity.kind != "person":
                continue
            if rule.named and actor.entity.kind not in ("person", "group"):
                continue
            frame.objects += slot in ("object", "agent")
            spans = found.setdefault(actor.entity, [])
            spans += [Found(span, f"slot.{slot}") for span in actor.spans]
        complete = rule.noun and (complete or _is_complete(scene.items, index, found, slot))
    frame.complete = frame.complete or complete or (rule.noun and _is_convened(scene.items, index))
    if found:
        frame.actors[role] = found
        frame.unnamed = "partner" in slots and not rule.named and has_unnamed_partner(scene, index)


def _fill_places(frame: Frame, scene: Scene, index: int, role: str, slots: list[Slot]) -> None:
    if not scene.kinds & PLACES:
        return
    for slot in slots:
        for where in PLACE_SLOTS[slot](scene.items, index) if role not in frame.places else ():
            place: Geo = where.data
            frame.bodies |= place.bodies
            frame.levels[place.name] = place.level
            frame.codes[place.name] = place.country
            found = Found((where.start, where.end), f"slot.{slot}")
            frame.places.setdefault(role, {}).setdefault(place.name, []).append(found)


def _fill_contents(frame: Frame, scene: Scene, index: int, role: str, slots: list[Slot]) -> None:
    rule = frame.rule
    passage = Passage(scene.text, scene.items, rule.wording, rule.heads.get(role))
    for slot in slots:
        for value, span in contents(passage, rule.fillers[role], slot, index):
            frame.contents.setdefault(role, {}).setdefault(value, []).append(Found(span, f"slot.{slot}"))


def _is_complete(items: list[Item], index: int, found: dict[Entity, list[Found]], slot: Slot) -> bool:
    """Whether who stands beside a noun leaves no room for the sentence's subject: "pertemuan Putin dan Kim".

    An organization does where the subject speaks "dalam pertemuan Dewan Keamanan".
    """
    if slot not in ("between", "object") or not found:
        return False
    within = index > 0 and items[index - 1].kind == OBLIQUE
    return not within or len(found) > 1 or any(entity.kind == "person" for entity in found)


def _is_convened(items: list[Item], index: int) -> bool:
    """Whether it is told who convenes it, so that it is no other meeting: "menghadiri pertemuan OPEC"."""
    convener = items[index + 1] if index + 1 < len(items) else None
    return convener is not None and convener.kind == ACTOR and convener.data.entity.convening


def _dates(items: list[Item], index: int) -> bool:
    """Whether a word like "sejak" stands before a day, and begins no clause."""
    after = items[index + 1] if index + 1 < len(items) else None
    if items[index].kind != CLAUSE or after is None or after.kind != TIME:
        return False
    return after.data.day is not None or after.data.weekday is not None


def _times(items: list[Item], trigger: int) -> list[Item]:
    """The expressions that date the event itself, not the report about it."""
    found: list[Item] = []
    passed = 0
    for index in range(trigger + 1, clause_end(items, trigger)):
        if items[index].kind == TRIGGER and found:
            break
        passed |= mask(items[index].kind)
        if items[index].kind != TIME or _is_aside(items[index].data, passed):
            continue
        if items[index - 1].kind not in (CLAUSE, AHEAD) or _dates(items, index - 1):
            found.append(items[index])
    return found + _times_before(items, trigger, dated=bool(found))


def _is_aside(when: When, passed: int) -> bool:
    """Whether a time tells of something else: "menjelang Natal dan Tahun Baru", "warga yang ditahan sejak Mei"."""
    return (bool(when.feast) and among(AHEAD, passed)) or (when.since and among(RELATIVE, passed))


def _times_before(items: list[Item], trigger: int, *, dated: bool) -> list[Item]:
    """The times at the head of the trigger's clause, or of the main one: "Senin lalu, saat bertemu Ani, ..."."""
    found: list[Item] = []
    said = any(item.kind in (SAY, SOURCE) for item in items[:trigger])
    opening = False
    for index in range(trigger - 1, max(-1, trigger - REACH), -1):
        kind = items[index].kind
        if items[index].data == "concerning" and trigger - index <= _ADMITTED:
            # "Ani hari ini ditanya tentang pertemuan itu"
            break
        if among(kind, CLAUSE_END):
            opens = kind in (CLAUSE, AFTERWARDS) and trigger - index <= OPENING and not _dates(items, index)
            # "Ramadan lalu, Ani mengaku sempat bertemu Budi": whoever says it did it, if no time stands beside it.
            opening = opens or (kind == SAY and trigger - index <= _ADMITTED and not dated)
            if not opening:
                break
        elif kind == TIME and (opening or not said or not among(items[index + 1].kind, _AFTER_STATEMENT)):
            found.append(items[index])
    return found
