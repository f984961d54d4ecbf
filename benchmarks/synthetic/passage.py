"""A stretch of text with what it says of events, to be rewritten and put together."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from risalah.annotate.review.facts import annotation_of, renumbered
from risalah.schema import CORE, Annotation, Document, Source
from risalah.schema.errors import SchemaError
from risalah.schema.fact import Fact

BREAK = "\n\n"
"""Between two paragraphs."""
_SOURCE = Source(kind="person", version="synthetic")


class Change(NamedTuple):
    """Other words in place of those from `start` to `end`."""

    start: int
    end: int
    words: str


class Passage(NamedTuple):
    """Some text, and what it says; no two events of passages that are put together have the same number."""

    text: str
    facts: tuple[Fact, ...] = ()

    def paragraphs(self) -> list["Passage"]:
        """Return its paragraphs, each with what it says."""
        ends = [found.start() for found in re.finditer(r"\n{2,}", self.text)]
        bounds = zip([0, *ends], [*ends, len(self.text)], strict=True)
        return [part for part in (self.part(start, end) for start, end in bounds) if part.text]

    def part(self, start: int, end: int) -> "Passage":
        """Return what stands between two places, without the space around it."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        within = (fact for fact in self.facts if start <= fact.start < end)
        return Passage(words.strip(), tuple(_moved(fact, -start) for fact in within))

    def changed(self, changes: Sequence[Change]) -> "Passage":
        """Return it in other words, in their order; a value that is but the words of its mention follows them.

        A change stands within a mention or outside, never across where one begins or ends.
        """
        text, at = "", 0
        for start, end, words in changes:
            text += self.text[at:start] + words
            at = end
        text += self.text[at:]
        return Passage(text, tuple(_respanned(fact, changes, text) for fact in self.facts))

    def replaced(self, pattern: re.Pattern[str], words: Callable[[str], str]) -> "Passage":
        """Return it with other words for what a pattern finds, in the canonical values too."""
        said = (
            replace(fact, value=pattern.sub(lambda match: words(match[0]), fact.value)) if fact.value else fact
            for fact in self.facts
        )
        changes = [Change(*match.span(), words(match[0])) for match in pattern.finditer(self.text)]
        return Passage(self.text, tuple(said)).changed(changes)

    def annotated(self, document: Document) -> Annotation:
        """Return what it says of the document that it is the text of, events numbered by their first triggers.

        Raises SchemaError where it makes no annotation.
        """
        triggers = sorted((fact.start, fact.event) for fact in self.facts if fact.is_trigger)
        numbers = {event: number for number, event in enumerate(dict.fromkeys(event for _, event in triggers), 1)}
        empty = Annotation(doc_id=document.id, text_sha256=document.text_sha256, source=_SOURCE, events=[])
        annotation, problems = annotation_of(renumbered(self.facts, numbers), empty, CORE)
        if problems := [*problems, *annotation.problems(document)]:
            raise SchemaError(*problems)
        return annotation


def joined(passages: Iterable[Passage]) -> Passage:
    """Return the passages as the paragraphs of one."""
    some = [*passages]
    starts = accumulate((len(passage.text) + len(BREAK) for passage in some[:-1]), initial=0)
    facts = (_moved(fact, start) for passage, start in zip(some, starts, strict=True) for fact in passage.facts)
    return Passage(BREAK.join(passage.text for passage in some), tuple(facts))


def _moved(fact: Fact, by: int) -> Fact:
    return replace(fact, start=fact.start + by, end=fact.end + by)


def _respanned(fact: Fact, changes: Sequence[Change], text: str) -> Fact:
    start = fact.start + sum(_growth(change for change in changes if change.end <= fact.start))
    end = fact.end + sum(_growth(change for change in changes if change.end <= fact.end))
    now = text[start:end]
    value = " ".join(now.split()) if fact.value == " ".join(fact.text.split()) else fact.value
    return replace(fact, start=start, end=end, text=now, value=value)


def _growth(changes: Iterable[Change]) -> Iterator[int]:
    return (len(change.words) - (change.end - change.start) for change in changes)
