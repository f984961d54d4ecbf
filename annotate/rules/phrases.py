"""A sentence read into items: function words, triggers, and the phrases that name actors, places and times."""

from typing import Final

from risalah.annotate.rules.actors import Cast
from risalah.annotate.rules.complements import HOLDS_OFFICES, TITLES
from risalah.annotate.rules.kinds import (
    ACTOR,
    AND,
    ASIDE,
    CALENDAR,
    COMMA,
    GEO,
    GOVERNMENT,
    GROUP_HEAD,
    HONORIFIC,
    KIN,
    NAME,
    NUMBER,
    ONE,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    PERSON,
    QUANTIFIER,
    QUOTE,
    SAY,
    TIME,
    TITLE,
    VENUE,
    VENUE_HEAD,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.lexicon import Matcher, Script
from risalah.annotate.rules.pack import Pack
from risalah.annotate.rules.reading import NAMES, Language
from risalah.annotate.rules.titles import Titles
from risalah.annotate.rules.tokens import Tokenizer
from risalah.annotate.rules.venues import HEADS

_BEGINS_PHRASE: Final = (
    NAMES | TITLES | HEADS | HOLDS_OFFICES | mask(TITLE, CALENDAR, NUMBER, GROUP_HEAD, QUANTIFIER, GOVERNMENT)
)
_LISTED_ON: Final = mask(ACTOR, AND)


class PhraseReader:
    """Reads sentences with one language's lexicon."""

    def __init__(self, pack: Pack, matcher: Matcher) -> None:
        self._language = Language(pack)
        thousands = pack.quantities.thousands
        self._tokenizer = Tokenizer(matcher, self._language.no_name, frozenset(pack.words.common), thousands)

    def read(self, script: Script, start: int, end: int, triggers: list[Item], cast: Cast) -> list[Item]:
        """Return the sentence's items in order; people it names join the cast."""
        tokens = self._tokenizer.tokens(script, start, end, triggers)
        return _Phrases(script.text, tokens, end, cast, self._language).items()


class _Phrases(Titles):
    """Every phrase of a sentence, each read by what it begins with."""

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

    def _stands_before_title(self, index: int) -> bool:
        """Whether a title follows that is of the country, organization or seat here: "Russia's President"."""
        if not self._language.title_last or not among(self._kind(index), HOLDS_OFFICES):
            return False
        after = index + 1
        owned = self._is_possessive(after)
        if owned:
            after += 1
        if owned and self._kind(index) == GEO and among(self._kind(after), NAMES):
            return True
        if self._kind(after) == HONORIFIC and self._tokens[after].data == "former":
            after += 1
        return self._joined(after) and self._kind(after) == TITLE

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
