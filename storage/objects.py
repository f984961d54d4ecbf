"""A place in an object store."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from risalah.storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects under a prefix of a bucket; an object is there as soon as all of it is."""

    address: str

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of all objects that begin so, sorted."""
        within = prefix.rpartition("/")[0]
        return sorted(meta["path"] for meta in self._bucket.list(within) if meta["path"].startswith(prefix))

    def has(self, name: str) -> bool:
        """Return whether an object is there."""
        return self.size(name) is not None

    def size(self, name: str) -> int | None:
        """Return how many bytes an object has; null where there is none."""
        found = self._bucket.head(name)
        return found["size"] if found else None

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """Return an object, or its bytes from `start` to before `end`; null where there is none."""
        if start == 0 and end is None:
            found = self._bucket.get(name)
            return found.content if found else None
        size = self.size(name)
        if size is None:
            return None
        last = size if end is None else min(end, size)
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


@cache
def _bucket_at(address: str) -> Bucket:
    """Return what reaches a bucket: once in each process, for it cannot be sent to another."""
    return Bucket(address)
