"""The one place that speaks to Label Studio's API, through its SDK."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpx
from label_studio_sdk import LabelStudio
from label_studio_sdk.base_client import LabelStudioBase
from label_studio_sdk.core.api_error import ApiError

from risalah.schema import Problem
from risalah.schema.errors import StudioError

TIMEOUT = 60.0
"""Seconds to wait for an answer."""
PAGE = 1000
"""Tasks on one page of a listing."""


_OTHER_KEY = {
    "legacy token": "Take a personal access token from Account & Settings, or have legacy tokens enabled there",
    "personal access token": "Make a new one in Account & Settings: this one is revoked, expired or of another server",
}
"""What to do where a kind of key is refused."""


class Credentials(NamedTuple):
    """Where a Label Studio is, and a key to it: a legacy token or a personal access token."""

    url: str
    api_key: str

    def __repr__(self) -> str:
        return f"Credentials(url={self.url!r}, api_key=...)"


class Listed(NamedTuple):
    """A task as a listing shows it."""

    task: int
    changed: str
    """When it last changed, as an ISO timestamp of the server's clock."""
    annotations: int
    skipped: int
    drafts: int
    """Drafts of the key's owner: the listing hides those of others."""


class Studio:
    """A Label Studio server, and a connection to it that closes with the block it is used in.

    Every method raises StudioError where the server cannot be reached or refuses.
    """

    def __init__(self, credentials: Credentials) -> None:
        """Prepare to speak to the server; nothing is sent yet."""
        self.url = credentials.url.rstrip("/")
        self._key = "personal access token" if credentials.api_key.count(".") == 2 else "legacy token"
        self._http = httpx.Client(timeout=TIMEOUT, follow_redirects=True)
        with self._told():
            self._api: LabelStudioBase = LabelStudio(  # type: ignore[no-untyped-call]
                base_url=self.url, api_key=credentials.api_key, httpx_client=self._http, max_retries=3
            )

    def __enter__(self) -> "Studio":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def version(self) -> str:
        """Return the server's version, thereby checking address and key."""
        with self._told():
            self._api.users.whoami()
            return str(self._api.versions.get().label_studio_os_package["version"])

    def find_project(self, mark: str) -> int | None:
        """Return the id of the project whose description holds `mark`, or null."""
        with self._told():
            found = (project for project in self._api.projects.list() if mark in (project.description or ""))
            return next((int(project.id) for project in found), None)

    def create_project(self, title: str, description: str, config: str) -> int:
        """Create a project that shows its predictions to annotators, and return its id."""
        with self._told():
            project = self._api.projects.create(
                title=title, description=description, label_config=config, show_collab_predictions=True
            )
            return int(project.id or 0)

    def config(self, project: int) -> tuple[str, str]:
        """Return the project's labelling config and its description."""
        with self._told():
            found = self._api.projects.get(project)
            return str(found.label_config), str(found.description or "")

    def set_config(self, project: int, config: str, description: str) -> None:
        """Replace the project's labelling config and description."""
        with self._told():
            self._api.projects.update(project, label_config=config, description=description)

    def document_ids(self, project: int) -> Iterator[tuple[int, str | None]]:
        """Yield the id of each task with that of its document, null where the task is none of ours."""
        with self._told():
            for task in self._api.tasks.list(project=project, fields="task_only", include="id,data", page_size=PAGE):
                yield int(task.id), (task.data or {}).get("doc_id")

    def import_tasks(self, project: int, tasks: Sequence[dict[str, Any]]) -> tuple[int, int]:
        """Create tasks with their predictions; return how many of each the server says it created.

        Never retried: a request whose answer was lost may have been carried out.
        """
        with self._told():
            answer = self._api.projects.import_tasks(
                project,
                request=tasks,
                request_options={"max_retries": 0},
            )
            told = answer.model_dump()
            return int(told["task_count"]), int(told["prediction_count"])

    def delete_task(self, task: int) -> None:
        """Delete a task."""
        with self._told():
            self._api.tasks.delete(str(task))

    def tasks(self, project: int) -> Iterator[Listed]:
        """Yield every task of a project, without its content."""
        fields = "id,updated_at,total_annotations,cancelled_annotations,drafts"
        with self._told():
            for task in self._api.tasks.list(project=project, fields="all", include=fields, page_size=PAGE):
                yield Listed(
                    int(task.id),
                    task.updated_at.isoformat() if task.updated_at else "",
                    int(task.total_annotations or 0),
                    int(task.cancelled_annotations or 0),
                    len(task.drafts or ()),
                )

    def export(self, project: int, tasks: Sequence[int]) -> list[dict[str, Any]]:
        """Return tasks as the server's raw JSON, with their annotations and drafts."""
        # The SDK's own `ids` is sent under a name that the server does not read: it answers with every task.
        chosen = {"ids[]": [str(task) for task in tasks]}
        with self._told():
            content = self._api.projects.exports.download_sync(
                project,
                export_type="JSON",
                download_all_tasks=True,
                request_options={"additional_query_parameters": chosen},
            )
            return list(json.loads(b"".join(content)))

    def submit(self, task: int, result: list[dict[str, Any]], *, seconds: float | None = None) -> int:
        """Submit an annotation and return its id. Not retried: it might be submitted twice."""
        with self._told():
            annotation = self._api.annotations.create(
                task, result=result, lead_time=seconds, request_options={"max_retries": 0}
            )
            return int(annotation.id or 0)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what goes wrong in a sentence, without headers or keys."""
        try:
            yield
        except ApiError as error:
            raise StudioError(_refusal(self.url, self._key, error)) from None
        except httpx.TimeoutException:
            what = f"did not answer within {TIMEOUT:.0f} s"
            raise StudioError(Problem(self.url, what, "Run the command again: it goes on where it stopped")) from None
        except httpx.HTTPError as error:
            what = f"cannot be reached ({type(error).__name__})"
            raise StudioError(
                Problem(self.url, what, "Start the local one with `risalah studio`, or correct LABEL_STUDIO_URL")
            ) from None


def _refusal(url: str, key: str, error: ApiError) -> Problem:
    body: dict[str, Any] = error.body if isinstance(error.body, dict) else {}
    said = json.dumps(body.get("validation_errors") or body.get("detail") or str(error.body)[:200], ensure_ascii=False)
    if error.status_code in (401, 403):
        what = f"does not accept LABEL_STUDIO_API_KEY, a {key} ({error.status_code}): {said}"
        return Problem(url, what, _OTHER_KEY[key])
    return Problem(url, f"refuses ({error.status_code}): {said}")
