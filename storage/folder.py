"""A place on this machine."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from risalah.storage.atomic import write


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, which need not be there before something is written to it."""

    address: str

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of all files that begin so, sorted; hidden ones have none."""
        root, (within, _, _) = Path(self.address), prefix.rpartition("/")
        found = (path.relative_to(root).as_posix() for path in (root / within).rglob("*") if path.is_file())
        return sorted(name for name in found if name.startswith(prefix) and not _is_hidden(name))

    def has(self, name: str) -> bool:
        """Return whether a file is there."""
        return self._path(name).is_file()

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has; null where there is none."""
        try:
            return self._path(name).stat().st_size
        except FileNotFoundError:
            return None

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """Return a file, or its bytes from `start` to before `end`; null where there is none."""
        try:
            with self._path(name).open("rb") as file:
                file.seek(start)
                return file.read() if end is None else file.read(end - start)
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file, replacing what was there."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)

    def delete(self, names: Collection[str]) -> None:
        """Delete files, and the folders that are empty then; those that are not there do not matter."""
        for name in names:
            self._path(name).unlink(missing_ok=True)
        for folder in sorted({self._path(name).parent for name in names}, reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _path(self, name: str) -> Path:
        return Path(self.address, name)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
