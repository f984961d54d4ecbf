"""Which Label Studio to speak to."""

import os

from risalah.annotate.studio.server.client import Credentials
from risalah.annotate.studio.server.local import LocalServer
from risalah.annotate.workspace import Workspace
from risalah.schema import Problem
from risalah.schema.errors import StudioError

URL = "LABEL_STUDIO_URL"
API_KEY = "LABEL_STUDIO_API_KEY"


def credentials(workspace: Workspace) -> Credentials:
    """Return the address and key of the server that the environment names, else of the workspace's own.

    Raises StudioError where the environment names only half of it, or no local server runs.
    """
    url, api_key = os.environ.get(URL), os.environ.get(API_KEY)
    if url and api_key:
        return Credentials(url, api_key)
    if url or api_key:
        missing = API_KEY if url else URL
        raise StudioError(Problem("environment", f"{missing} is not set", f"Set both {URL} and {API_KEY}, or neither"))
    running = LocalServer(workspace.studio).running()
    if not running:
        raise StudioError(
            Problem(
                str(workspace.studio),
                "no Label Studio is running",
                f"Start one with `risalah studio --detach`, or set {URL} and {API_KEY}",
            )
        )
    return running.credentials
