"""The files that an input names."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from risalah.annotate.reading.rejected import Rejected
from risalah.schema import Problem


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: of one article, or of many."""

    path: Path
    id: str
    """What its document is called, where it holds one and does not say."""

    @property
    def name(self) -> str:
        """How people are told of it."""
        return str(self.path)


def files_of(given: Path, suffixes: Collection[str]) -> Iterator[File | Rejected]:
    """Yield the file, or the files in the folder and its subfolders by path, that have one of the suffixes."""
    known = ", ".join(suffixes)
    try:
        if given.is_dir():
            yield from _files_in(given, suffixes, known)
        elif not given.exists():
            yield Rejected(Problem(str(given), "does not exist", "Check the path"))
        elif given.suffix.lower() not in suffixes:
            yield Rejected(Problem(str(given), "is of no known format", f"Give a file of these: {known}, or a folder"))
        else:
            yield File(given, given.stem)
    except OSError as error:
        yield unreadable(str(given), error)


def unreadable(where: str, error: OSError) -> Rejected:
    """Return what is rejected that the system does not let us read."""
    return Rejected(Problem(where, f"cannot be read: {error.strerror or error}", "Check the file and its permissions"))


def _files_in(folder: Path, suffixes: Collection[str], known: str) -> Iterator[File | Rejected]:
    empty = True
    for entry in _entries(folder):
        if isinstance(entry, Rejected):
            yield entry
        elif entry.suffix.lower() in suffixes:
            yield File(entry, entry.relative_to(folder).with_suffix("").as_posix())
        else:
            continue
        empty = False
    if empty:
        yield Rejected(Problem(str(folder), "holds nothing to read", f"Put files of these in it: {known}"))


def _entries(folder: Path) -> Iterator[Path | Rejected]:
    """Yield every file below a folder that is not hidden, sorted by path."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield unreadable(str(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield entry
        elif entry.is_symlink():  # it may lead back here, and so on for ever
            yield Rejected(Problem(str(entry), "is a link to a folder", "Give that folder itself as an input"))
        else:
            yield from _entries(entry)
