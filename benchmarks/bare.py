"""The bare requests that sync is measured beside: `python -m benchmarks.bare import|export PROJECT FILE`.

The server and the key are those of the environment.
"""

import os
import sys
from pathlib import Path

import httpx


def main() -> None:
    """Send every line of FILE as one import, or write the export of all annotated tasks to it."""
    what, project, name = sys.argv[1:]
    headers = {"authorization": f"Token {os.environ['LABEL_STUDIO_API_KEY']}", "content-type": "application/json"}
    with httpx.Client(base_url=os.environ["LABEL_STUDIO_URL"], headers=headers, timeout=600) as client:
        if what == "import":
            send(client, project, Path(name))
        else:
            Path(name).write_bytes(client.get(f"/api/projects/{project}/export", params={"exportType": "JSON"}).content)


def send(client: httpx.Client, project: str, batches: Path) -> None:
    """Import one batch after the other."""
    with batches.open("rb") as lines:
        for batch in lines:
            answer = client.post(f"/api/projects/{project}/import", params={"return_task_ids": "true"}, content=batch)
            answer.raise_for_status()


if __name__ == "__main__":
    main()
