"""What every place for releases can do, and how an address names one."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from risalah.export.manifest import Manifest
from risalah.export.store.local import LocalStore
from risalah.storage.address import checked, is_of_objects


class Store(Protocol):
    """Releases of one dataset, each of which is published whole or not at all and never changes."""

    @property
    def address(self) -> str:
        """Where it is: a folder's path, or an address such as s3://bucket/releases."""
        ...

    def versions(self) -> list[str]:
        """Return what was published, the highest version last."""
        ...

    def manifest(self, version: str) -> Manifest:
        """Return what a version consists of; raises ReleaseError where it was not published."""
        ...

    def reading(self, version: str) -> AbstractContextManager[Path]:
        """Yield a local folder with a version's files: the release itself, or for the block a copy."""
        ...

    def copied(self, version: str) -> AbstractContextManager[Path]:
        """Yield the same, with whatever else lies beside these files and without looking at their sums."""
        ...

    def building(self) -> AbstractContextManager[Path]:
        """Yield an empty local folder to build a release in, which is gone after the block if it was not published."""
        ...

    def publish(self, built: Path, manifest: Manifest) -> str:
        """Make what was built a release, whole or not at all, and return its address.

        Raises ReleaseError where the last version is not the one that the manifest names as
        the one before: then somebody else was faster.
        """
        ...


def opened(address: Path | str) -> Store:
    """Return the store at an address: a folder's path, or s3://, gs:// or az:// with bucket and prefix.

    How an object store is reached and who asks is told by the environment, as its own
    tools have it (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, GOOGLE_SERVICE_ACCOUNT,
    AZURE_STORAGE_ACCOUNT_NAME ...). Raises StorageError for an address of another kind, for
    one that holds a password, and where obstore is not installed.
    """
    if not is_of_objects(address):
        return LocalStore(Path(address))
    from risalah.export.store.objects import ObjectStore  # noqa: PLC0415 - only where such an address is given

    return ObjectStore(checked(str(address)))


def release_at(address: Path | str) -> tuple[Store, str]:
    """Return the store and the version that the address of one release names: the folder's name is the version."""
    before, _, version = str(address).rstrip("/").rpartition("/")
    if is_of_objects(address):
        return opened(before), version
    path = Path(address).resolve()
    return LocalStore(path.parent), path.name
