"""A workspace's projects in Label Studio, connected to what makes predictions for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from risalah.annotate.serving.login import Login
from risalah.annotate.studio.page.task import MODEL_VERSION
from risalah.annotate.studio.server.client import Settings, Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.project import ADJUDICATION
from risalah.annotate.workspace import Workspace
from risalah.schema import Problem
from risalah.schema.errors import StudioError

TITLE = MODEL_VERSION
"""What the backend is called. Label Studio shows the predictions of a project's model version alone, and asks a backend
for those of the next task only where it has that name."""


@contextmanager
def connected(
    workspace: Workspace,
    studio: Studio,
    url: str,
    login: Login | None = None,
    *,
    hook: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[None]:
    """Have Label Studio ask this address for predictions while a block runs, and with `hook` call it at every change.

    What one that was killed has left is taken over. Raises StudioError where the workspace has
    no project yet, or has another backend, and where Label Studio cannot reach the address.
    """
    numbers = [one.number for one in projects.found(workspace, studio) if one.part != ADJUDICATION]
    try:
        for number in numbers:
            _Connection(studio, number, url).make(login, hook=hook, tell=tell)
        yield
    finally:
        try:
            for number in numbers:
                _Connection(studio, number, url).end()
        except StudioError as error:
            tell(f"Label Studio stays connected, and the next one takes it over: {error}")


class _Connection:
    """The connection of one project."""

    def __init__(self, studio: Studio, project: int, url: str) -> None:
        self._studio, self._project, self._url = studio, project, url

    def make(self, login: Login | None, *, hook: bool, tell: Callable[[str], None]) -> None:
        self.end()
        others = [one.url for one in self._studio.backends(self._project)]
        if others:
            where = f"{self._studio.url}/projects/{self._project}/settings/ml"
            raise StudioError(Problem(where, f"has another backend, {others[0]}", "Delete that one first"))
        if hook:
            self._call(login, tell)
        try:
            self._studio.create_backend(self._project, _settings(self._url, login))
        except StudioError as error:
            raise self._explained(error, "ML_BLOCK_LOCAL_IP") from None
        self._studio.set_project(self._project, {"show_collab_predictions": True, "model_version": TITLE})

    def end(self) -> None:
        ours = [one for one in self._studio.backends(self._project) if one.title == TITLE]
        called = {_hook(url) for url in (self._url, *(one.url for one in ours))}
        for hook in [hook for hook, url in self._studio.hooks(self._project) if url in called]:
            self._studio.delete_hook(hook)
        for one in ours:
            self._studio.delete_backend(one.id)
        # Deleted, it takes the model version with it, without which the predictions that there are would not be shown.
        if ours and self._studio.project(self._project)["total_predictions_number"]:
            self._studio.set_project(self._project, {"model_version": MODEL_VERSION})

    def _call(self, login: Login | None, tell: Callable[[str], None]) -> None:
        try:
            self._studio.create_hook(self._project, _hook(self._url), {"Authorization": login.header} if login else {})
        except StudioError as error:
            why = self._explained(error, "SSRF_PROTECTION_ENABLED")
            tell(f"Trains only when somebody starts it on the project's page of models: {why}")

    def _explained(self, error: StudioError, setting: str) -> StudioError:
        """Return what it means that a private address is refused, as it is by default; other errors as they are."""
        if "reserved network address" not in str(error):
            return error
        what = "is a private address, which Label Studio does not call"
        return StudioError(Problem(self._url, what, f"Start it with {setting}=false in its environment"))


def _hook(url: str) -> str:
    """Return the address that Label Studio itself has called for a backend, where nobody else has."""
    return f"{url.rstrip('/')}/webhook"


def _settings(url: str, login: Login | None) -> Settings:
    settings: Settings = {"url": url, "title": TITLE, "is_interactive": False}
    if login:
        settings |= {"auth_method": "BASIC_AUTH", "basic_auth_user": login.user, "basic_auth_pass": login.password}
    return settings
