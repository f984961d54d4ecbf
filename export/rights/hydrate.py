"""The words of documents put back into a release without them, from texts that the user has."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from risalah.export.description.croissant import file_objects
from risalah.export.description.files import CROISSANT
from risalah.export.manifest import MANIFEST, file_of, files_of, read_manifest
from risalah.export.rights.rewriting import digest, one_line, rewrite, rows
from risalah.export.store.local import building, publish
from risalah.export.tables.files import scan
from risalah.schema import Document, Problem
from risalah.schema.errors import ReleaseError
from risalah.storage.file import File


@dataclass(frozen=True, slots=True)
class Matched:
    """What texts that the user has are to a release."""

    texts: Mapping[str, str]
    """Those that were annotated, by the release's id of the document."""
    titles: frozenset[str]
    """The titles that came with them."""
    refused: list[Problem]
    """Those that are called as a document of the release, and are not the text that was annotated."""
    others: int
    """How many are of no document of the release."""
    missing: list[str]
    """The documents of the release that have no text now, and of which none was given."""


@dataclass(slots=True)
class _Wanted:
    """The texts of a release's documents, by what is known of them."""

    ids: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The documents that have a text, by its hash."""
    hashes: dict[str, str] = field(default_factory=dict)
    """The hash of a document's text, by its id."""
    lacking: list[str] = field(default_factory=list)
    """The documents without their text."""


def match(release: Path, documents: Iterable[Document]) -> Matched:
    """Find the texts of a release's documents: by their hash, whatever they are called.

    Raises ReleaseError where `release` is none, or lacks no text.
    """
    wanted = _wanted(release)
    texts: dict[str, str] = {}
    titles: set[str] = set()
    refused: list[Problem] = []
    others = 0
    for document in documents:
        if ids := wanted.ids.get(document.text_sha256):
            texts |= dict.fromkeys(ids, document.text)
            titles |= {document.title} if document.title else set()
        elif expected := wanted.hashes.get(document.id):
            refused.append(_not_annotated(document, expected))
        else:
            others += 1
    missing = [doc_id for doc_id in wanted.lacking if doc_id not in texts]
    return Matched(texts, frozenset(titles), refused, others, missing)


def _wanted(release: Path) -> _Wanted:
    read_manifest(release)
    known = scan(release, "documents")
    wanted = _Wanted()
    for doc_id, text_sha256, lacks in known.select("doc_id", "text_sha256", pl.col("text").is_null()).collect().rows():
        wanted.ids[text_sha256].append(doc_id)
        wanted.hashes[doc_id] = text_sha256
        if lacks:
            wanted.lacking.append(doc_id)
    if not wanted.lacking:
        raise ReleaseError(Problem(str(release), "holds the text of every document already"))
    return wanted


def _not_annotated(document: Document, expected: str) -> Problem:
    what = f"is not the text that was annotated: its SHA-256 is {document.text_sha256[:12]}, not {expected[:12]}"
    return Problem(document.id, what, "Give the text as it was published, every space and line as it was")


def hydrate(release: Path, matched: Matched, out: Path) -> Path:
    """Write a release with the words of the documents of which there are texts, and return where it lies.

    With the texts and titles of all documents it says what the release says from which
    the words were taken. Its checksums are its own. Raises ReleaseError where `out` is there already.
    """
    if out.exists():
        raise ReleaseError(Problem(str(out), "is there already", "Name a folder that is not"))
    manifest = read_manifest(release)
    with building(out.parent) as folder:
        shutil.copytree(release, folder, ignore=shutil.ignore_patterns("data", MANIFEST), dirs_exist_ok=True)
        written = rewrite(release, folder, _Restored(matched.texts, dict(_by_digest(release, matched))))
        files = files_of(folder)
        if CROISSANT in files:
            _correct_croissant(folder / CROISSANT, files)
            files |= {CROISSANT: file_of(folder / CROISSANT)}
        form = "standoff" if matched.missing else "full"
        told = {"content_sha256": written.content_sha256, "data": written.data, "text": form, "files": files}
        restored = manifest.model_copy(update=told)
        (folder / MANIFEST).write_text(restored.model_dump_json(indent=1) + "\n", encoding="utf-8")
        return publish(folder, out.parent, out.name)


@dataclass(frozen=True, slots=True)
class _Restored:
    """Words that are known again; the others stay as they are."""

    texts: Mapping[str, str]
    """By document."""
    digested: Mapping[str, str]
    """Words by their digest."""

    def text(self, doc_id: str, now: str | None) -> str | None:
        return self.texts.get(doc_id, now)

    def span(self, doc_id: str, start: int, end: int, now: str | None) -> str | None:
        return self.texts[doc_id][start:end] if doc_id in self.texts else now

    def words(self, now: str) -> str:
        return self.digested.get(now, now)

    value = words


def _by_digest(release: Path, matched: Matched) -> Iterator[tuple[str, str]]:
    """Yield all words that a digest may stand for, after it."""
    for words in (*matched.titles, *_words(release, matched.texts)):
        yield digest(words), words


def _words(release: Path, texts: Mapping[str, str]) -> set[str]:
    """Return the words of triggers and of `Text`s."""
    found: set[str] = set()
    for record in rows(release, "nested"):
        if text := texts.get(record["doc_id"]):
            found |= {text[span["start"] : span["end"]] for span in record["triggers"]}
            spans = (
                span for filling in record["arguments"] if filling["kind"] == "text" for span in filling["mentions"]
            )
            found |= {one_line(text[span["start"] : span["end"]]) for span in spans}
    for negative in rows(release, "negatives"):
        if negative["kind"] == "text" and (text := texts.get(negative["doc_id"])):
            found.add(one_line(text[negative["start"] : negative["end"]]))
    return found


def _correct_croissant(path: Path, files: Mapping[str, File]) -> None:
    """Give a croissant.json the files of the tables as they are now."""
    told = json.loads(path.read_text(encoding="utf-8"))
    others = [one for one in told["distribution"] if not one.get("contentUrl", "").startswith("data/")]
    told["distribution"] = [*file_objects(files), *others]
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
