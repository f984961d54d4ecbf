"""The formats that are read."""

from collections.abc import Callable, Iterator, Mapping

from risalah.annotate.reading import html, jsonl, parquet, separated, text
from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Raw, Row

Reader = Callable[[File], Iterator[Raw | Row | Rejected]]
"""Yields what stands in a file, in its order."""

READERS: Mapping[str, Reader] = {
    ".txt": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".csv": separated.read,
    ".parquet": parquet.read,
}
"""By suffix, in lower case."""
