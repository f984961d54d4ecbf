"""The parts that inputs are cut into: always the same, however many work on them."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from math import ceil
from typing import Final

import polars as pl

from risalah.annotate.corpus.part import PARQUET, Part, parent
from risalah.annotate.reading.parquet import rows_in
from risalah.annotate.reading.rejected import Rejected
from risalah.schema import Problem
from risalah.storage import Entry, place_at
from risalah.storage.address import absolute

PART_BYTES: Final = 32_000_000
"""Of text that one part has at most, about: it bounds what a worker holds, and what is lost with one that dies."""
_FEWEST, _LEAST = 8, 1_000_000
"""Parts of a file that has less, if each has so many bytes: several can work on it."""
_PACKED: Final = 3
"""How much larger articles are than the Parquet file they lie in."""
SUFFIXES = (".jsonl", PARQUET)
_AT_ONCE = 16
"""Files that are asked at a time how many rows they have: it takes time where they lie far away."""
_WILD = re.compile(r"[*?]")
_WILDCARDS = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
_PATTERN = re.compile(r"\*\*/|.", re.DOTALL)


def parts_of(inputs: Iterable[str]) -> Iterator[Part | Rejected]:
    """Yield the parts of all inputs in their order, and in its place what cannot be read.

    An input is a .jsonl or .parquet file, a folder of these, or a pattern with * (within a
    folder), ** (in any folder below) and ?; a path, or the address of an object store.
    """
    for given in inputs:
        yield from _parts_of(given)


def _parts_of(given: str) -> Iterator[Part | Rejected]:
    try:
        files = _files(given)
    except OSError as error:
        yield Rejected(Problem(given, f"cannot be read: {error.strerror or error}", "Check the path"))
        return
    if not files:
        what = f"names no file to read: a corpus is read from {' and '.join(SUFFIXES)}"
        yield Rejected(Problem(given, what, "Check the path"))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for parts in pool.map(_cut, files, files.values()):
            yield from parts


def _files(given: str) -> dict[str, Entry]:
    """Return the files that an input names, by path or address, in the order of these."""
    address = absolute(given)
    if _WILD.search(address):
        return _matching(address)
    if address.endswith(SUFFIXES):
        folder, name = parent(address)
        if entry := folder.entry(name):
            return {address: entry}
    return _below(address)


def _matching(address: str) -> dict[str, Entry]:
    folder = _WILD.split(address)[0].rpartition("/")[0]
    pattern = re.compile(_PATTERN.sub(_translated, address))
    return {path: entry for path, entry in _below(folder).items() if pattern.fullmatch(path)}


def _below(folder: str) -> dict[str, Entry]:
    entries = place_at(folder).entries()
    return {f"{folder.rstrip('/')}/{entry.name}": entry for entry in entries if entry.name.endswith(SUFFIXES)}


def _translated(match: re.Match[str]) -> str:
    return _WILDCARDS.get(match[0]) or re.escape(match[0])


def _cut(file: str, entry: Entry) -> list[Part | Rejected]:
    """Return the parts of a file, nearly equal."""
    extent, size = entry.size, entry.size
    if file.endswith(PARQUET):
        try:
            extent, size = rows_in(file), _PACKED * entry.size
        except (OSError, pl.exceptions.PolarsError) as error:
            what = f"cannot be read as Parquet: {str(error).partition(chr(10))[0]}"
            return [Rejected(Problem(file, what, "Write the file again"))]
    number = max(min(max(ceil(size / PART_BYTES), min(_FEWEST, ceil(size / _LEAST))), extent), 1)
    bounds = [extent * cut // number for cut in range(number + 1)]
    return [Part(file=file, stamp=entry.stamp, start=start, end=end) for start, end in pairwise(bounds) if end > start]
