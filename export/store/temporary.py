"""Folders to build in, and what killed processes leave of them."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STALE_SECONDS = 3600.0
"""How long nothing was written to a folder that a killed process left behind before it is swept away."""


@contextmanager
def temporary(parent: Path, prefix: str) -> Iterator[Path]:
    """Yield a new folder, which is gone after the block; what others left there under that prefix goes when stale."""
    parent.mkdir(parents=True, exist_ok=True)
    _sweep(parent, prefix)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path, prefix: str) -> None:
    for leftover in parent.glob(f"{prefix}*"):
        with suppress(OSError):  # somebody else may be sweeping too, or it is not ours
            written = max(path.stat().st_mtime for path in (leftover, *leftover.rglob("*")))
            if time.time() - written > STALE_SECONDS:
                shutil.rmtree(leftover, ignore_errors=True)
