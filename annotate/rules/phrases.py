"""A sentence read into items: function words, triggers, and the phrases that name actors, places and times."""

from collections.abc import Callable
from typing import NamedTuple

from risalah.annotate.rules.actors import Cast, Entity, normal, one_line
from risalah.annotate.rules.kinds import Item, Kind
from risalah.annotate.rules.lexicon import Geo, Matcher, Script
from risalah.annotate.rules.pack import Pack
from risalah.annotate.rules.times import TimeReader
from risalah.annotate.rules.tokens import Tokenizer

_NAMES = (Kind.NAME, Kind.PERSON)
_PLACES = (Kind.GEO, Kind.VENUE)
_COMPLEMENT = (Kind.TITLE, Kind.HONORIFIC, Kind.GEO, Kind.ORGANIZATION, Kind.GOVERNMENT)
_GROUP_LENGTH = 5
_VERB_LENGTH = 6
_INSIDE_GROUP = (
    Kind.WORD,
    Kind.NAME,
    Kind.ORGANIZATION,
    Kind.GEO,
    Kind.TITLE,
    Kind.NUMBER,
    Kind.GROUP_HEAD,
    Kind.PERSON,
)


class Actor(NamedTuple):
    """Who a phrase names, and every string of it that does so."""

    entity: Entity
    spans: tuple[tuple[int, int], ...]


class _Language(NamedTuple):
    """What reading phrases needs to know of a language beside its lexicon."""

    no_name: frozenset[str]
    particles: frozenset[str]
    leaders: frozenset[str]
    """Titles of which a country has one holder at a time."""
    verb_prefixes: tuple[str, ...]
    times: TimeReader


