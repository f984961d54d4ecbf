"""Risalah, by the functions that `risalah annotate --format jsonl` calls."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmarks.contenders import Work
from risalah.annotate.reading import Rejected
from risalah.annotate.reading.jsonl import read_lines
from risalah.annotate.reading.rows import document_of
from risalah.annotate.rules import Ruleset


def prepare(*packs: str) -> Work:
    """Load the rules, with a user's own language packs."""
    ruleset = Ruleset.load(packs=[Path(pack) for pack in packs])
    encode = msgspec.json.Encoder().encode

    def work(lines: Iterable[bytes]) -> Iterator[bytes]:
        for line in read_lines(lines, "corpus"):
            document = document_of(line)
            if isinstance(document, Rejected):
                raise ValueError(document.problem)
            yield encode(ruleset.plain(document)) + b"\n"

    return work
