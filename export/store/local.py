"""Releases in a folder of their own each, published by one rename."""

import errno
import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from risalah.export.manifest import MANIFEST, Manifest, read_manifest
from risalah.export.store.temporary import temporary
from risalah.export.store.versions import last, ordered, overtaken
from risalah.schema import Problem
from risalah.schema.errors import ReleaseError
from risalah.storage.atomic import sync


class LocalStore:
    """A folder of releases."""

    def __init__(self, folder: Path) -> None:
        """Name the folder, which need not exist yet."""
        self._folder = folder

    @property
    def address(self) -> str:
        """The folder's path."""
        return str(self._folder)

    def versions(self) -> list[str]:
        """Return what was published, the highest version last."""
        return ordered(path.parent.name for path in self._folder.glob(f"*/{MANIFEST}"))

    def manifest(self, version: str) -> Manifest:
        """Return what a version consists of; raises ReleaseError where it was not published."""
        return read_manifest(self._folder / version)

    @contextmanager
    def reading(self, version: str) -> Iterator[Path]:
        """Yield the folder of a release."""
        yield self._folder / version

    copied = reading

    def building(self) -> AbstractContextManager[Path]:
        """Yield an empty folder beside the releases, which is gone after the block if it was not published."""
        return building(self._folder)

    def publish(self, built: Path, manifest: Manifest) -> str:
        """Rename a folder that was built to a release, and return where it lies.

        Raises ReleaseError where another release was published since the one before it,
        or where something else has its name.
        """
        _settle(built)  # before others have to wait
        with self._alone():
            if last(self.versions()) != manifest.previous:
                raise overtaken(self.address, manifest.version)
            return str(_rename(built, self._folder / manifest.version))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody else publish here during a block: who wants to waits until it ends, or its process does."""
        with (self._folder / ".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def building(parent: Path) -> AbstractContextManager[Path]:
    """Yield an empty folder in another, which is gone after the block if it was not published."""
    return temporary(parent, ".writing-")


def publish(built: Path, parent: Path, name: str) -> Path:
    """Give a folder that was built its name, whole or not at all, and return where it lies.

    Raises ReleaseError where there is something of that name.
    """
    _settle(built)
    return _rename(built, parent / name)


def _settle(built: Path) -> None:
    """See that all of a folder is on the disk, for everybody to read."""
    built.chmod(0o755)
    for path in (*built.rglob("*"), built):
        sync(path)


def _rename(built: Path, target: Path) -> Path:
    there = Problem(str(target), "is there already and is no release", "Move it away, and run the command again")
    if target.exists():  # a rename onto an empty folder would succeed
        raise ReleaseError(there)
    try:
        built.rename(target)
    except OSError as error:
        problem = Problem(str(target), f"cannot be written: {error.strerror}")
        raise ReleaseError(there if error.errno in {errno.ENOTEMPTY, errno.EEXIST} else problem) from None
    sync(target.parent)
    return target
