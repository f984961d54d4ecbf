"""The events of a document: frames merged into records."""

import datetime
from bisect import bisect_left
from typing import Final

from risalah.annotate.rules.actors import Entity, Span
from risalah.annotate.rules.company import Company
from risalah.annotate.rules.coreference import just_told, may_be_of, may_mean, refers_to, same_event
from risalah.annotate.rules.frames import Found, Frame, statement
from risalah.annotate.rules.kinds import SAY, Item, among
from risalah.annotate.rules.places import PLACES, chains
from risalah.annotate.rules.records import Record, take
from risalah.annotate.rules.scene import Scene
from risalah.annotate.rules.slots import just_before
from risalah.schema.targets.labelling import MAX_EVENTS

_ELABORATED: Final = 3
"""Sentences between a group and the names of those who belong to it."""
_NEAR: Final = 2
"""Sentences between two events of one occasion."""


class Story:
    """The events of a document in the order they are told."""

    def __init__(self, published: datetime.date | None) -> None:
        self.records: list[Record] = []
        self._receptions: list[Frame] = []
        """What tells who receives whom."""
        self._published = published
        self._pending: list[Frame] = []
        self._representatives: list[Company] = []
        self._wider: dict[str, list[Item]] = {}
        self._statements: list[tuple[int, list[Item], list[Item]]] = []

    def tell(self, frame: Frame) -> None:
        """Add a frame to the event it tells, or begin a new one."""
        if frame.hosts:
            self._receptions.append(frame)
        if frame.refers != "no":
            self._refer(frame)
            return
        same = [record for record in reversed(self.records) if same_event(record, frame)]
        if same:
            actors = frame.main_actors
            next((record for record in same if record.main_actors == actors), same[0]).add(frame)
        elif len(self.records) < MAX_EVENTS:
            self._begin(frame)

    def locate(self, scene: Scene) -> None:
        """Note where each place of a sentence lies, "di Adana, Turki", and where what it says was said."""
        if scene.kinds & PLACES:
            for found in chains(scene.items):
                self._wider.setdefault(found[0].data.name, found[1:])
        if among(SAY, scene.kinds):
            self._said(scene.items)

    def _situate(self) -> None:
        """Take where places lie, and where and when statements were made, for the events told before them."""
        for record in self.records:
            for start, places, times in self._statements:
                if record.first[0] < start:
                    record.said_there(places, times)
            record.widen(self._wider)

    def _said(self, items: list[Item]) -> None:
        """Note where and when a statement was made, for the events told before it."""
        places, times = statement(items)
        if places and times:
            self._statements.append((items[0].start, places, times))

    def discuss(self, scene: Scene) -> None:
        """Add what those who met talk about, where the sentence after tells it: "Keduanya membahas X"."""
        for index, item in enumerate(scene.items):
            if item.cue == "discusses":
                who = {actor.entity for actor in just_before(scene, index)}
                for record in reversed(self.records):
                    if who and who <= record.main_actors and scene.number - record.last_sentence <= _NEAR:
                        record.discuss(scene, index)
                        break

    def accompany(self, company: Company, sentence: int) -> None:
        """Add who goes along with somebody to the event of theirs that was told last."""
        leaders = {actor.entity for actor in company.leaders}
        for record in sorted(self.records, key=lambda record: -record.last_sentence):
            if sentence - record.last_sentence > _NEAR or record.realis == "denied":
                continue
            if record.rule.shares and leaders <= record.main_actors:
                record.join(company.members, "slot.companion")
                return

    def represent(self, company: Company) -> None:
        """Note who takes part for whom."""
        self._representatives.append(company)

    def _put_in_place(self, company: Company) -> None:
        """Put representatives in the place of whom they represent."""
        represented = {actor.entity for actor in company.leaders}
        for record in self.records:
            if represented & record.main_actors:
                record.join(company.members, "slot.representative")
                for entity in represented:
                    record.actors[record.rule.main].pop(entity, None)

    def elaborate(self, company: Company, sentence: int) -> None:
        """Put those named of a group in its place, in the event that the group takes part in."""
        words = {word for actor in company.leaders for word in actor.entity.value.lower().split()}
        for record in sorted(self.records, key=lambda record: -record.last_sentence):
            groups = [
                entity
                for entity in record.main_actors
                if entity.kind == "group" and (not words or words & set(entity.value.lower().split()))
            ]
            if groups and record.rule.shares and sentence - record.last_sentence <= _ELABORATED:
                record.join(company.members, "slot.member")
                record.elaborated.update(groups)
                return

    def _begin(self, frame: Frame) -> None:
        """Begin a record; what referred to no event before may mean this one."""
        record = Record(frame, self._published)
        self.records.append(record)
        waiting, self._pending = self._pending, []
        for pending in waiting:
            if pending.rule.type == frame.rule.type and may_mean(pending, record):
                record.add(pending)
            else:
                self._pending.append(pending)

    def _refer(self, frame: Frame) -> None:
        of_type = [one for one in reversed(self.records) if one.rule.type == frame.rule.type]
        meant = [one for one in of_type if refers_to(frame, one)]
        if not meant and frame.refers == "itu" and len(of_type) == 1 and may_be_of(frame, of_type[0]):
            # "Pertemuan itu" can mean no other, though the text tells another day: that is flagged.
            meant = of_type
        if meant:
            # "Pertemuan itu" is what was called a meeting before, not the summit at whose side it was.
            called = [record for record in meant if frame.word in record.words]
            (just_told(meant, frame) or called or meant)[0].add(frame)
            return
        if frame.refers != "same":
            self._pending.append(frame)

    def end(self, *, public: bool) -> None:
        """Settle the frames that referred to nothing told before them."""
        pending, self._pending = self._pending, []
        for frame in pending:
            if frame.sufficient:
                frame.refers = "no"
                self.tell(frame)
            elif frame.refers == "itu" and frame.rule.bare:
                self._continue(frame)
        visits = [(record, sorted(record.triggers)) for record in self.records if record.rule.type == "visit"]
        for frame in self._receptions:
            _host(frame, visits)
        if not public:
            self.records = [one for one in self.records if any(entity.public for entity in one.main_actors)]
        self.records = [one for one in self.records if not one.rule.official or _is_official(one)]
        for company in self._representatives:
            self._put_in_place(company)
        self._situate()
        for record in self.records:
            record.settle()
        for record in self.records:
            record.remember()
        for record in self.records:
            record.inherit(self.records)

    def _continue(self, frame: Frame) -> None:
        """Take "pertemuan itu", where no meeting is told, for one of visitors or of the people told before it."""
        if any(record.rule.type == frame.rule.type for record in self.records):
            self._refer(frame)
            return
        before = [record for record in self.records if record.first < frame.span]
        if before:
            actors = before[-1].actors.get(before[-1].rule.main, {})
            frame.refers, frame.actors = "no", {frame.rule.main: actors}
            self.tell(frame)
            self.records[-1].sentence = before[-1].last_sentence
        elif frame.within or len(frame.around) > 1:
            told = frame.actors.setdefault(frame.rule.main, {})
            for entity in frame.around if len(frame.around) > 1 else frame.within:
                told.setdefault(entity, [Found(entity.span, "anaphora")])
            frame.refers = "no"
            self.tell(frame)

    @property
    def pair(self) -> list[Entity]:
        """The two who met last: whom "keduanya" refers to."""
        for record in reversed(self.records):
            people = list(record.actors.get(record.rule.main, {}))
            if record.rule.shares and len(people) > 1:
                return people[:2]
        return []


def _is_official(record: Record) -> bool:
    """Whether anybody of it has an office or is of public record; of groups, those of a country or organization."""
    return any(one.public and (one.kind != "group" or one.country or one.bodies) for one in record.main_actors)


def _host(frame: Frame, visits: list[tuple[Record, list[Span]]]) -> None:
    """Make who receives somebody the host of their visit, of that which is told last before or else first after.

    With each visit come its triggers in text order.
    """
    hosts = frame.hosts
    guests = frame.main_actors - hosts.keys()
    theirs = [
        (_last_before(triggers, frame.span), -number, record)
        for number, (record, triggers) in enumerate(visits)
        if record.sentence - _NEAR <= frame.sentence <= record.last_sentence + _NEAR
        and guests & record.main_actors
        and not hosts.keys() & record.main_actors
    ]
    if theirs:
        role = max(theirs)[2].actors.setdefault("host", {})
        for entity, found in hosts.items():
            take(role, entity, found)


def _last_before(triggers: list[Span], span: Span) -> Span:
    """Return the last of the triggers before a place in the text; of none, what is before all others."""
    index = bisect_left(triggers, span)
    return triggers[index - 1] if index else (-triggers[0][0], -triggers[0][1])