class PhraseReader:
    """Reads sentences with one language's lexicon."""

    def __init__(self, pack: Pack, matcher: Matcher) -> None:
        self._language = _Language(
            frozenset(pack.cues.no_name),
            frozenset(pack.actors.people.particles),
            frozenset(pack.actors.titles.state),
            tuple(pack.cues.verb_prefixes),
            TimeReader(pack.time),
        )
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

    def _next(self, index: int) -> int:
        """Read the phrase that begins at a token; returns the index after it."""
        token = self._tokens[index]
        reader = _READERS.get(token.kind)
        if reader:
            return reader(self, index)
        self._out.append(token)
        return index + 1

    def _kind(self, index: int) -> Kind | None:
        return self._tokens[index].kind if index < len(self._tokens) else None

    def _joined(self, index: int) -> bool:
        """Whether the token follows the one before it after a single space."""
        return index < len(self._tokens) and self._tokens[index].start - self._tokens[index - 1].end <= 1

    def _after_locative(self) -> bool:
        return bool(self._out) and self._out[-1].kind in (Kind.AT, Kind.TO)

    def _in_place_chain(self) -> bool:
        """After "di Istana," and the like, where a further name is a further place."""
        out = self._out
        return (
            len(out) > 3 and out[-1].kind is Kind.COMMA and out[-2].kind in _PLACES and out[-3].kind is not Kind.COMMA
        ) and any(item.kind is Kind.AT for item in out[-5:-2])

    def _ends_phrase(self, index: int) -> bool:
        """Whether no word of the same clause follows."""
        return self._kind(index) in (None, Kind.COMMA, Kind.MARK, Kind.STOP, Kind.CALENDAR)

    def _time(self, index: int) -> int:
        token = self._tokens[index]
        read = self._language.times.read(self._text, token.start, self._end)
        if read is None:
            self._out.append(Item(Kind.NUMBER if token.kind is Kind.NUMBER else Kind.WORD, token.start, token.end))
            return index + 1
        end, when = read
        self._out.append(Item(Kind.TIME, token.start, end, when))
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
            particle = word in self._language.particles and self._kind(stop + 1) in _NAMES
            if not (kind in _NAMES or initial or particle):
                break
            stop += 1
        return stop if self._kind(stop - 1) in _NAMES else stop - 1

    def _name(self, index: int) -> int:
        stop = self._run(index)
        if self._kind(index) is Kind.NAME and (
            self._after_locative() or (self._in_place_chain() and self._ends_phrase(stop))
        ):
            return self._venue(index)
        for position in range(index, stop):
            token = self._tokens[position]
            full = " " in self._text[token.start : token.end] or not self._out
            if token.kind is Kind.PERSON and full and position > index:
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
            self._add(self._cast.person(halves[0], (start, middle)), ((start, middle),), start, middle)
            self._out.append(Item(Kind.AND, middle, middle + 1))
            self._add(self._cast.person(halves[1], (middle + 1, end)), ((middle + 1, end),), middle + 1, end)
            return stop
        if not title and stop - index == 1 and self._is_acronym(name) and not self._cast.knows(name):
            self._add(self._cast.thing(name, "organization", (start, end)), ((start, end),), start, end)
            return stop
        if first == index and stop - index == 1 and self._kind(index) is Kind.NAME and not self._cast.knows(name):
            # One capitalised word alone is a name only if somebody was introduced by it.
            self._out.append(self._tokens[index])
            return stop
        entity = self._cast.person(name, (start, end), title, country)
        if title in self._language.leaders and country:
            self._cast.lead(entity, country)
        spans, stop = self._aliases(entity, [(start, end)], stop)
        self._add(entity, tuple(spans), self._tokens[first].start, self._tokens[stop - 1].end)
        return stop

    def _is_acronym(self, name: str) -> bool:
        return len(name) > 1 and name.isupper()

    def _aliases(self, entity: Entity, spans: list[tuple[int, int]], stop: int) -> tuple[list[tuple[int, int]], int]:
        """Read a name in brackets after a name: "(Jokowi)"."""
        if not (self._mark(stop, "(") and self._kind(stop + 1) in _NAMES):
            return spans, stop
        after = self._run(stop + 1)
        if not self._mark(after, ")"):
            return spans, stop
        start, end = self._tokens[stop + 1].start, self._tokens[after - 1].end
        self._cast.alias(entity, self._text[start:end])
        return [*spans, (start, end)], after + 1

    def _mark(self, index: int, mark: str) -> bool:
        return self._kind(index) is Kind.MARK and self._text[self._tokens[index].start] == mark

    def _add(self, entity: Entity, spans: tuple[tuple[int, int], ...], start: int, end: int) -> None:
        self._out.append(Item(Kind.ACTOR, start, end, Actor(entity, spans)))

    def _titled(self, index: int) -> int:
        """Read titles, what they are titles of, and the name after them: "Menteri Luar Negeri AS John Kerry"."""
        stop, country, kin = index, "", False
        title = ""
        while stop < len(self._tokens) and (stop == index or self._belongs_to_title(stop)):
            token = self._tokens[stop]
            if token.kind is Kind.GEO and token.data.level == "country" and not country:
                country = token.data.country
            if token.kind is Kind.TITLE and not title:
                title = token.data
            kin = kin or token.kind is Kind.KIN
            stop += 1
        office_end = stop
        if kin and self._kind(stop) in _NAMES and self._kind(self._run(stop)) is Kind.COMMA:
            after = self._run(stop) + 1
            if self._kind(after) in _NAMES:
                return self._person(after, self._run(after), index, title, country)
        if (
            self._kind(stop) is Kind.COMMA
            and (kin or stop > index + 1)
            and self._kind(stop + 1) in (*_NAMES, Kind.HONORIFIC)
        ):
            stop += 1
        elif self._kind(stop) is Kind.COMMA and self._kind(stop + 1) is Kind.NAMELY:
            stop += 2
        while self._kind(stop) in (Kind.HONORIFIC, Kind.KIN) or (self._mark(stop, ".") and stop > office_end):
            stop += 1
        if self._kind(stop) in _NAMES:
            return self._name_after_title(index, stop, title, country)
        return self._office(index, office_end, title, country)

    def _belongs_to_title(self, index: int) -> bool:
        kind = self._kind(index)
        if kind in _COMPLEMENT or kind in (Kind.KIN, Kind.ORGANIZATION_HEAD):
            return True
        if kind is Kind.OBLIQUE:
            # "rekannya dari Rusia, ..."
            return self._kind(index - 1) is Kind.KIN and self._kind(index + 1) is Kind.GEO
        if kind is Kind.PURPOSE:
            # "Duta Besar Indonesia untuk Jerman"
            return self._kind(index + 1) in (Kind.GEO, Kind.ORGANIZATION)
        if self._mark(index, ".") and self._kind(index - 1) is Kind.HONORIFIC:
            return True
        if kind is Kind.MARK or kind is Kind.WORD:
            return self._is_complement_word(index)
        return False

    def _is_complement_word(self, index: int) -> bool:
        """Small words and bracketed acronyms inside an office: "bidang Kemaritiman", "(DPRD)", "/"."""
        token = self._tokens[index]
        if self._mark(index, "(") or self._mark(index, ")"):
            inside = index + 1 if self._mark(index, "(") else index - 1
            return self._kind(inside) in (Kind.ORGANIZATION, Kind.GEO) and (
                self._mark(inside + 1, ")") and self._mark(inside - 1, "(")
            )
        return self._text[token.start : token.end] == "/" and self._kind(index + 1) in _COMPLEMENT

    def _name_after_title(self, first: int, index: int, title: str, country: str) -> int:
        """A run of names after a title may begin with what it is a title of: the name stands after the last acronym."""
        stop = self._run(index)
        begin = index
        for position in range(index, stop - 1):
            token = self._tokens[position]
            if token.kind is Kind.PERSON and position > index:
                begin = position
                break
            word = self._text[token.start : token.end]
            if len(word) > 2 and word.isupper():
                begin = position + 1
        if self._kind(index - 1) is Kind.ORGANIZATION_HEAD and stop - index > 2:
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
            self._add(holder, (holder.span,), start, end)
            return stop
        if self._kind(stop) is Kind.DEFINITE and title:
            known = self._mentioned() or self._cast.last
            if known:
                self._add(known, (known.span,), start, end)
                return stop
        organization = self._tokens[stop - 1].kind is Kind.ORGANIZATION
        if title and (country or organization or (surface[0].isupper() and stop - index > 1)):
            self._add(self._cast.office(surface, (start, end), title, country), ((start, end),), start, end)
            return stop
        self._out.append(Item(Kind.WORD, start, end))
        return stop

    def _mentioned(self) -> Entity | None:
        """The last person of the sentence so far."""
        for item in reversed(self._out):
            if item.kind is Kind.ACTOR and item.data.entity.kind == "person":
                found: Entity = item.data.entity
                return found
        return None

    def _government(self, index: int) -> int:
        after = index + 1
        if self._kind(after) is Kind.GEO:
            start, token = self._tokens[index].start, self._tokens[after]
            span = (start, token.end)
            if token.data.level == "country":
                entity = self._cast.country(token.data.name, token.data.country, span)
            else:
                entity = self._cast.thing(self._text[start : token.end], "organization", span)
            self._add(entity, (span,), *span)
            return after + 1
        self._out.append(self._tokens[index]._replace(kind=Kind.WORD))
        return after

    def _organization(self, index: int) -> int:
        token = self._tokens[index]
        if self._after_locative() or self._in_place_chain():
            return self._venue(index)
        span = (token.start, token.end)
        entity = self._cast.thing(self._text[token.start : token.end], "organization", span, token.data.name)
        entity.convening = token.data.convening
        self._add(entity, (span,), *span)
        return index + 1

    def _headed(self, index: int) -> int:
        """Read an organization by its head word: "Partai Anu", "Universitas Gadjah Mada"."""
        if self._after_locative():
            return self._venue(index)
        stop = index + 1
        while self._kind(stop) in (Kind.NAME, Kind.GEO, Kind.ORGANIZATION, Kind.ORGANIZATION_HEAD) and self._joined(
            stop
        ):
            stop += 1
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        if stop == index + 1 or not self._text[start].isupper():
            self._out.append(self._tokens[index]._replace(kind=Kind.WORD))
            return index + 1
        self._add(self._cast.thing(self._text[start:end], "organization", (start, end)), ((start, end),), start, end)
        return stop

    def _venue(self, index: int) -> int:
        """Read a place by its head word or, after a locative, by its name alone."""
        stop = index + 1
        named = self._kind(index) not in (Kind.VENUE_HEAD, Kind.ORGANIZATION_HEAD)
        inside = (
            Kind.NAME, Kind.PERSON, Kind.ORGANIZATION, Kind.TITLE, Kind.HONORIFIC, Kind.VENUE, Kind.VENUE_HEAD,
            Kind.ORGANIZATION_HEAD, Kind.KIN,
        )  # fmt: skip
        while self._joined(stop):
            kind = self._kind(stop)
            if kind is Kind.GEO and (not named or self._tokens[stop].data.level == "country"):
                named, stop = True, stop + 1
                break
            if kind not in inside:
                break
            named = named or kind not in (Kind.VENUE_HEAD, Kind.ORGANIZATION_HEAD)
            stop += 1
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        if not named:
            self._out.append(Item(Kind.WORD, start, self._tokens[index].end))
            return index + 1
        bodies = frozenset(token.data.name for token in self._tokens[index:stop] if token.kind is Kind.ORGANIZATION)
        self._out.append(Item(Kind.VENUE, start, end, Geo(one_line(self._text[start:end]), "venue", "", bodies)))
        return stop

    def _geo(self, index: int) -> int:
        """A place's name before other names is part of a longer one, unless these name a person."""
        if self._kind(index + 1) is Kind.NAME and self._joined(index + 1) and self._after_locative():
            stop = self._run(index + 1)
            name = self._text[self._tokens[index + 1].start : self._tokens[stop - 1].end]
            if not self._cast.knows(name):
                start, end = self._tokens[index].start, self._tokens[stop - 1].end
                self._out.append(Item(Kind.VENUE, start, end, Geo(one_line(self._text[start:end]), "venue", "")))
                return stop
        self._out.append(self._tokens[index])
        return index + 1

    def _group(self, index: int) -> int:
        stop = index + 1
        while stop < len(self._tokens) and stop - index < _GROUP_LENGTH and self._continues_group(stop):
            stop += 1
        start, end = self._tokens[index].start, self._tokens[stop - 1].end
        if stop == index + 1:
            self._out.append(self._tokens[index]._replace(kind=Kind.WORD))
            return stop
        self._add(self._cast.thing(self._text[start:end], "group", (start, end)), ((start, end),), start, end)
        return stop

    def _continues_group(self, index: int) -> bool:
        token = self._tokens[index]
        if token.kind is not Kind.WORD:
            return token.kind in _INSIDE_GROUP
        word = self._text[token.start : token.end]
        verb = len(word) >= _VERB_LENGTH and word.startswith(self._language.verb_prefixes)
        return word not in self._language.no_name and not verb


_READERS: dict[Kind, Callable[[_Reading, int], int]] = {
    Kind.CALENDAR: _Reading._time,
    Kind.NUMBER: _Reading._time,
    Kind.TITLE: _Reading._titled,
    Kind.HONORIFIC: _Reading._titled,
    Kind.KIN: _Reading._titled,
    Kind.NAME: _Reading._name,
    Kind.PERSON: _Reading._name,
    Kind.GOVERNMENT: _Reading._government,
    Kind.ORGANIZATION: _Reading._organization,
    Kind.ORGANIZATION_HEAD: _Reading._headed,
    Kind.VENUE: _Reading._venue,
    Kind.VENUE_HEAD: _Reading._venue,
    Kind.GEO: _Reading._geo,
    Kind.GROUP_HEAD: _Reading._group,
}
"""What reads the phrase that a token of this kind begins; other tokens are items as they stand."""


def well_known(pack: Pack) -> dict[str, str]:
    """Return every name of the people of public record, as names are compared, with the canonical one."""
    return {normal(name): names[0] for names in pack.actors.people.names for name in names}
