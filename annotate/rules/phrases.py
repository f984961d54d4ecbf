"""A sentence read into items: function words, triggers, and the phrases that name actors, places and times."""

from typing import Final

from risalah.annotate.rules import kinds
from risalah.annotate.rules.actors import Cast, Entity, Span, normal, one_line
from risalah.annotate.rules.kinds import (
    ACTOR,
    AND,
    AT,
    CALENDAR,
    COMMA,
    DEFINITE,
    GEO,
    GOVERNMENT,
    GROUP_HEAD,
    HONORIFIC,
    KIN,
    MARK,
    NAME,
    NAMELY,
    NOTHING,
    NUMBER,
    OBLIQUE,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    PERSON,
    PURPOSE,
    STOP,
    TIME,
    TITLE,
    TO,
    VENUE,
    VENUE_HEAD,
    WORD,
    Item,
    among,
)
from risalah.annotate.rules.lexicon import Geo, Matcher, Script
from risalah.annotate.rules.pack import Pack
from risalah.annotate.rules.times import TimeReader
from risalah.annotate.rules.tokens import Tokenizer

_NAMES: Final = kinds.mask(NAME, PERSON)
_TITLES: Final = kinds.mask(HONORIFIC, KIN)
_BODIES: Final = kinds.mask(GEO, ORGANIZATION)
_NAMED: Final = _NAMES | kinds.mask(HONORIFIC)
_PLACES: Final = kinds.mask(GEO, VENUE)
_COMPLEMENT: Final = kinds.mask(TITLE, HONORIFIC, GEO, ORGANIZATION, GOVERNMENT)
_IN_TITLE: Final = _COMPLEMENT | kinds.mask(KIN, ORGANIZATION_HEAD)
_AFTER_PHRASE: Final = kinds.mask(NOTHING, COMMA, MARK, STOP, CALENDAR)
_LOCATIVE: Final = kinds.mask(AT, TO)
_HEADS: Final = kinds.mask(VENUE_HEAD, ORGANIZATION_HEAD)
_IN_VENUE: Final = _NAMES | _HEADS | kinds.mask(ORGANIZATION, TITLE, HONORIFIC, VENUE, KIN)
_IN_ORGANIZATION: Final = kinds.mask(NAME, GEO, ORGANIZATION, ORGANIZATION_HEAD)
_IN_GROUP: Final = _NAMES | kinds.mask(ORGANIZATION, GEO, TITLE, NUMBER, GROUP_HEAD)
_GROUP_LENGTH: Final = 5
_VERB_LENGTH: Final = 6


class Actor:
    """Who a phrase names, and every string of it that does so."""

    def __init__(self, entity: Entity, spans: list[Span]) -> None:
        self.entity = entity
        self.spans = spans


class _Language:
    """What reading phrases needs to know of a language beside its lexicon."""

    def __init__(self, pack: Pack) -> None:
        self.no_name = frozenset(pack.cues.no_name)
        self.particles = frozenset(pack.actors.people.particles)
        self.leaders = frozenset(pack.actors.titles.state)
        """Titles of which a country has one holder at a time."""
        self.verb_prefixes = tuple(pack.cues.verb_prefixes)
        self.times = TimeReader(pack.time)


class PhraseReader:
    """Reads sentences with one language's lexicon."""

    def __init__(self, pack: Pack, matcher: Matcher) -> None:
        self._language = _Language(pack)
        self._tokenizer = Tokenizer(matcher, self._language.no_name)

    def read(self, script: Script, start: int, end: int, triggers: list[Item], cast: Cast) -> list[Item]:
        """Return the sentence's items in order; people it names join the cast."""
        tokens = self._tokenizer.tokens(script, start, end, triggers)
        return _Reading(script.text, tokens, end, cast, self._language).items()


