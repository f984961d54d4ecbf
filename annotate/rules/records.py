"""Which mentions tell one event: frames merged into records."""

import datetime
from typing import Any, Final

from risalah.annotate.rules.actors import Entity, Span, normal
from risalah.annotate.rules.frames import Found, Frame, statement
from risalah.annotate.rules.kinds import GEO, Item
from risalah.annotate.rules.times import When, resolve
from risalah.schema import EventRecord, Mention, Ontology
from risalah.schema.targets.labelling import MAX_EVENTS

_NEAR: Final = 2
"""Sentences between two events of one occasion."""


class Record:
    """An event with everything that the document tells about it, begun by the frame that tells it first."""

    def __init__(self, frame: Frame) -> None:
        self.rule = frame.rule
        self.realis = frame.reality.realis
        self.told = frame.reality.told
        self.sentence = frame.sentence
        """The sentence that tells it first."""
        self.last_sentence = 0
        """The sentence that tells it last."""
        self.triggers: dict[Span, str] = {}
        self.actors: dict[str, dict[Entity, list[Found]]] = {}
        self.places: dict[str, dict[str, list[Found]]] = {}
        self.times: dict[str, list[tuple[When, Found]]] = {}
        self.bodies: frozenset[str] = frozenset()
        self.add(frame)

    @property
    def main_actors(self) -> set[Entity]:
        """The fillers of the main role."""
        return set(self.actors.get(self.rule.main, {}))

    def add(self, frame: Frame) -> None:
        """Take in what a frame of the same event tells."""
        self.triggers[frame.span] = frame.rule.id
        if frame.refers != "bare":
            for role, actors in frame.actors.items():
                for entity, found in actors.items():
                    self.actors.setdefault(role, {}).setdefault(entity, []).extend(found)
        for role, places in frame.places.items():
            for name, found in places.items():
                self.places.setdefault(role, {}).setdefault(name, []).extend(found)
        self.bodies |= frame.bodies
        self.last_sentence = max(self.last_sentence, frame.sentence)
        for role, times in frame.times.items():
            self.times.setdefault(role, []).extend(times)
        if frame.reality.told and not self.told and frame.refers in ("no", "itu"):
            self.realis, self.told = frame.reality.realis, True

    def inherit(self, before: "Record") -> None:
        """Take day and place from the event told just before, where the story goes on with one of its people."""
        if any(self.times.values()) and before.rule.type == self.rule.type:
            return
        near = before.sentence <= self.sentence <= before.last_sentence + _NEAR
        if not (near and self.realis == before.realis == "actual" and self.main_actors & before.main_actors):
            return
        for role in self.rule.fillers:
            if self.rule.fillers[role] == "Time" and not any(self.times.values()) and before.times.get(role):
                self.times[role] = list(before.times[role])
            if self.rule.fillers[role] == "Place" and not self.places:
                self.places[role] = {
                    name: list(found) for places in before.places.values() for name, found in places.items()
                }

    def said_there(self, places: list[Item], times: list[Item]) -> None:
        """Take day and city from a statement made where the event was."""
        told = {normal(name) for names in self.places.values() for name in names}
        there = any(place.data.bodies & self.bodies or normal(place.data.name) in told for place in places)
        if not there or self.realis != "actual" or any(self.times.values()):
            return
        for role, filler in self.rule.fillers.items():
            if filler == "Time":
                self.times[role] = [(item.data, Found((item.start, item.end), "statement")) for item in times]
            elif filler == "Place":
                for item in places:
                    if item.kind == GEO:
                        found = Found((item.start, item.end), "statement")
                        self.places.setdefault(role, {}).setdefault(item.data.name, []).append(found)


