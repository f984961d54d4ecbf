"""The sentences of the sample articles that tell an event, and the people named in them."""

import json
import re
from collections.abc import Collection
from functools import cache
from typing import Any

from benchmarks import ROOT

TYPES = {"meeting", "visit", "call", "agreement"}
"""Those the corpora tell of, whatever types the rules learn: so figures of another day can be compared."""
_SEEDS = ROOT / "seeds"
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’)]*(?=\s+[\"“(]?[A-Z0-9])|(?=\n|$))")


@cache
def event_sentences() -> tuple[str, ...]:
    """Return every sentence in which the reviewed records have a trigger.

    The records decide, and not the rules, so that the corpora stay the same when the rules change.
    """
    return tuple(
        match[0].strip()
        for text, triggers, _ in _articles()
        for match in _SENTENCE.finditer(text)
        if any(match.start() <= start < match.end() for start in triggers)
    )


@cache
def people() -> re.Pattern[str]:
    """Return what finds the people of the records, as they are written."""
    names = {name for _, _, people in _articles() for name in people}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?![\w-])")


@cache
def _articles() -> tuple[tuple[str, Collection[int], Collection[str]], ...]:
    """Return each article's text, where its triggers begin, and how its people are written."""
    return tuple(
        (path.read_text(encoding="utf-8").split("---\n", 2)[2], *_records(path.with_suffix(".json").read_bytes()))
        for path in sorted(_SEEDS.glob("*.txt"))
    )


def _records(written: bytes) -> tuple[Collection[int], Collection[str]]:
    events = json.loads(written)["events"]
    triggers = {trigger["start"] for event in events if event["type"] in TYPES for trigger in event["triggers"]}
    fillers: list[dict[str, Any]] = [filler for event in events for role in event["roles"].values() for filler in role]
    return triggers, {
        mention["text"] for filler in fillers if filler.get("kind") == "person" for mention in filler["mentions"]
    }
