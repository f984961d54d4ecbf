"""Which mentions tell one event: frames merged into records."""

import datetime
from collections.abc import Set as AbstractSet
from typing import Any, Final

from risalah.annotate.rules.actors import Entity, Span, normal
from risalah.annotate.rules.contents import Passage, discussed
from risalah.annotate.rules.frames import JOINING, Found, Frame, statement
from risalah.annotate.rules.kinds import GEO, SAY, Item, among
from risalah.annotate.rules.phrases import Actor
from risalah.annotate.rules.places import PLACES, chains
from risalah.annotate.rules.slots import Company, Scene, just_before
from risalah.annotate.rules.times import When, resolve
from risalah.schema import Event
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.targets.labelling import MAX_EVENTS

_WITNESSED: Final = 8
"""Sentences between a visit and its talks, or between talks and the agreements signed there."""
_SCENE: Final = 2
"""Sentences between two events of one scene."""
_NEXT: Final = 1
"""The same where the other is told later, as what happened before often is."""
_EARLY: Final = 2
"""Triggers of an event after which "pertemuan itu" tells nothing new about whether it took place."""
_TO_COME: Final = ("planned", "hypothetical")
_WEEK: Final = 7
_ISO: Final = 10
_FILLERS: Final = 100
"""Different fillers of one role."""
_DAYS: Final = 30
_NEAR_UNITS: Final = ("day", "week", "month")
_TURN_OF_YEAR: Final = (1, 2, 12)
"""Months in which a day without a year may be of the year before or after."""
_ELABORATED: Final = 3
"""Sentences between a group and the names of those who belong to it."""
_NEAR: Final = 2
"""Sentences between two events of one occasion."""


Limits = tuple[str, int, int | None]
"""A role of an event class, and how many fillers it has at least and at most."""


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
                    _take(self.actors.setdefault(role, {}), entity, found)
        for role, places in frame.places.items():
            for name, found in places.items():
                _take(self.places.setdefault(role, {}), name, found)
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
            _take(role, actor.entity, [Found(span, rule) for span in actor.spans])

    def told_before(self, span: Span) -> Span:
        """Return its last trigger before a place in the text; of none, what is before all others."""
        return max((trigger for trigger in self.triggers if trigger < span), default=(-self.first[0], -self.first[1]))

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
        """Take day and place from the nearest event that shares somebody, where the text tells none for this one."""
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
        return all(_may_be_one(a, b, self.published) for a in self.days.values() for b in other.days.values())

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


def _take(told: dict[Any, list[Found]], what: Entity | str, found: list[Found]) -> None:
    """Add where a filler stands; of more different fillers than anybody would check, nothing is told."""
    if what in told or len(told) < _FILLERS:
        told.setdefault(what, []).extend(found)


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
        same = [record for record in reversed(self.records) if _same_event(record, frame)]
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
            if pending.rule.type == frame.rule.type and _may_mean(pending, record):
                record.add(pending)
            else:
                self._pending.append(pending)

    def _refer(self, frame: Frame) -> None:
        of_type = [one for one in reversed(self.records) if one.rule.type == frame.rule.type]
        meant = [one for one in of_type if _refers_to(frame, one)]
        if not meant and frame.refers == "itu" and len(of_type) == 1 and _may_be_of(frame, of_type[0]):
            # "Pertemuan itu" can mean no other, though the text tells another day: that is flagged.
            meant = of_type
        if meant:
            # "Pertemuan itu" is what was called a meeting before, not the summit at whose side it was.
            called = [record for record in meant if frame.word in record.words]
            (_just_told(meant, frame) or called or meant)[0].add(frame)
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
        for frame in self._receptions:
            self._host(frame)
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

    def _host(self, frame: Frame) -> None:
        """Make who receives somebody the host of their visit, of that which is told last before or else first after."""
        hosts = frame.hosts
        guests = frame.main_actors - hosts.keys()
        visits = [
            record
            for record in self.records
            if record.rule.type == "visit"
            and record.sentence - _NEAR <= frame.sentence <= record.last_sentence + _NEAR
            and guests & record.main_actors
            and not hosts.keys() & record.main_actors
        ]
        if visits:
            role = max(visits, key=lambda visit: visit.told_before(frame.span)).actors.setdefault("host", {})
            for entity, found in hosts.items():
                _take(role, entity, found)

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


def _same_event(record: Record, frame: Frame) -> bool:
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


def _refers_to(frame: Frame, record: Record) -> bool:
    if frame.refers == "same":
        return frame.main_actors <= record.main_actors and not _different_days(record, frame)
    if frame.refers == "itu":
        return not _different_days(record, frame) and _may_be_of(frame, record)
    return not _elsewhere(record, frame) and _may_be_of(frame, record)


