"""Checks of the server that commands speak to."""

import datetime
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from risalah.annotate.studio.doctor.case import Case
from risalah.annotate.studio.doctor.finding import Finding, fault, ok, warning

TRIED = (1, 23)
"""The version of Label Studio that this project is tested with, without its last number."""
DRIFT = datetime.timedelta(seconds=60)
"""How far two clocks may differ without being told."""
_LAST_WORDS = 300
"""Letters of a log's last line that are shown."""
_START = "Run `risalah studio --detach`"


def installed(case: Case) -> Iterator[Finding]:
    """Label Studio is installed here, or the environment names one elsewhere."""
    beside = Path(sys.executable).parent / "label-studio"
    if not (case.names_server or shutil.which("label-studio") or beside.exists()):
        yield fault("Label Studio is not installed", "Run `pip install 'risalah[studio]'`")


def local(case: Case) -> Iterator[Finding]:
    """The workspace's own Label Studio runs, or the environment names another."""
    if case.names_server:
        return
    try:
        state = case.local.state()
    except ValidationError:  # its message would quote the file, which holds secrets
        path = case.workspace.studio / "server.json"
        yield fault(f"{path} cannot be read", "Put the file back from a backup")
        return
    if state is None:
        yield fault("The workspace's own Label Studio was never started", _START)
    elif case.local.running():
        yield ok(f"Runs at {state.url}")
    elif state.pid:
        what = f"Was started, but does not answer at {state.url}. Its last words: {_last_words(case.local.log)}"
        yield fault(what, "Run `risalah studio --stop`, then `risalah studio --detach`")
    else:
        yield fault("The workspace's own Label Studio is stopped", _START)


def address(case: Case) -> Iterator[Finding]:
    """A server answers at the address."""
    case.studio.now()
    yield ok(f"{case.studio.url} answers")


def key(case: Case) -> Iterator[Finding]:
    """The server accepts the key."""
    case.studio.version()
    yield ok(f"Accepted, a {case.studio.key}")


def version(case: Case) -> Iterator[Finding]:
    """The server is of a version that was tried."""
    told = case.studio.version()
    numbers = tuple(int(part) for part in told.split(".")[:2] if part.isdigit())
    if numbers == TRIED:
        yield ok(f"Label Studio {told}")
    else:
        how, outdated = ("older", "label-studio") if numbers < TRIED else ("newer", "risalah")
        what = f"Label Studio {told} is {how} than {'.'.join(map(str, TRIED))}, with which everything was tried"
        yield warning(what, f"Run `pip install --upgrade {outdated}`")


def clock(case: Case) -> Iterator[Finding]:
    """The server's clock and this machine's agree."""
    ahead = case.studio.now() - datetime.datetime.now(datetime.UTC)
    if abs(ahead) > DRIFT:
        told = f"{abs(ahead).total_seconds():.0f} s {'ahead of' if ahead > datetime.timedelta() else 'behind'}"
        what = f"The server's clock is {told} this machine's. What changed is found by the server's: nothing is lost"
        yield warning(what, "Run `timedatectl set-ntp true` on the machine that is wrong")


def _last_words(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except FileNotFoundError:
        lines = []
    return lines[-1][-_LAST_WORDS:] if lines else "none"
