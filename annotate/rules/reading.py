"""What reading any phrase takes: the tokens of a sentence, the items read so far, and the language."""

from typing import Final

from risalah.annotate.rules.actors import Actor, Cast, Entity, Span
from risalah.annotate.rules.kinds import ACTOR, HONORIFIC, KIN, MARK, NAME, NOTHING, PERSON, WORD, Item, among, mask
from risalah.annotate.rules.pack import Pack
from risalah.annotate.rules.times import TimeReader

NAMES: Final = mask(NAME, PERSON)


class Language:
    """What reading phrases needs to know of a language beside its lexicon."""

    def __init__(self, pack: Pack) -> None:
        self.no_name = frozenset(pack.cues.no_name)
        self.particles = frozenset(pack.actors.people.particles)
        self.leaders = frozenset(pack.actors.titles.state)
        """Titles of which a country has one holder at a time."""
        self.national = self.leaders | frozenset(pack.actors.titles.minister)
        """Titles of the home country where no other is named."""
        self.office_words = frozenset(pack.actors.titles.words)
        self.of_firms = frozenset(pack.actors.titles.firm)
        self.of_bodies = frozenset(pack.actors.titles.body)
        self.title_of = frozenset(pack.actors.titles.of)
        self.possessive = frozenset(pack.cues.possessive)
        self.has_articles = bool(pack.cues.articles)
        self.title_last = "title" in pack.cues.heads_last
        self.group_last = "group" in pack.cues.heads_last
        self.organization_last = "organization" in pack.cues.heads_last
        self.venue_last = "venue" in pack.cues.heads_last
        self.suffixes = frozenset(pack.actors.titles.suffixes)
        self.both = frozenset(pack.actors.titles.both)
        self.shared = frozenset(pack.actors.titles.shared)
        self.verb_prefixes = tuple(pack.cues.verb_prefixes)
        self.origins = frozenset(pack.actors.groups.origins)
        self.singular = frozenset(pack.actors.groups.singular)
        self.members = frozenset(pack.actors.groups.members)
        self.foreign_seats = frozenset(pack.places.venues.foreign)
        self.residences = frozenset(pack.places.venues.residences)
        self.times = TimeReader(pack.time, pack.cues.and_)


class Reading:
    """The tokens of one sentence on their way to items.

    Each kind of phrase has a class of its own, which may ask those before it: `Venues`, `Groups`, `Complements`,
    `Bodies`, `People`, `Titles`, and last the one in `phrases` that asks them all.
    """

    def __init__(self, text: str, tokens: list[Item], end: int, cast: Cast, language: Language) -> None:
        self._text = text
        self._tokens = tokens
        self._end = end
        self._cast = cast
        self._language = language
        self._out: list[Item] = []

    def _kind(self, index: int) -> int:
        return self._tokens[index].kind if index < len(self._tokens) else NOTHING

    def _joined(self, index: int) -> bool:
        """Whether the token follows the one before it after a single space."""
        return index < len(self._tokens) and self._tokens[index].start - self._tokens[index - 1].end <= 1

    def _span(self, index: int, stop: int) -> Span:
        """From where to where these tokens stand."""
        return self._tokens[index].start, self._tokens[stop - 1].end

    def _surface(self, index: int, stop: int) -> str:
        """These tokens as written."""
        start, end = self._span(index, stop)
        return self._text[start:end]

    def _word(self, index: int) -> str:
        token = self._tokens[index]
        return self._text[token.start : token.end].lower()

    def _mark(self, index: int, mark: str) -> bool:
        return self._kind(index) == MARK and self._text[self._tokens[index].start] == mark

    def _is_large(self, index: int) -> bool:
        return self._text[self._tokens[index].start].isupper()

    def _is_acronym(self, name: str) -> bool:
        return len(name) > 1 and name.isupper()

    def _is_possessive(self, index: int) -> bool:
        return self._kind(index) == WORD and self._word(index) in self._language.possessive

    def _is_office_word(self, index: int) -> bool:
        return self._word(index) in self._language.office_words

    def _run(self, index: int) -> int:
        """The index after the run of names that begins here."""
        stop = end = index + 1
        while self._joined(stop):
            token = self._tokens[stop]
            if among(token.kind, NAMES):
                end = stop + 1
            else:
                word = self._text[token.start : token.end]
                before = self._tokens[stop - 1]
                initial = before.end - before.start <= 2 and word == "."
                goes_on = among(self._kind(stop + 1), NAMES)
                if token.kind in (KIN, HONORIFIC) and word[0].isupper() and not goes_on:
                    end = stop + 1
                elif not (initial or (goes_on and word in self._language.particles)):
                    break
            stop += 1
        return end

    def _add(self, entity: Entity, spans: list[Span], start: int, end: int) -> None:
        self._out.append(Item(ACTOR, start, end, Actor(entity, spans)))

    def _add_whole(self, entity: Entity, index: int, stop: int) -> None:
        """Add an actor whom all these tokens name."""
        span = self._span(index, stop)
        self._add(entity, [span], *span)
