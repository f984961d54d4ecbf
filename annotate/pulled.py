"""What a pull brings back of one task."""

import datetime

import msgspec

from risalah.schema.errors import Problem
from risalah.schema.model import Model
from risalah.schema.review import Review


class Pulled(Model):
    """The state of one task when it was pulled. A later one of the same task takes its place."""

    doc_id: str
    server: str
    """The address of the Label Studio it was pulled from."""
    project: str = ""
    """The key of its project, which stays the same when the server gets another address."""
    task: int
    changed: datetime.datetime
    """When the task last changed, by the server's clock."""
    reviews: list[Review] = []
    """The annotations that were submitted and could be taken."""
    faults: list[Problem] = []
    """Why the others could not."""
    submitted: int = 0
    """How many annotations were submitted, whether they could be taken or not."""
    skipped: int = 0
    """How often annotators skipped it."""
    drafts: int = 0
    """How many annotations were begun and not submitted."""
    deleted: bool = False
    """Whether the task is gone from the server: what was submitted for it stands in its earlier states."""

    @property
    def untaken(self) -> str | None:
        """Why nothing of what people did with the task is a review; null where something is, or nobody did anything."""
        if self.reviews:
            return None
        if self.faults:
            return f"what was submitted cannot be taken: {'; '.join(map(str, self.faults))}"
        if self.skipped:
            return "it was skipped"
        return "it was begun and not submitted" if self.drafts else None


class _ReviewOutline(msgspec.Struct, frozen=True):
    status: str


class PulledOutline(msgspec.Struct, frozen=True):
    """What of a state says how a task stands, read quickly."""

    doc_id: str
    task: int
    changed: datetime.datetime
    project: str = ""
    reviews: list[_ReviewOutline] = []
    faults: list[Problem] = []
    submitted: int = 0
    skipped: int = 0
    drafts: int = 0
    deleted: bool = False
