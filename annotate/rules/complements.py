"""What an office goes on with after its title: what it is of, where it is held, and which holder it is."""

from typing import Final

from risalah.annotate.rules.groups import BODIES, Groups
from risalah.annotate.rules.kinds import (
    AND,
    AT,
    CALENDAR,
    CLAUSE,
    COMMA,
    GEO,
    GOVERNMENT,
    GROUP_HEAD,
    HONORIFIC,
    KIN,
    MARK,
    NAME,
    NUMBER,
    OBLIQUE,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    PACT,
    PERSON,
    PURPOSE,
    TITLE,
    TO,
    VENUE,
    VENUE_HEAD,
    WORD,
    among,
    mask,
)
from risalah.annotate.rules.reading import NAMES

TITLES: Final = mask(HONORIFIC, KIN)
HOLDS_OFFICES: Final = mask(GEO, ORGANIZATION, VENUE)
ORGANIZED: Final = mask(ORGANIZATION, ORGANIZATION_HEAD)
_AFTER_REMARK: Final = NAMES | mask(GEO, HONORIFIC)
_COMPLEMENT: Final = mask(TITLE, HONORIFIC, GEO, ORGANIZATION, GOVERNMENT)
_OFFICE_OF: Final = mask(NAME, ORGANIZATION, GEO, ORGANIZATION_HEAD)
"""What an office of ordinary words is of."""
_ORDINARY: Final = mask(WORD, GROUP_HEAD)
_LED_TO: Final = mask(TITLE, ORGANIZATION, ORGANIZATION_HEAD, GEO, VENUE_HEAD)
"""What stands between a name within an office and the name of its holder."""
_HOLDER: Final = mask(NAME, PERSON, TITLE, HONORIFIC, VENUE_HEAD, ORGANIZATION)
_IN_NAME: Final = mask(NAME, WORD, GROUP_HEAD)
_SHORTENED: Final = BODIES | mask(TITLE, NAME, CALENDAR)
"""What stands in brackets within an office: "(DPRD)", "(Menhub)", "Mayjen (Mar)"."""
_IN_TITLE: Final = _COMPLEMENT | mask(KIN, ORGANIZATION_HEAD)
_SEAT: Final = mask(VENUE_HEAD, VENUE)
_REMARK: Final = 8


class Complements(Groups):
    """Tells what belongs to an office."""

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
            return (self._kind(index - 1) == KIN and following == GEO) or among(following, ORGANIZED)
        if kind == PURPOSE:
            # "Duta Besar Indonesia untuk Jerman"
            return among(self._kind(index + 1), BODIES) or self._is_within_title(index)
        if kind == AT:
            return self._is_posted(index)
        return kind in (MARK, WORD) and self._is_complement_word(index)

    def _is_suffix(self, index: int) -> bool:
        """Whether a word says which holder of an office: "gubernur terpilih", "Perdana Menteri sementara Thailand"."""
        kind = self._kind(index)
        may_be = kind == WORD or (kind == CLAUSE and self._kind(index - 1) == TITLE)
        return may_be and self._word(index) in self._language.suffixes

    def _is_within_title(self, index: int) -> bool:
        """Whether a word joins a title to what it is of, or to another: "president of Russia", "Russia's president"."""
        if self._word(index) in self._language.both:
            return self._kind(index + 1) == TITLE
        if self._kind(index - 1) == TITLE:
            of = self._word(index) in self._language.title_of and index + 1 < len(self._tokens)
            return of and (among(self._kind(index + 1), BODIES) or self._is_office_word(index + 1))
        return self._is_possessive(index) and among(self._kind(index - 1), HOLDS_OFFICES)

    def _is_within_office(self, index: int) -> bool:
        """Whether an ordinary word is of an office: "direktur olahraga Persija", "Bidang Hubungan Masyarakat"."""
        if self._is_large(index):
            return self._is_of_body(index) or self._is_office_word(index) or self._leads_on(index)
        after = index
        while self._joined(after) and self._kind(after) == WORD and self._is_office_word(after):
            after += 1
        return self._joined(after) and self._is_large(after) and among(self._kind(after), _OFFICE_OF)

    def _is_of_body(self, index: int) -> bool:
        """Whether a group is one in the name of an organization: "Ikatan Guru Nusantara"."""
        return self._kind(index) == GROUP_HEAD and self._kind(index - 1) == ORGANIZATION_HEAD

    def _leads_on(self, index: int) -> bool:
        """Whether names tell what an office is of, and its holder stands further on: "Dirjen Pajak Kemenkeu Ani"."""
        stop = index
        while among(self._kind(stop), _IN_NAME) and self._joined(stop) and self._is_large(stop):
            stop += 1
        if stop == index or among(self._kind(index - 1), TITLES) or self._is_somebody(self._surface(index, stop)):
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

    def _joins_offices(self, index: int) -> bool:
        """Whether an office goes on: "Menteri Pendidikan dan Kebudayaan", "mitranya, Menteri Luar Negeri Ani"."""
        if self._kind(index - 1) == KIN and self._kind(index) == COMMA:
            return self._kind(index + 1) == TITLE
        after = index + 1 + (self._kind(index) == COMMA and self._kind(index + 1) == AND)
        return self._ends_office(index - 1) and self._kind(after) == NAME and self._is_office_word(after)

    def _ends_office(self, index: int) -> bool:
        """Whether an office may go on after "dan" here: "Menteri Desa dan Transmigrasi"."""
        return self._word(index).rsplit(" ", 1)[-1] in self._language.office_words or self._kind(index) == COMMA

    def _is_posted(self, index: int) -> bool:
        """Whether it is told where an office is held, and then who holds it: "Konsul Jepang di Medan, Ani Wijaya"."""
        if self._kind(index + 1) != GEO or self._kind(index + 2) != COMMA:
            return False
        name = index + 3
        return among(self._kind(name), NAMES) and self._run(name) - name > 1

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

    def _is_short_form(self, index: int) -> bool:
        """Whether the token in brackets is short for what stands before them: "(DPRD)", "(Menhub)"."""
        if not (self._mark(index - 1, "(") and self._mark(index + 1, ")")):
            return False
        return among(self._kind(index), _SHORTENED)

    def _is_unit(self, index: int) -> bool:
        """Whether a token is part of a unit's number and name after a title: "Pangdam IX/Udayana"."""
        if self._mark(index - 1, "/"):
            return self._is_unit(index - 2)
        return self._kind(index - 1) == TITLE and self._mark(index + 1, "/")

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
