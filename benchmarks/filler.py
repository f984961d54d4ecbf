"""Ordinary news of our own making, and people who do not exist, from `filler.toml`."""

import re
import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

FILLER = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{(\w+)\}")
_WORDS = [first + last for first in FILLER["names"]["first"] for last in FILLER["names"]["last"]]
NAMES = len(_WORDS) ** 2
"""Names before one comes again: enough for hundreds of megabytes."""
_STEP = 3_266_491
"""Coprime to their number, so that every name has its turn, and large, so that neighbours differ."""


def people(start: int = 1) -> Iterator[str]:
    """Yield names of two words, no two of the first millions alike."""
    for number in count(start):
        given, family = divmod(number * _STEP % NAMES, len(_WORDS))
        yield f"{_WORDS[given]} {_WORDS[family]}"


def sentences(random: Random) -> Iterator[str]:
    """Yield sentences without end, several on one topic before the next, with names and numbers of their own."""
    words, numbers, topics = FILLER["words"], FILLER["numbers"], list(FILLER["topics"].values())
    names = people(NAMES // 2)

    def fill(slot: re.Match[str]) -> str:
        kind = slot[1]
        if kind == "person":
            return next(names)
        if kind == "year":
            return str(random.randint(*numbers[kind]))
        if kind in numbers:
            return f"{random.randint(*numbers[kind]):,}".replace(",", ".")
        return str(random.choice(words[kind]))

    while True:
        templates = random.choice(topics)
        for template in random.sample(templates, len(templates)):
            yield _SLOT.sub(fill, template)
