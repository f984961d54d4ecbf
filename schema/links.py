"""Which records are of one real-world event, and which documents are nearly the same text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Links:
    """What linking found over all documents of a release."""

    events: Sequence[Sequence[str]] = ()
    """The records of each event, by id; every record in exactly one."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Of each document the first, by id, of those that are nearly the same text: itself where there is no other."""
