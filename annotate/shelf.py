"""A dictionary whose size costs no memory."""

import sqlite3
import weakref
from collections.abc import Iterator, MutableMapping
from typing import TypeVar

import msgspec

K = TypeVar("K")
V = TypeVar("V")

PAGE = 1_000
"""Keys read at once."""
CACHE_KIB = 256
"""Of the file that are held in memory."""


class Shelf(MutableMapping[K, V]):
    """What is remembered while a command runs, in a temporary file that is gone with it.

    Keys and values are of any types that msgspec writes. Keys come in the order of their
    encoding, which for whole numbers from 0 is their own; what is set or deleted while
    they are gone through does no harm. A value that is changed has to be set again.
    """

    def __init__(self, key: type[K], value: type[V]) -> None:
        """Make an empty one."""
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._rows.close)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._rows.execute("CREATE TABLE rows (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        self._encode = msgspec.msgpack.Encoder().encode
        self._key = msgspec.msgpack.Decoder(key)
        self._value = msgspec.msgpack.Decoder(value)

    def __getitem__(self, key: K) -> V:
        found = self._rows.execute("SELECT value FROM rows WHERE key = ?", (self._encode(key),)).fetchone()
        if found is None:
            raise KeyError(key)
        return self._value.decode(found[0])

    def __setitem__(self, key: K, value: V) -> None:
        self._rows.execute("INSERT OR REPLACE INTO rows VALUES (?, ?)", (self._encode(key), self._encode(value)))

    def __delitem__(self, key: K) -> None:
        if not self._rows.execute("DELETE FROM rows WHERE key = ?", (self._encode(key),)).rowcount:
            raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        found = self._rows.execute("SELECT 1 FROM rows WHERE key = ?", (self._encode(key),))
        return found.fetchone() is not None

    def __len__(self) -> int:
        return int(self._rows.execute("SELECT count(*) FROM rows").fetchone()[0])

    def __iter__(self) -> Iterator[K]:
        last = b""
        while page := self._rows.execute(
            "SELECT key FROM rows WHERE key > ? ORDER BY key LIMIT ?", (last, PAGE)
        ).fetchall():
            yield from (self._key.decode(key) for (key,) in page)
            (last,) = page[-1]
