"""People by their names: "Ani Wijaya", "menemui Abe", "Joko Widodo (Jokowi)"."""

from typing import Final

from risalah.annotate.rules.actors import Entity, Span
from risalah.annotate.rules.bodies import Bodies
from risalah.annotate.rules.groups import BODIES
from risalah.annotate.rules.kinds import (
    ACCOMPANIED,
    ACCOMPANIES,
    ACTOR,
    AND,
    ATTENDED,
    BY,
    COMMA,
    LISTING,
    MARK,
    NAME,
    NOTHING,
    ORGANIZATION,
    SAY,
    STOP,
    TOGETHER,
    TRIGGER,
    WITH,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.reading import NAMES

_BEFORE_PERSON: Final = mask(TRIGGER, WITH, TOGETHER, SAY, ACCOMPANIED, ACCOMPANIES, ATTENDED, BY)
_AFTER_PERSON: Final = mask(SAY)
_LISTED: Final = NAMES | mask(ORGANIZATION)
_OPENS_LIST: Final = mask(LISTING, MARK, STOP)
_LIST_OPENING: Final = 5
"""Items from a group to the names of those who belong to it."""


class People(Bodies):
    """Reads the names of people."""

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

    def _is_visited(self, index: int) -> bool:
        """Whether a lone name stands where a place can: "mengunjungi Borobudur"."""
        token = self._tokens[index]
        if not index or token.kind != NAME or self._is_acronym(self._text[token.start : token.end]):
            return False
        return self._after_visit()

    def _takes_part(self, index: int, stop: int) -> bool:
        """Whether a lone name stands where only a person can: "menemui Abe", "ujar Elza"."""
        if self._joined(stop) and among(self._kind(stop), BODIES):
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

    def _aliases(self, entity: Entity, spans: list[Span], stop: int) -> tuple[list[Span], int]:
        """Read a name in brackets after a name: "(Jokowi)"."""
        if not (self._mark(stop, "(") and among(self._kind(stop + 1), NAMES)):
            return spans, stop
        after = self._run(stop + 1)
        if not self._mark(after, ")"):
            return spans, stop
        start, end = self._span(stop + 1, after)
        self._cast.alias(entity, self._text[start:end])
        return [*spans, (start, end)], after + 1
