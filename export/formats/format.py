"""What every format is."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from risalah.export.formats.example import Example
from risalah.export.formats.reasons import Limits


class Format(Protocol):
    """A file format that models are trained from."""

    name: str
    """As `risalah export --format` takes it."""
    description: str
    """What it is, in a few words."""
    suffix: str
    """How its files end."""
    limits: Limits
    """Why it may lose what."""

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write the examples of a split to a file, whose folder is there."""
        ...

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what a file holds, document by document, as far as the format tells it."""
        ...
