"""What a document offers to be asked about: words that may tell events, and whom or what these may be about."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from risalah.annotate.models.question import Span
from risalah.annotate.rules.actors import Actor
from risalah.annotate.rules.kinds import ACTOR, GEO, TIME, TRIGGER, VENUE, Item
from risalah.annotate.rules.lexicon import Geo
from risalah.annotate.rules.scene import Scene
from risalah.annotate.rules.times import When
from risalah.schema import Ontology

Key = tuple[str, ...]
"""What tells a candidate from all others of its document."""
NOWHERE: Final = -9
"""In place of a sentence's number, where a rule finds something outside of those that were read."""


class Word:
    """A word that may be a trigger."""

    def __init__(self, scene: Scene, index: int, rules: dict[str, str]) -> None:
        item = scene.items[index]
        self.span: Span = (item.start, item.end)
        self.text = scene.text[item.start : item.end].lower()
        self.sentence = scene.number
        """Which of the sentences that were read it stands in."""
        self.index = index
        """Which of its sentence's items it is."""
        self.items = scene.items
        """Those of its sentence."""
        self.rules = rules
        """By event type, the rule that knows it as a trigger."""


class Sighting:
    """A place where a candidate is named."""

    def __init__(self, spans: list[Span], sentence: int, index: int, items: list[Item]) -> None:
        self.spans = spans
        """Every string there that does so."""
        self.sentence = sentence
        self.index = index
        """Which of its sentence's items it is; -1 where it is none, as of what only a rule's own phrase tells."""
        self.items = items


class Candidate:
    """Somebody or something that may fill a role, wherever the document names it."""

    def __init__(self, filler: str, kind: str, value: str | None, traits: tuple[str, ...] = ()) -> None:
        self.filler = filler
        """The class of filler that it can be: "Actor", "Place" ..."""
        self.kind = kind
        self.value = value
        self.traits = traits
        """What is known of it apart from any event."""
        self.when: When | None = None
        """What it says, of a time."""
        self.sightings: list[Sighting] = []
        self.sentences: set[int] = set()
        """Those in which it is named."""


class Told:
    """A filler as rules tell it of an event."""

    def __init__(self, role: str, value: str | None, candidate: Candidate, rules: dict[Span, str]) -> None:
        self.role = role
        self.value = value
        self.candidate = candidate
        self.rules = rules
        """Where they find it, and which of them does."""


class Offer:
    """All that a document offers."""

    def __init__(
        self, words: list[Word], candidates: list[Candidate], events: list[dict[str, Any]], told: list[list[Told]]
    ) -> None:
        self.words = words
        self.candidates = candidates
        self.events = events
        """The records that rules find, as plain data."""
        self.told = told
        """Of each of these what fills its roles, as candidates."""
        self.taken = frozenset(id(one.candidate) for some in told for one in some)
        """The candidates that fill any of them, by `id`."""


def offer(plain: dict[str, Any], scenes: Sequence[Scene], ontology: Ontology) -> Offer:
    """Return what a document offers, by what rules told of it and the sentences that they read for it."""
    words = [
        Word(scene, at, types)
        for scene in scenes
        for at, item in enumerate(scene.items)
        if item.kind == TRIGGER and (types := {rule.type: rule.id for rule in reversed(item.data)})
    ]
    known = _Known(scenes)
    told = [_told(event, ontology, known) for event in plain["events"]]
    return Offer(words, known.all, plain["events"], told)


def _span(scene: Scene, index: int) -> Span:
    item = scene.items[index]
    return item.start, item.end


def _dated(when: When) -> tuple[str, ...]:
    exact = "day" if when.day is not None else "weekday" if when.weekday is not None else when.unit or "vague"
    return f"exact {exact}", f"direction {when.direction}", f"since {when.since}"


