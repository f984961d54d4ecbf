"""How much work a person has to turn a prediction into gold, beside labelling from nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from risalah.annotate.evaluation.counts import Summed
from risalah.annotate.evaluation.disagreements import Disagreement, Kind
from risalah.annotate.evaluation.records import Page
from risalah.annotate.evaluation.regions import regions

ACTIONS: dict[Kind, str] = {
    "missed trigger": "add",
    "missed filler": "add",
    "spurious trigger": "delete",
    "spurious filler": "delete",
    "wrong event": "relabel",
    "wrong role": "relabel",
    "wrong boundary": "rebound",
    "wrong value": "revalue",
}
"""What a person does about each kind of disagreement."""


@dataclass(frozen=True)
class Effort(Summed):
    """How many regions a person touches, by what they do to it; each region counts once.

    A region is a trigger mention, or a filler with all its mentions. A record's realis
    that is wrong counts as one more. Alignment, numbers of events and the kinds of
    actors cost nothing.
    """

    add: int = 0
    """Triggers and fillers that the prediction does not have."""
    delete: int = 0
    """Those that gold does not have."""
    relabel: int = 0
    """Those that stand in another event, or under another role of theirs."""
    rebound: int = 0
    """Those that begin or end elsewhere."""
    revalue: int = 0
    """Times and quantities of another value, and records of another realis."""
    from_nothing: int = 0
    """How many a person would add who began with a bare text: every region of gold."""

    @property
    def total(self) -> int:
        """How many are touched in all."""
        return self.add + self.delete + self.relabel + self.rebound + self.revalue

    @property
    def saved(self) -> float | None:
        """The share of the work from nothing that the prediction saves, negative where it makes work; null for none."""
        return 1 - self.total / self.from_nothing if self.from_nothing else None

    def as_dict(self) -> dict[str, float | None]:
        """Return the actions and what they come to, the share saved rounded to three places."""
        saved = None if self.saved is None else round(self.saved, 3)
        return asdict(self) | {"total": self.total, "saved": saved}


def effort(found: Iterable[Disagreement], gold: Page) -> Effort:
    """Return the effort of correcting what disagrees with gold in one document."""
    actions = Counter(ACTIONS[disagreement.kind] for disagreement in found)
    return Effort(**actions, from_nothing=sum(1 for _ in regions(gold.events, has_roles=gold.has_roles)))
