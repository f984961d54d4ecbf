"""An event with everything that a document tells of it, and what it takes from the others."""

import datetime
from collections.abc import Set as AbstractSet
from typing import Any, Final

from risalah.annotate.rules.actors import Actor, Entity, Span, normal
from risalah.annotate.rules.contents import Passage, discussed
from risalah.annotate.rules.days import may_be_one
from risalah.annotate.rules.frames import JOINING, Found, Frame
from risalah.annotate.rules.kinds import GEO, Item
from risalah.annotate.rules.scene import Scene
from risalah.annotate.rules.times import When, resolve

_WITNESSED: Final = 8
"""Sentences between a visit and its talks, or between talks and the agreements signed there."""
_SCENE: Final = 2
"""Sentences between two events of one scene."""
_NEXT: Final = 1
"""The same where the other is told later, as what happened before often is."""
_EARLY: Final = 2
"""Triggers of an event after which "pertemuan itu" tells nothing new about whether it took place."""
_WEEK: Final = 7
_ISO: Final = 10
_FILLERS: Final = 100
"""Different fillers of one role."""
_DAYS: Final = 30


class Record:
    """An event with everything that the document tells about it, begun by the frame that tells it first."""

    def __init__(self, frame: Frame, published: datetime.date | None) -> None:
        self.rule = frame.rule
        self.published = published
        """When the document was published, near which days without a year are."""
        self.realis = frame.reality.realis
        self.told = frame.reality.told
        self.intended = frame.reality.intended
        """Told first as a purpose, which may have come true or not."""
        self.sentence = frame.sentence
        """The sentence that tells it first."""
        self.last_sentence = 0
        """The sentence that tells it last."""
        self.triggers: dict[Span, str] = {}
        self.actors: dict[str, dict[Entity, list[Found]]] = {}
        self.places: dict[str, dict[str, list[Found]]] = {}
        self.times: dict[str, list[tuple[When, Found]]] = {}
        self.days: dict[tuple[int | None, ...], When] = {}
        """Different times told of it, by which others are told apart: a few, however often each is told."""
        self.first = frame.span
        """Its first trigger."""
        self.contents: dict[str, dict[str, list[Found]]] = {}
        self.fillers: dict[str, str] = {}
        """For each role that a rule of the event fills, the kind of its fillers."""
        self.words: set[str] = set()
        """Its triggers as written, folded."""
        self.levels: dict[str, str] = {}
        """Of each place: venue, city, region or country."""
        self.codes: dict[str, str] = {}
        """Of each place: the country it lies in, or is."""
        self.own_times: dict[str, list[tuple[When, Found]]] = {}
        self.own_places: dict[str, dict[str, list[Found]]] = {}
        self.bodies: frozenset[str] = frozenset()
        self.elaborated: set[Entity] = set()
        """Groups in whose place those are told who belong to them."""
        self.before: str | None = None
        """When what is told before took place, once that is known."""
        self.today: datetime.date | None = None
        """The day from which "hari ini" and "kemarin" count."""
        self.values: dict[str, str | None] = {}
        """The canonical time for each role that tells any, once it is known."""
        self.add(frame)

    @property
    def main_actors(self) -> AbstractSet[Entity]:
        """The fillers of the main role."""
        return self.actors.get(self.rule.main, {}).keys()

    def add(self, frame: Frame) -> None:
        """Take in what a frame of the same event tells."""
        self.triggers[frame.span] = frame.rule.id
        self.first = min(self.first, frame.span)
        self.fillers.update(frame.rule.fillers)
        for role, actors in frame.actors.items():
            for entity, found in actors.items():
                if frame.refers != "bare" or frame.attended or found[0].rule in JOINING:
                    take(self.actors.setdefault(role, {}), entity, found)
        for role, places in frame.places.items():
            for name, found in places.items():
                take(self.places.setdefault(role, {}), name, found)
        for role, told in frame.contents.items():
            for value, found in told.items():
                self.contents.setdefault(role, {}).setdefault(value, []).extend(found)
        self.bodies |= frame.bodies
        self.words.add(frame.word)
        self.levels.update(frame.levels)
        self.codes.update(frame.codes)
        self.last_sentence = max(self.last_sentence, frame.sentence)
        for role, times in frame.times.items():
            self._date(role, times)
        early = frame.refers == "no" or (frame.refers == "itu" and len(self.triggers) <= _EARLY)
        if frame.reality.told and not self.told and early:
            self.realis, self.told = frame.reality.realis, True

    def join(self, actors: list[Actor], rule: str) -> None:
        """Add to the main role who takes part too."""
        role = self.actors.setdefault(self.rule.main, {})
        for actor in actors:
            take(role, actor.entity, [Found(span, rule) for span in actor.spans])

    def _date(self, role: str, times: list[tuple[When, Found]]) -> None:
        self.times.setdefault(role, []).extend(times)
        for when, _ in times:
            if len(self.days) < _DAYS:
                self.days.setdefault((when.year, when.month, when.day, when.weekday), when)

    def remember(self) -> None:
        """Note what the text tells of this event itself, before it takes anything from another."""
        self.own_times = {role: list(times) for role, times in self.times.items() if times}
        self.own_places = {role: dict(places) for role, places in self.places.items() if places}

    def resolve(self, published: datetime.date | None) -> None:
        """Note when it takes place, as soon as it is known when what is told before it does."""
        for role, told in self.times.items():
            self.times[role] = times = [time for time in told if self._may_be_at(time[0], published)]
            if times:
                self.values[role] = _value([when for when, _ in times], published, self)

    def _may_be_at(self, when: When, published: datetime.date | None) -> bool:
        """Whether a time can be its own: nothing is planned for last week, and nothing took place next week."""
        if self.realis == "planned":
            return not when.past
        if self.realis != "actual" or published is None or when.then or (when.explicit and when.year):
            return True
        value = resolve(when, _base(when, published, self), planned=False)
        return value is None or value[:_ISO] <= published.isoformat()

    def resolved_times(self) -> bool:
        """Say whether any time is told."""
        return any(self.times.values())

    @property
    def counts_from_today(self) -> bool:
        """Whether any time is told as so many days from that on which the text was written."""
        return any(when.unit == "day" and not when.then for times in self.times.values() for when, _ in times)

    def settle(self) -> None:
        """Leave out whom somebody else of the event represents: of an organization and its head, only the head."""
        for actors in self.actors.values():
            for entity in [one for one in actors if any(other.represents(one) for other in actors)]:
                del actors[entity]
            for entity in self.elaborated & actors.keys():
                del actors[entity]
        for places in self.places.values():
            self._join_countries(places)

    def _join_countries(self, places: dict[str, list[Found]]) -> None:
        """Give each country once, under the longest of its names: "AS", "Amerika Serikat"."""
        by_code: dict[str, str] = {}
        for name in sorted(places, key=len, reverse=True):
            if self.levels.get(name) == "country":
                longest = by_code.setdefault(self.codes.get(name, ""), name)
                if longest != name:
                    places[longest] += places.pop(name)

    @property
    def is_journey(self) -> bool:
        """Whether it leads to several countries: it does not tell in which of them something else took place."""
        told = {self.codes.get(name) for places in self.own_places.values() for name in places}
        return len(told - {None, ""}) > 1

    def distance(self, other: "Record") -> int:
        """How many sentences lie between two events."""
        apart = max(self.sentence - other.last_sentence, other.sentence - self.last_sentence)
        return max(apart, 0)

    def inherit(self, others: list["Record"]) -> None:
        """Take day and place, where the text tells none, from the nearest event told before, or else after it."""
        if not self.rule.shares or self.realis not in ("actual", "planned"):
            return
        near = [one for one in others if (one.own_times or one.own_places) and self._may_share_scene(one)]
        near.sort(key=lambda one: (self.first < one.first, self.distance(one)))
        for other in near:
            if not self.resolved_times() and other.own_times:
                self._take_times(other)
            self._take_places(other)

    def _may_share_scene(self, other: "Record") -> bool:
        distance = self.distance(other)
        if other is self or distance > _WITNESSED or not other.rule.shares or self.realis != other.realis:
            return False
        witnessed = self._witnessed_by(other)
        abroad = self.rule.type == "meeting" and other.rule.type == "visit"
        if distance > (_SCENE if other.first < self.first else _NEXT) and not witnessed and not abroad:
            return False
        if not witnessed and self.main_actors.isdisjoint(other.main_actors):
            return False
        return all(may_be_one(a, b, self.published) for a in self.days.values() for b in other.days.values())

    def _witnessed_by(self, other: "Record") -> bool:
        """Whether this is an agreement of ministers whose leaders are told to meet."""
        if self.rule.type != "agreement" or other.rule.type == "agreement":
            return False
        countries = {entity.country for entity in self.main_actors if entity.country}
        return bool(countries & {entity.country for entity in other.main_actors})

    def _take_times(self, other: "Record") -> None:
        for role, filler in self.rule.fillers.items():
            if filler == "Time":
                told = [time for times in other.own_times.values() for time in times]
                # "Sehari sebelumnya" counts from what is told before the other.
                self.times[role] = [(when, found) for when, found in told if not (when.then and when.shift)]

    def _take_places(self, other: "Record") -> None:
        role = next((role for role, filler in self.rule.fillers.items() if filler == "Place"), "")
        if not role:
            return
        mine = self.own_places.get(role, {})
        wanted = ("city", "country", "region", "venue") if not mine else ("city", "country", "region")
        if (
            any(self.levels.get(name) in ("city", "country", "region") for name in mine)
            or self.places.get(role, {}).keys() - mine.keys()
        ):
            return
        if other.rule.type != "visit" and (mine or (self.own_times and not other.own_times)):
            return
        if self.rule.type != "visit" and other.is_journey:
            return
        for places in other.own_places.values():
            for name, found in places.items():
                if other.levels.get(name) in wanted:
                    self.places.setdefault(role, {}).setdefault(name, []).extend(found)

    def widen(self, wider: dict[str, list[Item]]) -> None:
        """Take where a place lies, if the text tells it anywhere: "Bogor" and then "di Bogor, Jawa Barat"."""
        for places in self.places.values():
            countries = {self.codes.get(name) for name in places} - {None, ""}
            for item in [item for name in places for item in wider.get(name, [])]:
                if item.data.country and countries and item.data.country not in countries:
                    continue
                places.setdefault(item.data.name, []).append(Found((item.start, item.end), "within"))
                self.levels[item.data.name] = item.data.level
                self.codes[item.data.name] = item.data.country

    def discuss(self, scene: Scene, verb: int) -> None:
        """Take what the verb's clause says that they talk about for the topic."""
        for role, _, slots in self.rule.roles:
            if "topic" in slots:
                for value, span in discussed(Passage(scene.text, scene.items, self.rule.wording, None), verb):
                    found = self.contents.setdefault(role, {}).setdefault(value, [])
                    found.append(Found(span, "slot.topic"))

    def said_there(self, places: list[Item], times: list[Item]) -> None:
        """Take day and city from a statement made where the event was."""
        told = {normal(name) for names in self.places.values() for name in names}
        there = any(place.data.bodies & self.bodies or normal(place.data.name) in told for place in places)
        if not there or self.realis != "actual" or self.resolved_times():
            return
        for role, filler in self.rule.fillers.items():
            if filler == "Time":
                self._date(role, [(item.data, Found((item.start, item.end), "statement")) for item in times])
            elif filler == "Place":
                for item in places:
                    if item.kind == GEO:
                        found = Found((item.start, item.end), "statement")
                        self.places.setdefault(role, {}).setdefault(item.data.name, []).append(found)


