"""What of a record says which event it is of: no text, and nothing that only its own type knows."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from risalah.annotate.linking.names import Party, Spot, folded, party, spot
from risalah.annotate.linking.spans import Span, hull, span
from risalah.schema import Actor, Document, EventRecord, Place, Realis, Text, Time
from risalah.schema.truth import Truth, record_id

_BEFORE: Final = 14
"""Days between an event and the report of it, at most, where the report does not date it."""
_AHEAD: Final = 31
"""Days between the report of what is to come and the event, where the report does not date it."""
_SHORT: Final = 4
"""Letters of words that may tell nothing of what an event is about, as "dan" and "yang"."""


@dataclass(frozen=True, slots=True)
class Key:
    """A record as it is linked."""

    record_id: str
    doc_id: str
    type: str
    realis: Realis
    actors: tuple[Party, ...]
    """Who takes part, in whatever role."""
    places: tuple[Spot, ...]
    words: frozenset[str]
    """The longer words of what the text says of it in its own words: topics, documents, occasions."""
    span: Span | None
    """When it was or will be; null where neither the record nor its document has a date."""
    dated: bool
    """Whether the record itself says when; where not, the span lies around the publication."""
    published: datetime.date | None
    publisher: str | None
    group: str
    """The first, by id, of the documents that are nearly the same text."""
    stories: frozenset[str] = frozenset()
    """The other events that its document tells as other documents do, each by its first record."""


def keys_of(truth: Truth) -> Iterator[Key]:
    """Yield the key of every record of a document, which is taken to be like no other."""
    for event in truth.annotation.events:
        yield key_of(event, truth.document)


def key_of(event: EventRecord, document: Document) -> Key:
    """Return the key of a record."""
    fillers = [filler for role in event.roles.fillers().values() for filler in role]
    told = hull([span(one.value) for one in fillers if isinstance(one, Time) and one.value])
    return Key(
        record_id=record_id(document.id, event.number),
        doc_id=document.id,
        type=event.type,
        realis=event.realis,
        actors=tuple(dict.fromkeys(party(one.kind, one.value) for one in fillers if isinstance(one, Actor))),
        places=tuple(dict.fromkeys(spot(one.value) for one in fillers if isinstance(one, Place))),
        words=frozenset(word for one in fillers if isinstance(one, Text) for word in _telling(one.value)),
        span=told or _presumed(event.realis, document.published),
        dated=told is not None,
        published=document.published,
        publisher=document.publisher,
        group=document.id,
    )


def _presumed(realis: Realis, published: datetime.date | None) -> Span | None:
    if published is None:
        return None
    day = published.toordinal()
    return Span(
        first=day if realis in {"planned", "hypothetical"} else day - _BEFORE,
        last=day if realis == "actual" else day + _AHEAD,
    )


def _telling(value: str) -> Iterator[str]:
    return (word for word in folded(value) if len(word) > _SHORT)
