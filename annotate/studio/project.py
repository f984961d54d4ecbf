"""The project of a workspace in Label Studio."""

import hashlib

from risalah.annotate.studio.client import Studio
from risalah.annotate.workspace import Workspace
from risalah.schema import Problem
from risalah.schema.errors import StudioError
from risalah.schema.targets.labelling import labelling_config


def find(workspace: Workspace, studio: Studio) -> int:
    """Return the id of the workspace's project; raises StudioError where it has none yet."""
    project = studio.find_project(_mark(workspace))
    if project is None:
        raise StudioError(Problem(studio.url, "has no project of this workspace", "Run `risalah push` first"))
    return project


def ensure(workspace: Workspace, studio: Studio) -> int:
    """Return the id of the workspace's project, created or brought up to its event types where needed.

    Raises StudioError where a person has changed the labelling config by hand: what
    they did must not be overwritten, nor records be pushed to a page that may not hold them.
    """
    config = labelling_config(workspace.ontology)
    project = studio.find_project(_mark(workspace))
    if project is None:
        return studio.create_project(workspace.config.name, _description(workspace, config), config)
    there, description = studio.config(project)
    if there == config:
        return project
    if _digest(there) not in description:
        raise StudioError(
            Problem(
                f"{studio.url}/projects/{project}/settings/labeling",
                "has a labelling config that was changed by hand",
                "Put its code back, or give the workspace a new id in risalah.toml to begin a new project",
            )
        )
    studio.set_config(project, config, _description(workspace, config))
    return project


def _mark(workspace: Workspace) -> str:
    return f"risalah:{workspace.config.id}"


def _digest(config: str) -> str:
    return hashlib.sha256(config.encode()).hexdigest()[:16]


def _description(workspace: Workspace, config: str) -> str:
    """By this the project is found again, and its config known for the one that was pushed."""
    return f"{_mark(workspace)} config:{_digest(config)}"
