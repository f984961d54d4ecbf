"""The few things that are asked of an object store, with errors that tell no secrets."""

import datetime
import hashlib
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import from_url

from risalah.schema import Problem
from risalah.schema.errors import StorageError
from risalah.storage.file import File

if TYPE_CHECKING:
    from obstore import ObjectMeta, UpdateVersion
    from obstore.store import ClientConfig, RetryConfig

_CLIENT: "ClientConfig" = {
    "timeout": datetime.timedelta(minutes=5),
    "connect_timeout": datetime.timedelta(seconds=10),
    "allow_http": True,  # where the server's address, which the environment gives, begins so
}
_RETRY: "RetryConfig" = {"max_retries": 5, "retry_timeout": datetime.timedelta(minutes=2)}
_CAUSE = re.compile(r"(?<=<Code>)\w+|(?<=status code: )\d{3} [A-Za-z ]+|(?<=HTTP error: )[a-z ]+|\w+ must be specified")
"""What is told of an error: the rest of it holds addresses and headers, and so perhaps secrets."""


@dataclass(frozen=True, slots=True)
class Found:
    """An object as it was when it was asked for."""

    content: bytes
    written: datetime.datetime
    version: "UpdateVersion"
    """Tells it from what anybody else writes there."""


class Bucket:
    """The objects under an address. Every method raises StorageError where the store does not do what it is asked."""

    def __init__(self, address: str) -> None:
        """Reach the store as the environment says; raises StorageError where that does not tell all it takes."""
        self.address = address
        with self._asking():
            self._store = from_url(address, client_options=_CLIENT, retry_config=_RETRY)

    def list(self, prefix: str = "") -> "list[ObjectMeta]":
        """Return what lies there, or in the folder that a prefix without a slash at its end names."""
        with self._asking():
            return [found for page in obstore.list(self._store, prefix or None) for found in page]

    def head(self, path: str) -> "ObjectMeta | None":
        """Return what is known of an object without reading it, null where there is none."""
        with self._asking():
            try:
                return obstore.head(self._store, path)
            except FileNotFoundError:
                return None

    def part(self, path: str, start: int, end: int) -> bytes:
        """Return some bytes of an object, which must be there."""
        with self._asking():
            return bytes(obstore.get_range(self._store, path, start=start, end=end))

    def put(self, path: str, content: bytes) -> None:
        """Write an object, whatever is there."""
        with self._asking():
            obstore.put(self._store, path, content, mode="overwrite", use_multipart=False)

    def get(self, path: str) -> Found | None:
        """Return an object, null where there is none."""
        with self._asking():
            try:
                found = obstore.get(self._store, path)
                version: UpdateVersion = {}
                for name in ("e_tag", "version"):
                    if tag := found.meta[name]:
                        version[name] = tag
                return Found(bytes(found.bytes()), found.meta["last_modified"], version)
            except FileNotFoundError:
                return None

    def create(self, path: str, content: bytes) -> bool:
        """Write an object that must not exist, and return whether it is there now with this content.

        So it is also where a first try arrived, its answer got lost, and another try found it.
        """
        with self._asking():
            try:
                obstore.put(self._store, path, content, mode="create")
            except AlreadyExistsError:
                there = self.get(path)
                return there is not None and there.content == content
            return True

    def replace(self, path: str, content: bytes, found: Found) -> bool:
        """Write over an object, and return whether it was still what was found."""
        with self._asking():
            try:
                obstore.put(self._store, path, content, mode=found.version)
            except PreconditionError:
                return False
            return True

    def delete(self, paths: Collection[str]) -> None:
        """Delete objects; those that are not there do not matter."""
        with self._asking():
            for path in paths:
                try:
                    obstore.delete(self._store, path)
                except FileNotFoundError:
                    continue

    def read(self, path: str, to: Path = Path(os.devnull)) -> File | None:
        """Copy an object to a file, if one is given, and return its sum and size; null where there is none."""
        digest, size = hashlib.sha256(), 0
        with self._asking():
            try:
                chunks = obstore.get(self._store, path).stream()
            except FileNotFoundError:
                return None
            with to.open("wb") as copy:
                for chunk in chunks:
                    digest.update(chunk)
                    size += copy.write(chunk)
        return File(sha256=digest.hexdigest(), bytes=size)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except (BaseError, FileNotFoundError, TimeoutError) as error:
            cause = ", ".join(dict.fromkeys(_CAUSE.findall(str(error)))) or type(error).__name__
            remedy = "See that the bucket exists, and that the environment says how to reach it and who asks"
            raise StorageError(Problem(self.address, f"the object store refuses: {cause}", remedy)) from None
