"""Documents whose text changed after people had worked on it."""

from dataclasses import dataclass
from functools import cached_property

from risalah.annotate.history import History
from risalah.annotate.orphaned import Orphaned
from risalah.annotate.pulled import Pulled
from risalah.annotate.pushed import PushedOutline
from risalah.annotate.review.anchoring import Anchored, reanchor
from risalah.annotate.studio.page.exported import pulled
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync.project import Project
from risalah.annotate.workspace import Workspace
from risalah.schema import Document


@dataclass(frozen=True, slots=True)
class Carried:
    """A person's work on an earlier text of a document, carried over to the new one."""

    annotator: str
    anchored: Anchored
    state: Pulled
    """The earlier task as it is now."""


class Reworded:
    """Carries over what people did on earlier texts of documents."""

    def __init__(self, workspace: Workspace, studio: Studio) -> None:
        """Name workspace and server; nothing is read yet."""
        self._workspace, self._studio = workspace, studio

    def carried(self, document: Document, earlier: PushedOutline, project: Project) -> Carried | None:
        """Return what a person submitted last on the earlier task, null where nobody did or its text is not kept."""
        (task,) = self._studio.export(project.number, [earlier.task])
        state = pulled(task, server=self._studio.url, project=project.key, ontology=self._workspace.ontology)
        submitted = [review for review in state.reviews if review.status != "unreviewed"]
        before = self._history.document(document.id, earlier.text_sha256 or "")
        if not submitted or before is None:
            return None
        last = max(submitted, key=lambda review: review.submitted)
        return Carried(last.annotator, reanchor(last.annotation, before, document), state)

    def keep(self, carried: list[Carried]) -> None:
        """Write down what could not be carried over, and the earlier tasks as they were."""
        self._workspace.reviews.append([one.state for one in carried])
        self._workspace.orphans.append(
            [
                Orphaned(
                    doc_id=one.state.doc_id,
                    before=one.state.reviews[-1].annotation.text_sha256,
                    after=one.anchored.annotation.text_sha256,
                    annotator=one.annotator,
                    orphans=one.anchored.orphans,
                )
                for one in carried
                if one.anchored.orphans
            ]
        )

    @cached_property
    def _history(self) -> History:
        return History(self._workspace)
