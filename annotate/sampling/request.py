"""Which documents are asked for."""

import datetime
from dataclasses import dataclass
from hashlib import blake2b

EMPTY_SHARE = 0.1
"""The share of documents without any event, unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """How many documents, and of what kind."""

    count: int
    types: tuple[str, ...] = ()
    """The event types of which a document must tell one; of all where none is named."""
    since: datetime.date | None = None
    until: datetime.date | None = None
    """The first and the last day of publication; where one is set, documents without a day are left out."""
    empty: float = EMPTY_SHARE
    """Which share shall tell no event at all, from 0 to 1: as many as are there, at most."""
    seed: int = 0
    """Of the lots: another draws other documents among those that are worth the same."""

    @property
    def empties(self) -> int:
        """How many documents shall tell no event, at most."""
        return round(self.count * self.empty)

    def asks_for(self, type_name: str) -> bool:
        """Return whether documents of this event type are wanted."""
        return not self.types or type_name in self.types

    def covers(self, published: datetime.date | None) -> bool:
        """Return whether documents of this day are wanted."""
        if published is None:
            return self.since is None and self.until is None
        return (self.since or published) <= published <= (self.until or published)

    def lot(self, doc_id: str) -> float:
        """Return a number from 0 to 1, below 1, that is drawn for a document by its id alone."""
        digest = blake2b(f"{self.seed} {doc_id}".encode(), digest_size=6).digest()
        return int.from_bytes(digest) / 2**48
