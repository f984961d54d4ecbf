"""How much of a release a file holds: what was read back from it, beside what was to be written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from risalah.export.formats.comparison import Compared, Comparison
from risalah.export.formats.example import Example
from risalah.export.formats.reasons import Limits

THINGS = {
    "documents": "articles, also those without events",
    "texts": "articles whose text is told exactly",
    "events": "events of which some trigger is told",
    "types": "events with their type",
    "realis": "events with their realis",
    "triggers": "words that refer to an event",
    "coreference": "events with several triggers, told to be one",
    "fillers": "participants, places and the like with all their mentions, told to be one and of their event",
    "kinds": "fillers with their kind",
    "values": "fillers with their canonical value",
    "mentions": "words that say who, where and the like, with their role",
    "links": "mentions that are told to be of their event",
    "attributions": "mentions of who says so",
    "across sentences": "links of mentions in sentences without a trigger of their event",
    "overlaps": "triggers and mentions that share words with others",
    "several roles": "triggers and mentions whose very words say something else as well",
}
"""What is counted; the last four are also among triggers, mentions and links."""
UNEXPLAINED = "the format should hold it"
"""Why something is lost for which there is no reason; it never stands in a report unless a format is wrong."""


@dataclass(slots=True)
class Loss:
    """How many there are of something, and how many of them a file holds."""

    release: int = 0
    held: int = 0
    why: Counter[str] = field(default_factory=Counter)
    """How many it does not hold, by the reason."""

    @property
    def lost(self) -> int:
        """How many it does not hold."""
        return self.why.total()

    def as_dict(self) -> dict[str, Any]:
        """Return it as `loss.json` has it."""
        counts = {"release": self.release, "held": self.held, "lost": self.lost}
        return counts | {"why": dict(sorted(self.why.items()))}


Report = dict[str, Loss]
"""By thing."""


def loss(written: Iterable[Example], read: Iterable[Example], limits: Limits) -> Report:
    """Count what a file holds of the examples that were to be written; both come in one order."""
    report = {thing: Loss() for thing in THINGS}
    for example, found in _beside(written, read):
        for compared in Comparison(example, found):
            why = "" if compared.held else _why(compared, limits)
            for thing in compared.things:
                counts = report[thing]
                counts.release += 1
                counts.held += compared.held
                if why:
                    counts.why[why] += 1
    return report


def total(reports: Iterable[Mapping[str, Loss]]) -> Report:
    """Return the counts of several splits together."""
    report = {thing: Loss() for thing in THINGS}
    for told in reports:
        for thing, counts in told.items():
            report[thing].release += counts.release
            report[thing].held += counts.held
            report[thing].why += counts.why
    return report


def _beside(written: Iterable[Example], read: Iterable[Example]) -> Iterator[tuple[Example, Example | None]]:
    """Yield each document with what was read of it, null where it was not there."""
    rest = iter(read)
    found = next(rest, None)
    for example in written:
        if found is None or found.doc_id != example.doc_id:
            yield example, None
        else:
            yield example, found
            found = next(rest, None)


def _why(compared: Compared, limits: Limits) -> str:
    reasons = limits.get(compared.things[0], ())
    return next((reason.why for reason in reasons if reason.applies(compared.place)), UNEXPLAINED)
