"""The articles of ../shared/dev: some with gold, many without, none of them ours to copy."""

import gzip
import json
from collections.abc import Iterable, Iterator

from benchmarks import ROOT
from risalah.annotate.evaluation.listed import Listed
from risalah.annotate.models import Lesson
from risalah.schema import Document

DEV = ROOT.parent / "shared" / "dev"
_FIELDS = ("id", "text", "published", "publisher")


def lessons() -> list[Lesson]:
    """Return those with gold; none where the folder is not there."""
    if not DEV.is_dir():
        return []
    documents = {document.id: document for document in _read((DEV / "docs.jsonl").read_bytes().splitlines())}
    gold = map(Listed.model_validate_json, (DEV / "gold.jsonl").read_bytes().splitlines())
    return [Lesson(documents[listed.id], listed.page(documents[listed.id])) for listed in gold]


def unlabelled() -> list[Document]:
    """Return those without; none where the file is not there."""
    path = DEV / "unlabelled.jsonl.gz"
    return [*_read(gzip.decompress(path.read_bytes()).splitlines())] if path.is_file() else []


def _read(lines: Iterable[bytes]) -> Iterator[Document]:
    for row in map(json.loads, lines):
        yield Document.model_validate({name: row[name] for name in _FIELDS if row.get(name)})
