"""The project's own lines."""

from collections.abc import Callable
from pathlib import Path

from risalah.annotate.reading import read
from risalah.export.formats import Example, formats
from risalah.schema import Annotation


def test_the_lines_are_annotations_of_the_articles_beside_them(
    written: Callable, visit: Example, nothing: Example
) -> None:
    path: Path = written("jsonl", visit, nothing)
    annotations = [Annotation.model_validate_json(line) for line in path.read_bytes().splitlines()]
    articles = [*read([path.parent / "documents"])]
    assert [article.text for article in articles] == [visit.text, nothing.text]
    for annotation, article in zip(annotations, articles, strict=True):
        assert annotation.problems(article) == []
        assert str(annotation.source) == "person annotator-1"
    assert [event.type for event in annotations[0].events] == ["visit", "meeting"]


def test_what_nobody_read_names_the_program(rows: Callable, visit: Example) -> None:
    unread = Example("doc-1", visit.text, (), {"status": "unreviewed", "prior": "rules id-1"})
    assert rows("jsonl", unread)[0]["source"] == {"kind": "rules", "version": "id-1"}


def test_nothing_is_lost(lost: Callable, visit: Example, nothing: Example) -> None:
    assert lost("jsonl", visit, nothing) == {}


def test_what_is_read_is_what_was_written(written: Callable, visit: Example, nothing: Example) -> None:
    first, second = formats()["jsonl"].read(written("jsonl", visit, nothing))
    assert [(event.number, event.realis, event.triggers, event.arguments) for event in first.events] == [
        (event.number, event.realis, event.triggers, event.arguments) for event in visit.events
    ]
    assert (second.doc_id, second.text, second.events) == ("doc-2", nothing.text, ())
