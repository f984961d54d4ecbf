"""What a record is: documents, annotations and event types."""

from risalah.schema.annotation import Annotation, EventRecord, Realis, Source
from risalah.schema.document import Document
from risalah.schema.errors import Problem, RisalahError
from risalah.schema.event import AnyNumber, AtLeastOne, AtMostOne, Codes, Event, Role
from risalah.schema.fillers import Actor, Filler, Place, Quantity, Text, Time
from risalah.schema.mention import Mention
from risalah.schema.ontology import CORE, Ontology

__all__ = [
    "CORE",
    "Actor",
    "Annotation",
    "AnyNumber",
    "AtLeastOne",
    "AtMostOne",
    "Codes",
    "Document",
    "Event",
    "EventRecord",
    "Filler",
    "Mention",
    "Ontology",
    "Place",
    "Problem",
    "Quantity",
    "Realis",
    "RisalahError",
    "Role",
    "Source",
    "Text",
    "Time",
]
