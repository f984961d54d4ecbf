"""Event coreference: which mention tells which event."""

from collections.abc import Set as AbstractSet
from typing import Final

from risalah.annotate.rules.actors import Entity
from risalah.annotate.rules.days import may_be_one
from risalah.annotate.rules.frames import Frame
from risalah.annotate.rules.records import Record

_TO_COME: Final = ("planned", "hypothetical")


def same_event(record: Record, frame: Frame) -> bool:
    """Whether a frame that refers to nothing tells an event again: of the same people, as real, and not elsewhere."""
    if record.rule.type != frame.rule.type:
        return False
    if not _same_reality(record, frame):
        return False
    old, new = record.main_actors, frame.main_actors
    if not (_covers(old, new) or _covers(new, old) or _covers(old, frame.principals)):
        return False
    return not _elsewhere(record, frame)


def _covers(all_: AbstractSet[Entity], some: AbstractSet[Entity]) -> bool:
    """Whether everybody of `some` is among `all_`, in person or represented."""
    for entity in some:
        if entity in all_:
            continue
        if not any(entity.represents(other) or other.represents(entity) for other in all_):
            return False
    return True


def _same_reality(record: Record, frame: Frame) -> bool:
    if record.realis == frame.reality.realis or frame.reality.intended:
        return True
    if record.intended and not record.told:
        return True
    if record.realis in _TO_COME and frame.reality.realis in _TO_COME:
        return True
    return record.realis == "planned" and not frame.reality.told


def refers_to(frame: Frame, record: Record) -> bool:
    """Whether a frame that refers to an event told before may mean this one."""
    if frame.refers == "same":
        return frame.main_actors <= record.main_actors and not _different_days(record, frame)
    if frame.refers == "itu":
        return not _different_days(record, frame) and may_be_of(frame, record)
    return not _elsewhere(record, frame) and may_be_of(frame, record)


def just_told(records: list[Record], frame: Frame) -> list[Record]:
    """What took place by the sentence before, which "dalam pertemuan itu" goes on to tell of."""
    before = frame.sentence - 1
    told = [one for one in records if one.sentence == one.last_sentence == before and one.realis == "actual"]
    return told if frame.refers == "itu" and frame.opens else []


def may_be_of(frame: Frame, record: Record) -> bool:
    """Whether who takes part, where the noun itself tells it, is told of the event too."""
    old, new = record.main_actors, frame.main_actors
    told = frame.owned if frame.refers == "itu" else frame.complete
    return not (told and new) or bool(old & new) or _covers(old, new)


def may_mean(frame: Frame, record: Record) -> bool:
    """Whether a mention told before an event may be of it: "pertemuan Rusia-Korea Utara", and then who met."""
    countries = {entity.country for entity in frame.main_actors if entity.kind == "country"}
    of_people = {entity.country for entity in record.main_actors if entity.country}
    if frame.complete and not _covers(record.main_actors, frame.main_actors):
        return False
    if frame.sufficient and not _same_reality(record, frame):
        return False
    return not _elsewhere(record, frame) and not (countries and of_people and not countries & of_people)


def _elsewhere(record: Record, frame: Frame) -> bool:
    """Whether a frame tells another day or another place."""
    if _different_days(record, frame):
        return True
    if not (record.places and frame.places):
        return False
    return any(old and new and not old & new for old, new in zip(_where(record), _where(frame), strict=True))


def _where(told: Record | Frame) -> tuple[set[str], set[str]]:
    """The cities where something is told to be, and the codes of all countries."""
    names = [name for places in told.places.values() for name in places]
    cities = {name for name in names if told.levels.get(name) == "city"}
    return cities, {told.codes[name] for name in names if told.codes.get(name)}


def _different_days(record: Record, frame: Frame) -> bool:
    old = record.days.values()
    new = [when for times in frame.times.values() for when, _ in times]
    return bool(old and new) and not any(may_be_one(a, b, record.published) for a in old for b in new)