class _Known:
    """The candidates of a document while they are being found."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self._scenes = scenes
        self._by_key: dict[Key, Candidate] = {}
        self._at: dict[tuple[str, Span], Candidate] = {}
        for scene in scenes:
            for index, item in enumerate(scene.items):
                if item.kind == ACTOR:
                    self._name_actor(scene, index, item.data)
                elif item.kind == TIME:
                    self._name_time(scene, index, item.data)
                elif item.kind in (GEO, VENUE):
                    self._name_place(scene, index, item.data)

    @property
    def all(self) -> list[Candidate]:
        """Every one, in the order in which they are first named."""
        return [*self._by_key.values()]

    def _name_actor(self, scene: Scene, index: int, actor: Actor) -> None:
        entity = actor.entity
        key = ("Actor", entity.kind, entity.value)
        if key not in self._by_key:
            traits = (f"public {entity.public}", f"titled {bool(entity.title)}", f"convening {entity.convening}")
            self._by_key[key] = Candidate("Actor", entity.kind, entity.value, traits)
        self._see(self._by_key[key], Sighting(actor.spans, scene.number, index, scene.items))

    def _name_time(self, scene: Scene, index: int, when: When) -> None:
        span = _span(scene, index)
        time = self._by_key["Time", str(span)] = Candidate("Time", "time", None, _dated(when))
        time.when = when
        self._see(time, Sighting([span], scene.number, index, scene.items))

    def _name_place(self, scene: Scene, index: int, geo: Geo) -> None:
        """Note a place; a country may act as well."""
        sighting = Sighting([_span(scene, index)], scene.number, index, scene.items)
        state = geo.level == "country"
        name = geo.country if state and geo.country else geo.name
        for key, kind in ((("Place", name), "place"), (("Actor", "country", name), "country")):
            if kind == "place" or state:
                one = self._by_key.get(key)
                if one is None:
                    traits = (f"level {geo.level}",) if kind == "place" else ()
                    one = self._by_key[key] = Candidate(key[0], kind, geo.name, traits)
                elif one.value is not None and len(geo.name) > len(one.value):
                    one.value = geo.name
                self._see(one, sighting)

    def told(self, filler: str, said: dict[str, Any], rules: dict[Span, str]) -> Candidate:
        """Return the candidate that a filler of rules is: the one of this name, or else named there; or a new one."""
        key: Key = (filler, said["kind"], said["value"]) if filler == "Actor" else (filler, str(said["value"]))
        found = self._by_key.get(key) or next((one for span in rules if (one := self._at.get((filler, span)))), None)
        if found and (filler == "Time" or found.kind == said["kind"]):
            return found
        new = Candidate(filler, said["kind"], said["value"])
        self._by_key[*key, str(min(rules))] = new
        for span in rules:
            self._see(new, self._sighting(span))
        return new

    def _see(self, one: Candidate, sighting: Sighting) -> None:
        one.sightings.append(sighting)
        one.sentences.add(sighting.sentence)
        for span in sighting.spans:
            self._at.setdefault((one.filler, span), one)

    def _sighting(self, span: Span) -> Sighting:
        for scene in self._scenes:
            if scene.items and scene.items[0].start <= span[0] < scene.items[-1].end:
                return Sighting([span], scene.number, -1, scene.items)
        return Sighting([span], NOWHERE, -1, [])


def _told(event: dict[str, Any], ontology: Ontology, known: _Known) -> list[Told]:
    fillers = {role.name: role.filler.__name__ for role in ontology[event["type"]].roles()}
    told: list[Told] = []
    for role, filled in event["roles"].items():
        for filler in filled:
            rules = {(one["start"], one["end"]): one["rule"] for one in filler["mentions"]}
            told.extend(
                Told(role, filler["value"], known.told(fillers[role], filler, part), part)
                for part in _parts(fillers[role], rules)
            )
    return told


def _parts(filler: str, rules: dict[Span, str]) -> Iterator[dict[Span, str]]:
    """Yield what is asked about at once: somebody with all mentions, but each expression of a time by itself."""
    if filler == "Time":
        yield from ({span: rule} for span, rule in rules.items())
    else:
        yield rules
