"""The rules on the sample articles, against their gold records."""

import json
from pathlib import Path

import pytest

from risalah.annotate.reading import read
from risalah.annotate.rules import Ruleset
from risalah.schema import Annotation, Document

SEEDS = Path(__file__).parents[3] / "seeds"
PACK_TYPES = {"meeting", "visit", "call", "agreement"}
FLOOR = 0.8
"""Well below what was measured (0.90), so that it speaks up only when something broke."""

Spans = set[tuple[str, int, int]]


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return Ruleset.load()


def triggers(annotation: Annotation) -> Spans:
    events = [event for event in annotation.events if event.type in PACK_TYPES]
    return {(event.type, *trigger.span) for event in events for trigger in event.triggers}


def gold(document: Document) -> Annotation:
    return Annotation.model_validate_json((SEEDS / f"{document.id}.json").read_bytes())


def test_most_triggers_are_found_and_few_that_are_none(ruleset: Ruleset) -> None:
    hits = found = told = 0
    for document in read([SEEDS]):
        assert isinstance(document, Document)
        predicted, expected = triggers(ruleset.annotate(document)), triggers(gold(document))
        hits, found, told = hits + len(predicted & expected), found + len(predicted), told + len(expected)
    assert 2 * hits / (found + told) >= FLOOR


def test_an_article_without_events_stays_clean(ruleset: Ruleset) -> None:
    records = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in SEEDS.glob("[0-9]*.json")}
    clean = [name for name, told in records.items() if not told["events"]]
    documents = [entry for entry in read([SEEDS]) if isinstance(entry, Document) and entry.id in clean]
    assert documents
    for document in documents:
        assert ruleset.annotate(document).events == []
