"""The projects of a workspace in Label Studio."""

import difflib
import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from risalah.annotate.studio.server.client import Settings, Studio
from risalah.annotate.workspace import Workspace
from risalah.schema import Problem
from risalah.schema.errors import StudioError
from risalah.schema.targets.guideline import guideline
from risalah.schema.targets.labelling import labelling_config
from risalah.storage.atomic import write

MAIN = "main"
"""The part of a workspace in which every document is annotated once."""
ADJUDICATION = "adjudication"
"""The part in which is decided what annotators do not agree on."""
TITLE = 50
"""Letters of a title that Label Studio takes."""


def blind(number: int) -> str:
    """Return the part of the second, third ... annotator, who sees nothing of the others' work."""
    return f"blind-{number}"


class Project(NamedTuple):
    """A project of a workspace on a server."""

    part: str
    """Which part of the workspace it is."""
    number: int
    """Its id on the server."""
    key: str
    """Drawn when it was made: another project never has it, nor does this one get another with a new address."""


def found(workspace: Workspace, studio: Studio) -> list[Project]:
    """Return every project of the workspace, the main one first; raises StudioError where it has none yet."""
    projects = list(_own(workspace, studio))
    if not projects:
        raise StudioError(Problem(studio.url, "has no project of this workspace", "Run `risalah push` first"))
    return sorted(projects, key=lambda project: (project.part != MAIN, project.part, project.number))


def find(workspace: Workspace, studio: Studio, part: str = MAIN) -> Project:
    """Return the project of a part; raises StudioError where it has none yet."""
    for project in found(workspace, studio):
        if project.part == part:
            return project
    raise StudioError(Problem(studio.url, f"has no {part} project of this workspace", "Run `risalah push` first"))


def ensure(workspace: Workspace, studio: Studio, part: str = MAIN) -> Project:
    """Return the project of a part, created or brought up to the workspace's event types where needed.

    Raises StudioError where a person has changed the labelling config by hand, with what
    they changed: it must not be overwritten, nor records be pushed to a page that may not
    hold them.
    """
    config = labelling_config(workspace.ontology)
    project = next((project for project in _own(workspace, studio) if project.part == part), None)
    if project is None:
        _remember(workspace, config)
        key = uuid.uuid4().hex[:12]
        number = studio.create_project(_usual(workspace, part) | _settings(workspace, part, key, config))
        studio.create_view(number, _BY_PRIORITY)
        return Project(part, number, key)
    there = studio.project(project.number)
    changes = hand_edits(workspace, there)
    if changes:
        where = f"{studio.url}/projects/{project.number}/settings/labeling"
        raise StudioError(Problem(where, f"has a labelling config that was changed by hand:\n{changes}", BY_HAND))
    ours = _settings(workspace, part, project.key, config)
    if there["description"] != ours["description"]:
        _remember(workspace, config)
        studio.set_project(project.number, ours)
    return project


BY_SCORE = "Uncertainty sampling"
"""How Label Studio calls it to open those tasks first whose predictions have the lowest score."""
_PRIORITY = "tasks:data.priority"
_HIDDEN = [
    *("tasks:inner_id", "tasks:annotations_results", "tasks:annotations_ids", "tasks:predictions_score"),
    *("tasks:predictions_model_versions", "tasks:predictions_results", "tasks:file_upload", "tasks:storage_filename"),
    *("tasks:created_at", "tasks:updated_by", "tasks:data.text", "tasks:data.summary", "tasks:data.document"),
    *("tasks:data.text_sha256", "tasks:data.source"),
]
_BY_PRIORITY = {
    "title": "Prioritas / Priority",
    "ordering": [f"-{_PRIORITY}"],
    "columnsDisplayType": {_PRIORITY: "Number"},
    "hiddenColumns": {"explore": _HIDDEN, "labeling": _HIDDEN},
}
"""The tab in which people find the tasks, those first that need them most."""

BY_HAND = "Put its code back, or give the workspace a new id in risalah.toml to begin a new project"
"""What to do about a labelling config that was changed by hand."""


def hand_edits(workspace: Workspace, project: Settings) -> str:
    """Return what was changed by hand in a project's labelling config, as a diff; empty where nothing was."""
    there = str(project["label_config"])
    if f"config:{_digest(there)}" in str(project["description"]):
        return ""
    path = _remembered(workspace)
    pushed = path.read_text(encoding="utf-8") if path.exists() else labelling_config(workspace.ontology)
    told = difflib.unified_diff(pushed.splitlines(), there.splitlines(), "pushed", "there", lineterm="", n=1)
    return "\n".join(told)


def _usual(workspace: Workspace, part: str) -> Settings:
    """Return what a project is created with, and a curator may change."""
    title = workspace.config.name if part == MAIN else f"{workspace.config.name[: TITLE - len(part) - 1]} {part}"
    return {"title": title, "show_collab_predictions": True, "sampling": BY_SCORE}


def _settings(workspace: Workspace, part: str, key: str, config: str) -> Settings:
    """Return what every project must have: by its description it is found again, and its config known for ours."""
    own = workspace.config.id if part == MAIN else f"{workspace.config.id}/{part}"
    told = guideline(workspace.ontology)
    return {
        "description": f"risalah:{own} project:{key} config:{_digest(config)} guideline:{_digest(told)}",
        "label_config": config,
        "expert_instruction": told,
    }


def _own(workspace: Workspace, studio: Studio) -> Iterator[Project]:
    return (project for told in studio.projects() if (project := _project(workspace, *told)))


def _project(workspace: Workspace, number: int, description: str) -> Project | None:
    """Return the project that a description tells of, null where it is none of this workspace."""
    told = dict(word.split(":", 1) for word in description.split() if ":" in word)
    own, _, part = told.get("risalah", "").partition("/")
    return Project(part or MAIN, number, told.get("project", str(number))) if own == workspace.config.id else None


def _digest(config: str) -> str:
    return hashlib.sha256(config.encode()).hexdigest()[:16]


def _remembered(workspace: Workspace) -> Path:
    return workspace.folder / "labelling.xml"


def _remember(workspace: Workspace, config: str) -> None:
    """Keep the config that is pushed, to show later what was changed in it."""
    write(_remembered(workspace), config.encode())
