"""The rules of a language, made ready, and a document's way through them."""

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import Implementation

from risalah.annotate.offices import offices
from risalah.annotate.rules.actors import Actor, Cast, Entity, Register, Span, well_known
from risalah.annotate.rules.company import companies, elaborated, representatives
from risalah.annotate.rules.contents import Wording
from risalah.annotate.rules.datelines import Datelines
from risalah.annotate.rules.flags import Doubts
from risalah.annotate.rules.frames import Rule, frames
from risalah.annotate.rules.kinds import (
    ACTOR,
    AND,
    BOILERPLATE,
    MARK,
    OBLIQUE,
    PAIR,
    SPEAKER,
    TRIGGER,
    WORD,
    Item,
    among,
)
from risalah.annotate.rules.lexicon import Entry, Matcher, Script, lexicon, stands_alone
from risalah.annotate.rules.output import event_record, limits
from risalah.annotate.rules.pack import CONTEXT, EventRules, Pack, TriggerRule, load_pack, pack_files
from risalah.annotate.rules.phrases import PhraseReader
from risalah.annotate.rules.scene import Scene, acting
from risalah.annotate.rules.sentences import Splitter
from risalah.annotate.rules.speech import Speech
from risalah.annotate.rules.story import Story
from risalah.annotate.rules.times import day_of_writing
from risalah.annotate.rules.zones import Zones, marks_of
from risalah.schema import CORE, Annotation, Document, Event, Ontology, Source
from risalah.schema.targets.labelling import MAX_EVENTS

ENGINE: Final = "3"
"""Raised whenever the engine finds other records with the same pack."""
_TOPIC_WORDS: Final = 4
"""Different words of a topic that make an article one about it."""
_RECENT: Final = 4
_LEAD: Final = 3
"""Sentences at the head of a story, which tell who it is about."""
_SENTENCES_BEFORE: Final = 5
"""Sentences before a trigger that may tell whom it is about."""
_SENTENCES_AFTER: Final = 2
"""Sentences after the last trigger that may still tell when and where the statement about it was made."""


class _Survey:
    """What one pass over a text finds."""

    def __init__(self, triggers: list[Item], marks: frozenset[str]) -> None:
        self.triggers = triggers
        """The trigger words, but for types that articles of its topic do not tell."""
        self.marks = marks
        """Kinds of boilerplate of which a mark stands in it."""


