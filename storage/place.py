"""A folder, or a prefix of an object store, that holds files by name."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple, Protocol

from risalah.storage.address import checked, is_of_objects


class Entry(NamedTuple):
    """A file as a place lists it."""

    name: str
    size: int
    """In bytes."""
    stamp: str
    """Tells it from what it was before somebody changed it."""


class Place(Protocol):
    """Files by name, each there whole or not at all. Names have slashes, such as "links/events.parquet".

    A place can be sent to another process. Every method raises StorageError or OSError where the
    disk or the store does not do what it is asked.
    """

    @property
    def address(self) -> str:
        """Where it is: a folder's path, or an address such as s3://bucket/corpus."""
        ...

    def entries(self, prefix: str = "") -> list[Entry]:
        """Return all files whose names begin so, by name. What is being written is none yet."""
        ...

    def names(self, prefix: str = "") -> list[str]:
        """Return their names."""
        ...

    def entry(self, name: str) -> Entry | None:
        """Return a file as it is listed; null where there is none."""
        ...

    def has(self, name: str) -> bool:
        """Return whether a file is there."""
        ...

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """Return a file, or its bytes from `start` to before `end`; null where there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write a file, replacing what was there."""
        ...

    def delete(self, names: Collection[str]) -> None:
        """Delete files; those that are not there do not matter."""
        ...


def place_at(address: Path | str) -> Place:
    """Return the place at an address: a folder's path, or s3://, gs:// or az:// with bucket and prefix.

    How an object store is reached and who asks is told by the environment, as its own tools
    have it (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL ...). Raises StorageError for an address that
    is none of these, for one that holds a password, and where obstore is not installed.
    """
    if is_of_objects(address):
        from risalah.storage.objects import Objects  # noqa: PLC0415 - only where such an address is given

        return Objects(checked(str(address)))
    from risalah.storage.folder import Folder  # noqa: PLC0415 - likewise

    return Folder(str(address))
