"""Event records as they are compared: of any event types, whichever format told them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from risalah.schema import Mention

Sort = Literal["trigger", "participant", "place", "time", "quantity", "text", "attribution"]
"""What a region is, whatever its type calls the role: a participant fills a role of an Actor, and so on."""

COMPARED: tuple[Sort, ...] = ("participant", "place", "time")
"""The sorts of filler that every gold format tells."""
MEASURED: tuple[Sort, ...] = ("time", "quantity")
"""The sorts whose values are equal or not; all others are told by name."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One filler of a role, or one trigger."""

    sort: Sort
    role: str
    """The role as its event type has it; the sort where the format tells no more."""
    value: str | None
    """The canonical value; null for a time that nobody can tell, and for a trigger."""
    names: tuple[str, ...]
    """Every string that tells it, the value first."""
    mentions: tuple[Mention, ...]
    """Where the text says it; none where the format does not tell."""

    @property
    def name(self) -> str:
        """What people are told of it; "?" where nothing tells it."""
        return next(iter(self.names), "?")


@dataclass(frozen=True, slots=True)
class Event:
    """One event record."""

    number: int
    type: str
    realis: str
    triggers: tuple[Mention, ...]
    arguments: tuple[Argument, ...]
    """The fillers of all roles, role by role, and the sources the event is attributed to."""


@dataclass(frozen=True, slots=True)
class Page:
    """Every event record of one document."""

    doc_id: str
    text_sha256: str
    """The text that the offsets count in."""
    events: tuple[Event, ...] = ()
    has_roles: bool = True
    """Whether it tells roles, or no more than the sorts of `COMPARED`."""


def overlap(one: Mention, other: Mention) -> bool:
    """Return whether two mentions share a code point."""
    return one.start < other.end and other.start < one.end


def names_of(value: str | None, texts: Sequence[str]) -> tuple[str, ...]:
    """Return every string that tells something, each once: its value, where it has one, and the text's own."""
    return tuple(dict.fromkeys([*([] if value is None else [value]), *texts]))
