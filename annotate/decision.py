"""What people decide of which records are of one event."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from risalah.schema.model import Model


class LinkDecision(Model):
    """Somebody merged events or split one. A later decision counts before an earlier one that it contradicts."""

    kind: Literal["merge", "split"]
    records: Annotated[list[str], Field(min_length=1)]
    """The ids of the records that were named."""
    others: list[str] = []
    """The ids of all other records of their events when it was decided."""
    decided: datetime.datetime
    """When that was."""
