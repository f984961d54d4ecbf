"""The rules of a language, made ready, and a document's way through them."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from risalah.annotate.rules.actors import Cast
from risalah.annotate.rules.frames import Rule, frames
from risalah.annotate.rules.kinds import ACTOR, AND, MARK, TRIGGER, WORD, Item
from risalah.annotate.rules.lexicon import Entry, Matcher, Script, lexicon
from risalah.annotate.rules.pack import CONTEXT, EventRules, Pack, TriggerRule, load_pack, pack_files
from risalah.annotate.rules.phrases import PhraseReader, well_known
from risalah.annotate.rules.records import Story, event_record
from risalah.annotate.rules.sentences import sentences
from risalah.annotate.rules.slots import Scene
from risalah.annotate.rules.zones import Zones
from risalah.schema import CORE, Annotation, Document, Event, Ontology, Source
from risalah.schema.targets.labelling import MAX_EVENTS

ENGINE: Final = "2"
"""Raised whenever the engine finds other records with the same pack."""
_TOPIC_WORDS: Final = 4
"""Different words of a topic that make an article one about it."""
_RECENT: Final = 4
_SENTENCES_AFTER: Final = 2
"""Sentences after the last trigger that may still tell when and where the statement about it was made."""


class Ruleset:
    """Finds the events of a document with one language's pack and a user's own rules."""

    def __init__(self, pack: Pack, ontology: Ontology, version: str) -> None:
        self.version = version
        """Names the rules: the same for the same pack, rule files, ontology and engine."""
        self._ontology = ontology
        self._gate = Matcher(_gate_entries(pack, ontology))
        self._phrases = PhraseReader(pack, lexicon(pack))
        self._zones = Zones(pack.boilerplate)
        self._well_known = well_known(pack)

    @classmethod
    def load(cls, language: str = "id", ontology: Ontology = CORE, rule_files: Sequence[Path] = ()) -> "Ruleset":
        """Load a language's pack and a user's own event rule files.

        Raises RuleError with everything that is wrong in them, by file and key.
        """
        files = pack_files(language)
        pack = load_pack(files, rule_files, ontology)
        digest = hashlib.sha256(f"{ENGINE} {ontology.fingerprint()}".encode())
        for file in (*files, *rule_files):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        return cls(pack, ontology, f"{language}-{digest.hexdigest()[:12]}")

    def annotate(self, document: Document) -> Annotation:
        """Return the events that the rules find in the document."""
        story = self._story(document.text)
        records = sorted(story.records, key=lambda record: min(record.triggers))[:MAX_EVENTS]
        return Annotation(
            doc_id=document.id,
            text_sha256=document.text_sha256,
            source=Source(kind="rules", version=self.version),
            events=[
                event_record(record, number, document.text, document.published, self._ontology)
                for number, record in enumerate(records, start=1)
            ],
        )

    def _story(self, text: str) -> Story:
        script, story = Script(text), Story()
        folded = script.folded
        triggers = self._triggers(folded)
        if not triggers:
            return story
        cast = Cast(self._well_known)
        for number, (start, end, inside) in enumerate(self._sentences(text, folded, triggers)):
            items = self._phrases.read(script, start, end, inside, cast)
            for frame in frames(Scene(text, number, items, cast, story.pair or cast.pair)):
                story.tell(frame)
            story.said(items)
            _remember(items, cast)
        story.end()
        return story

    def _sentences(self, text: str, folded: str, triggers: list[Item]) -> Iterator[tuple[int, int, list[Item]]]:
        """Yield the sentences of the story up to a few after the last trigger, each with its triggers."""
        next_trigger, left = 0, _SENTENCES_AFTER
        for line_start, line_end in self._zones.body(text, folded):
            for start, end in sentences(text, line_start, line_end):
                while next_trigger < len(triggers) and triggers[next_trigger].start < start:
                    next_trigger += 1
                if next_trigger == len(triggers):
                    left -= 1
                if left < 0:
                    return
                first = next_trigger
                while next_trigger < len(triggers) and triggers[next_trigger].end <= end:
                    next_trigger += 1
                yield start, end, triggers[first:next_trigger]

    def _triggers(self, folded: str) -> list[Item]:
        """The trigger words of the text, but for types that articles of its topic do not tell."""
        found: list[Item] = []
        topics: dict[str, set[str]] = {}
        for hit in self._gate.find(folded):
            for entry in hit.entries:
                if entry.kind == TRIGGER:
                    form: _Form = entry.data
                    found.append(Item(TRIGGER, hit.start + form.before, hit.end - form.after, form.rules))
                elif entry.kind == WORD:
                    topics.setdefault(entry.data, set()).add(entry.form)
        about = {topic for topic, words in topics.items() if len(words) >= _TOPIC_WORDS}
        return _outside(found, about) if about else found


class _Form:
    """A form of triggers, and how much of it before and after is context."""

    def __init__(self, rules: list[Rule], before: int, after: int) -> None:
        self.rules = rules
        self.before = before
        self.after = after


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
    for events in pack.events:
        for trigger in events.trigger:
            rule = _rule(events, trigger, ontology[events.type])
            for written in trigger.forms:
                for variant in _variants(written, pack.cues.clitics):
                    forms.setdefault(variant, []).append(rule)
        yield from (Entry(phrase, MARK) for phrase in events.never)
    for (form, before, after), rules in forms.items():
        yield Entry(form, TRIGGER, _Form(rules, before, after))
        if " " not in form:
            # A doubled noun is a plural: "pertemuan-pertemuan" are many and none of them.
            yield Entry(f"{form}-{form}", MARK)
    for topic, words in pack.cues.topics.items():
        for word in words:
            yield Entry(word, WORD, topic)


def _variants(written: str, clitics: list[str]) -> Iterator[tuple[str, int, int]]:
    """A form and what it looks like with a clitic, each with the lengths of the context before and after it."""
    parts = CONTEXT.split(written)
    form = max(parts, key=len)
    plain = written.replace("[", "").replace("]", "")
    before = plain.index(form.strip())
    after = len(plain) - before - len(form.strip())
    yield plain, before, after
    if not after:
        for clitic in clitics:
            yield plain + clitic, before, 0


def _rule(events: EventRules, trigger: TriggerRule, event: type[Event]) -> Rule:
    fillers = {role.name: role.filler.__name__ for role in event.roles()}
    return Rule(trigger, events.type, fillers, frozenset(events.not_in))


def _remember(items: list[Item], cast: Cast) -> None:
    """Note whom the next sentence's "ia" and "keduanya" mean."""
    people = [item.data.entity for item in items if item.kind == ACTOR and item.data.entity.kind == "person"]
    if people:
        cast.last = people[0]
        cast.recent = list(dict.fromkeys([*reversed(people), *cast.recent]))[:_RECENT]
    for first, middle, last in zip(items, items[1:], items[2:], strict=False):
        if middle.kind == AND and first.kind is last.kind == ACTOR and first.data.entity is not last.data.entity:
            cast.pair = [first.data.entity, last.data.entity]
