"""A release without the words of its documents."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from risalah.export.rights.rewriting import digest, one_line, rewrite, rows
from risalah.export.tables.writer import Written


def standoff(folder: Path) -> Written:
    """Take the words of the documents out of the tables of a release that is being built.

    Where offsets say which words they are, null is left: in the texts of `documents`, the
    mentions and the negatives, also nested. Where none do, the `sha256:` of the words is
    left: in titles, in the triggers of `records`, and in the value of a `Text`
    wherever it stands, where that is how the article puts it. A value in a person's own words
    stays, as all other values do. Returns what is left.
    """
    return rewrite(folder, folder, _Withheld(frozenset(_words_of_documents(folder))))


@dataclass(frozen=True, slots=True)
class _Withheld:
    """Words that are not told."""

    values: Collection[str]
    """Of `Text`s, those that are words of a document."""

    def text(self, _doc_id: str, _now: str | None) -> None:
        return None

    def span(self, _doc_id: str, _start: int, _end: int, _now: str | None) -> None:
        return None

    def words(self, now: str) -> str:
        return digest(now)

    def value(self, now: str) -> str:
        return digest(now) if now in self.values else now


def _words_of_documents(folder: Path) -> Iterator[str]:
    """Yield the values of `Text`s that a document puts in the same words."""
    for record in rows(folder, "nested"):
        for filling in record["arguments"]:
            said = {one_line(span["text"]) for span in filling["mentions"]}
            if filling["kind"] == "text" and filling["value"] in said:
                yield filling["value"]
    for negative in rows(folder, "negatives"):
        if negative["kind"] == "text" and negative["value"] == one_line(negative["text"]):
            yield negative["value"]
