"""Training formats: what a release says, as other tools read it, and how much of it each can hold."""

from risalah.export.formats.bio import bio
from risalah.export.formats.conll import Conll
from risalah.export.formats.docbin import DocBin
from risalah.export.formats.dygie import Dygie
from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.folder import Exported, export
from risalah.export.formats.format import Format
from risalah.export.formats.instruction import Instruction
from risalah.export.formats.jsonl import Jsonl
from risalah.export.formats.loss import Loss, Report, loss
from risalah.export.formats.maven import Maven
from risalah.export.formats.oneie import OneIE
from risalah.export.formats.plover import Plover
from risalah.export.formats.source import examples
from risalah.export.formats.textee import TextEE
from risalah.export.formats.tokens import Parquet, Tokens
from risalah.schema import CORE, Ontology

__all__ = [
    "Argument",
    "Event",
    "Example",
    "Exported",
    "Format",
    "Loss",
    "Report",
    "Span",
    "bio",
    "examples",
    "export",
    "formats",
    "loss",
]


def formats(ontology: Ontology = CORE) -> dict[str, Format]:
    """Return every format by name, for the event types of a release."""
    known: tuple[Format, ...] = (
        *(Jsonl(), Tokens(), Parquet(), Conll(), DocBin(), TextEE(), OneIE(), Dygie()),
        *(Maven(ontology), Plover(ontology), Instruction(ontology)),
    )
    return {each.name: each for each in known}
