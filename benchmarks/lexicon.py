"""The words of Risalah's own language pack, so that peers look for the same."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from benchmarks import ROOT

PACK = ROOT / "annotate" / "languages" / "id"
_NAMES = ("actors", "places")


def words() -> list[str]:
    """Return every name, title, word of the calendar, cue and trigger of the pack."""
    lexicon = (_tables()[stem] for stem in (*_NAMES, "time", "cues"))
    triggers = (form for table in _tables().values() for rule in table.get("trigger", ()) for form in rule["forms"])
    # Brackets hold the context of a trigger.
    found = (*_texts(list(lexicon)), *(trigger.translate({ord("["): "", ord("]"): ""}) for trigger in triggers))
    return list(dict.fromkeys(found))


def names() -> dict[str, list[str]]:
    """Return the names of people, organizations and places, by what they are."""
    return {
        key: found
        for stem in _NAMES
        for key, part in _tables()[stem].items()
        if (found := [word for word in dict.fromkeys(_texts(part)) if word[0].isupper()])
    }


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(PACK.glob("*.toml"))}


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a TOML value; in a table of numbers, such as the months', its keys are the words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from (key,) if isinstance(part, int) else _texts(part)
