"""A server on this machine that speaks S3."""

import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BUCKET = "arsip"


@dataclass(frozen=True, slots=True)
class Server:
    """Where it answers; what is sent to it stays in its memory."""

    url: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What lets obstore find it."""
        login = {"AWS_ACCESS_KEY_ID": "kunci-rahasia", "AWS_SECRET_ACCESS_KEY": "sandi-rahasia"}
        return {"AWS_ENDPOINT_URL": self.url, "AWS_REGION": "us-east-1", **login}

    def empty(self) -> None:
        """Forget everything, and begin with an empty bucket."""
        for method, path in (("POST", "moto-api/reset"), ("PUT", BUCKET)):
            request = urllib.request.Request(f"{self.url}/{path}", method=method)  # noqa: S310 - our own address
            urllib.request.urlopen(request).close()  # noqa: S310


@contextmanager
def serving() -> Iterator[Server]:
    """Run moto's server for a block, on a port that is free."""
    command = [sys.executable, "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    # Not to a pipe: it tells of every request, and would wait when nobody reads.
    with (
        tempfile.NamedTemporaryFile() as told,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told) as moto,
    ):
        try:
            server = Server(_address(Path(told.name), moto))
            server.empty()
            yield server
        finally:
            moto.terminate()


def _address(told: Path, process: "subprocess.Popen[bytes]") -> str:
    while process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", told.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.05)
    raise RuntimeError(told.read_text(encoding="utf-8"))
