"""A document's events made up from the answers to one question after another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, get_args

from risalah.annotate.models import features
from risalah.annotate.models.candidates import Candidate, Offer, Told
from risalah.annotate.models.draft import Chance, Draft, Filling
from risalah.annotate.models.question import Ask, Question
from risalah.annotate.rules.times import resolve
from risalah.schema import Document, Ontology, Realis

_EARLIER: Final = 6
"""Events of the same type before one that it may be the same as."""
_NEAR: Final = 1
"""Sentences between a trigger and what may fill a role though no rule says so."""
_SAME: Final = 0.5
"""How likely two drafts must be of one event to be joined."""
_REALIS: Final[tuple[str, ...]] = get_args(Realis)


class Assembly:
    """How events are made up."""

    def __init__(self, ontology: Ontology, keep: float, add: float) -> None:
        """Name the event types, and how likely, from 0 to 1, what is told must be: what rules tell, and what not."""
        self.keep, self.add = keep, add
        self._roles: dict[str, dict[str, list[str]]] = {}
        """Of each type, by class of filler, the roles that take it."""
        for event in ontology:
            roles = self._roles.setdefault(event.type_name(), {})
            for role in event.roles():
                roles.setdefault(role.filler.__name__, []).append(role.name)

    def drafts(self, document: Document, offer: Offer, ask: Ask) -> tuple[list[Draft], list[int]]:
        """Return a document's events in text order, and the records of rules of which none came."""
        drafts = self._joined(self._begun(offer, ask), offer, ask)
        for draft in drafts:
            draft.realis = self._realis(draft, offer, ask)
            self._fill(draft, document, offer, ask)
        kept = {record for draft in drafts for record in draft.records}
        return drafts, [record for record in range(len(offer.events)) if record not in kept]

    def _begun(self, offer: Offer, ask: Ask) -> list[Draft]:
        """Return a draft for each record of rules and for each further word that tells an event, in text order."""
        having = {
            ((mention["start"], mention["end"]), event["type"]): number
            for number, event in enumerate(offer.events)
            for mention in event["triggers"]
        }
        taken = {span for span, _ in having}
        asked = [
            (word, type_name, having.get((word.span, type_name)))
            for word in offer.words
            for type_name in word.rules
            if (word.span, type_name) in having or word.span not in taken
        ]
        questions = [
            Question("trigger", name, word.span, None, features.of_trigger(word, name, record, offer))
            for word, name, record in asked
        ]
        drafts: list[Draft] = []
        by_record: dict[int, Draft] = {}
        for (word, name, record), likely in zip(asked, ask(questions), strict=True):
            if likely < (self.add if record is None else self.keep):
                continue
            if record is not None and record in by_record:
                by_record[record].add(word, likely)
                continue
            draft = Draft(name, word, likely)
            drafts.append(draft)
            if record is not None:
                draft.records.append(record)
                draft.realis = offer.events[record]["realis"]
                by_record[record] = draft
        return sorted(drafts, key=lambda draft: draft.first)

    def _joined(self, drafts: Sequence[Draft], offer: Offer, ask: Ask) -> list[Draft]:
        """Join drafts of one event, each to the one before it that it is most likely the same as."""
        joined: list[Draft] = []
        for draft in drafts:
            before = [one for one in joined if one.type == draft.type][-_EARLIER:]
            questions = [
                Question("same", draft.type, draft.first, one.first, features.of_pair(draft, one, offer))
                for one in before
            ]
            likely, place = max(zip(ask(questions), range(len(before)), strict=True), default=(0.0, 0))
            if likely >= _SAME:
                before[place].take(draft)
            else:
                joined.append(draft)
        return joined

    def _realis(self, draft: Draft, offer: Offer, ask: Ask) -> str:
        """Return the likeliest realis; what rules tell stays as long as no other is likely enough."""
        known = features.of_realis(draft, offer)
        questions = [Question("realis", f"{draft.type}.{realis}", draft.first, None, known) for realis in _REALIS]
        likely = dict(zip(_REALIS, ask(questions), strict=True))
        best = max(_REALIS, key=lambda realis: likely[realis])
        return best if likely[best] >= self.add or not draft.records else draft.realis

    def _fill(self, draft: Draft, document: Document, offer: Offer, ask: Ask) -> None:
        """Fill the roles of an event."""
        filled = Counter(one.role for one in draft.told(offer))
        chances = [*self._chances(draft, document, offer)]
        questions = [
            _about(draft, chance, others=filled[chance.role], taken=id(chance.candidate) in offer.taken)
            for chance in chances
        ]
        for chance, likely in zip(chances, ask(questions), strict=True):
            rules = {span: rule for one in chance.told for span, rule in one.rules.items()}
            filling = Filling(chance.role, chance.candidate, chance.value, draft.confidence * likely, rules)
            if filling.likely >= (self.keep if rules else self.add):
                draft.fillings.append(filling)
            elif rules:
                draft.dropped.append(filling)

    def _chances(self, draft: Draft, document: Document, offer: Offer) -> Iterator[Chance]:
        """Yield who or what may fill which role.

        What rules tell may fill that role; anything else that is named near a trigger, every role that takes its like.
        """
        told: dict[int, list[Told]] = {}
        for one in draft.told(offer):
            told.setdefault(id(one.candidate), []).append(one)
        near = {place for at in draft.sentences for place in range(at - _NEAR, at + _NEAR + 1)}
        roles = self._roles[draft.type]
        for candidate in offer.candidates:
            some = told.get(id(candidate), [])
            if some:
                for role in dict.fromkeys([one.role for one in some]):
                    yield Chance(role, candidate, some[0].value, [one for one in some if one.role == role])
            elif not near.isdisjoint(candidate.sentences):
                value = _value(draft, candidate, document)
                for role in roles.get(candidate.filler, []):
                    yield Chance(role, candidate, value, some)


def _about(draft: Draft, chance: Chance, *, others: int, taken: bool) -> Question:
    """Return the question whether a candidate fills a role, about where it is named nearest to a trigger."""
    near = features.nearest(draft, chance.candidate)
    known = features.of_argument(draft, chance, near, others=others, taken=taken)
    first, second = (near[0].span, near[1].spans[0]) if near else (draft.first, None)
    return Question("argument", f"{draft.type}.{chance.role}", first, second, known, value=chance.value)


def _value(draft: Draft, candidate: Candidate, document: Document) -> str | None:
    """Return the value that a candidate has in an event that rules do not have it in: a time's by the publication."""
    if candidate.when is None:
        return candidate.value
    return resolve(candidate.when, document.published, planned=draft.realis == "planned")
