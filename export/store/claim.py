"""Who is publishing to an object store at the moment."""

import datetime
import os
import socket
import uuid
from pathlib import Path

from pydantic import Field

from risalah.schema.model import Model

CLAIM = ".publishing.json"
"""Its name beside the releases: there is one, so that only one publishes at a time."""
ABANDONED = datetime.timedelta(minutes=20)
"""How long nobody wrote to what is being published before another may take over.

Longer than clocks may differ, for S3 turns away whose clock is 15 minutes out:
https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, RequestTimeTooSkewed
"""


def _machine() -> str:
    """Return what tells one machine, and one container on it, from another."""
    boot, processes = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")
    known = [boot.read_text(encoding="ascii").strip(), str(processes.readlink())] if boot.exists() else []
    return " ".join([socket.gethostname(), *known])


class Claim(Model):
    """A process that has an object store to itself."""

    version: str
    """What it is publishing."""
    machine: str = Field(default_factory=_machine)
    process: int = Field(default_factory=os.getpid)
    since: datetime.datetime = Field(default_factory=lambda: datetime.datetime.now(datetime.UTC))
    token: str = Field(default_factory=lambda: uuid.uuid4().hex)
    """Tells it from every other claim."""

    def __str__(self) -> str:
        host = self.machine.split()[0]
        return f"process {self.process} on {host} is publishing {self.version} since {self.since:%Y-%m-%d %H:%M} UTC"

    def is_abandoned(self, written: datetime.datetime) -> bool:
        """Return whether its process is dead, or last wrote, at `written`, too long ago."""
        if self.machine == _machine() and not _lives(self.process):
            return True
        return datetime.datetime.now(datetime.UTC) - written > ABANDONED


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is somebody else's
        return True
    return True
