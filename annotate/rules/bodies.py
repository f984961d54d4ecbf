"""Organizations by a name that is known, or by their head word: "DPR", "Partai Anu", "Badan Anu (BA)"."""

from typing import Final

from risalah.annotate.rules.actors import Entity
from risalah.annotate.rules.complements import Complements
from risalah.annotate.rules.groups import LIST_JOINTS
from risalah.annotate.rules.kinds import (
    GEO,
    NAME,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    TRIGGER,
    VENUE_HEAD,
    WORD,
    Item,
    among,
    mask,
)

_IN_ORGANIZATION: Final = mask(NAME, GEO, ORGANIZATION, ORGANIZATION_HEAD)
_SHORT_FORMS: Final = mask(NAME, ORGANIZATION)
_DESCRIPTION: Final = 3


class Bodies(Complements):
    """Reads organizations."""

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

    def _is_site(self, end: int) -> bool:
        """Whether a domain follows a name, which reports and takes no part: "CNNIndonesia.com"."""
        after = self._text[end : end + 2]
        return len(after) > 1 and after[0] == "." and after[1].islower()

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

    def _goes_on_in_body(self, index: int) -> bool:
        """Whether the name of an organization goes on with a word of offices: "Dinas Kelautan dan Perikanan"."""
        if among(self._kind(index), LIST_JOINTS):
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