def take(told: dict[Any, list[Found]], what: Entity | str, found: list[Found]) -> None:
    """Add where a filler stands; of more different fillers than anybody would check, nothing is told."""
    if what in told or len(told) < _FILLERS:
        told.setdefault(what, []).extend(found)


def _value(times: list[When], published: datetime.date | None, record: Record) -> str | None:
    """The most exact time of those told: a date beats a weekday."""
    for when in sorted(times, key=_vagueness):
        value = resolve(when, _base(when, published, record), record.realis == "planned")
        if value:
            return value
    return None


def _vagueness(when: When) -> int:
    return 4 * (when.day is None) + 2 * (when.month is None) + (when.weekday is None)


def _base(when: When, published: datetime.date | None, record: Record) -> datetime.date | None:
    """The day from which a time counts: that of publication, or of what is told before.

    "Raja tiba pada Rabu (4/10) dan akan menemui Putin pada Kamis": a plan told after a dated event of the same days
    counts from that event.
    """
    if when.then:
        return _day(record.before)
    if when.unit == "day":
        return record.today
    if record.realis == "planned" and published and when.weekday is not None and not when.unit and when.day is None:
        before = _day(record.before)
        if before and 0 <= (published - before).days < _WEEK:
            return before
    return published


def day_of(record: Record) -> datetime.date | None:
    """The day an event took place or begins; null where the text does not tell it to the day."""
    for value in record.values.values():
        day = _day(value and value[:_ISO])
        if day:
            return day
    return None


def _day(value: str | None) -> datetime.date | None:
    """The day that a canonical time is; null where it is none, but less exact or more than one."""
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        return None
