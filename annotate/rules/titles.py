"""Titles with the name after them, and offices that stand without one: "Menteri Sosial Ani", "menteri itu"."""

from typing import Final

from risalah.annotate.rules.actors import Entity
from risalah.annotate.rules.complements import ORGANIZED, TITLES
from risalah.annotate.rules.kinds import (
    ACTOR,
    COMMA,
    DEFINITE,
    GEO,
    HONORIFIC,
    KIN,
    LISTING,
    NAME,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    PERSON,
    TITLE,
    TO,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.people import People
from risalah.annotate.rules.reading import NAMES

_NAMED: Final = NAMES | mask(HONORIFIC)
_FULL_NAME: Final = 2


class Titles(People):
    """Reads titles and offices."""

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
        if kin and among(self._kind(stop), NAMES) and self._kind(self._run(stop)) == COMMA:
            after = self._run(stop) + 1
            if among(self._kind(after), NAMES):
                return self._person(after, self._run(after), index, title, country)
        if self._kind(stop) == COMMA and (kin or stop > index + 1) and among(self._kind(stop + 1), _NAMED):
            stop += 1
        elif self._kind(stop) == COMMA and self._kind(stop + 1) == LISTING:
            stop += 2
        while among(self._kind(stop), TITLES) or (self._mark(stop, ".") and stop > office_end):
            stop += 1
        if among(self._kind(stop), NAMES):
            return self._name_after_title(index, stop, title, country)
        return self._office(index, office_end, title, country)

    def _as_held(self, title: str, first: int, stop: int) -> str:
        """The title that these tokens tell: an office that is held no more is another one."""
        held = self._tokens[first:stop]
        former = bool(title) and any(token.data == "former" or token.kind == TO for token in held)
        return f"former {title}" if former else title

    def _name_after_title(self, first: int, index: int, title: str, country: str) -> int:
        """A run of names after a title may begin with what it is a title of: the name stands after the last acronym."""
        stop = self._run(index)
        surface = self._surface(index, stop)
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
        return among(self._kind(stop + 1), NAMES) and name and not self._cast.knows(self._surface(index, stop))

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
        organization = any(among(self._kind(at), ORGANIZED) and self._is_large(at) for at in range(index, stop))
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
