"""The project's own lines, which hold everything."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from risalah.export.formats.example import Example
from risalah.export.formats.lines import Row, line, read_lines
from risalah.export.formats.reasons import limits
from risalah.export.formats.records import event_of, row_of
from risalah.schema.text import sha256


class Jsonl:
    """Annotations as `risalah annotate` prints them; the articles stand beside them, as it takes them."""

    name = "jsonl"
    description = "the project's own lines, with the articles in a folder `documents` beside them"
    suffix = ".jsonl"
    limits = limits()

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write the annotations, and the articles to a file of the same name in `documents`."""
        beside = _documents(path)
        beside.parent.mkdir(exist_ok=True)
        with (
            path.open("w", encoding="utf-8", newline="\n") as annotations,
            beside.open("w", encoding="utf-8", newline="\n") as documents,
        ):
            for example in examples:
                annotations.write(line(_annotation(example)))
                documents.write(line(_document(example)))

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what both files hold."""
        for row, document in zip(read_lines(path), read_lines(_documents(path)), strict=True):
            yield Example(row["doc_id"], document["text"], tuple(map(event_of, row["events"])))


def _documents(path: Path) -> Path:
    return path.parent / "documents" / path.name


def _annotation(example: Example) -> Row:
    return {
        "doc_id": example.doc_id,
        "text_sha256": sha256(example.text),
        "source": _source(example),
        "events": [row_of(event, example.text) for event in example.events],
    }


def _source(example: Example) -> Row:
    """Return who annotated it: the person, or of what no person read, the program."""
    if example.about.get("status") == "unreviewed":
        kind, _, version = (example.about.get("prior") or "model unknown").partition(" ")
        return {"kind": kind, "version": version}
    return {"kind": "person", "version": example.about.get("annotator") or "unknown"}


def _document(example: Example) -> Row:
    names = ("title", "published", "publisher", "url", "language", "licence")
    said = {name: value for name in names if (value := example.about.get(name)) is not None}
    return {"id": example.doc_id, "text": example.text, **said}
