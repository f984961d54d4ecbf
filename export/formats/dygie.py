"""DyGIE++'s JSON, one line for each article, in sentences.

Fields after dwadden/dygiepp, doc/data.md: tokens are counted through the article, the last one of
a mention included, and a trigger is one token. `_offsets`, which DyGIE++ does not read, are where
the tokens stand in the article.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from pathlib import Path

from risalah.export.formats.example import Event, Example
from risalah.export.formats.lines import Row, read_lines, write_lines
from risalah.export.formats.oneie import sentence_limits
from risalah.export.formats.reasons import SAME_WORDS, SEVERAL_TOKENS, Limits
from risalah.export.formats.windows import EventMention, Window, by_sentence, event_of

DATASET = "risalah"
"""Names the labels, so that DyGIE++ can be trained on them beside others'."""

_Labelled = list[int | str]
"""Tokens, and what they are."""


class Dygie:
    """Articles in sentences, each with its entities and its events."""

    name = "dygie"
    description = "DyGIE++: an article a line, in sentences with entities and events"
    suffix = ".jsonl"
    limits: Limits = {**sentence_limits(SEVERAL_TOKENS), "kinds": [*sentence_limits()["kinds"], SAME_WORDS]}

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a line for each article."""
        write_lines(map(_row, examples), path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the sentences hold."""
        for row in read_lines(path):
            yield Example(row["doc_key"], "", tuple(_events(row)))


def _row(example: Example) -> Row:
    sentences = [*by_sentence(example)]
    starts = [0, *accumulate(len(sentence.tokens) for sentence in sentences)]
    placed = [*zip(starts, sentences, strict=False)]
    return {
        "doc_key": example.doc_id,
        "dataset": DATASET,
        "sentences": [sentence.words() for sentence in sentences],
        "ner": [_entities(start, sentence) for start, sentence in placed],
        "events": [[_event(start, sentence, told) for told in _told(sentence)] for start, sentence in placed],
        "_offsets": [[[*span] for span in sentence.tokens] for sentence in sentences],
    }


def _told(sentence: Window) -> Iterator[EventMention]:
    return (event for event in sentence.events if len(event.covered) == 1)


def _entities(start: int, sentence: Window) -> list[_Labelled]:
    return [[*_bounds(start, entity.covered), entity.kind] for entity in sentence.entities]


def _event(start: int, sentence: Window, event: EventMention) -> list[_Labelled]:
    arguments: list[_Labelled] = [
        [*_bounds(start, sentence.entities[entity].covered), role] for role, entity in event.arguments
    ]
    return [[start + event.covered.start, event.type], *arguments]


def _bounds(start: int, covered: range) -> tuple[int, int]:
    return start + covered.start, start + covered[-1]


def _events(row: Row) -> Iterator[Event]:
    offsets = [*chain.from_iterable(row["_offsets"])]
    for events, entities in zip(row["events"], row["ner"], strict=True):
        kinds = {(first, last): kind for first, last, kind in entities}
        for (trigger, type_name), *arguments in events:
            told = [(role, kinds[first, last], range(first, last + 1)) for first, last, role in arguments]
            yield event_of(offsets, type_name, range(trigger, trigger + 1), told)
