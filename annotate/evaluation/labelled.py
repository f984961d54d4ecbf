"""The format of `risalah annotate`, for event types that nobody need know here."""

from typing import Annotated

from pydantic import AfterValidator, Field

from risalah.annotate.evaluation.records import Argument, Event, Page, Sort, names_of
from risalah.schema import Actor, Document, Filler, Mention, Place, Quantity, Realis, Source, Text, Time
from risalah.schema.article import Article
from risalah.schema.flag import Flag
from risalah.schema.mention import in_text_order
from risalah.schema.model import Model

_SORTS: dict[type[Filler], Sort] = {
    Actor: "participant",
    Place: "place",
    Time: "time",
    Quantity: "quantity",
    Text: "text",
}


class _Record(Model):
    number: int
    type: str
    realis: Realis
    triggers: Annotated[list[Mention], Field(min_length=1), AfterValidator(in_text_order)]
    roles: dict[str, list[Annotated[Actor | Place | Time | Quantity | Text, Field(discriminator="kind")]]] = {}
    attribution: list[Actor] = []
    flags: list[Flag] = []
    confidence: float | None = None

    def event(self) -> Event:
        filled = [(role, filler) for role, fillers in self.roles.items() for filler in fillers]
        arguments = [_argument(_SORTS[type(filler)], role, filler) for role, filler in filled]
        arguments += [_argument("attribution", "attribution", source) for source in self.attribution]
        return Event(self.number, self.type, self.realis, tuple(self.triggers), tuple(arguments))


class Labelled(Model):
    """An `Annotation`, but of any event types."""

    doc_id: str
    text_sha256: str
    source: Source
    article: Article | None = None
    events: list[_Record]
    flags: list[Flag] = []

    def page(self, _: Document | None) -> Page:
        """Return its records, which need no text."""
        return Page(self.doc_id, self.text_sha256, tuple(record.event() for record in self.events))


def _argument(sort: Sort, role: str, filler: Filler) -> Argument:
    names = names_of(filler.value, [mention.text for mention in filler.mentions])
    return Argument(sort, role, filler.value, names, tuple(filler.mentions))
