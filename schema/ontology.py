"""The event types that a project knows, checked against each other once, on construction."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from risalah.schema.errors import Problem, SchemaError
from risalah.schema.event import Event, Role, label
from risalah.schema.events import EVENT_TYPES

ATTRIBUTION = "attribution"
TRIGGER = "trigger"
RESERVED = (
    *(ATTRIBUTION, TRIGGER),
    *("record_id", "doc_id", "event_id", "split", "number", "type", "realis", "ace", "plover", "plover_mode", "cameo"),
    *("countries", "status", "annotators", "prior", "edits", "flags", "triggers"),
    *("articles", "publishers", "first_published", "last_published", "records", "disputed"),
)
"""No role may be called so: what else a mention can be, and the columns of every record or event in a release."""


@dataclass(frozen=True)
class Ontology:
    """An ordered set of event types. Raises SchemaError where two of them cannot stand on one page."""

    events: tuple[type[Event], ...]
    _by_name: dict[str, type[Event]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {event.type_name(): event for event in self.events})
        problems = [*self._clashing_types(), *self._clashing_roles()]
        if problems:
            raise SchemaError(*problems)

    def __iter__(self) -> Iterator[type[Event]]:
        return iter(self.events)

    def __contains__(self, type_name: object) -> bool:
        return type_name in self._by_name

    def __getitem__(self, type_name: str) -> type[Event]:
        """Return the class of an event type; raises KeyError for a type that is none of these."""
        return self._by_name[type_name]

    @property
    def type_names(self) -> tuple[str, ...]:
        """The event types in order, as records name them."""
        return tuple(self._by_name)

    def extended(self, *events: type[Event]) -> "Ontology":
        """Return an ontology of these event types and the given ones after them."""
        return Ontology((*self.events, *events))

    def roles(self) -> dict[str, list[Role]]:
        """Return every role name in order of first use, with the roles of that name of all types."""
        named: dict[str, list[Role]] = {}
        for event in self.events:
            for role in event.roles():
                named.setdefault(role.name, []).append(role)
        return named

    def outline(self) -> dict[str, object]:
        """Return what records may hold as plain data: types, codes, roles, fillers, cardinalities; no prose."""
        return {
            event.type_name(): {
                "codes": [event.codes.ace, event.codes.plover, event.codes.plover_mode, *event.codes.cameo],
                "roles": {
                    role.name: [role.filler.__name__, *role.filler.kinds(), role.minimum, role.maximum]
                    for role in event.roles()
                },
            }
            for event in self.events
        }

    def fingerprint(self) -> str:
        """Return the hexadecimal SHA-256 of the outline: the same for ontologies that hold the same records."""
        return hashlib.sha256(json.dumps(self.outline(), sort_keys=True).encode()).hexdigest()

    def _clashing_types(self) -> Iterator[Problem]:
        for index, event in enumerate(self.events):
            for other in self.events[index + 1 :]:
                if other.type_name() == event.type_name():
                    what = f"has the type name {event.type_name()!r}, and so has {_address(other)}"
                    yield Problem(_address(event), what, "Rename one of the classes")
            if not event.guideline():
                yield Problem(_address(event), "has no docstring", "Write the guideline that annotators read")

    def _clashing_roles(self) -> Iterator[Problem]:
        taken = {label(name) for name in RESERVED} | {event.label() for event in self.events}
        for name, roles in self.roles().items():
            fillers = sorted({role.filler.__name__ for role in roles})
            if len(fillers) > 1:
                what = f"is filled by {' and '.join(fillers)} in different types"
                yield Problem(f"role {name!r}", what, "Rename one of them")
            if label(name) in taken:
                yield Problem(f"role {name!r}", "has the name of another label or column", "Rename it")
            taken.add(label(name))
        for event in self.events:
            if event.label() in map(label, RESERVED):
                yield Problem(_address(event), f"has the reserved label {event.label()!r}", "Rename the class")


def _address(event: type[Event]) -> str:
    return f"{event.__module__}.{event.__qualname__}"


CORE = Ontology(EVENT_TYPES)
"""The event types that come with the project."""
