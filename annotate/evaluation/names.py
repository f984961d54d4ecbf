"""Whether two names are of the same one."""

import re
from collections.abc import Iterable

_TITLES = """
presiden wakil perdana menteri luar negeri pm pemimpin ketua kepala sekretaris jenderal raja ratu
pangeran gubernur bupati wali kota walikota duta besar dubes bapak pak ibu bu tuan mr mrs dr h hj kh
ir prof utusan khusus mantan
"""
TITLES = frozenset(_TITLES.split())
"""Words that stand before a name and are none, in lower case."""

_WORD = re.compile(r"\w+")


def is_named(name: str, names: Iterable[str]) -> bool:
    """Return whether `name` and one of `names` differ only by words that one of them has more.

    Titles do not count, unless a name consists of them; a name without a word is nobody's.
    """
    words = _words(name)
    return any(words and known and (words <= known or known <= words) for known in map(_words, names))


def _words(name: str) -> set[str]:
    words = set(_WORD.findall(name.casefold()))
    return words - TITLES or words
