"""The one reviewed truth of a document, and where each part of it comes from: what a release is made of."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from risalah.schema.annotation import Annotation, Source
from risalah.schema.document import Document
from risalah.schema.fact import Fact

Basis = Literal["adjudicated", "ground_truth", "agreed", "latest", "unreviewed"]
"""Why an annotation of a document counts and no other, the strongest reason first.

adjudicated: somebody decided between annotators. ground_truth: it is marked in Label Studio
as a standard. agreed: most annotators say the same. latest: it is what the most trusted
annotator submitted last. unreviewed: no person has read it.
"""

TruthStatus = Literal["adjudicated", "agreed", "single", "unreviewed"]
"""How far a record is confirmed: decided by an adjudicator, said alike by several annotators, by one, by no person."""

EditKind = Literal["kept", "revalued", "rebounded", "relabelled", "moved", "deleted", "added", "realis"]
"""What a person did to a mention of a pre-annotation, the least work first.

kept: nothing. revalued: given another value or kind. rebounded: begun or ended elsewhere.
relabelled: given another role, or as a trigger another type. moved: given to another event.
realis: the event, told by its first trigger, was given another realis.
"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not in a release, and why."""

    doc_id: str
    reason: str
    number: int | None = None
    """The event that an annotator told and the truth does not; null where it is the document."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What counts of all that was submitted for one document."""

    document: Document
    annotation: Annotation
    """What is true of it, as one person, or a program, submitted it."""
    basis: Basis
    submitted: datetime.datetime
    """When that was."""
    seconds: float | None = None
    """How long its annotator had the page open for it; null where nobody knows."""
    prior: Source | None = None
    """What made the pre-annotation it started from; null where it started from nothing."""
    annotators: tuple[str, ...] = ()
    """The pseudonyms of all who say the same of the whole document, first that of the one who submitted it."""
    told_by: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The same of each event, by its number: all who tell it alike."""
    edits: Mapping[Fact, EditKind] = field(default_factory=dict)
    """What its annotator did to the pre-annotation to say each mention; empty where it started from nothing.

    Of a trigger that holds two edits, to itself and to its event's realis, the one to itself stands here.
    """
    confidence: Mapping[Fact, float] = field(default_factory=dict)
    """How likely each mention was right as a model pre-annotated it; without what no model did."""
    realis_edited: frozenset[int] = frozenset()
    """The events whose realis its annotator changed."""
    deleted: tuple[Fact, ...] = ()
    """The mentions of the pre-annotation that its annotator deleted; events numbered as there."""

    @property
    def status(self) -> TruthStatus:
        """How far the document as a whole is confirmed."""
        return self._confirmed(self.annotators)

    def status_of(self, number: int) -> TruthStatus:
        """Return how far an event is confirmed."""
        return self._confirmed(self.told_by.get(number, ()))

    def _confirmed(self, by: tuple[str, ...]) -> TruthStatus:
        match self.basis:
            case "adjudicated" | "unreviewed":
                return self.basis
            case _:
                return "agreed" if len(by) > 1 else "single"


def record_id(doc_id: str, number: int) -> str:
    """Return the id of the record of an event: unique for ever, as the document's id and the event's number are."""
    return f"{doc_id}#{number}"


def doc_id_of(record_id: str) -> str:
    """Return the document that a record is of."""
    return record_id.rpartition("#")[0]
