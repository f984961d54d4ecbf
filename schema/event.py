"""The base of event types: one class is one type, its fields are its roles."""

import re
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from typing import Annotated, ClassVar, get_args

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, Field

from risalah.schema.errors import Problem, SchemaError
from risalah.schema.fillers import F, Filler, once_in_text_order
from risalah.schema.model import Model

_Fillers = Annotated[list[F], AfterValidator(once_in_text_order)]

AnyNumber = Annotated[_Fillers[F], Field(default=[])]
"""A role that may stay empty, which it does unless told, or have several fillers."""
AtLeastOne = Annotated[_Fillers[F], Field(min_length=1)]
"""A role without which there is no such event."""
AtMostOne = Annotated[_Fillers[F], Field(default=[], max_length=1)]
"""A role that has one filler, or none."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an event type, as its field declares it."""

    name: str
    filler: type[Filler]
    minimum: int
    maximum: int | None
    """Null: any number."""
    description: str

    @property
    def label(self) -> str:
        """The role's name as annotators read it."""
        return label(self.name)


@dataclass(frozen=True, slots=True)
class Codes:
    """What other event coding schemes call this type; empty where they have no such code."""

    ace: str = ""
    """Type and subtype in ACE 2005 and Rich ERE, e.g. `Contact.Meet`."""
    plover: str = ""
    """Event type in PLOVER, e.g. `CONSULT`."""
    plover_mode: str = ""
    """Mode of that type in PLOVER, e.g. `phone`."""
    cameo: tuple[str, ...] = ()
    """Event codes in CAMEO, e.g. `036`."""


def label(name: str) -> str:
    """Return a type's or role's name as annotators read it: `weapon_test` is "Weapon test"."""
    return name.replace("_", " ").capitalize()


class Event(Model):
    """One event type. A subclass's docstring is its guideline, its fields are its roles."""

    codes: ClassVar[Codes] = Codes()

    @classmethod
    def type_name(cls) -> str:
        """Return the type as records name it: `WeaponTest` is "weapon_test"."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def label(cls) -> str:
        """Return the type as annotators read it."""
        return label(cls.type_name())

    @classmethod
    def guideline(cls) -> str:
        """Return the docstring, which tells annotators what is such an event."""
        return cleandoc(cls.__doc__ or "")

    @classmethod
    @cache
    def roles(cls) -> tuple[Role, ...]:
        """Return the roles in the order the class declares them; raises SchemaError for a field that is none."""
        return tuple(_role(cls, name) for name in cls.model_fields)

    def fillers(self) -> dict[str, list[Filler]]:
        """Return the fillers of every role that has any."""
        return {name: filled for name in type(self).model_fields if (filled := getattr(self, name))}


def _role(event: type[Event], name: str) -> Role:
    field = event.model_fields[name]
    filler = next(iter(get_args(field.annotation)), None)
    declared = any(getattr(bound, "func", None) is once_in_text_order for bound in field.metadata)
    where = f"{event.__module__}.{event.__qualname__}.{name}"
    if not (declared and isinstance(filler, type) and issubclass(filler, Filler)):
        remedy = "Declare it as AnyNumber, AtLeastOne or AtMostOne of Actor, Place, Time, Quantity or Text"
        raise SchemaError(Problem(where, "is no role", remedy))
    if hasattr(Event, name):
        raise SchemaError(Problem(where, "has the name of something that every event class has", "Rename it"))
    return Role(
        name=name,
        filler=filler,
        minimum=max((bound.min_length for bound in field.metadata if isinstance(bound, MinLen)), default=0),
        maximum=min((bound.max_length for bound in field.metadata if isinstance(bound, MaxLen)), default=None),
        description=field.description or "",
    )