class _Reading:
    """The tokens of one sentence on their way to items."""

    def __init__(self, text: str, tokens: list[Item], end: int, cast: Cast, language: "_Language") -> None:
        self._text = text
        self._tokens = tokens
        self._end = end
        self._cast = cast
        self._language = language
        self._out: list[Item] = []

    def items(self) -> list[Item]:
        """Return the sentence's items."""
        index = 0
        while index < len(self._tokens):
            index = self._next(index)
        return self._out

    def _next(self, index: int) -> int:  # noqa: PLR0911
        """Read the phrase that begins at a token; returns the index after it."""
        token = self._tokens[index]
        kind = token.kind
        if kind in (NAME, PERSON):
            return self._name(index)
        if kind in (TITLE, HONORIFIC, KIN):
            return self._titled(index)
        if kind == GEO:
            return self._geo(index)
        if kind in (CALENDAR, NUMBER):
            return self._time(index)
        if kind == ORGANIZATION:
            return self._organization(index)
        if kind == ORGANIZATION_HEAD:
            return self._headed(index)
        if kind in (VENUE, VENUE_HEAD):
            return self._venue(index)
        if kind == GROUP_HEAD:
            return self._group(index)
        if kind == GOVERNMENT:
            return self._government(index)
        self._out.append(token)
        return index + 1

    def _kind(self, index: int) -> int:
        return self._tokens[index].kind if index < len(self._tokens) else NOTHING

    def _joined(self, index: int) -> bool:
        """Whether the token follows the one before it after a single space."""
        return index < len(self._tokens) and self._tokens[index].start - self._tokens[index - 1].end <= 1

    def _after_locative(self) -> bool:
        return bool(self._out) and among(self._out[-1].kind, _LOCATIVE)

    def _in_place_chain(self) -> bool:
        """After "di Istana," and the like, where a further name is a further place."""
        out = self._out
        return (
            len(out) > 3 and out[-1].kind == COMMA and among(out[-2].kind, _PLACES) and out[-3].kind != COMMA
        ) and any(item.kind == AT for item in out[-5:-2])

    def _ends_phrase(self, index: int) -> bool:
        """Whether no word of the same clause follows."""
        return among(self._kind(index), _AFTER_PHRASE)

    def _time(self, index: int) -> int:
        token = self._tokens[index]
        read = self._language.times.read(self._text, token.start, self._end)
        if read is None:
            self._out.append(Item(NUMBER if token.kind == NUMBER else WORD, token.start, token.end))
            return index + 1
        end, when = read
        self._out.append(Item(TIME, token.start, end, when))
        while index < len(self._tokens) and self._tokens[index].start < end:
            index += 1
        return index

    def _run(self, index: int) -> int:
        """The index after the run of names that begins here."""
        stop = index + 1
        while self._joined(stop):
            kind = self._kind(stop)
            word = self._text[self._tokens[stop].start : self._tokens[stop].end]
            before = self._tokens[stop - 1]
            initial = before.end - before.start <= 2 and word == "."
            particle = word in self._language.particles and among(self._kind(stop + 1), _NAMES)
            if not (among(kind, _NAMES) or initial or particle):
                break
            stop += 1
        return stop if among(self._kind(stop - 1), _NAMES) else stop - 1

    def _name(self, index: int) -> int:
        stop = self._run(index)
        if self._kind(index) == NAME and (
            self._after_locative() or (self._in_place_chain() and self._ends_phrase(stop))
        ):
            return self._venue(index)
        for position in range(index, stop):
            token = self._tokens[position]
            full = " " in self._text[token.start : token.end] or not self._out
            if token.kind == PERSON and full and position > index:
                # A heading in capitals runs on into the name: "Janji Setia Kim Jong Un".
                self._out += self._tokens[index:position]
                return self._person(position, position + 1, position, "", "")
        return self._person(index, stop, index, "", "")

    def _person(self, index: int, stop: int, first: int, title: str, country: str) -> int:
        """Add the person named by tokens `index` to `stop`, whose titles begin at token `first`."""
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        name = self._text[start:end]
        halves = name.split("-")
        if len(halves) == 2 and all(self._cast.knows(half) for half in halves):
            middle = start + len(halves[0])
            self._add(self._cast.person(halves[0], (start, middle)), [(start, middle)], start, middle)
            self._out.append(Item(AND, middle, middle + 1))
            self._add(self._cast.person(halves[1], (middle + 1, end)), [(middle + 1, end)], middle + 1, end)
            return stop
        if not title and stop - index == 1 and self._is_acronym(name) and not self._cast.knows(name):
            self._add(self._cast.thing(name, "organization", (start, end)), [(start, end)], start, end)
            return stop
        if first == index and stop - index == 1 and self._kind(index) == NAME and not self._cast.knows(name):
            # One capitalised word alone is a name only if somebody was introduced by it.
            self._out.append(self._tokens[index])
            return stop
        entity = self._cast.person(name, (start, end), title, country)
        if title in self._language.leaders and country:
            self._cast.lead(entity, country)
        spans, stop = self._aliases(entity, [(start, end)], stop)
        self._add(entity, spans, self._tokens[first].start, self._tokens[stop - 1].end)
        return stop

    def _is_acronym(self, name: str) -> bool:
        return len(name) > 1 and name.isupper()

    def _aliases(self, entity: Entity, spans: list[Span], stop: int) -> tuple[list[Span], int]:
        """Read a name in brackets after a name: "(Jokowi)"."""
        if not (self._mark(stop, "(") and among(self._kind(stop + 1), _NAMES)):
            return spans, stop
        after = self._run(stop + 1)
        if not self._mark(after, ")"):
            return spans, stop
        start, end = self._tokens[stop + 1].start, self._tokens[after - 1].end
        self._cast.alias(entity, self._text[start:end])
        return [*spans, (start, end)], after + 1

    def _mark(self, index: int, mark: str) -> bool:
        return self._kind(index) == MARK and self._text[self._tokens[index].start] == mark

    def _add(self, entity: Entity, spans: list[Span], start: int, end: int) -> None:
        self._out.append(Item(ACTOR, start, end, Actor(entity, spans)))

    def _titled(self, index: int) -> int:
        """Read titles, what they are titles of, and the name after them: "Menteri Luar Negeri AS John Kerry"."""
        stop, country, kin = index, "", False
        title = ""
        while stop < len(self._tokens) and (stop == index or self._belongs_to_title(stop)):
            token = self._tokens[stop]
            if token.kind == GEO and token.data.level == "country" and not country:
                country = token.data.country
            if token.kind == TITLE and not title:
                title = token.data
            kin = kin or token.kind == KIN
            stop += 1
        office_end = stop
        if kin and among(self._kind(stop), _NAMES) and self._kind(self._run(stop)) == COMMA:
            after = self._run(stop) + 1
            if among(self._kind(after), _NAMES):
                return self._person(after, self._run(after), index, title, country)
        if self._kind(stop) == COMMA and (kin or stop > index + 1) and among(self._kind(stop + 1), _NAMED):
            stop += 1
        elif self._kind(stop) == COMMA and self._kind(stop + 1) == NAMELY:
            stop += 2
        while among(self._kind(stop), _TITLES) or (self._mark(stop, ".") and stop > office_end):
            stop += 1
        if among(self._kind(stop), _NAMES):
            return self._name_after_title(index, stop, title, country)
        return self._office(index, office_end, title, country)

    def _belongs_to_title(self, index: int) -> bool:
        kind = self._kind(index)
        if among(kind, _IN_TITLE):
            return True
        if kind == OBLIQUE:
            # "rekannya dari Rusia, ..."
            return self._kind(index - 1) == KIN and self._kind(index + 1) == GEO
        if kind == PURPOSE:
            # "Duta Besar Indonesia untuk Jerman"
            return among(self._kind(index + 1), _BODIES)
        if self._mark(index, ".") and self._kind(index - 1) == HONORIFIC:
            return True
        if kind in (MARK, WORD):
            return self._is_complement_word(index)
        return False

    def _is_complement_word(self, index: int) -> bool:
        """Small words and bracketed acronyms inside an office: "bidang Kemaritiman", "(DPRD)", "/"."""
        token = self._tokens[index]
        if self._mark(index, "(") or self._mark(index, ")"):
            inside = index + 1 if self._mark(index, "(") else index - 1
            return among(self._kind(inside), _BODIES) and (self._mark(inside + 1, ")") and self._mark(inside - 1, "("))
        return self._text[token.start : token.end] == "/" and among(self._kind(index + 1), _COMPLEMENT)

    def _name_after_title(self, first: int, index: int, title: str, country: str) -> int:
        """A run of names after a title may begin with what it is a title of: the name stands after the last acronym."""
        stop = self._run(index)
        begin = index
        for position in range(index, stop - 1):
            token = self._tokens[position]
            if token.kind == PERSON and position > index:
                begin = position
                break
            word = self._text[token.start : token.end]
            if len(word) > 2 and word.isupper():
                begin = position + 1
        if self._kind(index - 1) == ORGANIZATION_HEAD and stop - index > 2:
            begin = max(begin, stop - 2)
        return self._person(begin, stop, first, title, country)

    def _office(self, index: int, stop: int, title: str, country: str) -> int:
        """Add the holder of an office that stands without a name, or pass over words that name nobody."""
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        surface = self._text[start:end]
        holder = self._cast.holder(title, country) if title else None
        if title in self._language.leaders and country:
            holder = holder or self._cast.leader(country)
        if holder:
            self._add(holder, [holder.span], start, end)
            return stop
        if self._kind(stop) == DEFINITE and title:
            known = self._mentioned() or self._cast.last
            if known:
                self._add(known, [known.span], start, end)
                return stop
        organization = self._tokens[stop - 1].kind == ORGANIZATION
        if title and (country or organization or (surface[0].isupper() and stop - index > 1)):
            self._add(self._cast.office(surface, (start, end), title, country), [(start, end)], start, end)
            return stop
        self._out.append(Item(WORD, start, end))
        return stop

    def _mentioned(self) -> Entity | None:
        """The last person of the sentence so far."""
        for item in reversed(self._out):
            if item.kind == ACTOR and item.data.entity.kind == "person":
                found: Entity = item.data.entity
                return found
        return None

    def _government(self, index: int) -> int:
        after = index + 1
        if self._kind(after) == GEO:
            start, token = self._tokens[index].start, self._tokens[after]
            span = (start, token.end)
            if token.data.level == "country":
                entity = self._cast.country(token.data.name, token.data.country, span)
            else:
                entity = self._cast.thing(self._text[start : token.end], "organization", span)
            self._add(entity, [span], *span)
            return after + 1
        self._out.append(self._tokens[index].as_word())
        return after

    def _organization(self, index: int) -> int:
        token = self._tokens[index]
        if self._after_locative() or self._in_place_chain():
            return self._venue(index)
        span = (token.start, token.end)
        entity = self._cast.thing(self._text[token.start : token.end], "organization", span, token.data.name)
        entity.convening = token.data.convening
        self._add(entity, [span], *span)
        return index + 1

    def _headed(self, index: int) -> int:
        """Read an organization by its head word: "Partai Anu", "Universitas Gadjah Mada"."""
        if self._after_locative():
            return self._venue(index)
        stop = index + 1
        while among(self._kind(stop), _IN_ORGANIZATION) and self._joined(stop):
            stop += 1
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        if stop == index + 1 or not self._text[start].isupper():
            self._out.append(self._tokens[index].as_word())
            return index + 1
        self._add(self._cast.thing(self._text[start:end], "organization", (start, end)), [(start, end)], start, end)
        return stop

    def _venue(self, index: int) -> int:
        """Read a place by its head word or, after a locative, by its name alone."""
        stop = index + 1
        named = not among(self._kind(index), _HEADS)
        while self._joined(stop):
            kind = self._kind(stop)
            if kind == GEO and (not named or self._tokens[stop].data.level == "country"):
                named, stop = True, stop + 1
                break
            if not among(kind, _IN_VENUE):
                break
            named = named or not among(kind, _HEADS)
            stop += 1
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        if not named:
            self._out.append(Item(WORD, start, self._tokens[index].end))
            return index + 1
        bodies = frozenset(token.data.name for token in self._tokens[index:stop] if token.kind == ORGANIZATION)
        self._out.append(Item(VENUE, start, end, Geo(one_line(self._text[start:end]), "venue", "", bodies)))
        return stop

    def _geo(self, index: int) -> int:
        """A place's name before other names is part of a longer one, unless these name a person."""
        if self._kind(index + 1) == NAME and self._joined(index + 1) and self._after_locative():
            stop = self._run(index + 1)
            name = self._text[self._tokens[index + 1].start : self._tokens[stop - 1].end]
            if not self._cast.knows(name):
                start, end = self._tokens[index].start, self._tokens[stop - 1].end
                self._out.append(Item(VENUE, start, end, Geo(one_line(self._text[start:end]), "venue")))
                return stop
        self._out.append(self._tokens[index])
        return index + 1

    def _group(self, index: int) -> int:
        stop = index + 1
        while stop < len(self._tokens) and stop - index < _GROUP_LENGTH and self._continues_group(stop):
            stop += 1
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        if stop == index + 1:
            self._out.append(self._tokens[index].as_word())
            return stop
        self._add(self._cast.thing(self._text[start:end], "group", (start, end)), [(start, end)], start, end)
        return stop

    def _continues_group(self, index: int) -> bool:
        token = self._tokens[index]
        if token.kind != WORD:
            return among(token.kind, _IN_GROUP)
        word = self._text[token.start : token.end]
        verb = len(word) >= _VERB_LENGTH and word.startswith(self._language.verb_prefixes)
        return word not in self._language.no_name and not verb


def well_known(pack: Pack) -> dict[str, str]:
    """Return every name of the people of public record, as names are compared, with the canonical one."""
    return {normal(name): names[0] for names in pack.actors.people.names for name in names}
