"""What is known of the tasks on a server."""

import msgspec

from risalah.schema.model import Model


class Pushed(Model):
    """A task of Label Studio. A later row of the same task takes its place."""

    project: str
    """The key of its project, which stays the same when the server gets another address."""
    task: int
    doc_id: str | None = None
    """The document it shows; null where it is none of ours."""
    text_sha256: str | None = None
    """The text it shows."""
    source: str | None = None
    """What made the pre-annotation it holds; null where it holds none."""
    deleted: bool = False
    """Whether it is gone from the server."""


class PushedOutline(msgspec.Struct, frozen=True):
    """The same, read quickly."""

    project: str
    task: int
    doc_id: str | None = None
    text_sha256: str | None = None
    source: str | None = None
    deleted: bool = False
