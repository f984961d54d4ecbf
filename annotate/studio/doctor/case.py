"""What is examined: a workspace, and what its server says, each asked for once."""

import os
from functools import cached_property
from pathlib import Path

from risalah.annotate.studio.server.client import Settings, Studio
from risalah.annotate.studio.server.credentials import API_KEY, URL, credentials
from risalah.annotate.studio.server.local import LocalServer
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.project import Project
from risalah.annotate.studio.sync.tasks import Tasks
from risalah.annotate.workspace import Workspace


class Case:
    """Opens what a check asks for. What cannot be opened raises RisalahError, each time."""

    def __init__(self, folder: Path) -> None:
        """Name the workspace's folder; nothing is read yet."""
        self.folder = folder
        self._settings: dict[int, Settings] = {}

    def close(self) -> None:
        """End the connection to the server, where there is one."""
        if "studio" in vars(self):
            self.studio.__exit__()

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace in the folder."""
        return Workspace(self.folder)

    @property
    def names_server(self) -> bool:
        """Whether the environment names a server, so that the workspace's own is not used."""
        return bool(os.environ.get(URL) or os.environ.get(API_KEY))

    @cached_property
    def local(self) -> LocalServer:
        """The workspace's own server, started or not."""
        return LocalServer(self.workspace.studio)

    @cached_property
    def studio(self) -> Studio:
        """The server that commands speak to."""
        return Studio(credentials(self.workspace), retries=0)

    @cached_property
    def projects(self) -> list[Project]:
        """The workspace's projects on the server."""
        return projects.found(self.workspace, self.studio)

    def settings(self, project: Project) -> Settings:
        """Return the settings of a project."""
        if project.number not in self._settings:
            self._settings[project.number] = self.studio.project(project.number)
        return self._settings[project.number]

    def tasks(self, project: Project) -> Tasks:
        """Return what the workspace knows of a project's tasks."""
        return Tasks(self.workspace, self.studio, project)
