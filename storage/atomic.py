"""Writing that is whole or not there at all, also when the machine stops in the middle."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def _written(folder: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Yield a temporary file in `folder` that holds `content` and has reached the disk."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".writing-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
    sync(folder)


def write(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file, replacing what was there."""
    with _written(path.parent, content, mode) as temporary:
        temporary.rename(path)


def write_new(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file that must not exist; raises FileExistsError where it does, also when two writers race."""
    with _written(path.parent, content, mode) as temporary:
        os.link(temporary, path)


def sync(path: Path) -> None:
    """Make a file, or the entries of a folder, reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
