"""Token classification, as JSON lines and as Parquet.

`tokens` and `ner_tags` are the columns that Hugging Face's example script reads
(huggingface/transformers, examples/pytorch/token-classification/run_ner.py).
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from risalah.export.formats.bio import bio, label_limits, labelled
from risalah.export.formats.example import Example
from risalah.export.formats.lines import Row, read_lines, write_lines
from risalah.export.formats.segments import tokens

ROW_GROUP = 1_000
"""Articles in memory at once."""
SCHEMA = {
    "id": pl.String(),
    "text": pl.String(),
    "tokens": pl.List(pl.String()),
    "offsets": pl.List(pl.List(pl.Int32())),
    "ner_tags": pl.List(pl.String()),
}


class Tokens:
    """An article a line: its tokens, where they stand, and their labels."""

    name = "tokens"
    description = "token classification: the tokens of an article with BIO labels"
    suffix = ".jsonl"
    limits = label_limits()

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a line for each article."""
        write_lines(map(_row, examples), path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the lines hold."""
        yield from map(_example, read_lines(path))


class Parquet:
    """The same in columns."""

    name = "parquet"
    description = "token classification in Parquet"
    suffix = ".parquet"
    limits = label_limits()

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a row for each article."""
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            lines = Path(folder) / "lines.jsonl"
            write_lines(map(_row, examples), lines)
            if lines.stat().st_size:
                pl.scan_ndjson(lines, schema=SCHEMA).sink_parquet(path, row_group_size=ROW_GROUP)
            else:
                pl.DataFrame(schema=SCHEMA).write_parquet(path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the rows hold."""
        for batch in pl.scan_parquet(path).collect_batches(chunk_size=ROW_GROUP, maintain_order=True):
            yield from map(_example, batch.iter_rows(named=True))


def _row(example: Example) -> Row:
    offsets = tokens(example.text)
    return {
        "id": example.doc_id,
        "text": example.text,
        "tokens": [example.text[slice(*span)] for span in offsets],
        "offsets": [[*span] for span in offsets],
        "ner_tags": bio(example, offsets),
    }


def _example(row: Mapping[str, Any]) -> Example:
    return Example(row["id"], row["text"], tuple(labelled(row["offsets"], row["ner_tags"])))
