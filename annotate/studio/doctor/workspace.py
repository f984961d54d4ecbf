"""Checks of the workspace's folder, which need no server."""

import datetime
import json
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from risalah.annotate.rules import Ruleset
from risalah.annotate.studio.doctor.case import Case
from risalah.annotate.studio.doctor.finding import Finding, fault, ok, warning
from risalah.schema.errors import WorkspaceError

SCARCE = 2 * 10**9
"""Bytes of free space below which it is told: a release writes every document again."""
NO_ROOM = 2 * 10**8
"""Bytes below which nothing more should be begun."""
WRITING_SECONDS = 60
"""How old a half-written file is that nobody is writing any more."""
_BACKUP = "Put the file back from a backup; without one, delete that line"


def workspace(case: Case) -> Iterator[Finding]:
    """The folder is a workspace, and its risalah.toml can be read."""
    yield ok(f"{case.workspace.config.name!r} in {case.folder.resolve()}")


def events(case: Case) -> Iterator[Finding]:
    """The event modules load, and their classes fit together."""
    yield ok(f"{len(list(case.workspace.ontology))} event types")


def rules(case: Case) -> Iterator[Finding]:
    """The language pack and the rule files load."""
    yield ok(f"The rules {case.workspace.ruleset.version} load")


def packs(case: Case) -> Iterator[Finding]:
    """The workspace's own language packs load, also those that are not in use."""
    for pack in case.workspace.packs:
        yield ok(f"{Ruleset.load(pack.name, case.workspace.ontology, packs=[pack]).version} loads")


def ledgers(case: Case) -> Iterator[Finding]:
    """Every line that was ever written down can be read."""
    opened = case.workspace
    for ledger in (opened.documents, opened.preannotations, opened.pushed, opened.reviews):
        try:
            for _ in ledger:
                pass
        except WorkspaceError as error:
            yield from (fault(f"{problem.where}: {problem.what}", _BACKUP) for problem in error.problems)


def marks(case: Case) -> Iterator[Finding]:
    """Up to when the server's changes are known can be read."""
    path = case.workspace.marks
    try:
        for mark in json.loads(path.read_bytes()).values():
            datetime.datetime.fromisoformat(mark)
    except FileNotFoundError:
        return
    except (AttributeError, TypeError, ValueError) as error:
        yield fault(f"{path} cannot be read: {error}", f"Run `rm {path}`: the next pull looks at everything again")


def leftovers(case: Case) -> Iterator[Finding]:
    """No half-written file was left by a command that was killed."""
    before = time.time() - WRITING_SECONDS
    left = [path for path in case.folder.rglob(".writing-*") if _changed(path) < before]
    if left:
        remedy = f"Run `find {case.folder} -name '.writing-*' -mmin +1 -delete`"
        yield warning(f"{len(left)} half-written files of commands that were killed: nothing is lost", remedy)


def disk(case: Case) -> Iterator[Finding]:
    """There is room for more."""
    for folder in _disks(case.folder, case.workspace.studio):
        free = shutil.disk_usage(folder).free
        told = f"{free / 10**9:.1f} GB are free in {folder}"
        if free < SCARCE:
            finding = fault if free < NO_ROOM else warning
            yield finding(f"Only {told}", "Free some space, or move the workspace to another disk")
        else:
            yield ok(told)


def secrets(case: Case) -> Iterator[Finding]:
    """The local server's key and password can be read by their owner alone."""
    path = case.workspace.studio / "server.json"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        yield fault(f"{path} can be read by other users of this machine", f"Run `chmod 600 {path}`")


def _changed(path: Path) -> float:
    """Return when a file last changed: just now, where it is gone by now."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _disks(*folders: Path) -> list[Path]:
    """Return those of the folders that are there, of each disk one."""
    there = {folder.stat().st_dev: folder for folder in reversed(folders) if folder.exists()}
    return list(reversed(there.values()))
