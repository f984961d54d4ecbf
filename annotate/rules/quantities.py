"""Quantities: read where a number stands, or a word about one, and never searched for."""

import re
from decimal import Decimal
from typing import Final

from risalah.annotate.rules.lexicon import alternation
from risalah.annotate.rules.pack import Quantities

_TEN: Final = 10
_THOUSAND: Final = 1000


class Quantity:
    """How much, as the schema has it, and where the text says so: without unit or currency."""

    def __init__(self, value: str, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class QuantityReader:
    """Reads the quantity that begins at a place in the text."""

    def __init__(self, words: Quantities, numbers: dict[str, int]) -> None:
        self._thousands = re.compile(alternation(words.thousands))
        self._decimals = re.compile(alternation(words.decimals))
        self._numbers = {**numbers, **words.numbers}
        self._multipliers = words.multipliers
        self._teens = frozenset(words.teens)
        self._several = words.several
        self._bounds = {**words.bounds, **words.more}
        word, several = alternation(self._numbers), alternation(words.several)
        thousands, decimals = self._thousands.pattern, self._decimals.pattern
        digits = rf"(?:[0-9]{{1,3}}(?:(?:{thousands})[0-9]{{3}}){{1,4}}|[0-9]{{1,12}})(?:(?:{decimals})[0-9]{{1,6}})?"
        step = alternation((*self._numbers, *words.multipliers, *words.teens))
        self._pattern = re.compile(
            rf"(?:(?P<bound>{alternation(words.bounds)})\s+)?(?:(?:{alternation(words.currencies)})\s*)?"
            rf"(?P<number>{digits}|(?:{word}|{several})\b)(?P<steps>(?:\s+(?:{step})\b){{0,8}})"
            rf"(?:\s+(?P<more>{alternation(words.more)})\b)?"
            # A number goes on in a range, a date, a fraction or a longer word.
            rf"(?![^\W_]|[.,:/]?[0-9]|\s?[-–/]|\s+(?:{alternation(words.ranges)})\s+(?:[0-9]|(?:{word})\b))",
            re.IGNORECASE,
        )

    def read(self, text: str, start: int, limit: int) -> Quantity | None:
        """Return the quantity that begins at `start`, if one does; a range has no one value."""
        match = self._pattern.match(text, start, limit)
        if match is None:
            return None
        number, steps = match["number"].lower(), match["steps"].lower().split()
        least = self._several.get(number)
        amount = self._amount(number if least is None else str(least), steps)
        if amount is None:
            return None
        bound = self._bound(match, several=least is not None)
        first = match.start() if match["bound"] else match.start("number")
        return Quantity(f"{bound}{amount.normalize():f}", first, match.end())

    def _bound(self, match: re.Match[str], *, several: bool) -> str:
        told = match["bound"] or match["more"] or ""
        return self._bounds[told.lower()] if told else ">=" if several else ""

    def _amount(self, number: str, steps: list[str]) -> Decimal | None:
        """What digits or words come to: "3,5 juta", "dua ratus lima puluh ribu"; nothing where they make no number."""
        total, group = Decimal(0), Decimal(0)
        units: Decimal | None = self._value(number)
        for step in steps:
            if number in self._numbers and units is not None and units >= _TEN:
                # "seratus dua puluh"
                group, units = group + units, None
            factor = self._multipliers.get(step)
            if factor is None and step not in self._teens:
                if units is not None:
                    return None
                units = self._value(step)
            elif units is None and not group:
                return None
            elif factor is None:
                group, units = group + (units or 0) + _TEN, None
            elif factor < _THOUSAND:
                group, units = group + (units or 0) * factor, None
            else:
                total, group, units = total + (group + (units or 0)) * factor, Decimal(0), None
        return total + group + (units or 0)

    def _value(self, number: str) -> Decimal:
        known = self._numbers.get(number)
        if known is not None:
            return Decimal(str(known))
        return Decimal(self._decimals.sub(".", self._thousands.sub("", number)))