def _just_told(records: list[Record], frame: Frame) -> list[Record]:
    """What took place by the sentence before, which "dalam pertemuan itu" goes on to tell of."""
    before = frame.sentence - 1
    told = [one for one in records if one.sentence == one.last_sentence == before and one.realis == "actual"]
    return told if frame.refers == "itu" and frame.opens else []


def _may_be_of(frame: Frame, record: Record) -> bool:
    """Whether who takes part, where the noun itself tells it, is told of the event too."""
    old, new = record.main_actors, frame.main_actors
    told = frame.owned if frame.refers == "itu" else frame.complete
    return not (told and new) or bool(old & new) or _covers(old, new)


def _may_mean(frame: Frame, record: Record) -> bool:
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
    return bool(old and new) and not any(_may_be_one(a, b, record.published) for a in old for b in new)


def _may_be_one(a: When, b: When, published: datetime.date | None) -> bool:
    """Whether two expressions contradict each other in nothing that both tell."""
    if published and (_is_long_from(a, b, published) or _is_long_from(b, a, published)):
        return False
    if (a.then and a.shift) or (b.then and b.shift):
        return False
    if (a.unit or b.unit) and not (a.month and b.month):
        return not (a.unit == b.unit and a.shift != b.shift)
    told = [(a.year, b.year), (a.month, b.month), (a.day, b.day)]
    if a.explicit and b.explicit:
        return all(x is None or y is None or x == y for x, y in told)
    return all(x is None or y is None or x == y for x, y in [*told, (a.weekday, b.weekday)])


def _is_long_from(a: When, b: When, published: datetime.date) -> bool:
    """Whether one tells another year than that of publication, near which the other is: "pada 2019" and "Senin"."""
    near = b.year is None and not b.then and (b.unit in _NEAR_UNITS or b.weekday is not None or b.day is not None)
    if a.year is None or not near:
        return False
    return abs(a.year - published.year) > (published.month in _TURN_OF_YEAR)


def limits(event: type[Event]) -> list[Limits]:
    """Return what `event_record` needs to know of a class."""
    return [(role.name, role.minimum, role.maximum) for role in event.roles()]


def event_record(record: Record, text: str, roles_of: list[Limits], number: int) -> dict[str, Any]:
    """Return the record as the JSON interface has it, or nothing where a role it needs is empty.

    Fillers stand in text order, as many as the class takes of each role.
    """
    told = _fillers(record, text)
    roles: dict[str, Any] = {}
    for role, least, most in roles_of:
        fillers = told.get(role, [])
        if len(fillers) > 1:
            fillers = sorted(fillers, key=_position)[:most]
        if len(fillers) < least:
            return {}
        if fillers:
            roles[role] = fillers
    event_told: dict[str, Any] = {
        "number": number,
        "type": record.rule.type,
        "realis": record.realis,
        "triggers": _mentions(text, record.triggers),
        "roles": roles,
    }
    if ATTRIBUTION in told:
        event_told[ATTRIBUTION] = sorted(told[ATTRIBUTION], key=_position)
    return event_told


def _fillers(record: Record, text: str) -> dict[str, list[dict[str, Any]]]:
    told: dict[str, list[dict[str, Any]]] = {}
    for role, actors in record.actors.items():
        merged: dict[tuple[str, str], list[Found]] = {}
        for entity, found in actors.items():
            merged.setdefault((entity.value, entity.kind), []).extend(found)
        told[role] = [_filler(text, value, kind, found) for (value, kind), found in merged.items()]
    for role, places in record.places.items():
        told[role] = [_filler(text, name, "place", found) for name, found in places.items()]
    for role, values in record.contents.items():
        kind = record.fillers[role].lower()
        told[role] = [_filler(text, value, kind, found) for value, found in values.items()]
    for role, time in record.values.items():
        told[role] = [_filler(text, time, "time", [found for _, found in record.times[role]])]
    return told


def _filler(text: str, value: str | None, kind: str, found: list[Found]) -> dict[str, Any]:
    rules: dict[Span, str] = {}
    for one in found:
        rules.setdefault(one.span, one.rule)
    return {"value": value, "kind": kind, "mentions": _mentions(text, rules)}


def _mentions(text: str, rules: dict[Span, str]) -> list[dict[str, Any]]:
    mentions: list[dict[str, Any]] = [
        {"start": start, "end": end, "text": text[start:end], "rule": rule} for (start, end), rule in rules.items()
    ]
    if len(mentions) > 1:
        mentions.sort(key=_place)
    return mentions


def _place(mention: dict[str, Any]) -> tuple[int, int]:
    return mention["start"], mention["end"]


def _position(filler: dict[str, Any]) -> tuple[int, int, str, str]:
    first = filler["mentions"][0]
    return first["start"], first["end"], str(filler["value"]), filler["kind"]


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