class Story:
    """The events of a document in the order they are told."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._pending: list[Frame] = []

    def tell(self, frame: Frame) -> None:
        """Add a frame to the event it tells, or begin a new one."""
        if frame.refers != "no":
            self._refer(frame)
            return
        same = [record for record in reversed(self.records) if _same_event(record, frame)]
        if same:
            actors = frame.main_actors
            next((record for record in same if record.main_actors == actors), same[0]).add(frame)
        elif len(self.records) < MAX_EVENTS:
            self._begin(frame)

    def said(self, items: list[Item]) -> None:
        """Note where and when a statement about the events told so far was made."""
        places, times = statement(items) if self.records else ([], [])
        if places and times:
            for record in self.records:
                record.said_there(places, times)

    def _begin(self, frame: Frame) -> None:
        """Begin a record; what referred to no event before may mean this one."""
        record = Record(frame)
        self.records.append(record)
        waiting, self._pending = self._pending, []
        for pending in waiting:
            if pending.rule.type == frame.rule.type and _may_mean(pending, record):
                record.add(pending)
            else:
                self._pending.append(pending)

    def _refer(self, frame: Frame) -> None:
        for record in reversed(self.records):
            if record.rule.type == frame.rule.type and _refers_to(frame, record):
                record.add(frame)
                return
        if frame.refers != "same":
            self._pending.append(frame)

    def end(self) -> None:
        """Settle the frames that referred to nothing told before them."""
        pending, self._pending = self._pending, []
        for frame in pending:
            if frame.sufficient:
                frame.refers = "no"
                self.tell(frame)
            elif frame.refers == "itu":
                self._continue(frame)
        for before, record in zip(self.records, self.records[1:], strict=False):
            record.inherit(before)

    def _continue(self, frame: Frame) -> None:
        """Take "pertemuan itu" after a visit, where no meeting is told, for one of the visitors."""
        if any(record.rule.type == frame.rule.type for record in self.records):
            self._refer(frame)
            return
        before = [record for record in self.records if min(record.triggers) < frame.span]
        if before:
            actors = before[-1].actors.get(before[-1].rule.main, {})
            frame.refers, frame.actors = "no", {frame.rule.main: actors}
            self.tell(frame)
            self.records[-1].sentence = before[-1].last_sentence

    @property
    def pair(self) -> list[Entity]:
        """The two who met last: whom "keduanya" refers to."""
        for record in reversed(self.records):
            people = list(record.actors.get(record.rule.main, {}))
            if len(people) > 1:
                return people[:2]
        return []


def _same_event(record: Record, frame: Frame) -> bool:
    if record.rule.type != frame.rule.type:
        return False
    old, new = record.main_actors, frame.main_actors
    if not (old <= new or new <= old):
        return False
    return _same_reality(record, frame) and not _different_days(record, frame)


def _same_reality(record: Record, frame: Frame) -> bool:
    if record.realis == frame.reality.realis:
        return True
    return record.realis == "planned" and not frame.reality.told


def _refers_to(frame: Frame, record: Record) -> bool:
    if frame.refers == "same":
        return frame.main_actors <= record.main_actors and not _different_days(record, frame)
    if frame.refers == "itu":
        return not _different_days(record, frame)
    return not _elsewhere(record, frame)


def _may_mean(frame: Frame, record: Record) -> bool:
    """Whether a mention told before an event may be of it: "pertemuan Rusia-Korea Utara", and then who met."""
    countries = {entity.country for entity in frame.main_actors if entity.kind == "country"}
    of_people = {entity.country for entity in record.main_actors if entity.country}
    return not _elsewhere(record, frame) and not (countries and of_people and not countries & of_people)


def _elsewhere(record: Record, frame: Frame) -> bool:
    """Whether a frame that names no people tells another day or another place."""
    old = {name for places in record.places.values() for name in places}
    new = {name for places in frame.places.values() for name in places}
    return _different_days(record, frame) or bool(old and new and not old & new)


def _different_days(record: Record, frame: Frame) -> bool:
    old = [when for times in record.times.values() for when, _ in times]
    new = [when for times in frame.times.values() for when, _ in times]
    return bool(old and new) and not any(_may_be_one(a, b) for a in old for b in new)


def _may_be_one(a: When, b: When) -> bool:
    """Whether two expressions contradict each other in nothing that both tell."""
    told = [(a.year, b.year), (a.month, b.month), (a.day, b.day)]
    if a.explicit and b.explicit:
        return all(x is None or y is None or x == y for x, y in told)
    return all(x is None or y is None or x == y for x, y in [*told, (a.weekday, b.weekday)])


def event_record(
    record: Record, number: int, text: str, published: datetime.date | None, ontology: Ontology
) -> EventRecord:
    """Return the record as the schema has it."""
    roles: dict[str, Any] = {}
    for role, actors in record.actors.items():
        merged: dict[tuple[str, str], list[Found]] = {}
        for entity, found in actors.items():
            merged.setdefault((entity.value, entity.kind), []).extend(found)
        roles[role] = [
            {"value": value, "kind": kind, "mentions": _mentions(text, found)}
            for (value, kind), found in merged.items()
        ]
    for role, places in record.places.items():
        roles[role] = [{"value": name, "mentions": _mentions(text, found)} for name, found in places.items()]
    for role, times in record.times.items():
        if times:
            value = _value([when for when, _ in times], published, planned=record.realis == "planned")
            roles[role] = [{"value": value, "mentions": _mentions(text, [found for _, found in times])}]
    return EventRecord(
        number=number,
        type=record.rule.type,
        realis=record.realis,
        triggers=[Mention.at(text, *span, rule) for span, rule in record.triggers.items()],
        roles=ontology[record.rule.type].model_validate(roles),
    )


def _mentions(text: str, found: list[Found]) -> list[Mention]:
    rules: dict[tuple[int, int], str] = {}
    for one in found:
        rules.setdefault(one.span, one.rule)
    return [Mention.at(text, *span, rule) for span, rule in rules.items()]


def _value(times: list[When], published: datetime.date | None, *, planned: bool) -> str | None:
    """The most exact time of those told: a date beats a weekday."""
    for when in sorted(times, key=lambda when: (not when.explicit, when.month is None, when.weekday is None)):
        value = resolve(when, published, planned)
        if value:
            return value
    return None
