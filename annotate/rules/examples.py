"""The examples of a language pack: sentences that carry their answer inline, and how the rules differ from it."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, NamedTuple, get_args

from pydantic import Field

from risalah.annotate.rules.pack import EXAMPLES, Closed
from risalah.annotate.rules.ruleset import Ruleset
from risalah.annotate.rules.toml_file import TomlFile
from risalah.schema import Document, Ontology, Realis
from risalah.schema.document import Frozen
from risalah.schema.errors import Problem, RuleError
from risalah.schema.ontology import ATTRIBUTION

_MARKED: Final = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
_MARK: Final = re.compile(r"(?:(?P<event>[1-9]\d*)\.)?(?P<label>[^=]+)(?:=(?P<value>.+))?")
UNKNOWN: Final = "null"
"""The value of a time that cannot be known."""


class Group(Closed):
    """Sentences that test one thing."""

    name: str
    """What the sentences test."""
    published: datetime.date | None = None
    """The day of publication, from which "yesterday" counts; without it such words stay unresolved."""
    sentences: list[Annotated[Frozen, Field(pattern=r"\S")]]
    """The sentences, with their answer inline; one without marks must tell no event."""


class Examples(Closed):
    """examples.toml: sentences with their answer inline. Every mark must be found, and nothing beside them.

    `[Beijing|place]` fills that role in the sentence's first event, `[Beijing|2.destination]` in its second. A trigger
    is marked with its event type, and its realis where that is not actual: `[bertemu|meeting/planned]`. A mark may tell
    the canonical value too, `[Sabtu (9/11/2024)|time=2024-11-09]`, or `time=null` where it cannot be known. A stretch
    that is several things has them with semicolons between: `[Kyiv|place;2.destination]`.
    """

    group: list[Group]
    """The sentences, grouped by what they test."""


class Mark(NamedTuple):
    """A stretch of a sentence, and what it is in which event."""

    start: int
    surface: str
    event: int
    label: str
    """The role that it fills, or of a trigger the event type and any realis but actual: `meeting/planned`."""


Marks = dict[Mark, str]
"""What is marked, each with its canonical value, which is empty where nobody told."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and what is to be found in it."""

    where: str
    """The file and line."""
    group: str
    text: str
    """Without its marks."""
    published: datetime.date | None
    marks: Marks

    @property
    def document(self) -> Document:
        """The sentence as an article of its own."""
        return Document(id=self.where, text=self.text, published=self.published)


@dataclass(frozen=True, slots=True)
class Failure:
    """How what the rules find in an example differs from its marks."""

    example: Example
    missing: list[str]
    """Marks that the rules do not find, as they are written."""
    unexpected: list[str]
    """What the rules find and no mark tells."""


def read_examples(folder: Path, ontology: Ontology) -> list[Example]:
    """Return the examples of the pack in a folder; raises RuleError with everything that is wrong in them."""
    file = TomlFile.read(folder / EXAMPLES)
    read: list[Example] = []
    problems: list[Problem] = []
    for number, group in enumerate(file.fill(Examples).group):
        for index, sentence in enumerate(group.sentences):
            where = file.line("group", number, "sentences", index)
            text, marks = unmarked(sentence)
            read.append(Example(where, group.name, text, group.published, marks))
            problems += _unknown(where, marks, ontology)
    if problems:
        raise RuleError(*problems)
    return read


def failures(ruleset: Ruleset, examples: Iterable[Example]) -> Iterator[Failure]:
    """Yield how the rules fail in each example in which they do."""
    for example in examples:
        expected, actual = example.marks, found(ruleset, example.document)
        # A value that the example does not tell may be anything.
        actual |= {mark: "" for mark in actual.keys() & expected.keys() if not expected[mark]}
        if actual != expected:
            yield Failure(example, _written(expected, actual), _written(actual, expected))


def unmarked(marked: str) -> tuple[str, Marks]:
    """Return the bare text of a sentence, and its marks."""
    text, marks, end = "", {}, 0
    for match in _MARKED.finditer(marked):
        text += marked[end : match.start()]
        surface, end = match[1], match.end()
        for said in match[2].split(";"):
            mark, value = _mark(len(text), surface, said.strip())
            marks[mark] = value
        text += surface
    return text + marked[end:], marks


def found(ruleset: Ruleset, document: Document) -> Marks:
    """Return what the rules find in a document."""
    marks: Marks = {}
    for event in ruleset.annotate(document).events:
        trigger = event.type if event.realis == "actual" else f"{event.type}/{event.realis}"
        marks |= {Mark(at.start, at.text, event.number, trigger): "" for at in event.triggers}
        for role, _, filler in event.fillers():
            value = UNKNOWN if filler.value is None else str(filler.value)
            marks |= {Mark(at.start, at.text, event.number, role): value for at in filler.mentions}
    return marks


def _mark(start: int, surface: str, said: str) -> tuple[Mark, str]:
    parts = _MARK.fullmatch(said)
    event, label, value = parts.group("event", "label", "value") if parts else (None, said, None)
    return Mark(start, surface, int(event or 1), label), value or ""


def _unknown(where: str, marks: Marks, ontology: Ontology) -> Iterator[Problem]:
    """Yield the marks that are neither a role nor an event type."""
    roles = {*ontology.roles(), ATTRIBUTION}
    for mark in marks:
        event_type, _, realis = mark.label.partition("/")
        is_trigger = event_type in ontology and realis in ("", *get_args(Realis))
        if mark.label not in roles and not is_trigger:
            what = f"[{mark.surface}|{mark.label}] is neither a role nor an event type"
            yield Problem(where, what, f"Use one of {', '.join((*sorted(roles), *ontology.type_names))}")


def _written(marks: Marks, others: Marks) -> list[str]:
    """Return the marks that the others lack or have another value for, as an example has them, and their offset."""
    return [
        f"[{mark.surface}|{f'{mark.event}.' * (mark.event > 1)}{mark.label}{f'={value}' * bool(value)}] at {mark.start}"
        for mark, value in sorted(marks.items())
        if others.get(mark) != value
    ]
