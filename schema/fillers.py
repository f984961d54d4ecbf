"""What can fill a role: an actor, a place, a time, a quantity or a stretch of text."""

import re
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field

from risalah.schema.mention import Mention, in_text_order
from risalah.schema.model import Model
from risalah.schema.text import freeze
from risalah.schema.times import canonical_time

_QUANTITY = re.compile(r"(~|<=|>=|<|>)?\d+(\.\d+)?", re.ASCII)


def canonical_name(value: str) -> str:
    """Return `value` in Unicode NFC if it is one line with single spaces, else raise ValueError."""
    if not value or value != " ".join(value.split()):
        raise ValueError(f"{value!r} is not one line of text with single spaces")
    return freeze(value)


def canonical_quantity(value: str) -> str:
    """Return `value` if it is a decimal number, bare or after one of `~ < > <= >=`, else raise ValueError."""
    if not _QUANTITY.fullmatch(value):
        raise ValueError(f"{value!r} is no quantity: write 15000, 3.5, ~10000 or >24")
    return value


class Filler(Model):
    """One participant, place or the like of an event, under one canonical value however often it is mentioned."""

    value: Any
    """The canonical value."""
    kind: str
    """What sort of thing it is."""
    mentions: Annotated[list[Mention], Field(min_length=1), AfterValidator(in_text_order)]
    """Where the text says it."""

    @classmethod
    def kinds(cls) -> tuple[str, ...]:
        """Return the kinds a filler of this class may have, the usual one first."""
        return get_args(cls.model_fields["kind"].annotation)


F = TypeVar("F", bound=Filler)


def once_in_text_order(fillers: list[F]) -> list[F]:
    """Return the fillers by first mention; raises ValueError where two have the same value and kind."""
    seen = set()
    for filler in fillers:
        if (filler.value, filler.kind) in seen:
            raise ValueError(f"has the {filler.kind} {filler.value!r} twice: give one all the mentions")
        seen.add((filler.value, filler.kind))
    return sorted(fillers, key=lambda filler: (filler.mentions[0].span, str(filler.value), filler.kind))


class Actor(Filler):
    """Someone who acts: a person, an organization, a country or a group."""

    value: Annotated[str, AfterValidator(canonical_name)]
    """The fullest name, without titles; the office itself where the text gives no name."""
    kind: Literal["person", "organization", "country", "group"]


class Place(Filler):
    """A venue, city, region or country."""

    value: Annotated[str, AfterValidator(canonical_name)]
    """Its name."""
    kind: Literal["place"] = "place"


class Time(Filler):
    """When: every expression that the text has for it, and the one time they stand for."""

    value: Annotated[str, AfterValidator(canonical_time)] | None
    """A day, month, year or interval (`canonical_time`); null where text and publication date cannot tell."""
    kind: Literal["time"] = "time"


class Quantity(Filler):
    """How many or how much."""

    value: Annotated[str, AfterValidator(canonical_quantity)]
    """A decimal number, bare or after one of `~ < > <= >=`: "more than two dozen" is `>24`."""
    kind: Literal["quantity"] = "quantity"


class Text(Filler):
    """What the text says in its own words: a topic, a purpose, a document's name."""

    value: Annotated[str, AfterValidator(canonical_name)]
    """The words, on one line."""
    kind: Literal["text"] = "text"
