"""A place in an object store."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from risalah.storage.bucket import Bucket
from risalah.storage.place import Entry

if TYPE_CHECKING:
    from obstore import ObjectMeta


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects under a prefix of a bucket; an object is there as soon as all of it is."""

    address: str

    def entries(self, prefix: str = "") -> list[Entry]:
        """Return all objects whose names begin so, by name."""
        found = {meta["path"]: meta for meta in self._bucket.list(prefix.rpartition("/")[0])}
        return [_entry(found[name]) for name in sorted(found) if name.startswith(prefix)]

    def names(self, prefix: str = "") -> list[str]:
        """Return their names."""
        return [entry.name for entry in self.entries(prefix)]

    def entry(self, name: str) -> Entry | None:
        """Return an object as it is listed; null where there is none."""
        found = self._bucket.head(name)
        return _entry(found)._replace(name=name) if found else None

    def has(self, name: str) -> bool:
        """Return whether an object is there."""
        return self.entry(name) is not None

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """Return an object, or its bytes from `start` to before `end`; null where there is none."""
        if start == 0 and end is None:
            found = self._bucket.get(name)
            return found.content if found else None
        there = self.entry(name)
        if there is None:
            return None
        last = there.size if end is None else min(end, there.size)
        return self._bucket.part(name, start, last) if start < last else b""

    def write(self, name: str, content: bytes) -> None:
        """Write an object, replacing what was there."""
        self._bucket.put(name, content)

    def delete(self, names: Collection[str]) -> None:
        """Delete objects; those that are not there do not matter."""
        self._bucket.delete(names)

    @property
    def _bucket(self) -> Bucket:
        return _bucket_at(self.address)


def _entry(meta: "ObjectMeta") -> Entry:
    return Entry(meta["path"], meta["size"], meta["e_tag"] or f"{meta['size']}-{meta['last_modified'].isoformat()}")


@cache
def _bucket_at(address: str) -> Bucket:
    """Return what reaches a bucket: once in each process, for it cannot be sent to another."""
    return Bucket(address)
