"""A sentence read into items: function words, triggers, and the phrases that name actors, places and times."""

from typing import Final

from risalah.annotate.offices import Offices
from risalah.annotate.rules import kinds
from risalah.annotate.rules.actors import Cast, Entity, Known, Span, normal, one_line
from risalah.annotate.rules.kinds import (
    ACCOMPANIED,
    ACCOMPANIES,
    ACTOR,
    ACTUAL,
    AND,
    ASIDE,
    AT,
    ATTENDED,
    BY,
    CALENDAR,
    CLAUSE,
    COMMA,
    DEFINITE,
    GEO,
    GOVERNMENT,
    GROUP_HEAD,
    HONORIFIC,
    HYPOTHETICAL,
    KIN,
    LISTING,
    MARK,
    NAME,
    NOTHING,
    NUMBER,
    OBLIQUE,
    ONE,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    PACT,
    PERSON,
    PLANNED,
    PURPOSE,
    QUANTIFIER,
    QUOTE,
    SAY,
    STOP,
    TIME,
    TITLE,
    TO,
    TOGETHER,
    TRIGGER,
    VENUE,
    VENUE_HEAD,
    WITH,
    WORD,
    Item,
    among,
)
from risalah.annotate.rules.lexicon import Geo, Matcher, Script
from risalah.annotate.rules.pack import Pack
from risalah.annotate.rules.places import WITHIN, leads
from risalah.annotate.rules.times import TimeReader
from risalah.annotate.rules.tokens import Tokenizer

_NAMES: Final = kinds.mask(NAME, PERSON)
_TITLES: Final = kinds.mask(HONORIFIC, KIN)
_BODIES: Final = kinds.mask(GEO, ORGANIZATION)
_ORGANIZED: Final = kinds.mask(ORGANIZATION, ORGANIZATION_HEAD)
_BEFORE_PERSON: Final = kinds.mask(TRIGGER, WITH, TOGETHER, SAY, ACCOMPANIED, ACCOMPANIES, ATTENDED, BY)
_AFTER_PERSON: Final = kinds.mask(SAY)
_AFTER_REMARK: Final = _NAMES | kinds.mask(GEO, HONORIFIC)
_NAMED: Final = _NAMES | kinds.mask(HONORIFIC)
_PLACES: Final = kinds.mask(GEO, VENUE)
_COMPLEMENT: Final = kinds.mask(TITLE, HONORIFIC, GEO, ORGANIZATION, GOVERNMENT)
_HOLDS_OFFICES: Final = kinds.mask(GEO, ORGANIZATION, VENUE)
_OFFICE_OF: Final = kinds.mask(NAME, ORGANIZATION, GEO, ORGANIZATION_HEAD)
"""What an office of ordinary words is of."""
_ORDINARY: Final = kinds.mask(WORD, GROUP_HEAD)
_LED_TO: Final = kinds.mask(TITLE, ORGANIZATION, ORGANIZATION_HEAD, GEO, VENUE_HEAD)
"""What stands between a name within an office and the name of its holder."""
_HOLDER: Final = kinds.mask(NAME, PERSON, TITLE, HONORIFIC, VENUE_HEAD, ORGANIZATION)
_IN_NAME: Final = kinds.mask(NAME, WORD, GROUP_HEAD)
_SHORTENED: Final = _BODIES | kinds.mask(TITLE, NAME, CALENDAR)
"""What stands in brackets within an office: "(DPRD)", "(Menhub)", "Mayjen (Mar)"."""
_IN_TITLE: Final = _COMPLEMENT | kinds.mask(KIN, ORGANIZATION_HEAD)
_SEAT: Final = kinds.mask(VENUE_HEAD, VENUE)
_AFTER_PHRASE: Final = kinds.mask(NOTHING, COMMA, MARK, STOP, CALENDAR)
_LOCATIVE: Final = kinds.mask(AT, TO)
_HEADS: Final = kinds.mask(VENUE_HEAD, ORGANIZATION_HEAD)
_IN_VENUE: Final = _NAMES | _HEADS | kinds.mask(ORGANIZATION, TITLE, HONORIFIC, VENUE, KIN)
_IN_ORGANIZATION: Final = kinds.mask(NAME, GEO, ORGANIZATION, ORGANIZATION_HEAD)
_IN_GROUP: Final = _NAMES | kinds.mask(ORGANIZATION, ORGANIZATION_HEAD, GEO, TITLE, NUMBER, GROUP_HEAD, QUANTIFIER)
_NAMES_PLACE: Final = kinds.mask(NAME, GEO, VENUE)
_NO_NAME: Final = kinds.mask(NUMBER, MARK)
_GOES_ON: Final = kinds.mask(WORD, CALENDAR, NUMBER, GROUP_HEAD, GOVERNMENT, HYPOTHETICAL, PLANNED, ACTUAL, TOGETHER)
_FROM: Final = kinds.mask(WORD, GEO, NAME, NUMBER, QUANTIFIER, GROUP_HEAD)
_ORIGIN: Final = kinds.mask(OBLIQUE, WORD)
_PARTNERS: Final = kinds.mask(WITH, AND, TOGETHER)
_BEFORE_PARTNER: Final = kinds.mask(ACTOR, GEO, TRIGGER)
_BEGINS_PHRASE: Final = (
    _NAMES | _TITLES | _HEADS | _HOLDS_OFFICES | kinds.mask(TITLE, CALENDAR, NUMBER, GROUP_HEAD, QUANTIFIER, GOVERNMENT)
)
_GROUP_LENGTH: Final = 7
_VERB_LENGTH: Final = 6
_LIST_JOINTS: Final = kinds.mask(COMMA, AND)
_LISTED_ON: Final = kinds.mask(ACTOR, AND)
_LISTED: Final = _NAMES | kinds.mask(ORGANIZATION)
_SHORT_FORMS: Final = kinds.mask(NAME, ORGANIZATION)
_OPENS_LIST: Final = kinds.mask(LISTING, MARK, STOP)
_LIST_OPENING: Final = 5
"""Items from a group to the names of those who belong to it."""
_FULL_NAME: Final = 2
_REMARK: Final = 8
_DESCRIPTION: Final = 3
_CODE: Final = 3
_SHORT: Final = 2
"""Letters of a word cut short in a name: "Hotel St. Regis"."""


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


