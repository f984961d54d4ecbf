"""Releases in an object store, where nothing can be renamed.

Only one publishes at a time: it claims the store by creating one object, which fails where
that is there, creates the files, and last of all the manifest. So a version is there from
the moment its manifest is, whole, and nobody ever writes over an object of it. Who dies on
the way leaves a claim and some files. The next publisher takes the claim over by
compare-and-swap, once its process is dead or has not written for long, keeps what is the
same as its own, deletes whatever else has no manifest, and reads all back before its own
manifest is put.

The stores list what was just written, so no index of the versions is needed:
https://aws.amazon.com/s3/consistency/, https://cloud.google.com/storage/docs/consistency
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from risalah.export.manifest import MANIFEST, Manifest, manifest_of
from risalah.export.store.claim import ABANDONED, CLAIM, Claim
from risalah.export.store.temporary import temporary
from risalah.export.store.versions import is_version, last, ordered, overtaken
from risalah.schema import Problem, RisalahError
from risalah.schema.errors import ReleaseError
from risalah.storage.bucket import Bucket, Found
from risalah.storage.file import File

if TYPE_CHECKING:
    from obstore import ObjectMeta

AT_ONCE = 2
"""Files that travel at the same time: each is in memory meanwhile, and may have some hundreds of megabytes."""
Listing = dict[str, dict[str, "ObjectMeta"]]
"""The objects of each version, by path within it."""
Done = TypeVar("Done")


class ObjectStore:
    """Releases under a prefix of a bucket."""

    def __init__(self, address: str) -> None:
        """Name the address, such as s3://bucket/releases; raises StorageError where that cannot be reached."""
        self._bucket = Bucket(address.rstrip("/"))

    @property
    def address(self) -> str:
        """The address, such as s3://bucket/releases."""
        return self._bucket.address

    def versions(self) -> list[str]:
        """Return what was published, the highest version last."""
        return ordered(version for version, paths in self._listing().items() if MANIFEST in paths)

    def manifest(self, version: str) -> Manifest:
        """Return what a version consists of; raises ReleaseError where it was not published."""
        found = self._bucket.get(f"{version}/{MANIFEST}")
        return manifest_of(found.content if found else None, f"{self.address}/{version}")

    @contextmanager
    def reading(self, version: str) -> Iterator[Path]:
        """Yield a copy of what a version's manifest names; raises ReleaseError where a file is not what it says."""
        manifest = self.manifest(version)
        with self.building() as folder:
            self._compare(manifest, self._fetched(version, [*manifest.files, MANIFEST], folder))
            yield folder

    @contextmanager
    def copied(self, version: str) -> Iterator[Path]:
        """Yield a copy of everything that lies where a version does."""
        with self.building() as folder:
            self._fetched(version, self._listing()[version], folder)
            yield folder

    def building(self) -> AbstractContextManager[Path]:
        """Yield an empty folder among the machine's temporary ones, which is gone after the block."""
        return temporary(Path(tempfile.gettempdir()), "risalah-release-")

    def publish(self, built: Path, manifest: Manifest) -> str:
        """Upload a folder that was built, its manifest last, and return the address of the release.

        Raises ReleaseError where somebody else is publishing, or was faster.
        """
        claim = Claim(version=manifest.version)
        with self._alone(claim):
            if last(self.versions()) != manifest.previous:
                raise overtaken(self.address, manifest.version)
            left = self._clear(manifest)
            self._together(lambda path: self._write(built, manifest.version, path), manifest.files)
            if left:
                self._read_back(manifest)
            if self._holder()[1] != claim:
                raise overtaken(self.address, manifest.version)
            self._write(built, manifest.version, MANIFEST)
        return f"{self.address}/{manifest.version}"

    @contextmanager
    def _alone(self, claim: Claim) -> Iterator[None]:
        """Let nobody else publish here during a block; raises ReleaseError where somebody does."""
        content = claim.model_dump_json().encode()
        if not self._bucket.create(CLAIM, content):
            self._take_over(content)
        try:
            yield
        finally:
            with suppress(RisalahError):  # the next publisher will find the claim abandoned
                if self._holder()[1] == claim:
                    self._bucket.delete([CLAIM])

    def _take_over(self, content: bytes) -> None:
        """Replace the claim of somebody who does not publish any more."""
        found, holder = self._holder()
        written = [found.written, *(meta["last_modified"] for meta in self._listing()[holder.version].values())]
        if not (holder.is_abandoned(max(written)) and self._bucket.replace(CLAIM, content, found)):
            remedy = f"Run the command again when that is done, or {ABANDONED.seconds // 60} minutes after it has died"
            raise ReleaseError(Problem(self.address, str(holder), remedy))

    def _holder(self) -> tuple[Found, Claim]:
        """Return who is publishing; raises ReleaseError where nobody is."""
        found = self._bucket.get(CLAIM)
        if found is None:
            raise ReleaseError(Problem(self.address, "somebody else was publishing just now", "Run the command again"))
        try:
            return found, Claim.model_validate_json(found.content)
        except ValidationError:
            what = "does not read: another version of Risalah may be publishing"
            remedy = "Delete it if you know that nobody is"
            raise ReleaseError(Problem(f"{self.address}/{CLAIM}", what, remedy)) from None

    def _clear(self, manifest: Manifest) -> bool:
        """Delete what dead publishers left and cannot be ours; return whether there is more of this version."""
        ours = {f"{manifest.version}/{path}" for path in manifest.files}
        left = {
            f"{version}/{path}" for version, paths in self._listing().items() if MANIFEST not in paths for path in paths
        }
        self._bucket.delete(left - ours)
        return bool(left & ours)

    def _write(self, built: Path, version: str, path: str) -> None:
        """Create an object of a version; one of a dead publisher, if it says something else, goes."""
        address, content = f"{version}/{path}", (built / path).read_bytes()
        if self._bucket.create(address, content):
            return
        if path == MANIFEST:
            raise overtaken(self.address, version)
        self._bucket.delete([address])
        if not self._bucket.create(address, content):
            raise overtaken(self.address, version)

    def _read_back(self, manifest: Manifest) -> None:
        """Raise ReleaseError where what was uploaded is not what the manifest says."""
        found = self._together(lambda path: self._bucket.read(f"{manifest.version}/{path}"), manifest.files)
        self._compare(manifest, found)

    def _compare(self, manifest: Manifest, found: Mapping[str, File | None]) -> None:
        where, what = f"{self.address}/{manifest.version}", f"is not what {MANIFEST} says, or is not there"
        wrong = [Problem(f"{where}/{path}", what) for path, file in manifest.files.items() if found[path] != file]
        if wrong:
            raise ReleaseError(*wrong)

    def _fetched(self, version: str, paths: Iterable[str], folder: Path) -> dict[str, File | None]:
        """Copy objects of a version to a folder and return what each is."""

        def fetched(path: str) -> File | None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            return self._bucket.read(f"{version}/{path}", folder / path)

        return self._together(fetched, paths)

    def _together(self, do: Callable[[str], Done], paths: Iterable[str]) -> dict[str, Done]:
        """Do something with several files at a time."""
        paths = list(paths)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(paths, pool.map(do, paths), strict=True))

    def _listing(self) -> Listing:
        found: Listing = defaultdict(dict)
        for meta in self._bucket.list():
            version, _, path = meta["path"].partition("/")
            if is_version(version):
                found[version][path] = meta
        return found
