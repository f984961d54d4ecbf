"""Records too many for memory, held in temporary files."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, overload

import numpy as np
import polars as pl

from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.linking.duplicates import Sketches
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.nodes import decoded
from risalah.annotate.linking.partitions import Found, Partitions
from risalah.annotate.linking.wishes import Wishes
from risalah.annotate.linking.work import KEYS, RECORDS, Work, write_keys

_PARTITIONS: Final = 8


class Spilled:
    """Files of keys in a temporary folder, which is gone when nobody has this or its keys any more."""

    def __init__(self) -> None:
        """Begin with no files."""
        self._folder = tempfile.mkdtemp(prefix="risalah-links-")
        self._files = 0
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def add(self, sketches: Sketches, keys: Iterable[Key]) -> None:
        """Write all that is of some documents into one more file."""
        write_keys(self.work, self._files, zip(sketches.doc_ids, sketches.rows, strict=True), keys)
        self._files += 1

    @property
    def work(self) -> Work:
        """Where they lie."""
        return Work(self._folder, "links", self._files, _PARTITIONS)

    def found(self, wishes: Wishes) -> Found:
        """Return what was linked."""
        return Partitions(self.work, InProcess(), wishes).found()

    def keys(self, found: Found) -> Sequence[Key]:
        """Return the keys of all records, in the order of their ids."""
        return _Keys(self, found)


class _Keys(Sequence[Key]):
    """Keys that are made as they are asked for; their bytes are read when the first one is."""

    def __init__(self, spilled: Spilled, found: Found) -> None:
        self._spilled = spilled
        self._found = found

    def __len__(self) -> int:
        return len(self._found.record_ids)

    @overload
    def __getitem__(self, place: int) -> Key: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Key]: ...
    def __getitem__(self, place: int | slice) -> Key | Sequence[Key]:
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        number = range(len(self))[place]
        group = self._found.doc_ids[int(self._found.groups[self._found.document_of[number]])]
        return replace(decoded(self._contents[int(self._rows[number])]), group=group)

    @cached_property
    def _contents(self) -> pl.Series:
        return self._read(KEYS, "key")

    @cached_property
    def _rows(self) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
        """Where in the files each record stands."""
        return self._read(RECORDS, "record_id").arg_sort().to_numpy()

    def _read(self, section: int, column: str) -> pl.Series:
        work = self._spilled.work
        return pl.concat([work.read("keys", file, section)[column] for file in range(work.files)])
