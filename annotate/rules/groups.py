"""Groups by what they are, their number and whom they are of, and governments: "para menteri", "delegasi Jepang"."""

from typing import Final

from risalah.annotate.rules.actors import Entity, Span
from risalah.annotate.rules.kinds import (
    ACTOR,
    AND,
    COMMA,
    GEO,
    GOVERNMENT,
    GROUP_HEAD,
    NAME,
    NUMBER,
    OBLIQUE,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    QUANTIFIER,
    TITLE,
    TOGETHER,
    TRIGGER,
    WITH,
    WORD,
    among,
    mask,
)
from risalah.annotate.rules.lexicon import Geo
from risalah.annotate.rules.reading import NAMES
from risalah.annotate.rules.venues import Venues

BODIES: Final = mask(GEO, ORGANIZATION)
LIST_JOINTS: Final = mask(COMMA, AND)
_IN_GROUP: Final = NAMES | mask(ORGANIZATION, ORGANIZATION_HEAD, GEO, TITLE, NUMBER, GROUP_HEAD, QUANTIFIER)
_FROM: Final = mask(WORD, GEO, NAME, NUMBER, QUANTIFIER, GROUP_HEAD)
_ORIGIN: Final = mask(OBLIQUE, WORD)
_PARTNERS: Final = mask(WITH, AND, TOGETHER)
_BEFORE_PARTNER: Final = mask(ACTOR, GEO, TRIGGER)
_GROUP_LENGTH: Final = 7
_VERB_LENGTH: Final = 6


class Groups(Venues):
    """Reads groups, and the governments of countries."""

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

    def _quantified(self, index: int) -> int:
        """Read a group by a word that counts, or pass the word over."""
        counted = self._counted(index)
        if not counted:
            self._out.append(self._tokens[index].as_word())
        return counted or index + 1

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

    def _after_group(self, index: int, stop: int) -> int:
        """The index after the group that begins at one token and goes on, if it does, at another."""
        while stop < len(self._tokens) and stop - index < _GROUP_LENGTH and self._continues_group(stop):
            stop += 1
        return self._after_bodies(stop)

    def _after_bodies(self, stop: int) -> int:
        """The index after all the organizations that a group is of: "pimpinan MPR, DPR dan DPD"."""
        last = stop
        while self._kind(last - 1) == ORGANIZATION and among(self._kind(last), LIST_JOINTS):
            after = last + 1 + (self._kind(last) == COMMA and self._kind(last + 1) == AND)
            if self._kind(after) != ORGANIZATION:
                return stop
            if self._kind(after - 1) == AND:
                return after + 1
            last = after + 1
        return stop

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

    def _is_dealt_with(self) -> bool:
        """Whether who takes part stands next, be it a bare noun: "menemui mahasiswa", "pemerintah dan buruh"."""
        out = self._out
        if not out:
            return False
        if out[-1].kind == TRIGGER:
            return any(rule.takes_object for rule in out[-1].data)
        return len(out) > 1 and among(out[-1].kind, _PARTNERS) and among(out[-2].kind, _BEFORE_PARTNER)

    def _members(self, index: int, stop: int) -> Entity:
        """The group named by these tokens, of the country or organizations told among them."""
        span = self._span(index, stop)
        group = self._cast.thing(self._surface(index, stop), "group", span)
        inside = self._tokens[index:stop]
        countries = [token.data.country for token in inside if token.kind == GEO and token.data.level == "country"]
        if len(countries) == 1:
            group.country = countries[0]
        group.bodies = frozenset([token.data.name for token in inside if token.kind == ORGANIZATION])
        return group

    def _is_group(self, index: int) -> bool:
        return self._head_of_group(index) > 0

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

    def _joins_group(self, index: int) -> bool:
        """Whether a group of two countries is named: "Russian and Ukrainian negotiators"."""
        joined = self._kind(index + 1) == AND and among(self._kind(index + 2), BODIES)
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
        return index + 2 if origin and among(self._kind(index + 1), BODIES) else index

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
