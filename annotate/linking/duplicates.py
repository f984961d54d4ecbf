"""Which articles are nearly the same text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from risalah.annotate.linking.forest import Forest

Row = NDArray[np.uint32]
Rows = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
_WORD = re.compile(r"\w+")
_SHINGLE: Final = 3
"""Words in a row that are one shingle."""
_ALIKE: Final = 0.6
"""The share of their shingles, of both together, that two texts have in common (Jaccard)."""
BANDS: Final = 32
_ROWS: Final = 4
"""Hashes of a band: texts are compared that have all hashes of one of the bands alike.

Of two texts that share 0.6 of their shingles, 0.99 are (Leskovec, Rajaraman and Ullman,
Mining of Massive Datasets, 3.4); of two that share 0.2, one in twenty.
"""
_SEED: Final = 20250903
_FACTORS: Final = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
"""Odd numbers that spread the bits of a band: those of xxHash and of Knuth's multiplicative hashing."""


@dataclass(slots=True)
class Sketches:
    """The MinHash (Broder 1997) of every document that was seen: what is left of its text."""

    doc_ids: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, doc_id: str, text: str) -> None:
        """Take a document in."""
        self.doc_ids.append(doc_id)
        self.rows.append(sketch(text))

    def groups(self) -> dict[str, str]:
        """Return of each document the first, by id, of those that are nearly the same text."""
        order = sorted(range(len(self.doc_ids)), key=self.doc_ids.__getitem__)
        doc_ids = [self.doc_ids[number] for number in order]
        if not order:
            return {}
        rows = np.stack([self.rows[number] for number in order])
        forest = Forest(len(order))
        for hashes in bands(rows).T:
            for some in collisions(hashes):
                join_alike(forest, rows, some)
        return {doc_id: doc_ids[forest.root(number)] for number, doc_id in enumerate(doc_ids)}


def sketch(text: str) -> Row:
    """Return the MinHash of a text: numbers of which two texts share about as many as they share shingles."""
    made = RMinHash(BANDS * _ROWS, _SEED)
    made.update([*shingles(text)])
    return np.array(made.digest(), dtype=np.uint32)


def shingles(text: str) -> set[str]:
    """Return every three words in a row of a text, in lower case; of a shorter text all it has."""
    words = _WORD.findall(text.casefold())
    last = max(len(words) - _SHINGLE, 0)
    return {" ".join(words[start : start + _SHINGLE]) for start in range(last + 1)}


def bands(rows: Rows) -> Hashes:
    """Return a hash of each band of each row."""
    parts = np.ascontiguousarray(rows, dtype="<u4").view("<u8").reshape(len(rows), BANDS, _ROWS // 2)
    mixed = parts[:, :, 0] * _FACTORS[0] + parts[:, :, 1]
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _FACTORS[1]
    return np.asarray(mixed ^ (mixed >> np.uint64(29)), np.uint64)


def collisions(hashes: Hashes) -> Iterator[list[int]]:
    """Yield the numbers of what has the same hash, in order, where several have it."""
    order = np.argsort(hashes, kind="stable")
    told = hashes[order]
    starts = np.flatnonzero(np.append(True, told[1:] != told[:-1]))
    sizes = np.diff(np.append(starts, len(told)))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield order[start : start + size].tolist()


def join_alike(forest: Forest, rows: Rows, numbers: Sequence[int]) -> None:
    """Join each with the first before it that is alike, comparing it with one of each set that was made of these."""
    firsts: list[int] = []
    for number in numbers:
        alike = (first for first in firsts if (rows[first] == rows[number]).mean() >= _ALIKE)
        if (known := next(alike, None)) is None:
            firsts.append(number)
        else:
            forest.join(known, number)
