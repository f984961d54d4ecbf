"""Up to when what changed on a server is known."""

import datetime
import json
from pathlib import Path

from risalah.schema import Problem
from risalah.schema.errors import WorkspaceError
from risalah.storage.atomic import write


class Marks:
    """The high-water mark of every project by its key, in a file. Without the file everything is looked at again."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is read yet."""
        self._path = path

    def get(self, project: str) -> datetime.datetime | None:
        """Return the time by the server's clock up to which all changes are known, null where none are."""
        told = self._read().get(project)
        return datetime.datetime.fromisoformat(told) if told else None

    def set(self, project: str, mark: datetime.datetime) -> None:
        """Note that all changes before this time are known."""
        marks = self._read() | {project: mark.isoformat()}
        write(self._path, json.dumps(marks, indent=1).encode())

    def _read(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise WorkspaceError(Problem(str(self._path), f"cannot be read: {error}", "Delete it")) from None
