"""The keys of the labelling page: one for each thing a person can say, no two alike."""

from collections.abc import Collection, Iterable
from itertools import chain
from string import ascii_lowercase

from risalah.schema.event import label
from risalah.schema.ontology import ATTRIBUTION, Ontology

UNPRESSABLE = ("f18", "f19")
"""Keys that keyboards lack, for what nobody is to press: Label Studio gives a free letter to whatever has no key."""

_DIGITS = [f"{held}{digit}" for held in ("", "shift+", "alt+shift+") for digit in "1234567890"]
_PLAIN = {letter: letter for letter in ascii_lowercase} | {"u": "shift+u"}
"""The key of each letter. Label Studio's keymap (1.23) has u, to unselect a region, and else no letter alone."""
_SHIFTED = {letter: f"shift+{letter}" for letter in ascii_lowercase if letter != "u"}


def number_keys(numbers: Iterable[str]) -> dict[str, str]:
    """Return the key of each event number: its last digit; from 11 on with shift, from 21 on with Alt and shift.

    A digit with Ctrl, Alt or Command alone is the browsers' own: it goes to another tab.
    """
    return dict(zip(numbers, _DIGITS, strict=False))


def choice_keys(values: Iterable[str]) -> dict[str, str]:
    """Return the key of each choice about a region: shift and a letter of its own where one is free, else any."""
    return _keys(values, [dict(_SHIFTED)])


def label_keys(ontology: Ontology, taken: Collection[str]) -> dict[str, str]:
    """Return the key of each type and role: a letter of its own where one is free, else any.

    When the letters are used up, they go on with shift, then with Alt and shift.

    Types come with their roles, one after the other: an event class that is added changes
    no key that people know. Where there are more labels than keys, the last have none.
    """
    names = chain.from_iterable((event.type_name(), *(role.name for role in event.roles())) for event in ontology)
    shifted = {letter: key for letter, key in _SHIFTED.items() if key not in taken}
    with_alt = {letter: f"alt+{key}" for letter, key in _SHIFTED.items()}
    return _keys(map(label, [ATTRIBUTION, *names]), [dict(_PLAIN), shifted, with_alt])


def _keys(names: Iterable[str], pools: list[dict[str, str]]) -> dict[str, str]:
    """Return a key for each name, of the first pool that has any left."""
    keys: dict[str, str] = {}
    for name in dict.fromkeys(names):
        pool = next(filter(None, pools), {})
        letter = next((letter for letter in (*name.lower(), *pool) if letter in pool), None)
        if letter:
            keys[name] = pool.pop(letter)
    return keys
