"""spaCy's DocBin (spacy.io/api/docbin): articles by spaCy's own tokenizer, with groups of spans.

`doc.spans["triggers"]` has the type of each trigger as its label, `doc.spans["arguments"]` type
and role of each mention: `meeting.participant`. A span's `id_` is the number of its event, its
`kb_id_` the canonical value, empty where that is null; `doc.user_data["doc_id"]` names the article.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.reasons import EVENT_LOST, NO_PLACE, Place, Reason, limits
from risalah.schema import Problem
from risalah.schema.errors import ReleaseError

if TYPE_CHECKING:
    from types import ModuleType

TRIGGERS, ARGUMENTS = "triggers", "arguments"


def _same_value(lost: Place) -> bool:
    said = [(other.role, other.value) for other in (lost.event.arguments if lost.event else ())]
    return lost.argument is not None and said.count((lost.argument.role, lost.argument.value)) > 1


_SAME_VALUE = Reason("another filler of its role has the same value", _same_value)
_MISALIGNED = Reason("it does not begin and end with a token of spaCy's")


class DocBin:
    """The articles of a split, all in memory at once: spaCy has them in one block."""

    name = "spacy"
    description = "spaCy's DocBin with groups of spans"
    suffix = ".spacy"
    limits = limits(
        events=[_MISALIGNED],
        arguments=[EVENT_LOST, _SAME_VALUE, _MISALIGNED],
        realis=[NO_PLACE],
        kinds=[NO_PLACE],
        mentions=[_MISALIGNED],
    )

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write the articles."""
        docs = _spacy().tokens.DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
        for example in examples:
            docs.add(_doc(example))
        docs.to_disk(path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the articles hold."""
        spacy = _spacy()
        for doc in spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab):
            yield Example(doc.user_data["doc_id"], doc.text, tuple(_events(doc)))


def _spacy() -> "ModuleType":
    try:
        import spacy.tokens  # noqa: PLC0415 - an extra
    except ImportError:
        raise ReleaseError(Problem("", "spaCy is not installed", "pip install 'risalah[spacy]'")) from None
    return spacy


@cache
def _tokenizer(language: str) -> Any:
    """Return spaCy's tokenizer of a language, that of all languages where it has none."""
    spacy = _spacy()
    try:
        return spacy.blank(language).tokenizer
    except ImportError:
        return spacy.blank("xx").tokenizer


def _doc(example: Example) -> Any:
    language = (example.about.get("language") or "xx").partition("-")[0]
    doc = _tokenizer(language)(example.text)
    doc.user_data["doc_id"] = example.doc_id
    triggers, arguments = [], []
    for event in example.events:
        number = str(event.number)
        triggers += [doc.char_span(*span, label=event.type, span_id=number) for span in event.triggers]
        for argument in event.arguments:
            said = {"label": f"{event.type}.{argument.role}", "kb_id": argument.value or "", "span_id": number}
            arguments += [doc.char_span(*span, **said) for span in argument.mentions]
    doc.spans[TRIGGERS] = [span for span in triggers if span is not None]
    doc.spans[ARGUMENTS] = [span for span in arguments if span is not None]
    return doc


def _events(doc: Any) -> Iterator[Event]:
    triggers: dict[tuple[str, str], list[Span]] = {}
    arguments: dict[tuple[str, str], dict[tuple[str, str], list[Span]]] = {}
    for span in doc.spans[TRIGGERS]:
        triggers.setdefault((span.id_, span.label_), []).append(Span(span.start_char, span.end_char))
    for span in doc.spans[ARGUMENTS]:
        type_name, _, role = span.label_.partition(".")
        fillers = arguments.setdefault((span.id_, type_name), {})
        fillers.setdefault((role, span.kb_id_), []).append(Span(span.start_char, span.end_char))
    for number, type_name in {**triggers, **arguments}:
        fillers = arguments.get((number, type_name), {})
        yield Event(
            type_name,
            tuple(triggers.get((number, type_name), ())),
            tuple(Argument(role, "", value or None, tuple(spans)) for (role, value), spans in fillers.items()),
            int(number),
        )
