"""What one source says about one document."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    SerializeAsAny,
    ValidationInfo,
    field_validator,
    model_validator,
)

from risalah.schema.article import Article
from risalah.schema.document import Document
from risalah.schema.errors import Problem
from risalah.schema.event import AnyNumber, Event
from risalah.schema.fillers import Actor, Filler
from risalah.schema.flag import Flag
from risalah.schema.mention import Confidence, Mention, in_text_order
from risalah.schema.model import Model
from risalah.schema.ontology import ATTRIBUTION, CORE, TRIGGER, Ontology

Realis = Literal["actual", "planned", "denied", "hypothetical"]
"""Whether the event took place, is to come, did not or will not take place, or is only thought of.

After Rich ERE's realis, whose Actual, Generic and Other are told apart further.
"""


class Source(Model):
    """Who made an annotation."""

    kind: Literal["rules", "model", "person"]
    version: str
    """The version of the rules or the model, or the person's pseudonym."""

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class EventRecord(Model):
    """One real-world event as one document tells it, however often it is mentioned."""

    number: Annotated[int, Field(ge=1)]
    """Names the event within its document; never reused for another."""
    type: str
    """The event type, which says what `roles` may hold."""
    realis: Realis
    triggers: Annotated[list[Mention], Field(min_length=1), AfterValidator(in_text_order)]
    """Every word or shortest phrase that refers to the event."""
    roles: SerializeAsAny[Event]
    """Who, where and when: an instance of the type's class."""
    attribution: AnyNumber[Actor] = []
    """Who says so, apart from the article itself."""
    flags: list[Flag] = []
    """What the text says of the event that does not add up, and where rules and a model disagree on it."""
    confidence: Confidence | None = None
    """How likely there is such an event, by the model that pre-annotated it; null where none did."""

    @field_validator("roles", mode="before")
    @classmethod
    def _roles_of_type(cls, roles: Any, info: ValidationInfo) -> Any:
        if isinstance(roles, Event) or "type" not in info.data:
            return roles
        ontology: Ontology = (info.context or {}).get("ontology", CORE)
        type_name = info.data["type"]
        if type_name not in ontology:
            raise ValueError(f"unknown event type {type_name!r}; known are {', '.join(ontology.type_names)}")
        return ontology[type_name].model_validate(roles)

    @model_validator(mode="after")
    def _type_of_roles(self) -> "EventRecord":
        if self.roles.type_name() != self.type:
            raise ValueError(f"is a {self.type}, but its roles are those of a {self.roles.type_name()}")
        return self

    def fillers(self) -> Iterator[tuple[str, int, Filler]]:
        """Yield every filler with its role (or "attribution") and its index there."""
        filled: dict[str, Sequence[Filler]] = {**self.roles.fillers(), ATTRIBUTION: self.attribution}
        for role, fillers in filled.items():
            for index, filler in enumerate(fillers):
                yield role, index, filler

    def mentions(self) -> Iterator[tuple[str, Mention]]:
        """Yield every mention with its address within the record: `roles.place[0].mentions[1]`."""
        for index, trigger in enumerate(self.triggers):
            yield f"{TRIGGER}s[{index}]", trigger
        for role, filler_index, filler in self.fillers():
            within = role if role == ATTRIBUTION else f"roles.{role}"
            for index, mention in enumerate(filler.mentions):
                yield f"{within}[{filler_index}].mentions[{index}]", mention
        for index, flag in enumerate(self.flags):
            yield f"flags[{index}].mention", flag.mention


def _numbered_once(events: list[EventRecord]) -> list[EventRecord]:
    ordered = sorted(events, key=lambda event: event.number)
    for before, after in pairwise(ordered):
        if before.number == after.number:
            raise ValueError(f"two events have the number {after.number}")
    return ordered


class Annotation(Model):
    """Every event record that one source finds in one document."""

    doc_id: str
    text_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """The text it was made on: offsets count in no other."""
    source: Source
    article: Article | None = None
    """What the article's own lines say of it; null where nobody looked, or they say nothing."""
    events: Annotated[list[EventRecord], AfterValidator(_numbered_once)]
    flags: list[Flag] = []
    """Doubts about what none of these events tells: where rules tell one that a model left out."""

    def problems(self, document: Document) -> list[Problem]:
        """Return everything in which the annotation does not fit the document it names, with addresses."""
        if self.doc_id != document.id:
            return [Problem(self.doc_id, f"is an annotation of {self.doc_id!r}, not of {document.id!r}")]
        if self.text_sha256 != document.text_sha256:
            return [
                Problem(
                    self.doc_id,
                    f"was made on the text {self.text_sha256[:12]}, but the document's is {document.text_sha256[:12]}",
                    "Annotate the text as it is now",
                )
            ]
        return [
            Problem(f"{self.doc_id} {address}", what)
            for address, mention in self._mentions()
            if (what := _misfit(mention, document.text))
        ]

    def _mentions(self) -> Iterator[tuple[str, Mention]]:
        if self.article:
            for name, mention in self.article.mentions():
                yield f"article.{name}", mention
        for index, event in enumerate(self.events):
            for address, mention in event.mentions():
                yield f"events[{index}].{address}", mention
        for index, flag in enumerate(self.flags):
            yield f"flags[{index}].mention", flag.mention


def _misfit(mention: Mention, text: str) -> str:
    if mention.end > len(text):
        return f"end {mention.end} is past the text's {len(text)} code points"
    surface = text[mention.start : mention.end]
    if surface != mention.text:
        return f"the text has {surface!r} at {mention.start}-{mention.end}, not {mention.text!r}"
    if surface != surface.strip():
        return f"{surface!r} at {mention.start}-{mention.end} begins or ends with space"
    return ""
