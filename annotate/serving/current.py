"""Which model answers, known also after a restart."""

from pathlib import Path

from pydantic import ValidationError

from risalah.schema import Problem
from risalah.schema.errors import WorkspaceError
from risalah.schema.model import Model
from risalah.schema.report import problems_of
from risalah.storage.atomic import write


class _Fitted(Model):
    """What is written down."""

    given: str | None = None
    """The model that answered at first; null for the rules."""
    model: str
    """The one that was trained last, and answers instead."""


class Current:
    """The model that answers: the one that was given, until one was trained on what people reviewed since."""

    def __init__(self, folder: Path, given: Path | None) -> None:
        """Read it from `folder`, where another one that was given begins anew; raises WorkspaceError."""
        self.folder = folder
        self._file = folder / "current.json"
        self._given = str(given.resolve()) if given else None
        known = self._known()
        self.model = folder / known.model if known and known.given == self._given else given
        """Its folder, null for the rules."""

    def change(self, model: Path) -> None:
        """Have the model in a folder be the one that answers."""
        name = str(model.relative_to(self.folder) if model.is_relative_to(self.folder) else model)
        write(self._file, _Fitted(given=self._given, model=name).model_dump_json(indent=1).encode())
        self.model = model

    def _known(self) -> _Fitted | None:
        try:
            return _Fitted.model_validate_json(self._file.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            remedy = "Remove it: the model that was given answers then"
            what = "; ".join(problem.what for problem in problems_of(error, ""))
            raise WorkspaceError(Problem(str(self._file), what, remedy)) from None
