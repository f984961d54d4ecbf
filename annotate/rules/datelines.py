"""The dateline at the head of an article: where it was written, and for whom."""

import re
from collections.abc import Iterable
from typing import Final

from risalah.annotate.rules.actors import Span
from risalah.annotate.rules.lexicon import alternation, fold
from risalah.annotate.rules.pack import Boilerplate, PlaceNames

REACH: Final = 90
"""Code points within which a dateline ends."""
_WORDS: Final = 4
"""Words of a publisher's name that no list has."""
_NOWHERE: Final = (0, 0)


class Dateline:
    """Where a dateline ends, and what it tells; an empty span where it does not."""

    def __init__(self, end: int, place: Span, publisher: Span) -> None:
        self.end = end
        self.place = place
        self.publisher = publisher


class Datelines:
    """Reads datelines with one language's marks and the places it knows."""

    def __init__(self, marks: Boilerplate, places: PlaceNames, months: Iterable[str]) -> None:
        site = r"\b[\w-]+\.(?:com|co\.id|id|net|co)\b"
        date = rf",\s(?:[0-9]{{1,2}}\s)?(?:{_any(months)})(?:\s[0-9]{{1,2}})?\s*"
        dashes = _any(marks.dateline_marks)
        self._of_publisher = re.compile(
            rf"(?P<place>(?:[^.!?\n\"“]|\b[a-z]\.){{0,60}}?)(?:{date})?"
            rf"(?:\((?P<source>[^)\n]{{2,40}})\)|(?P<site>{site}|{_any(marks.publishers)}))"
            rf"(?:,\s(?P<city>[\w ]{{2,30}}?))?\s*(?:{dashes})\s"
        )
        self._of_place = re.compile(
            rf"(?P<place>[^\W\d_][\w'.]*(?:\s[\w'.]+){{0,3}}?)(?:\s?[,/]\s(?P<after>[\w ]{{2,30}}?))?"
            rf"(?:{date})?\s(?:{dashes})\s"
        )
        self._dashes = [f"{mark} " for mark in marks.dateline_marks]
        known = (places.countries, places.cities, places.regions)
        self._places = {fold(name) for table in known for names in table.values() for name in names}

    def at(self, folded: str, start: int, end: int) -> Dateline | None:
        """Return the dateline that begins at `start` and ends before `end`, if one does."""
        head = folded[start:end]
        for dash in self._dashes:
            if dash in head:
                return self._publishers(folded, start, end) or self._placed(folded, start, end)
        return None

    def _publishers(self, folded: str, start: int, end: int) -> Dateline | None:
        """Read "Jakarta (ANTARA) - ", "JAKARTA, KOMPAS.com - " or "Liputan6.com, Jakarta - "."""
        match = self._of_publisher.match(folded, start, end)
        if match is None:
            return None
        city = match.span("city") if match["city"] in self._places else _NOWHERE
        place = match.span("place") if match["place"] else city
        return Dateline(match.end(), place, match.span("source" if match["source"] else "site"))

    def _placed(self, folded: str, start: int, end: int) -> Dateline | None:
        """Read "Jakarta - " or "Moskow, RIA Novosti - ", which only the place betrays."""
        match = self._of_place.match(folded, start, end)
        if match is None or match["place"] not in self._places:
            return None
        after = match["after"] or ""
        if len(after.split()) > _WORDS:
            return None
        publisher = match.span("after") if after and after not in self._places else _NOWHERE
        return Dateline(match.end(), match.span("place"), publisher)


def _any(forms: Iterable[str]) -> str:
    return alternation(map(fold, forms))