class Ruleset:
    """Finds the events of a document with one language's pack and a user's own rules."""

    def __init__(self, pack: Pack, ontology: Ontology, version: str) -> None:
        self.version = version
        """Names the rules: the same for the same pack, rule files, ontology and engine."""
        self.ontology = ontology
        """The event types that its records can be of."""
        self._limits = {event.type_name(): limits(event) for event in ontology}
        self._gate = Matcher(_gate_entries(pack, ontology), Implementation.DFA)
        self._never = tuple(phrase.lower() for events in pack.events for phrase in events.never)
        self._phrases = PhraseReader(pack, lexicon(pack, offices()))
        self._zones = Zones(pack.boilerplate, Datelines(pack.boilerplate, pack.places, pack.time.months))
        self._speech = Speech(pack.cues.say)
        self._splitter = Splitter(pack.words.abbreviations)
        self._home = pack.places.home
        self._month_first = pack.time.month_first
        self._offices = pack.actors.titles.offices
        self._doubts = Doubts(offices(), self._offices)
        self._well_known = well_known(pack, offices())

    @property
    def source(self) -> Source:
        """What its annotations say made them."""
        return Source(kind="rules", version=self.version)

    @classmethod
    def load(
        cls,
        language: str = "id",
        ontology: Ontology = CORE,
        rule_files: Sequence[Path] = (),
        packs: Sequence[Path] = (),
    ) -> "Ruleset":
        """Load a language's pack and a user's own event rule files.

        `packs` are folders of a user's own packs, each named for its language: such a pack stands in for the shipped
        one. Raises RuleError with everything that is wrong in them, by file, line and key.
        """
        files = pack_files(language, packs)
        pack = load_pack(files, rule_files, ontology)
        digest = hashlib.sha256(f"{ENGINE} {ontology.fingerprint()}".encode())
        for file in (*files, *rule_files):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        return cls(pack, ontology, f"{language}-{digest.hexdigest()[:12]}")

    def annotate(self, document: Document) -> Annotation:
        """Return the events that the rules find in the document."""
        return Annotation.model_validate(self.plain(document), context={"ontology": self.ontology})

    def plain(self, document: Document) -> dict[str, Any]:
        """Return the same as plain data, exactly as it is written as JSON."""
        return self.read(document)[0]

    def read(self, document: Document) -> tuple[dict[str, Any], list[Scene]]:
        """Return the same, and in text order the sentences that were read for it, each as its items."""
        script = Script(document.text)
        survey = self._survey(script.folded)
        story, scenes = self._story(script, survey, document.published)
        told = {
            "doc_id": document.id,
            "text_sha256": document.text_sha256,
            "source": {"kind": "rules", "version": self.version},
            **self._article(script, survey),
            "events": self._told(story, document)[:MAX_EVENTS],
        }
        return told, scenes

    def boilerplate(self, document: Document) -> list[Span]:
        """Return start and end of every stretch that is no text of the article, in text order, space left out."""
        script = Script(document.text)
        found: list[Span] = []
        before = 0
        for start, end in (*self._zones.body(script, self._survey(script.folded).marks), (len(script.text),) * 2):
            between = script.text[before:start]
            if between.strip():
                left = before + len(between) - len(between.lstrip())
                found.append((left, left + len(between.strip())))
            before = end
        return found

    def _article(self, script: Script, survey: _Survey) -> dict[str, Any]:
        told = {
            name: {"start": start, "end": end, "text": script.text[start:end]}
            for name, (start, end) in self._zones.article(script, survey.marks).items()
        }
        return {"article": told} if told else {}

    def _told(self, story: Story, document: Document) -> list[dict[str, Any]]:
        """Return the records in text order; each may count its time from the one before."""
        told: list[dict[str, Any]] = []
        text, published = document.text, document.published
        today = published
        if published and any(record.counts_from_today for record in story.records):
            today = day_of_writing(text, published, month_first=self._month_first)
        before: str | None = None
        for record in sorted(story.records, key=lambda record: record.first):
            record.before = before
            record.today = today
            record.resolve(published)
            event = event_record(record, text, self._limits[record.rule.type], len(told) + 1)
            if event:
                flags = self._doubts.flags(record, text, published)
                if flags:
                    event["flags"] = flags
                told.append(event)
                before = next((record.values[role] for role in event["roles"] if role in record.values), None) or before
        return told

    def _story(self, script: Script, survey: _Survey, published: datetime.date | None) -> tuple[Story, list[Scene]]:
        story = Story(published)
        scenes: list[Scene] = []
        if not survey.triggers:
            return story, scenes
        register = Register(offices(), self._offices, published)
        cast = Cast(self._well_known, self._home, register)
        for number, (start, end, inside) in enumerate(self._sentences(script, survey)):
            items = self._phrases.read(script, start, end, inside, cast)
            scene = Scene(script.text, number, items, cast)
            scenes.append(scene)
            if among(PAIR, scene.kinds):
                scene.pair = story.pair or cast.pair
            if among(SPEAKER, scene.kinds) and not scene.attributed:
                speaker = self._speech.speaker(script.text, end)
                scene.speaker = cast.known(speaker) if speaker else scene.speaker
            for frame in frames(scene):
                story.tell(frame)
            story.locate(scene)
            if among(OBLIQUE, scene.kinds):
                story.discuss(scene)
            for company in companies(scene):
                story.accompany(company, number)
            for company in representatives(scene):
                story.represent(company)
            elaboration = elaborated(scene)
            if elaboration:
                story.elaborate(elaboration, number)
            cast.speaker = scene.speaker
            _remember(scene)
        story.end(public=cast.public)
        return story, scenes

    def _sentences(self, script: Script, survey: _Survey) -> Iterator[tuple[int, int, list[Item]]]:
        """Yield the sentences that may tell something of the events, each with its triggers.

        These are the first of the story, those with a trigger, and some around them.
        """
        triggers = survey.triggers
        before: list[Span] = []
        next_trigger, number, left = 0, 0, 0
        for line_start, line_end in self._zones.body(script, survey.marks):
            for start, end in self._splitter.sentences(script.text, line_start, line_end):
                while next_trigger < len(triggers) and triggers[next_trigger].start < start:
                    next_trigger += 1
                first = next_trigger
                while next_trigger < len(triggers) and triggers[next_trigger].end <= end:
                    next_trigger += 1
                if next_trigger > first:
                    for span in before:
                        yield *span, []
                    before, left = [], _SENTENCES_AFTER
                    yield start, end, triggers[first:next_trigger]
                elif number < _LEAD or left > 0:
                    left -= 1
                    yield start, end, []
                elif next_trigger == len(triggers):
                    return
                else:
                    before = [*before[1 - _SENTENCES_BEFORE :], (start, end)]
                number += 1

    def _survey(self, folded: str) -> _Survey:
        """Find what the whole text has to be read for: one pass over every text, most of which tell no event."""
        found: list[Item] = []
        topics: dict[str, set[str]] = {}
        marks: set[str] = set()
        for number, start, end in self._gate.spans(folded):
            if not stands_alone(folded, start, end):
                continue
            for entry in self._gate.entries(number):
                if entry.kind == TRIGGER:
                    form: _Form = entry.data
                    first, last = start + form.before, end - form.after
                    if form.before and folded.startswith(self._never, first):
                        continue
                    rules = form.rules if form.plain else _standing(form.rules, folded, first, last)
                    if rules:
                        found.append(Item(TRIGGER, first, last, rules))
                elif entry.kind == WORD:
                    topics.setdefault(entry.data, set()).add(entry.form)
                elif entry.kind == BOILERPLATE:
                    marks.add(entry.data)
        about = {topic for topic, words in topics.items() if len(words) >= _TOPIC_WORDS}
        return _Survey(_outside(found, about) if about else found, frozenset(marks))


