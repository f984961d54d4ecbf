"""Everything that answers Label Studio, put together."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from risalah.annotate.annotator import Annotator
from risalah.annotate.serving.backend import backend
from risalah.annotate.serving.current import Current
from risalah.annotate.serving.fitting import Fitting
from risalah.annotate.serving.login import Login
from risalah.annotate.serving.predictor import Predictor
from risalah.annotate.serving.queue import Queue
from risalah.annotate.serving.requests import guarded
from risalah.annotate.serving.server import serving
from risalah.annotate.workspace import Workspace
from risalah.schema.errors import ModelError

FOLDER = "serving"
"""Where in a workspace lies what was trained while it was served."""


@contextmanager
def service(
    workspace: Workspace,
    load: Callable[[Path | None], Annotator],
    *,
    given: Path | None = None,
    fit: Sequence[str] = (),
    host: str = "127.0.0.1",
    port: int = 0,
    login: Login | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[str]:
    """Answer Label Studio while a block runs, and yield the address.

    `load` returns the annotator in a folder, null for the rules; it raises ModelError, as
    this does for `given`, the model that answers until another is trained. `fit` is the
    command that trains one, as `Fitting` says; without it none is trained. Whoever does not know
    the login is not answered. Raises StudioError where the address cannot be listened on,
    and WorkspaceError.
    """
    current = Current(workspace.folder / FOLDER, given)
    predictor = Predictor(workspace, _first(current, given, load, tell), tell)

    def adopt(model: Path) -> None:
        predictor.use(load(model))
        tell(f"Predicts by {predictor.source} from now on")

    with ExitStack() as stack:
        queue = None
        if fit:
            fitting = Fitting(fit, current, adopt)
            queue = Queue(fitting.run, fitting.stop, tell)
            stack.callback(queue.close)
        app = backend(predictor, workspace.ontology, queue, tell)
        url = stack.enter_context(serving(guarded(app, login) if login else app, host, port))
        tell(f"Predicts by {predictor.source} at {url}")
        yield url


def _first(
    current: Current, given: Path | None, load: Callable[[Path | None], Annotator], tell: Callable[[str], None]
) -> Annotator:
    """Return what answers first: the model that was trained last, the one that was given where that does not fit."""
    if current.model != given:
        try:
            return load(current.model)
        except ModelError as error:
            tell(f"What was trained last is left aside: {error}")
            current.model = given
    return load(given)
