"""What every pre-annotator is: documents in, annotations out."""

from pathlib import Path
from typing import Any, NamedTuple, Protocol

from risalah.annotate.rules import Ruleset
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Source


class Annotator(Protocol):
    """Rules, or a model. The same document gives the same annotation as long as the source is the same."""

    @property
    def source(self) -> Source:
        """What its annotations say made them."""

    def annotate(self, document: Document) -> Annotation:
        """Return the events that it finds in the document."""

    def plain(self, document: Document) -> dict[str, Any]:
        """Return the same as plain data, exactly as it is written as JSON."""


def ruleset_of(folder: Path) -> Ruleset:
    """Return the rules of the workspace in a folder, which need not be one: then those that come with the project."""
    opened = Workspace.within(folder)
    return opened.ruleset if opened else Ruleset.load()


def annotator(ruleset: Ruleset, model: Path | None = None, minimum: float | None = None) -> Annotator:
    """Return the rules, or the model in a folder, which works together with them.

    `minimum` is the confidence below which a model tells nothing; null for what it was trained for. Raises ModelError
    where the folder holds no model, or one that does not fit these rules' event types.
    """
    if model is None:
        return ruleset
    from risalah.annotate.models import Model  # noqa: PLC0415 - NumPy is not needed for rules alone

    return Model.load(model, ruleset, minimum)


class Making(NamedTuple):
    """What makes an annotator, in any process."""

    workspace: Path
    model: Path | None
    minimum: float | None

    def annotator(self) -> Annotator:
        """Return the rules of the workspace, or the model in its folder."""
        return annotator(ruleset_of(self.workspace), self.model, self.minimum)
