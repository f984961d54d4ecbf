"""A place on this machine."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from risalah.storage.atomic import write
from risalah.storage.place import Entry


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, which need not be there before something is written to it."""

    address: str

    def entries(self, prefix: str = "") -> list[Entry]:
        """Return all files whose names begin so, by name, but for hidden ones."""
        root, (within, _, _) = Path(self.address), prefix.rpartition("/")
        found = {path.relative_to(root).as_posix(): path for path in (root / within).rglob("*") if path.is_file()}
        named = sorted(name for name in found if name.startswith(prefix) and not _is_hidden(name))
        return [_entry(name, found[name].stat()) for name in named]

    def names(self, prefix: str = "") -> list[str]:
        """Return their names."""
        return [entry.name for entry in self.entries(prefix)]

    def entry(self, name: str) -> Entry | None:
        """Return a file as it is listed; null where there is none."""
        path = self._path(name)
        return _entry(name, path.stat()) if path.is_file() else None

    def has(self, name: str) -> bool:
        """Return whether a file is there."""
        return self._path(name).is_file()

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


def _entry(name: str, told: os.stat_result) -> Entry:
    return Entry(name, told.st_size, f"{told.st_size}-{told.st_mtime_ns}")


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