class _Form:
    """A form of triggers, and how much of it before and after is context."""

    def __init__(self, rules: list[Rule], before: int, after: int) -> None:
        self.rules = rules
        self.plain = not any(rule.near or rule.apart for rule in rules)
        """Whether nothing need be near it."""
        self.before = before
        self.after = after


def _standing(rules: list[Rule], folded: str, start: int, end: int) -> list[Rule]:
    return [rule for rule in rules if rule.may_stand(folded, start, end)]


def _outside(triggers: list[Item], topics: set[str]) -> list[Item]:
    left = []
    for item in triggers:
        rules = [rule for rule in item.data if not topics & rule.not_in]
        if rules:
            left.append(Item(TRIGGER, item.start, item.end, rules))
    return left


def _gate_entries(pack: Pack, ontology: Ontology) -> Iterator[Entry]:
    """The forms that decide whether a text has anything to tell: triggers, phrases that are none, topics."""
    forms: dict[tuple[str, int, int], list[Rule]] = {}
    wording = Wording(pack)
    for events in pack.events:
        for trigger in events.trigger:
            rule = _rule(events, trigger, ontology[events.type], wording)
            for written in trigger.forms:
                for variant in _variants(written, pack.cues.clitics, events.never):
                    forms.setdefault(variant, []).append(rule)
        yield from (Entry(phrase, MARK) for phrase in events.never)
    for (form, before, after), rules in forms.items():
        yield Entry(form, TRIGGER, _Form(rules, before, after))
        if " " not in form:
            # A doubled noun is a plural: "pertemuan-pertemuan" are many and none of them.
            yield Entry(f"{form}-{form}", MARK)
    for mark, kind in marks_of(pack.boilerplate):
        yield Entry(mark, BOILERPLATE, kind)
    for topic, words in pack.cues.topics.items():
        for word in words:
            yield Entry(word, WORD, topic)


def _variants(written: str, clitics: list[str], never: list[str]) -> Iterator[tuple[str, int, int]]:
    """A form and what it looks like with a clitic, each with the lengths of the context before and after it."""
    parts = CONTEXT.split(written)
    form = max(parts, key=len)
    plain = written.replace("[", "").replace("]", "")
    before = plain.index(form.strip())
    after = len(plain) - before - len(form.strip())
    yield plain, before, after
    if not after:
        for clitic in clitics:
            if plain + clitic not in never:
                yield plain + clitic, before, 0


def _rule(events: EventRules, trigger: TriggerRule, event: type[Event], wording: Wording) -> Rule:
    fillers = {role.name: role.filler.__name__ for role in event.roles()}
    return Rule(trigger, events, fillers, wording)


def _remember(scene: Scene) -> None:
    """Note whom the next sentence's "ia" and "keduanya" mean: "ia" is who spoke, or who is told first to act."""
    items, cast = scene.items, scene.cast
    people = acting(items)
    for index in range(2, len(items)):
        first, last = items[index - 2], items[index]
        if items[index - 1].kind == AND and first.kind == last.kind == ACTOR:
            pair: list[Actor] = [first.data, last.data]
            if pair[0].entity is not pair[1].entity:
                cast.pair = [actor.entity for actor in pair]
    if people:
        cast.last = scene.attributed or people[0]
        people.reverse()
        cast.recent = _first_different(people + cast.recent)


def _first_different(people: list[Entity]) -> list[Entity]:
    found: list[Entity] = []
    for entity in people:
        if len(found) < _RECENT and entity not in found:
            found.append(entity)
    return found
