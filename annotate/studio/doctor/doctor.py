"""All checks, in the order in which they build upon each other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from risalah.annotate.studio.doctor import projects, server, workspace
from risalah.annotate.studio.doctor.case import Case
from risalah.annotate.studio.doctor.finding import Finding, fault, ok
from risalah.schema.errors import RisalahError

Check = Callable[[Case], Iterable[Finding]]
"""Yields what it finds; nothing where all is well, which its docstring then says."""

CHECKS: dict[Check, tuple[Check, ...]] = {
    workspace.workspace: (),
    workspace.events: (workspace.workspace,),
    workspace.rules: (workspace.workspace, workspace.events),
    workspace.packs: (workspace.workspace, workspace.events),
    workspace.ledgers: (workspace.workspace, workspace.events),
    workspace.marks: (workspace.workspace,),
    workspace.leftovers: (workspace.workspace,),
    workspace.disk: (workspace.workspace,),
    workspace.secrets: (workspace.workspace,),
    server.installed: (workspace.workspace,),
    server.local: (workspace.workspace,),
    server.address: (workspace.workspace, server.local),
    server.clock: (server.address,),
    server.key: (server.address,),
    server.version: (server.key,),
    projects.projects: (server.key, workspace.ledgers),
    projects.duplicates: (projects.projects,),
    projects.config: (projects.projects, workspace.events),
    projects.predictions: (projects.projects,),
    projects.order: (projects.projects,),
    projects.tasks: (projects.projects,),
    projects.interrupted: (projects.projects,),
    projects.twins: (projects.projects,),
}
"""Every check, with those that must find nothing for it to be made."""


def examine(folder: Path) -> Iterator[Finding]:
    """Make every check of the workspace in `folder` that can be made, and yield what it finds.

    Never raises: what goes wrong in a check is what it found.
    """
    case = Case(folder)
    well: set[Check] = set()
    try:
        for check, needs in CHECKS.items():
            lacking = [code(need) for need in needs if need not in well]
            found = [_unchecked(lacking)] if lacking else _found(check, case)
            if all(finding.state == "ok" for finding in found):
                well.add(check)
            yield from (replace(finding, code=code(check)) for finding in found)
    finally:
        case.close()


def code(check: Check) -> str:
    """Return the name that a check goes by."""
    return check.__name__


def _unchecked(lacking: list[str]) -> Finding:
    return Finding("not checked", f"Needs {' and '.join(lacking)} to be in order")


def _found(check: Check, case: Case) -> list[Finding]:
    try:
        return list(check(case)) or [ok(str(check.__doc__).removesuffix("."))]
    except RisalahError as error:
        return [fault(f"{problem.where}: {problem.what}", problem.remedy) for problem in error.problems]
    except OSError as error:
        return [fault(f"{error.filename or 'the system'}: {error.strerror or error}")]
    except Exception as error:
        # Its message may quote what it could not read, which may be a secret.
        return [fault(f"The check could not be made: {type(error).__name__}")]
