"""Where a text says something."""

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from risalah.schema.model import Model

Confidence = Annotated[float, Field(ge=0, le=1)]
"""A probability: of what is told with 0.8, four in five are right."""


class Mention(Model):
    """A stretch of a document's text, as a half-open interval of Unicode code points."""

    start: Annotated[int, Field(ge=0)]
    """Index of its first code point in the document's text."""
    end: int
    """Index after its last code point."""
    text: str
    """The surface between the two, recomputed from the document, never edited."""
    rule: str | None = None
    """The rule that found it; null where a person or a model did."""
    confidence: Confidence | None = None
    """How likely it is right in its role, by the model that pre-annotated it; null where none did."""

    @classmethod
    def at(cls, text: str, start: int, end: int, rule: str | None = None) -> "Mention":
        """Return the mention of `text[start:end]`."""
        return cls(start=start, end=end, text=text[start:end], rule=rule)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end, by which mentions are ordered and compared."""
        return self.start, self.end

    @model_validator(mode="after")
    def _holds_something(self) -> "Mention":
        if self.end <= self.start:
            raise ValueError(f"end {self.end} is not after start {self.start}")
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"covers {self.end - self.start} code points, but its text {self.text!r} has {len(self.text)}"
            )
        return self


def in_text_order(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions by position; raises ValueError where one span stands twice."""
    ordered = sorted(mentions, key=lambda mention: mention.span)
    for before, after in pairwise(ordered):
        if before.span == after.span:
            raise ValueError(f"{after.start}-{after.end} {after.text!r} is mentioned twice")
    return ordered
