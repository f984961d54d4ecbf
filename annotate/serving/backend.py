"""What Label Studio 1.23 asks of a machine learning backend, as its label_studio/ml/api_connector.py does."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from risalah.annotate.serving.predictor import Predictor
from risalah.annotate.serving.queue import Queue
from risalah.annotate.serving.requests import content
from risalah.annotate.studio.page.task import MODEL_VERSION
from risalah.schema import Ontology, RisalahError
from risalah.schema.targets.labelling import labelling_config

LEARN = frozenset({"ANNOTATION_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_CREATED", "START_TRAINING"})
"""What happens in Label Studio that there may be something to learn from."""


def backend(
    predictor: Predictor, ontology: Ontology, queue: Queue | None = None, tell: Callable[[str], None] = lambda _: None
) -> Starlette:
    """Return the application that answers.

    `ontology` is that of the predictions; a project with another labelling config is
    refused. `queue` trains the next model, null where nothing is trained. `tell` gets a
    sentence when something is refused or asked for.
    """
    return Starlette(
        routes=_Backend(predictor, ontology, queue, tell).routes, exception_handlers={HTTPException: _refused}
    )


class _Backend:
    def __init__(
        self, predictor: Predictor, ontology: Ontology, queue: Queue | None, tell: Callable[[str], None]
    ) -> None:
        self._predictor, self._queue, self._tell = predictor, queue, tell
        self._config = labelling_config(ontology)

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/health", self.health),
            Route("/setup", self.setup, methods=["POST"]),
            Route("/predict", self.predict, methods=["POST"]),
            Route("/webhook", self.webhook, methods=["POST"]),
            Route("/versions", self.versions),
        ]

    async def health(self, _: Request) -> JSONResponse:
        """Say that it answers, as what, and how training goes."""
        told = {"status": "UP", "model_version": MODEL_VERSION, "source": str(self._predictor.source)}
        return JSONResponse(told | {"fit": self._fit()})

    async def setup(self, request: Request) -> JSONResponse:
        """Say which predictions it makes, asked before each: what has those already is not asked for again.

        The key to the server that comes with it is not kept.
        """
        sent = await content(request)
        config = sent.get("schema")
        if config is not None and config != self._config:
            self._tell(f"Refuses project {sent.get('project')!r:.40}: {_OTHER_CONFIG}")
            raise HTTPException(HTTPStatus.BAD_REQUEST, _OTHER_CONFIG)
        return JSONResponse({"model_version": MODEL_VERSION, "fit": self._fit()})

    async def predict(self, request: Request) -> JSONResponse:
        """Make a prediction for each task."""
        tasks = (await content(request)).get("tasks")
        if not isinstance(tasks, list):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "has no list of tasks")
        try:
            results = await run_in_threadpool(self._predictor.predictions, tasks)
        except (RisalahError, OSError) as error:  # no fault of the request: Label Studio asks again
            self._tell(f"No predictions: {error}")
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from None
        return JSONResponse({"results": results})

    async def webhook(self, request: Request) -> JSONResponse:
        """Train where something was submitted, or somebody asks for it."""
        action = (await content(request)).get("action")
        if not isinstance(action, str) or action not in LEARN:
            return JSONResponse({"status": "ignored"})
        if self._queue is None:
            self._tell(f"{action}: nothing is trained without --fit")
            return JSONResponse({"status": "noted"})
        self._queue.ask()
        return JSONResponse({"status": "queued"})

    async def versions(self, _: Request) -> JSONResponse:
        """Say which model versions there are."""
        return JSONResponse({"versions": [MODEL_VERSION]})

    def _fit(self) -> dict[str, Any] | None:
        queue = self._queue
        return {"running": queue.running, "waiting": queue.waiting, "failure": queue.failure} if queue else None


_OTHER_CONFIG = (
    "has another labelling config than this workspace. Run `risalah push`, or connect the workspace's project"
)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    status, why = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    return JSONResponse({"error": why}, status)
