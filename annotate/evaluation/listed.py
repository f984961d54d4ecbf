"""Gold at the level of documents: names without their places in the text, and each trigger by its n-th occurrence."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from risalah.annotate.evaluation.records import Argument, Event, Page, Sort, names_of
from risalah.schema import Document, Mention, Realis


class _Open(BaseModel):
    """Such gold is written by hand, with notes beside the fields that count."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class _Filler(_Open):
    names: Annotated[list[str], Field(min_length=1)]

    def argument(self, sort: Sort) -> Argument:
        return Argument(sort, sort, self.names[0], tuple(self.names), ())


class _Time(_Open):
    texts: list[str] = []
    value: str | None

    def argument(self) -> Argument:
        return Argument("time", "time", self.value, names_of(self.value, self.texts), ())


class _Event(_Open):
    type: str
    realis: Realis
    triggers: Annotated[
        list[tuple[Annotated[str, Field(min_length=1)], Annotated[int, Field(ge=1)]]], Field(min_length=1)
    ]
    participants: list[_Filler]
    places: list[_Filler] = []
    time: _Time | None = None

    def event(self, number: int, text: str) -> Event:
        arguments = (
            *(filler.argument("participant") for filler in self.participants),
            *(filler.argument("place") for filler in self.places),
            *([self.time.argument()] if self.time else []),
        )
        triggers = tuple(_occurrence(text, words, nth) for words, nth in self.triggers)
        return Event(number, self.type, self.realis, triggers, arguments)


class Listed(_Open):
    """The events of one document, as `{"id": ..., "events": [...]}`."""

    id: str
    events: list[_Event]

    @property
    def doc_id(self) -> str:
        """The document's id."""
        return self.id

    def page(self, document: Document | None) -> Page:
        """Return its records; raises ValueError where the document is unknown, or a trigger is not in its text."""
        if not document:
            raise ValueError("has no text: its document is not among those given")
        events = tuple(event.event(number, document.text) for number, event in enumerate(self.events, 1))
        return Page(self.id, document.text_sha256, events, has_roles=False)


def _occurrence(text: str, words: str, nth: int) -> Mention:
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"has the trigger {words!r}, occurrence {nth}, which is not in the text")
    return Mention.at(text, start, start + len(words))