class PhraseReader:
    """Reads sentences with one language's lexicon."""

    def __init__(self, pack: Pack, matcher: Matcher) -> None:
        self._language = _Language(pack)
        thousands = pack.quantities.thousands
        self._tokenizer = Tokenizer(matcher, self._language.no_name, frozenset(pack.words.common), thousands)

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
            if not among(self._tokens[index].kind, _BEGINS_PHRASE):
                self._out.append(self._tokens[index])
                index += 1
            elif self._stands_before_title(index):
                index = self._titled(index)
            else:
                index = self._next(index)
        self._mark_asides()
        self._mark_introduced()
        return self._out

    def _mark_asides(self) -> None:
        """Tell "..., kata Budi, ..." from a verb of saying that begins or ends what is said."""
        out = self._out
        for index in range(1, len(out) - 1):
            if out[index].kind == SAY and out[index - 1].kind == COMMA and out[max(0, index - 2)].kind != QUOTE:
                after = index + 1 + (out[index + 1].kind in (ACTOR, ONE))
                if after < len(out) and out[after].kind == COMMA:
                    out[index] = Item(ASIDE, out[index].start, out[index].end)

    def _mark_introduced(self) -> None:
        """Note who has an office that was read apart from the name: "Menteri Sosial, Ani Wijaya, ..."."""
        out = self._out
        for index in range(1, len(out)):
            if not self._is_person(index):
                continue
            before = index - 1 - self._is_apposed(index)
            if out[before].kind == ACTOR:
                told = out[before].data.entity
                if told.kind == "organization" or (told.kind == "person" and told.public):
                    out[index].data.entity.public = True

    def _is_apposed(self, index: int) -> bool:
        """Whether an item stands between commas that part no list."""
        out = self._out
        if index < 2 or index + 2 >= len(out) or not out[index - 1].kind == out[index + 1].kind == COMMA:
            return False
        return (index == 2 or out[index - 3].kind != COMMA) and not among(out[index + 2].kind, _LISTED_ON)

    def _next(self, index: int) -> int:
        """Read the phrase that begins at a token; returns the index after it."""
        kind = self._tokens[index].kind
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
        if kind in (GROUP_HEAD, QUANTIFIER):
            return self._group(index)
        return self._government(index)

    def _kind(self, index: int) -> int:
        return self._tokens[index].kind if index < len(self._tokens) else NOTHING

    def _joined(self, index: int) -> bool:
        """Whether the token follows the one before it after a single space."""
        return index < len(self._tokens) and self._tokens[index].start - self._tokens[index - 1].end <= 1

    def _after_locative(self) -> bool:
        return bool(self._out) and among(self._out[-1].kind, _LOCATIVE) and self._out[-1].data != "toward"

    def _stands_before_title(self, index: int) -> bool:
        """Whether a title follows that is of the country, organization or seat here: "Russia's President"."""
        if not self._language.title_last or not among(self._kind(index), _HOLDS_OFFICES):
            return False
        after = index + 1
        owned = self._is_possessive(after)
        if owned:
            after += 1
        if owned and self._kind(index) == GEO and among(self._kind(after), _NAMES):
            return True
        if self._kind(after) == HONORIFIC and self._tokens[after].data == "former":
            after += 1
        return self._joined(after) and self._kind(after) == TITLE

    def _is_possessive(self, index: int) -> bool:
        return self._kind(index) == WORD and self._word(index) in self._language.possessive

    def _in_place_chain(self) -> bool:
        """After "di Istana," and the like, where a further name is a further place."""
        out = self._out
        first = len(out) - 1
        while first > 1 and out[first].kind == COMMA and among(out[first - 1].kind, _PLACES):
            first -= 2
        if first == len(out) - 1:
            return False
        for before in range(first, max(-1, first - 1 - WITHIN), -1):
            if out[before].kind != WORD:
                return leads(out[before])
        return False

    def _is_further_place(self, stop: int) -> bool:
        """Whether the name of these tokens is one more place, and not who acts there."""
        if not self._in_place_chain():
            return False
        while self._joined(stop) and self._is_part_of_name(stop):
            stop += 1
        return self._ends_phrase(stop)

    def _ends_phrase(self, index: int) -> bool:
        """Whether no word of the same clause follows."""
        return among(self._kind(index), _AFTER_PHRASE)

    def _time(self, index: int) -> int:
        token = self._tokens[index]
        read = self._language.times.read(self._text, token.start, token.end, self._end)
        if read is None:
            counted = self._counted(index)
            if counted:
                return counted
            self._out.append(Item(NUMBER if token.kind == NUMBER else WORD, token.start, token.end))
            return index + 1
        end, when = read
        self._out.append(Item(TIME, token.start, end, when))
        while index < len(self._tokens) and self._tokens[index].start < end:
            index += 1
        return index

    def _counted(self, index: int) -> int:
        """Read a group by its number: "20 duta besar", "tiga perusahaan"; 0 where none stands here."""
        if not self._joined(index + 1) or self._word(index) in self._language.singular:
            return 0
        token = self._tokens[index + 1]
        after = index + 2
        members = self._language.members
        counts = token.kind in (TITLE, GROUP_HEAD) or self._word(index + 1) in members
        if not counts and self._joined(after) and f"{self._word(index + 1)} {self._word(after)}" in members:
            counts, after = True, after + 1
        if not counts or self._is_large(index + 1):
            return 0
        last = self._language.group_last
        stop = self._after_origin(after) if last else self._after_group(index, after)
        self._add_whole(self._members(index, stop), index, stop)
        return stop

    def _quantified(self, index: int) -> int:
        """Read a group by a word that counts, or pass the word over."""
        counted = self._counted(index)
        if not counted:
            self._out.append(self._tokens[index].as_word())
        return counted or index + 1

    def _run(self, index: int) -> int:
        """The index after the run of names that begins here."""
        stop = end = index + 1
        while self._joined(stop):
            token = self._tokens[stop]
            if among(token.kind, _NAMES):
                end = stop + 1
            else:
                word = self._text[token.start : token.end]
                before = self._tokens[stop - 1]
                initial = before.end - before.start <= 2 and word == "."
                goes_on = among(self._kind(stop + 1), _NAMES)
                if token.kind in (KIN, HONORIFIC) and word[0].isupper() and not goes_on:
                    end = stop + 1
                elif not (initial or (goes_on and word in self._language.particles)):
                    break
            stop += 1
        return end

    def _name(self, index: int) -> int:
        stop = self._run(index)
        if self._kind(index) == NAME and (self._after_locative() or self._is_further_place(stop)):
            return self._venue(index)
        if self._is_called_after(stop):
            self._named_venue(index, stop)
            return stop
        if self._kind(index) == NAME and self._kind(index + 1) == NAME and self._is_office_word(index + 1):
            return self._titled(index)
        if self._ends_in_head(stop):
            return self._headed_last(index, stop + 1)
        for position in range(index + 1, stop):
            token = self._tokens[position]
            if token.kind == PERSON and (not self._out or " " in self._text[token.start : token.end]):
                # A heading in capitals runs on into the name: "Janji Setia Kim Jong Un".
                self._out += self._tokens[index:position]
                return self._person(position, position + 1, position, "", "")
        return self._person(index, stop, index, "", "")

    def _is_called_after(self, stop: int) -> bool:
        """Whether somebody's name is that of a place, before the place it lies in: "di Taft Tower, Manila"."""
        return (
            bool(self._out) and self._out[-1].kind == AT and self._kind(stop) == COMMA and self._kind(stop + 1) == GEO
        )

    def _ends_in_head(self, index: int) -> bool:
        """Whether a head that stands last makes the name before it that of an organization or place."""
        kind = self._kind(index)
        last = (kind == ORGANIZATION_HEAD and self._language.organization_last) or (
            kind == VENUE_HEAD and self._language.venue_last
        )
        return last and self._joined(index) and self._text[self._tokens[index].start].isupper()

    def _headed_last(self, index: int, stop: int) -> int:
        """Read "Bogor Palace" or "Labour Party", whose head is the last token."""
        if self._kind(stop - 1) == VENUE_HEAD:
            self._named_venue(index, stop)
        else:
            return self._body(index, stop)
        return stop

    def _named_venue(self, index: int, stop: int) -> None:
        """Add the place that these tokens name."""
        start, end = self._span(index, stop)
        self._out.append(Item(VENUE, start, end, Geo(one_line(self._text[start:end]), "venue")))

    def _body(self, index: int, stop: int) -> int:
        """Add the organization that these tokens name; returns the index after it and its short form."""
        start, end = self._span(index, stop)
        return self._shortened(self._cast.thing(self._text[start:end], "organization", (start, end)), index, stop)

    def _shortened(self, entity: Entity, index: int, stop: int) -> int:
        """Add an organization, and the short form in brackets by which the text calls it: "Badan Anu (BA)"."""
        start, end = self._span(index, stop)
        spans = [(start, end)]
        after = stop + 1
        if self._is_short_form(after) and self._shortens(after, index):
            token = self._tokens[after]
            self._cast.alias(entity, token.data.name if token.kind == ORGANIZATION else self._surface(after, after + 1))
            spans.append((token.start, token.end))
            stop, end = stop + 3, self._tokens[stop + 2].end
        self._add(entity, spans, start, end)
        return stop

    def _shortens(self, index: int, first: int) -> bool:
        """Whether a word may be short for the name that begins at another token: it has a first letter of its words."""
        if first and self._kind(first - 1) == NAME and self._joined(first):
            return False
        words = self._surface(first, index).split()
        short = among(self._kind(index), _SHORT_FORMS)
        return short and self._text[self._tokens[index].start] in [word[0] for word in words[:2]]

    def _person(self, index: int, stop: int, first: int, title: str, country: str) -> int:
        """Add the person named by tokens `index` to `stop`, whose titles begin at token `first`."""
        start, end = self._span(index, stop)
        name = self._text[start:end]
        if self._is_site(end):
            self._out += self._tokens[index:stop]
            return stop
        if "-" in name and self._are_two(name, start):
            return stop
        known = self._cast.known(name)
        if known is None:
            one_word = self._kind(index) == NAME and stop - index == 1
            if one_word and first == index and (self._is_acronym(name) or self._joins_body(stop)):
                self._body(index, stop)
                return stop
            if first == index and self._is_visited(index):
                return self._venue(index)
            if one_word and first == index and not self._takes_part(index, stop):
                # One capitalised word alone is a name only if somebody was introduced by it.
                self._out.append(self._tokens[index])
                return stop
        entity = self._cast.person(
            name, known, (start, end), title=title, country=country, national=title in self._language.national
        )
        if first < index:
            entity.office = max(entity.office, self._surface(first, index), key=len)
            entity.bodies |= frozenset(
                [token.data.name for token in self._tokens[first:index] if token.kind == ORGANIZATION]
            )
        if title in self._language.leaders and country:
            self._cast.lead(entity, country)
        if title in self._language.national and not entity.title:
            entity.title, entity.titled = title, (self._tokens[first].start, end)
        spans, stop = self._aliases(entity, [(start, end)], stop)
        self._add(entity, spans, self._tokens[first].start, self._tokens[stop - 1].end)
        return stop

    def _is_site(self, end: int) -> bool:
        """Whether a domain follows a name, which reports and takes no part: "CNNIndonesia.com"."""
        after = self._text[end : end + 2]
        return len(after) > 1 and after[0] == "." and after[1].islower()

    def _are_two(self, name: str, start: int) -> bool:
        """Add the two people that a name with a hyphen joins, if both were told before: "Kim-Putin"."""
        halves = name.split("-")
        if len(halves) != 2 or not (self._cast.knows(halves[0]) and self._cast.knows(halves[1])):
            return False
        middle = start + len(halves[0])
        self._add_known(halves[0], start)
        self._out.append(Item(AND, middle, middle + 1))
        self._add_known(halves[1], middle + 1)
        return True

    def _add_known(self, name: str, start: int) -> None:
        span = (start, start + len(name))
        self._add(self._cast.person(name, self._cast.known(name), span), [span], *span)

    def _is_visited(self, index: int) -> bool:
        """Whether a lone name stands where a place can: "mengunjungi Borobudur"."""
        token = self._tokens[index]
        if not index or token.kind != NAME or self._is_acronym(self._text[token.start : token.end]):
            return False
        return self._after_visit()

    def _after_visit(self) -> bool:
        """Whether a verb stands before whose object is a place: "mendatangi Kementerian Perdagangan"."""
        return bool(self._out) and self._out[-1].kind == TRIGGER and any(rule.visits for rule in self._out[-1].data)

    def _takes_part(self, index: int, stop: int) -> bool:
        """Whether a lone name stands where only a person can: "menemui Abe", "ujar Elza"."""
        if self._joined(stop) and among(self._kind(stop), _BODIES):
            return False
        if self._language.has_articles and index and not self._joined(index):
            # "visited the Pentagon"
            return False
        before = self._tokens[index - 1].kind if index else NOTHING
        if among(before, _BEFORE_PERSON) or among(self._kind(stop), _AFTER_PERSON):
            return True
        return self._joins_person(stop) and not self._is_office_word(index)

    def _joins_body(self, stop: int) -> bool:
        """Whether a lone name acts together with an organization: "Uni Eropa dan Mercosur meneken"."""
        out = self._out
        joined = len(out) > 1 and out[-1].kind == AND and out[-2].kind == ACTOR
        return joined and out[-2].data.entity.kind == "organization" and self._kind(stop) == TRIGGER

    def _joins_person(self, stop: int) -> bool:
        """Whether a lone name stands beside a person: "Ani-Budi", or in a list that ends in "dan"."""
        out = self._out
        if self._is_person(-2) and out[-1].kind == MARK and out[-2].end == out[-1].start:
            return self._text[out[-1].start] == "-"
        if out and out[-1].kind == AND:
            return self._is_person(-2) or (len(out) > 2 and out[-2].kind == COMMA and self._is_person(-3))
        listed = bool(out) and out[-1].kind == COMMA and self._is_person(-2)
        if not (listed or self._opens_list()):
            return False
        while self._kind(stop) == COMMA and among(self._kind(stop + 1), _LISTED):
            stop = self._run(stop + 1)
        return among(self._kind(stop + (self._kind(stop) == COMMA)), 1 << AND)

    def _opens_list(self) -> bool:
        """Whether those of a group are named next: "tiga tokoh, yakni Ani", "tiga tokoh -- Ani"."""
        out = self._out
        if not out or not among(out[-1].kind, _OPENS_LIST):
            return False
        return any(item.kind == ACTOR and item.data.entity.kind == "group" for item in out[-_LIST_OPENING:])

    def _is_person(self, index: int) -> bool:
        """Whether the item at this place, counted from the end, names a person."""
        item = self._out[index] if len(self._out) >= -index else None
        return item is not None and item.kind == ACTOR and item.data.entity.kind == "person"

    def _is_acronym(self, name: str) -> bool:
        return len(name) > 1 and name.isupper()

    def _aliases(self, entity: Entity, spans: list[Span], stop: int) -> tuple[list[Span], int]:
        """Read a name in brackets after a name: "(Jokowi)"."""
        if not (self._mark(stop, "(") and among(self._kind(stop + 1), _NAMES)):
            return spans, stop
        after = self._run(stop + 1)
        if not self._mark(after, ")"):
            return spans, stop
        start, end = self._span(stop + 1, after)
        self._cast.alias(entity, self._text[start:end])
        return [*spans, (start, end)], after + 1

    def _mark(self, index: int, mark: str) -> bool:
        return self._kind(index) == MARK and self._text[self._tokens[index].start] == mark

    def _add(self, entity: Entity, spans: list[Span], start: int, end: int) -> None:
        self._out.append(Item(ACTOR, start, end, Actor(entity, spans)))

    def _add_whole(self, entity: Entity, index: int, stop: int) -> None:
        """Add an actor whom all these tokens name."""
        span = self._span(index, stop)
        self._add(entity, [span], *span)

    def _span(self, index: int, stop: int) -> Span:
        """From where to where these tokens stand."""
        return self._tokens[index].start, self._tokens[stop - 1].end

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
            stop = self._after_remark(stop + 1) if token.kind in (TITLE, ORGANIZATION, GEO) else stop + 1
        office_end = stop
        title = self._as_held(title, index, stop)
        if kin and among(self._kind(stop), _NAMES) and self._kind(self._run(stop)) == COMMA:
            after = self._run(stop) + 1
            if among(self._kind(after), _NAMES):
                return self._person(after, self._run(after), index, title, country)
        if self._kind(stop) == COMMA and (kin or stop > index + 1) and among(self._kind(stop + 1), _NAMED):
            stop += 1
        elif self._kind(stop) == COMMA and self._kind(stop + 1) == LISTING:
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
        if among(kind, _SEAT):
            # "Kepala Sekretariat Presiden", "Sekretaris Komite Kota Hanoi"
            return self._is_large(index)
        if kind in (NAME, PACT):
            of_office = self._is_office_word(index) or self._is_unit(index)
            return of_office or self._leads_on(index) or self._is_short_form(index)
        if among(kind, _ORDINARY) and self._is_within_office(index):
            return True
        if self._is_suffix(index) or (kind == WORD and self._is_within_title(index)):
            return True
        if kind in (AND, COMMA):
            return self._joins_offices(index)
        if kind == OBLIQUE:
            # "rekannya dari Rusia, ...", "anggota DPR dari Fraksi Golkar Budi Santoso"
            following = self._kind(index + 1)
            return (self._kind(index - 1) == KIN and following == GEO) or among(following, _ORGANIZED)
        if kind == PURPOSE:
            # "Duta Besar Indonesia untuk Jerman"
            return among(self._kind(index + 1), _BODIES) or self._is_within_title(index)
        if kind == AT:
            return self._is_posted(index)
        return kind in (MARK, WORD) and self._is_complement_word(index)

    def _is_suffix(self, index: int) -> bool:
        """Whether a word says which holder of an office: "gubernur terpilih", "Perdana Menteri sementara Thailand"."""
        kind = self._kind(index)
        may_be = kind == WORD or (kind == CLAUSE and self._kind(index - 1) == TITLE)
        return may_be and self._word(index) in self._language.suffixes

    def _as_held(self, title: str, first: int, stop: int) -> str:
        """The title that these tokens tell: an office that is held no more is another one."""
        held = self._tokens[first:stop]
        former = bool(title) and any(token.data == "former" or token.kind == TO for token in held)
        return f"former {title}" if former else title

    def _is_within_title(self, index: int) -> bool:
        """Whether a word joins a title to what it is of, or to another: "president of Russia", "Russia's president"."""
        if self._word(index) in self._language.both:
            return self._kind(index + 1) == TITLE
        if self._kind(index - 1) == TITLE:
            of = self._word(index) in self._language.title_of and index + 1 < len(self._tokens)
            return of and (among(self._kind(index + 1), _BODIES) or self._is_office_word(index + 1))
        return self._is_possessive(index) and among(self._kind(index - 1), _HOLDS_OFFICES)

    def _after_remark(self, index: int) -> int:
        """The index after a remark within an office: "Menteri Pendidikan (Dasar) Singapura", "Presiden ke-6"."""
        if self._is_ordinal(index):
            return index + 3
        if not self._mark(index, "("):
            return index
        for stop in range(index + 1, min(len(self._tokens), index + _REMARK)):
            if self._mark(stop, ")"):
                return stop + 1 if among(self._kind(stop + 1), _AFTER_REMARK) else index
        return index

    def _is_ordinal(self, index: int) -> bool:
        """Whether "ke-6" stands here, which counts the holders of an office."""
        numbered = self._kind(index) == TO and self._mark(index + 1, "-") and self._kind(index + 2) == NUMBER
        return numbered and self._joined(index + 1) and self._joined(index + 2)

    def _is_posted(self, index: int) -> bool:
        """Whether it is told where an office is held, and then who holds it: "Konsul Jepang di Medan, Ani Wijaya"."""
        if self._kind(index + 1) != GEO or self._kind(index + 2) != COMMA:
            return False
        name = index + 3
        return among(self._kind(name), _NAMES) and self._run(name) - name > 1

    def _is_office_word(self, index: int) -> bool:
        return self._word(index) in self._language.office_words

    def _joins_offices(self, index: int) -> bool:
        """Whether an office goes on: "Menteri Pendidikan dan Kebudayaan", "mitranya, Menteri Luar Negeri Ani"."""
        if self._kind(index - 1) == KIN and self._kind(index) == COMMA:
            return self._kind(index + 1) == TITLE
        after = index + 1 + (self._kind(index) == COMMA and self._kind(index + 1) == AND)
        return self._ends_office(index - 1) and self._kind(after) == NAME and self._is_office_word(after)

    def _ends_office(self, index: int) -> bool:
        """Whether an office may go on after "dan" here: "Menteri Desa dan Transmigrasi"."""
        return self._word(index).rsplit(" ", 1)[-1] in self._language.office_words or self._kind(index) == COMMA

    def _word(self, index: int) -> str:
        token = self._tokens[index]
        return self._text[token.start : token.end].lower()

    def _is_large(self, index: int) -> bool:
        return self._text[self._tokens[index].start].isupper()

    def _is_within_office(self, index: int) -> bool:
        """Whether an ordinary word is of an office: "direktur olahraga Persija", "Bidang Hubungan Masyarakat"."""
        if self._is_large(index):
            return self._is_of_body(index) or self._is_office_word(index) or self._leads_on(index)
        after = index
        while self._joined(after) and self._kind(after) == WORD and self._is_office_word(after):
            after += 1
        return self._joined(after) and self._is_large(after) and among(self._kind(after), _OFFICE_OF)

    def _leads_on(self, index: int) -> bool:
        """Whether names tell what an office is of, and its holder stands further on: "Dirjen Pajak Kemenkeu Ani"."""
        stop = index
        while among(self._kind(stop), _IN_NAME) and self._joined(stop) and self._is_large(stop):
            stop += 1
        if stop == index or among(self._kind(index - 1), _TITLES) or self._is_somebody(self._surface(index, stop)):
            return False
        if self._mark(stop, "("):
            return self._is_short_form(stop + 1) and among(self._kind(stop + 3), _HOLDER)
        if self._kind(stop) == TITLE and not (among(self._kind(stop + 1), _HOLDER) or self._mark(stop + 1, "(")):
            return False
        return self._joined(stop) and self._is_large(stop) and among(self._kind(stop), _LED_TO)

    def _is_somebody(self, name: str) -> bool:
        """Whether a person of this name was told before; one word alone may have been anything."""
        known = self._cast.known(name)
        return known is not None and known.kind == "person" and (known.public or " " in known.value)

    def _is_short_form(self, index: int) -> bool:
        """Whether the token in brackets is short for what stands before them: "(DPRD)", "(Menhub)"."""
        if not (self._mark(index - 1, "(") and self._mark(index + 1, ")")):
            return False
        return among(self._kind(index), _SHORTENED)

    def _is_complement_word(self, index: int) -> bool:
        """Small words and bracketed acronyms inside an office: "Prof.", "(DPRD)", "/"."""
        token = self._tokens[index]
        if self._mark(index, "."):
            # "Prof.", "Jenderal Pol. Ani"
            ranked = self._kind(index - 1) == TITLE and among(self._kind(index + 1), _HOLDER)
            return ranked or self._kind(index - 1) == HONORIFIC
        if self._mark(index, "("):
            return self._is_short_form(index + 1)
        if self._mark(index, ")"):
            return self._is_short_form(index - 1)
        if self._text[token.start : token.end] != "/":
            return False
        acronym = self._kind(index + 1) == NAME and self._is_acronym(self._surface(index + 1, index + 2))
        return acronym or self._is_unit(index - 1) or among(self._kind(index + 1), _COMPLEMENT)

    def _is_unit(self, index: int) -> bool:
        """Whether a token is part of a unit's number and name after a title: "Pangdam IX/Udayana"."""
        if self._mark(index - 1, "/"):
            return self._is_unit(index - 2)
        return self._kind(index - 1) == TITLE and self._mark(index + 1, "/")

    def _name_after_title(self, first: int, index: int, title: str, country: str) -> int:
        """A run of names after a title may begin with what it is a title of: the name stands after the last acronym."""
        stop = self._run(index)
        surface = self._text[self._tokens[index].start : self._tokens[stop - 1].end]
        if title and self._kind(index) == NAME and self._is_acronym(surface) and not self._cast.knows(surface):
            return self._office(first, stop, title, country)
        if self._is_firm(index, stop, title):
            return self._person(stop + 1, self._run(stop + 1), first, title, country)
        begin = index
        for position in range(index, stop):
            token = self._tokens[position]
            word = self._text[token.start : token.end]
            last = position == stop - 1
            if token.kind == PERSON and position > index and (" " in word or not last):
                begin = position
                break
            if not last and ((len(word) > 2 and word.isupper()) or (len(word) > 1 and not word.strip("IVX"))):
                begin = position + 1
        if self._kind(index - 1) == ORGANIZATION_HEAD and stop - index > 2:
            begin = max(begin, stop - 2)
        of_body = title in self._language.of_bodies and self._begins_later(index)
        if title and stop - index > 2 and (title in self._language.of_firms or of_body):
            begin = max(begin, index + 1)
        return self._person(begin, stop, first, title, country)

    def _is_firm(self, index: int, stop: int, title: str) -> bool:
        """Whether a lone name is that of what somebody leads, who stands after a comma: "CEO Rimbun, Ani Wijaya"."""
        leads = title in self._language.of_firms or (title and self._kind(index - 1) == WORD)
        if not leads or stop - index > 1 or self._kind(index) == PERSON or self._kind(stop) != COMMA:
            return False
        name = self._kind(stop + 1) == PERSON or self._run(stop + 1) - stop > _FULL_NAME
        return among(self._kind(stop + 1), _NAMES) and name and not self._cast.knows(self._surface(index, stop))

    def _begins_later(self, index: int) -> bool:
        """Whether the first of these names is a body's: told so, or the text calls somebody by the second elsewhere."""
        first, second = self._surface(index, index + 1), self._surface(index + 1, index + 2)
        told = self._cast.known(first)
        if told or self._kind(index - 1) != TITLE:
            return told is not None and told.kind == "organization"
        return self._text.count(f" {second} ") > self._text.count(f" {first} {second} ")

    def _office(self, index: int, stop: int, title: str, country: str) -> int:
        """Add the holder of an office that stands without a name, or pass over words that name nobody."""
        start, end = self._span(index, stop)
        surface = self._text[start:end]
        met = bool(title) and self._is_dealt_with() and title not in self._language.leaders
        known_office = country or title in self._language.national or surface[0].isupper() or met
        shared = title in self._language.shared and surface[0].islower()
        holder = self._cast.holder(title, country) if title and known_office and not shared else None
        if title in self._language.leaders and country:
            holder = holder or self._cast.leader(country)
        if holder:
            self._add(holder, [holder.span], start, end)
            return stop
        if self._kind(stop) == DEFINITE and title and not (shared and self._cast.knows(surface)):
            known = self._mentioned() or self._cast.last
            if known:
                self._add(known, [known.span], start, end)
                return stop
        organization = any(among(self._kind(at), _ORGANIZED) and self._is_large(at) for at in range(index, stop))
        if shared and (country or organization or met):
            self._add_whole(self._members(index, stop), index, stop)
            return stop
        if title and (country or organization or met or (surface[0].isupper() and " " in surface)):
            self._add(self._cast.office(surface, (start, end), title, country), [(start, end)], start, end)
            return stop
        if self._kind(index) == KIN and not title and self._is_dealt_with():
            # "SBY bersama istrinya"
            self._add_whole(self._cast.thing(surface, "person", (start, end)), index, stop)
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
            ruler = self._ruler(self._tokens[after].data, self._span(index, after + 1))
            self._add_whole(ruler, index, after + 1)
            return after + 1
        self._out.append(self._tokens[index].as_word())
        return after

    def _ruler(self, place: Geo, span: Span) -> Entity:
        """The government of a place, as the country that it acts for."""
        if place.level == "country":
            return self._cast.country(place.name, place.country, span)
        return self._cast.thing(self._text[span[0] : span[1]], "organization", span)

    def _organization(self, index: int) -> int:
        token = self._tokens[index]
        if self._is_group(index):
            return self._of_group(index)
        # "at the BRICS summit"
        described = self._language.venue_last and self._kind(index + 1) == TRIGGER
        located = (self._after_locative() and not described) or self._after_visit()
        if located or self._is_further_place(index + 1):
            return self._venue(index)
        if self._is_site(token.end):
            self._out.append(Item(NAME, token.start, token.end))
            return index + 1
        span = (token.start, token.end)
        entity = self._cast.thing(self._text[token.start : token.end], "organization", span, token.data.name)
        entity.convening = token.data.convening
        return self._shortened(entity, index, index + 1)

    def _headed(self, index: int) -> int:
        """Read an organization by its head word: "Partai Anu", "Universitas Gadjah Mada"."""
        if self._after_locative() or self._after_visit():
            return self._venue(index)
        stop = index + 1
        while self._joined(stop) and (among(self._kind(stop), _IN_ORGANIZATION) or self._goes_on_in_body(stop)):
            stop += 1
        if stop == index + 1 or not self._is_large(index):
            return self._described(index)
        return self._body(index, stop)

    def _is_of_body(self, index: int) -> bool:
        """Whether a group is one in the name of an organization: "Ikatan Guru Nusantara"."""
        return self._kind(index) == GROUP_HEAD and self._kind(index - 1) == ORGANIZATION_HEAD

    def _goes_on_in_body(self, index: int) -> bool:
        """Whether the name of an organization goes on with a word of offices: "Dinas Kelautan dan Perikanan"."""
        if among(self._kind(index), _LIST_JOINTS):
            return self._joins_offices(index)
        return self._is_large(index) and (self._is_office_word(index) or self._is_of_body(index))

    def _described(self, index: int) -> int:
        """Read the name of an organization that a common noun introduces: "perusahaan minyak Rusia Rosneft"."""
        stop = index + 1
        while self._kind(stop) == WORD and self._joined(stop):
            stop += 1
        of_country = self._kind(stop) == GEO and self._kind(stop + 1) == NAME and self._joined(stop + 1)
        self._out.append(self._tokens[index].as_word())
        if not of_country or stop - index > _DESCRIPTION:
            return index + 1
        self._out += [token.as_word() for token in self._tokens[index + 1 : stop + 1]]
        end = self._run(stop + 1)
        self._body(stop + 1, end)
        return end

    def _venue(self, index: int) -> int:
        """Read a place by its head word or, after a locative, by its name alone."""
        stop = index + 1
        named = not among(self._kind(index), _HEADS)
        while self._joined(stop):
            kind = self._kind(stop)
            office = self._kind(stop - 1) == TITLE
            if kind == GEO and (not named or office or self._tokens[stop].data.level == "country"):
                named, stop = True, stop + 1
                goes_on = self._kind(stop) == NAME or self._mark(stop, "-")
                if self._tokens[stop - 1].data.level == "country" or not goes_on:
                    break
            elif among(kind, _IN_VENUE) or self._is_part_of_name(stop) or (not named and self._describes_venue(stop)):
                named = named or self._names_venue(stop)
                stop += 1
            elif self._goes_on_after_remark(stop):
                stop += 3
            else:
                break
        start, end = self._span(index, stop)
        if not named and not self._are_large(index, stop):
            self._out.append(Item(WORD, start, self._tokens[index].end))
            return index + 1
        inside = self._tokens[index:stop]
        bodies = frozenset([token.data.name for token in inside if token.kind == ORGANIZATION])
        bodies = bodies.union(*[token.data.bodies for token in inside if token.kind == VENUE])
        venue = Geo(one_line(self._text[start:end]), "venue", "", bodies)
        head = self._tokens[index]
        if self._text[head.start : head.end].lower() in self._language.residences:
            venue.owner = self._owner(index, stop)
        if self._lies_where_it_says(index, stop - 1):
            venue.within = self._tokens[stop - 1]
        self._out.append(Item(VENUE, start, end, venue))
        return stop

    def _are_large(self, index: int, stop: int) -> bool:
        """Whether two heads or more, all written large, are a name by themselves: "Pendopo Kota"."""
        return stop - index > 1 and all(self._text[token.start].isupper() for token in self._tokens[index:stop])

    def _lies_where_it_says(self, index: int, last: int) -> bool:
        """Whether the country in its name tells where a place lies: not an embassy, nor "kantor Kemenlu RI" at home."""
        token = self._tokens[last]
        if token.kind != GEO or token.data.level != "country" or token.data.country == self._cast.home:
            return False
        return self._word(index) not in self._language.foreign_seats

    def _names_venue(self, index: int) -> bool:
        """Whether a token makes a head the name of a place: "Desa Sumber", but not "desa baru" or "desa 5"."""
        token = self._tokens[index]
        if token.kind == WORD:
            return self._text[token.start].isupper()
        return not among(token.kind, _HEADS | _NO_NAME)

    def _goes_on_after_remark(self, index: int) -> bool:
        """Whether an acronym in brackets stands within a name: "Rumah Sakit (RS) Harapan"."""
        if not (self._mark(index, "(") and self._mark(index + 2, ")") and self._joined(index + 3)):
            return False
        return among(self._kind(index + 3), _IN_VENUE) or self._is_part_of_name(index + 3)

    def _describes_venue(self, index: int) -> bool:
        """Whether a word stands between a head and the name: "kawasan industri Cikarang"."""
        if self._kind(index) != WORD or not among(self._kind(index - 1), _HEADS) or not self._joined(index + 1):
            return False
        return among(self._kind(index + 1), _NAMES_PLACE) and not self._word(index).startswith(
            self._language.verb_prefixes
        )

    def _is_part_of_name(self, index: int) -> bool:
        """Whether a number or a word written large goes on the name of a place: "Kelapa Dua", "Jalan Melati No. 45"."""
        token = self._tokens[index]
        if token.kind == MARK and self._joined(index + 1):
            mark, after = self._text[token.start], self._kind(index + 1)
            before = self._tokens[index - 1]
            short = before.end - before.start <= _SHORT
            return (
                (mark == "." and (after == NUMBER or (short and among(after, _IN_VENUE))))
                or (mark == "/" and among(after, _IN_VENUE))
                or (mark == "-" and after == NAME)
            )
        if not among(token.kind, _GOES_ON) or self._text[token.start].islower():
            return False
        return self._language.times.read(self._text, token.start, token.end, self._end) is None

    def _owner(self, index: int, stop: int) -> Actor | None:
        """The person whose residence it is: "kediaman Presiden Budi Santoso"."""
        first = stop
        while first > index + 1 and among(self._tokens[first - 1].kind, _NAMES):
            first -= 1
        if first == stop:
            return self._official(index, stop)
        span = self._span(first, stop)
        name = self._text[span[0] : span[1]]
        return Actor(self._cast.person(name, self._cast.known(name), span), [span])

    def _official(self, index: int, stop: int) -> Actor | None:
        """The holder of the office whose seat it is: "kantor Perdana Menteri Singapura"."""
        title, country = "", ""
        for token in self._tokens[index:stop]:
            if token.kind == TITLE and not title:
                title = token.data
            elif token.kind == GEO:
                country = token.data.country
        holder = self._cast.holder(title, country) if title and country else None
        return Actor(holder, [holder.span]) if holder else None

    def _geo(self, index: int) -> int:
        """A place's name before other names is part of a longer one, unless these name a person."""
        if self._is_group(index):
            return self._of_group(index)
        if self._ends_in_head(index + 1):
            return self._headed_last(index, index + 2)
        if self._tokens[index].data.adjective and not self._joins_group(index):
            self._out.append(self._tokens[index].as_word())
            return index + 1
        if self._joined(index + 1) and self._after_locative() and self._begins_venue(index):
            return self._venue(index)
        self._out.append(self._tokens[index])
        return index + 1

    def _begins_venue(self, index: int) -> bool:
        """Whether a place opens the name of a venue: "Bali Beach Hotel", but "di Bali Jokowi bertemu ..."."""
        if self._kind(index + 1) == VENUE_HEAD:
            return self._text[self._tokens[index + 1].start].isupper()
        if self._kind(index + 1) != NAME:
            return False
        stop = self._run(index + 1)
        return not self._cast.knows(self._text[self._tokens[index + 1].start : self._tokens[stop - 1].end])

    def _group(self, index: int) -> int:
        if self._kind(index) == QUANTIFIER:
            return self._quantified(index)
        if self._language.group_last:
            return self._of_group(index)
        stop = self._after_group(index, index + 1)
        if stop == index + 1 and not self._is_dealt_with():
            self._out.append(self._tokens[index].as_word())
            return stop
        self._add_whole(self._members(index, stop), index, stop)
        return stop

    def _after_group(self, index: int, stop: int) -> int:
        """The index after the group that begins at one token and goes on, if it does, at another."""
        while stop < len(self._tokens) and stop - index < _GROUP_LENGTH and self._continues_group(stop):
            stop += 1
        return self._after_bodies(stop)

    def _after_bodies(self, stop: int) -> int:
        """The index after all the organizations that a group is of: "pimpinan MPR, DPR dan DPD"."""
        last = stop
        while self._kind(last - 1) == ORGANIZATION and among(self._kind(last), _LIST_JOINTS):
            after = last + 1 + (self._kind(last) == COMMA and self._kind(last + 1) == AND)
            if self._kind(after) != ORGANIZATION:
                return stop
            if self._kind(after - 1) == AND:
                return after + 1
            last = after + 1
        return stop

    def _is_dealt_with(self) -> bool:
        """Whether who takes part stands next, be it a bare noun: "menemui mahasiswa", "pemerintah dan buruh"."""
        out = self._out
        if not out:
            return False
        if out[-1].kind == TRIGGER:
            return any(rule.takes_object for rule in out[-1].data)
        return len(out) > 1 and among(out[-1].kind, _PARTNERS) and among(out[-2].kind, _BEFORE_PARTNER)

    def _head_of_group(self, index: int) -> int:
        """The index of the head, standing last, of the group that is described from here; 0 where none is."""
        if not self._language.group_last:
            return 0
        stop = index + 1
        described = self._is_possessive(stop) or (self._kind(index) == GEO and self._tokens[index].data.adjective)
        while described and stop < index + _GROUP_LENGTH and self._joined(stop) and self._kind(stop) == WORD:
            stop += 1
        ruled = self._kind(index) == GEO and self._kind(stop) == GOVERNMENT
        if not (ruled or self._kind(stop) == GROUP_HEAD) or not self._joined(stop):
            return 0
        # "G20 Foreign Ministers Meeting" is a name.
        return stop if self._text[self._tokens[stop].start].islower() else 0

    def _is_group(self, index: int) -> bool:
        return self._head_of_group(index) > 0

    def _joins_group(self, index: int) -> bool:
        """Whether a group of two countries is named: "Russian and Ukrainian negotiators"."""
        joined = self._kind(index + 1) == AND and among(self._kind(index + 2), _BODIES)
        return joined and self._is_group(index + 2)

    def _of_group(self, index: int) -> int:
        """Read a group whose head stands last: "Chinese delegation", "delegation from China"."""
        head = self._head_of_group(index) or index
        stop = self._after_origin(head + 1)
        if stop == index + 1:
            self._out.append(self._tokens[index].as_word())
        elif self._kind(head) == GOVERNMENT:
            self._add_whole(self._ruler(self._tokens[index].data, self._span(index, stop)), index, stop)
        else:
            self._add_whole(self._members(index, stop), index, stop)
        return stop

    def _after_origin(self, index: int) -> int:
        """The index after where a group is from, if that is told here."""
        origin = among(self._kind(index), _ORIGIN) and self._word(index) in self._language.origins
        return index + 2 if origin and among(self._kind(index + 1), _BODIES) else index

    def _surface(self, index: int, stop: int) -> str:
        """These tokens as written."""
        start, end = self._span(index, stop)
        return self._text[start:end]

    def _members(self, index: int, stop: int) -> Entity:
        """The group named by these tokens, of the country or organizations told among them."""
        span = self._span(index, stop)
        group = self._cast.thing(self._text[span[0] : span[1]], "group", span)
        inside = self._tokens[index:stop]
        countries = [token.data.country for token in inside if token.kind == GEO and token.data.level == "country"]
        if len(countries) == 1:
            group.country = countries[0]
        group.bodies = frozenset([token.data.name for token in inside if token.kind == ORGANIZATION])
        return group

    def _continues_group(self, index: int) -> bool:
        token = self._tokens[index]
        if token.kind == OBLIQUE:
            return self._word(index) in self._language.origins and among(self._kind(index + 1), _FROM)
        if self._mark(index, "-"):
            # "para gubernur se-Indonesia"
            return self._text[token.end : token.end + 1].isalpha() and self._tokens[index - 1].end == token.start
        if token.kind != WORD:
            return among(token.kind, _IN_GROUP)
        word = self._text[token.start : token.end]
        verb = len(word) >= _VERB_LENGTH and word.startswith(self._language.verb_prefixes)
        return word not in self._language.no_name and not verb


def well_known(pack: Pack, table: Offices) -> dict[str, Known]:
    """Return every name of the people of public record, as names are compared."""
    canonical = {normal(name): names[0] for names in pack.actors.people.names for name in names}
    known: dict[str, Known] = {}
    for holder in table.holders:
        names = [holder.name, *holder.names]
        name = next((canonical[normal(form)] for form in names if normal(form) in canonical), holder.name)
        country = holder.of if len(holder.of) == _CODE else ""
        for form in names:
            known.setdefault(normal(form), Known(name, country))
        known.setdefault(normal(name), Known(name, country))
    for form, name in canonical.items():
        known.setdefault(form, known.get(normal(name)) or Known(name))
    return known
