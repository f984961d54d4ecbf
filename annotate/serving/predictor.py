"""Predictions for tasks of Label Studio, as a push sends them."""

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Any

from risalah.annotate.annotator import Annotator
from risalah.annotate.serving.known import Known
from risalah.annotate.studio.page.exported import document_of
from risalah.annotate.studio.page.task import prediction, to_task, unpushable
from risalah.annotate.studio.sync.order import Order
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Problem, Source


class Predictor:
    """What an annotator makes of tasks. May be used by several threads, and change its annotator meanwhile."""

    def __init__(self, workspace: Workspace, annotator: Annotator, tell: Callable[[str], None]) -> None:
        """Read what the workspace holds; `tell` gets a sentence for each task that has no prediction."""
        self._workspace, self._tell = workspace, tell
        self._known = Known(workspace)
        self._one = Lock()
        self.use(annotator)

    @property
    def source(self) -> Source:
        """What makes the predictions."""
        return self._now[0].source

    def use(self, annotator: Annotator) -> None:
        """Have this annotator make the predictions from now on, with priorities by what people did up to now."""
        self._now = annotator, Order(self._workspace)

    def predictions(self, tasks: Sequence[object]) -> list[dict[str, Any]]:
        """Return a prediction for each task, and note it in the workspace first, without which no review has a prior.

        It is empty where a task shows no document of ours, or its text is not the one
        that it was made with. Raises OSError and WorkspaceError where the workspace
        cannot be written or read.
        """
        annotator, order = self._now
        made = [self._made(task, annotator) for task in tasks]
        self._known.keep([one for one in made if one])
        return [self._prediction(*one, order) if one else prediction((), None, priority=0.0) for one in made]

    def _made(self, task: object, annotator: Annotator) -> tuple[Document, Annotation] | None:
        held = task if isinstance(task, dict) else {}
        document, problems = document_of(held, f"task {held.get('id')!r:.20}")
        if document is None:
            self._refuse(problems)
            return None
        known = self._known.preannotation(document, annotator.source)
        annotation = known or self._annotated(document, annotator)
        return (document, annotation) if annotation else None

    def _annotated(self, document: Document, annotator: Annotator) -> Annotation | None:
        try:
            with self._one:
                annotation = annotator.annotate(document)
        except Exception as error:  # whatever a strange text does to it, the others have their predictions
            problems = [Problem(document.id, f"breaks {annotator.source}: {type(error).__name__}: {error}")]
        else:
            problems = unpushable(annotation, document)
            if not problems:
                return annotation
        self._refuse(problems)
        return None

    def _refuse(self, why: Iterable[Problem]) -> None:
        for problem in why:
            self._tell(f"No prediction: {problem}")

    def _prediction(self, document: Document, annotation: Annotation, order: Order) -> dict[str, Any]:
        task = to_task(
            document,
            annotation,
            boilerplate=self._workspace.ruleset.boilerplate(document),
            priority=order.priority(annotation).value,
        )
        made: dict[str, Any] = task["predictions"][0]
        return made
