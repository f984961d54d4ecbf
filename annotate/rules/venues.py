"""Places by their head word or, where only a place can stand, by their name alone: "Hotel Melati", "di Borobudur"."""

from typing import Final

from risalah.annotate.rules.actors import Actor, one_line
from risalah.annotate.rules.kinds import (
    ACTUAL,
    AT,
    CALENDAR,
    COMMA,
    GEO,
    GOVERNMENT,
    GROUP_HEAD,
    HONORIFIC,
    HYPOTHETICAL,
    KIN,
    MARK,
    NAME,
    NOTHING,
    NUMBER,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    PLANNED,
    STOP,
    TITLE,
    TO,
    TOGETHER,
    TRIGGER,
    VENUE,
    VENUE_HEAD,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.lexicon import Geo
from risalah.annotate.rules.places import PLACES, WITHIN, leads
from risalah.annotate.rules.reading import NAMES, Reading

HEADS: Final = mask(VENUE_HEAD, ORGANIZATION_HEAD)
_AFTER_PHRASE: Final = mask(NOTHING, COMMA, MARK, STOP, CALENDAR)
_LOCATIVE: Final = mask(AT, TO)
_IN_VENUE: Final = NAMES | HEADS | mask(ORGANIZATION, TITLE, HONORIFIC, VENUE, KIN)
_NAMES_PLACE: Final = mask(NAME, GEO, VENUE)
_NO_NAME: Final = mask(NUMBER, MARK)
_GOES_ON: Final = mask(WORD, CALENDAR, NUMBER, GROUP_HEAD, GOVERNMENT, HYPOTHETICAL, PLANNED, ACTUAL, TOGETHER)
_SHORT: Final = 2
"""Letters of a word cut short in a name: "Hotel St. Regis"."""


class Venues(Reading):
    """Reads venues, and tells where one can stand."""

    def _venue(self, index: int) -> int:
        """Read a place by its head word or, after a locative, by its name alone."""
        stop = index + 1
        named = not among(self._kind(index), HEADS)
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
        if self._word(index) in self._language.residences:
            venue.owner = self._owner(index, stop)
        if self._lies_where_it_says(index, stop - 1):
            venue.within = self._tokens[stop - 1]
        self._out.append(Item(VENUE, start, end, venue))
        return stop

    def _are_large(self, index: int, stop: int) -> bool:
        """Whether two heads or more, all written large, are a name by themselves: "Pendopo Kota"."""
        return stop - index > 1 and all(self._text[token.start].isupper() for token in self._tokens[index:stop])

    def _names_venue(self, index: int) -> bool:
        """Whether a token makes a head the name of a place: "Desa Sumber", but not "desa baru" or "desa 5"."""
        token = self._tokens[index]
        if token.kind == WORD:
            return self._text[token.start].isupper()
        return not among(token.kind, HEADS | _NO_NAME)

    def _describes_venue(self, index: int) -> bool:
        """Whether a word stands between a head and the name: "kawasan industri Cikarang"."""
        if self._kind(index) != WORD or not among(self._kind(index - 1), HEADS) or not self._joined(index + 1):
            return False
        return among(self._kind(index + 1), _NAMES_PLACE) and not self._word(index).startswith(
            self._language.verb_prefixes
        )

    def _goes_on_after_remark(self, index: int) -> bool:
        """Whether an acronym in brackets stands within a name: "Rumah Sakit (RS) Harapan"."""
        if not (self._mark(index, "(") and self._mark(index + 2, ")") and self._joined(index + 3)):
            return False
        return among(self._kind(index + 3), _IN_VENUE) or self._is_part_of_name(index + 3)

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

    def _lies_where_it_says(self, index: int, last: int) -> bool:
        """Whether the country in its name tells where a place lies: not an embassy, nor "kantor Kemenlu RI" at home."""
        token = self._tokens[last]
        if token.kind != GEO or token.data.level != "country" or token.data.country == self._cast.home:
            return False
        return self._word(index) not in self._language.foreign_seats

    def _owner(self, index: int, stop: int) -> Actor | None:
        """The person whose residence it is: "kediaman Presiden Budi Santoso"."""
        first = stop
        while first > index + 1 and among(self._tokens[first - 1].kind, NAMES):
            first -= 1
        if first == stop:
            return self._official(index, stop)
        span, name = self._span(first, stop), self._surface(first, stop)
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

    def _named_venue(self, index: int, stop: int) -> None:
        """Add the place that these tokens name."""
        start, end = self._span(index, stop)
        self._out.append(Item(VENUE, start, end, Geo(one_line(self._text[start:end]), "venue")))

    def _begins_venue(self, index: int) -> bool:
        """Whether a place opens the name of a venue: "Bali Beach Hotel", but "di Bali Jokowi bertemu ..."."""
        if self._kind(index + 1) == VENUE_HEAD:
            return self._is_large(index + 1)
        if self._kind(index + 1) != NAME:
            return False
        return not self._cast.knows(self._surface(index + 1, self._run(index + 1)))

    def _is_called_after(self, stop: int) -> bool:
        """Whether somebody's name is that of a place, before the place it lies in: "di Taft Tower, Manila"."""
        return (
            bool(self._out) and self._out[-1].kind == AT and self._kind(stop) == COMMA and self._kind(stop + 1) == GEO
        )

    def _after_locative(self) -> bool:
        return bool(self._out) and among(self._out[-1].kind, _LOCATIVE) and self._out[-1].data != "toward"

    def _after_visit(self) -> bool:
        """Whether a verb stands before whose object is a place: "mendatangi Kementerian Perdagangan"."""
        return bool(self._out) and self._out[-1].kind == TRIGGER and any(rule.visits for rule in self._out[-1].data)

    def _is_further_place(self, stop: int) -> bool:
        """Whether the name of these tokens is one more place, and not who acts there."""
        if not self._in_place_chain():
            return False
        while self._joined(stop) and self._is_part_of_name(stop):
            stop += 1
        return self._ends_phrase(stop)

    def _in_place_chain(self) -> bool:
        """After "di Istana," and the like, where a further name is a further place."""
        out = self._out
        first = len(out) - 1
        while first > 1 and out[first].kind == COMMA and among(out[first - 1].kind, PLACES):
            first -= 2
        if first == len(out) - 1:
            return False
        for before in range(first, max(-1, first - 1 - WITHIN), -1):
            if out[before].kind != WORD:
                return leads(out[before])
        return False

    def _ends_phrase(self, index: int) -> bool:
        """Whether no word of the same clause follows."""
        return among(self._kind(index), _AFTER_PHRASE)
