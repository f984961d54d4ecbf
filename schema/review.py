"""An annotation with what is known of its making: what a release is made of."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from risalah.schema.annotation import Annotation, Source
from risalah.schema.model import Model

Status = Literal["adjudicated", "reviewed", "unreviewed"]
"""Whether a person submitted it in deciding between others or as one of them, or a program that nobody watched."""


class Review(Model):
    """What was submitted for one document, and by whom."""

    annotation: Annotation
    status: Status
    annotator: str
    """A stable pseudonym of the one who submitted it."""
    submitted: AwareDatetime
    """When it was last submitted, with its time zone."""
    seconds: Annotated[float, Field(ge=0)] | None = None
    """How long the person had the page open for it; null where the server does not say."""
    prior: Source | None = None
    """What made the pre-annotation it started from; null where it started from nothing."""
    ground_truth: bool = False
    """Whether it was marked there as a standard to measure others by."""
