"""What the Unicode locale data (CLDR) knows of a language that a pack must know too, read through babel."""

import re
from collections.abc import Mapping
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_day_names, get_month_names

from risalah.schema.errors import Problem, RuleError

_NO_COUNTRY: Final = re.compile(
    "AA.|Q[M-Z].|X..|ZZ."  # left to its users by ISO 3166-1
    "|ASC|CPT|DGA|TAA"  # reserved for islands that have the code of another country
    "|BUR|DDR|FXX|TMP|YMD|ZAR"  # withdrawn by ISO 3166-3; CLDR has each as another name of its successor
)

_WORLD: Final = "001"


def lexicon(language: str) -> dict[str, dict[str, Any]]:
    """Return by file and key what CLDR knows of a pack's lexicon; raises RuleError for a language it does not know."""
    locale = _locale(language)
    return {
        "time": {"month_first": _month_first(locale), "months": _months(locale), "weekdays": _weekdays(locale)},
        "places": {"countries": _countries(locale), "home": _home(locale), "areas": _areas(locale)},
        "quantities": _marks(locale),
    }


def date_formats(language: str) -> list[str]:
    """Return how a language writes dates, in words and in figures, in CLDR's letters: `d MMMM y`; raises as above."""
    formats = _locale(language).date_formats
    return [formats[length].pattern for length in ("long", "short")]


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise RuleError(
            Problem(f"language {language!r}", "is not known to CLDR", "Use an ISO 639 code such as ms, or pt_BR")
        ) from None


def _month_first(locale: Locale) -> bool:
    letters: str = locale.date_formats["long"].pattern
    return letters.find("M") < letters.find("d")


def _marks(locale: Locale) -> dict[str, list[str]]:
    """The marks within numbers that are written in Latin digits."""
    symbols = locale.number_symbols["latn"]
    return {"thousands": [symbols["group"]], "decimals": [symbols["decimal"]]}


def _months(locale: Locale) -> dict[str, int]:
    in_dates, alone = get_month_names("wide", "format", locale), get_month_names("wide", "stand-alone", locale)
    return _by_name(in_dates, alone, get_month_names("abbreviated", "format", locale))


def _weekdays(locale: Locale) -> dict[str, int]:
    in_dates, alone = get_day_names("wide", "format", locale), get_day_names("wide", "stand-alone", locale)
    counted_from_0 = _by_name(in_dates, alone, get_day_names("abbreviated", "format", locale))
    return {name: number + 1 for name, number in counted_from_0.items()}


def _by_name(*tables: Mapping[int, str]) -> dict[str, int]:
    return {name: number for table in tables for number, name in sorted(table.items())}


def _countries(locale: Locale) -> dict[str, list[str]]:
    codes = _alpha3()
    named = {codes[code]: [name] for code, name in locale.territories.items() if code in codes}
    return dict(sorted(named.items()))


def _areas(locale: Locale) -> list[str]:
    """The continents and their parts, which CLDR knows by the numbers of UN M.49; but not the world."""
    return sorted({name for code, name in locale.territories.items() if code.isdigit() and code != _WORLD})


def _home(locale: Locale) -> str:
    """The country of the locale, or where most people live who write its language."""
    likely: str = get_global("likely_subtags").get(locale.language, "")
    code = _alpha3().get(locale.territory or likely.rpartition("_")[2])
    if code is None:
        remedy = "Add a country's code, as in pt_BR"
        raise RuleError(Problem(f"language {str(locale)!r}", "is at home in no one country", remedy))
    return code


def _alpha3() -> dict[str, str]:
    """The ISO 3166-1 alpha-3 codes by alpha-2 code: CLDR has them as longer names of the same countries."""
    names = get_global("territory_aliases").items()
    return {
        short[0]: long
        for long, short in names
        if len(long) == 3 and long.isalpha() and len(short) == 1 and not _NO_COUNTRY.fullmatch(long)
    }
