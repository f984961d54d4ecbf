"""What is asked of Label Studio's API, in this project's terms."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from risalah.annotate.studio.server.connection import RETRIES, Connection, Credentials

__all__ = ["Backend", "Created", "Credentials", "Listed", "Settings", "Studio", "Totals"]

PAGE = 500
"""Tasks on one page of a listing."""
_ANY_ID = 2**31 - 1

Settings = dict[str, Any]
"""A project's settings, as Label Studio names them."""


class Created(NamedTuple):
    """A task, and the document that it shows."""

    task: int
    doc_id: str | None
    """Null where the task is none of ours."""
    text_sha256: str | None
    source: str | None
    """What made what it was created with; null for nothing."""


class Listed(NamedTuple):
    """A task as a listing shows it."""

    task: int
    changed: str
    """When it last changed, as an ISO timestamp of the server's clock."""
    submitted: int
    """Annotations that were submitted and not cancelled."""
    skipped: int


class Backend(NamedTuple):
    """A machine learning backend of a project."""

    id: int
    title: str
    url: str


class Totals(NamedTuple):
    """How much there is in a range of tasks."""

    tasks: int
    submitted: int
    """Annotations that were submitted and not cancelled."""


class Studio:
    """A Label Studio server, and a connection to it that closes with the block it is used in.

    Every method raises StudioError where the server cannot be reached or refuses.
    """

    def __init__(self, credentials: Credentials, retries: int = RETRIES) -> None:
        """Prepare to speak to the server; nothing is sent yet."""
        self._server = Connection(credentials, retries)
        self.url = self._server.url
        self.key = self._server.key
        """The kind of key that is used."""

    def __enter__(self) -> "Studio":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    def version(self) -> str:
        """Return the server's version, thereby checking address and key."""
        self._server.get("/api/current-user/whoami")
        return str(self._server.get("/api/version")["label-studio-os-package"]["version"])

    def now(self) -> datetime.datetime:
        """Return the time by the server's clock, to the second; ours where it does not tell."""
        told = self._server.date()
        return parsedate_to_datetime(told) if told else datetime.datetime.now(datetime.UTC)

    def projects(self) -> Iterator[tuple[int, str]]:
        """Yield the id and description of every project."""
        page = 1
        while True:
            found = self._server.get("/api/projects", page=page, page_size=PAGE, include="id,description")
            for project in found["results"]:
                yield int(project["id"]), str(project["description"] or "")
            if not found["next"]:
                return
            page += 1

    def create_project(self, settings: Settings) -> int:
        """Create a project and return its id."""
        return int(self._server.change("POST", "/api/projects", settings)["id"])

    def project(self, project: int) -> Settings:
        """Return the settings of a project."""
        return dict(self._server.get(f"/api/projects/{project}"))

    def set_project(self, project: int, settings: Settings) -> None:
        """Replace these settings of a project."""
        self._server.change("PATCH", f"/api/projects/{project}", settings)

    def create_view(self, project: int, data: dict[str, Any]) -> None:
        """Add a tab to a project's list of tasks."""
        self._server.change("POST", "/api/dm/views", {"project": project, "data": data})

    def created(self, project: int, first: int, last: int = _ANY_ID) -> Iterator[Created]:
        """Yield the tasks with an id from `first` to `last` and the documents they show, in order of id."""
        yield from map(_created, self._tasks(project, first, last, include="id,data"))

    def bare(self, project: int) -> Iterator[Created]:
        """Yield the tasks without any prediction, in order of id."""
        none = _condition("total_predictions", "less", "Number", 1)
        yield from map(_created, self._tasks(project, 0, _ANY_ID, none, include="id,data"))

    def touched_since(self, project: int, since: datetime.datetime | None) -> Iterator[Listed]:
        """Yield the tasks with any annotation that changed at that time or later; without a time, all of these."""
        conditions = [_TOUCHED]
        if since:
            moment = since.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            conditions.append(_condition("updated_at", "greater_or_equal", "Datetime", moment))
        yield from self._listed(project, 0, _ANY_ID, *conditions)

    def touched(self, project: int) -> int:
        """Return how many tasks have any annotation."""
        return int(self._page(project, 0, _ANY_ID, _TOUCHED, size=1, include="id")["total"])

    def listed(self, project: int, first: int, last: int) -> Iterator[Listed]:
        """Yield the tasks with an id from `first` to `last`, in order of id."""
        yield from self._listed(project, first, last)

    def totals(self, project: int, first: int, last: int) -> Totals:
        """Return how many tasks there are with an id from `first` to `last`, and how many annotations."""
        told = self._page(project, first, last, size=1, include="id")
        return Totals(int(told["total"]), int(told["total_annotations"]))

    def skipped(self, project: int) -> int:
        """Return how many tasks anybody has skipped."""
        return int(self._page(project, 0, _ANY_ID, _SKIPPED, size=1, include="id")["total"])

    def drafts(self, project: int) -> int:
        """Return how many tasks hold annotations that were begun and not submitted, by anybody."""
        drafted = _condition("draft_exists", "equal", "Boolean", True)
        return int(self._page(project, 0, _ANY_ID, drafted, size=1, include="id")["total"])

    def import_tasks(self, project: int, tasks: Sequence[dict[str, Any]]) -> tuple[list[int], int]:
        """Create tasks with their predictions; return the tasks' ids in order, and how many predictions there are."""
        told = self._server.change("POST", f"/api/projects/{project}/import", tasks, return_task_ids="true")
        return [int(task) for task in told["task_ids"]], int(told["prediction_count"])

    def delete_task(self, task: int) -> None:
        """Delete a task with all that was done on it."""
        self._server.change("DELETE", f"/api/tasks/{task}")

    def set_data(self, task: int, data: dict[str, Any]) -> None:
        """Replace what a task shows."""
        self._server.change("PATCH", f"/api/tasks/{task}", {"data": data})

    def predict(self, project: int, predictions: Mapping[int, dict[str, Any]]) -> None:
        """Give tasks of a project, by their ids, one more prediction each."""
        sent = [{"task": task} | prediction for task, prediction in predictions.items()]
        if sent:
            self._server.change("POST", f"/api/projects/{project}/import/predictions", sent)

    def set_prediction(self, prediction: int, fields: dict[str, Any]) -> None:
        """Replace these fields of a prediction."""
        self._server.change("PATCH", f"/api/predictions/{prediction}", fields)

    def predictions(self, task: int) -> list[dict[str, Any]]:
        """Return the predictions of a task, oldest first."""
        found = self._server.get("/api/predictions", task=task)
        return sorted(found, key=lambda prediction: int(prediction["id"]))

    def export(self, project: int, tasks: Sequence[int], *, touched: bool = False) -> list[dict[str, Any]]:
        """Return tasks, or those that have any annotation, as the server's raw JSON with annotations and drafts."""
        # `ids` alone is not read: the server then answers with every task.
        chosen = {"ids[]": [str(task) for task in tasks], "download_all_tasks": "false" if touched else "true"}
        return list(self._server.get(f"/api/projects/{project}/export", exportType="JSON", **chosen))

    def submit(self, task: int, result: Sequence[dict[str, Any]], *, seconds: float | None = None) -> int:
        """Submit an annotation and return its id."""
        annotation = {"result": result, "lead_time": seconds}
        return int(self._server.change("POST", f"/api/tasks/{task}/annotations", annotation)["id"])

    def hooks(self, project: int) -> list[tuple[int, str]]:
        """Return the id and address of every webhook of a project."""
        found = self._server.get("/api/webhooks/", project=project)
        return [(int(hook["id"]), str(hook["url"])) for hook in found]

    def create_hook(self, project: int, url: str, headers: Mapping[str, str] | None = None) -> int:
        """Have the server call an address, without telling it more than what changed, when anything changes."""
        hook = {"url": url, "project": project, "send_payload": False, "send_for_all_actions": True}
        hook["headers"] = dict(headers or {})
        return int(self._server.change("POST", "/api/webhooks/", hook)["id"])

    def delete_hook(self, hook: int) -> None:
        """Delete a webhook."""
        self._server.change("DELETE", f"/api/webhooks/{hook}/")

    def backends(self, project: int) -> list[Backend]:
        """Return the machine learning backends of a project, of which the server asks the first alone."""
        found = self._server.get("/api/ml/", project=project)
        return sorted(Backend(int(one["id"]), str(one["title"]), str(one["url"])) for one in found)

    def create_backend(self, project: int, settings: Settings) -> int:
        """Have the server ask a machine learning backend for predictions, and return its id; it must answer by now."""
        return int(self._server.change("POST", "/api/ml/", settings | {"project": project})["id"])

    def delete_backend(self, backend: int) -> None:
        """Have the server ask a machine learning backend no more; its predictions stay."""
        self._server.change("DELETE", f"/api/ml/{backend}")

    def _listed(self, project: int, first: int, last: int, *conditions: dict[str, Any]) -> Iterator[Listed]:
        fields = "id,updated_at,total_annotations,cancelled_annotations"
        for task in self._tasks(project, first, last, *conditions, include=fields):
            yield Listed(
                int(task["id"]),
                str(task["updated_at"]),
                int(task["total_annotations"] or 0),
                int(task["cancelled_annotations"] or 0),
            )

    def _tasks(
        self, project: int, first: int, last: int, *conditions: dict[str, Any], include: str
    ) -> Iterator[dict[str, Any]]:
        """Yield the tasks of a range; by their ids, because pages by number shift when tasks come and go."""
        while True:
            tasks = self._page(project, first, last, *conditions, size=PAGE, include=include)["tasks"]
            yield from tasks
            if len(tasks) < PAGE:
                return
            first = int(tasks[-1]["id"]) + 1

    def _page(
        self, project: int, first: int, last: int, *conditions: dict[str, Any], size: int, include: str
    ) -> dict[str, Any]:
        within = _condition("id", "in", "Number", {"min": first, "max": last})
        query = {"filters": {"conjunction": "and", "items": [within, *conditions]}, "ordering": ["tasks:id"]}
        return dict(
            self._server.get(
                "/api/tasks",
                project=project,
                page_size=size,
                fields="task_only",
                include=include,
                query=json.dumps(query),
            )
        )


def _created(found: dict[str, Any]) -> Created:
    data = found["data"] if isinstance(found["data"], dict) else {}
    told = (data.get(name) for name in ("doc_id", "text_sha256", "source"))
    return Created(int(found["id"]), *(value if isinstance(value, str) else None for value in told))


def _condition(column: str, operator: str, kind: str, value: Any) -> dict[str, Any]:
    return {"filter": f"filter:tasks:{column}", "operator": operator, "type": kind, "value": value}


# Asked of the annotations themselves: the count that a task carries misses one that was submitted while the server
# counted anew after an import of predictions.
_TOUCHED = _condition("annotations_ids", "greater", "Number", 0)
_SKIPPED = _condition("cancelled_annotations", "greater", "Number", 0)
