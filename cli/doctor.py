"""`risalah doctor`."""

import json
from dataclasses import asdict
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import typer

from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from risalah.annotate.studio.doctor import Finding

SIGNS = {"ok": "✓", "warning": "!", "fault": "✗", "not checked": "-"}
_NAME = 12
"""Columns of a check's name."""
_MARGIN = " " * (len("✓ ") + _NAME + len(" "))


def doctor(workspace: WorkspaceFolder = Path(), as_json: AsJson = False) -> None:
    """Check workspace and Label Studio, and say what is wrong and what mends it.

    Nothing is changed, here or there. Ends with 1 where there is a fault; a warning is
    what you may have wanted.

    Example: `risalah doctor`
    """
    from risalah.annotate.studio.doctor import examine

    found = []
    for finding in examine(workspace):
        found.append(finding)
        if not as_json:
            typer.echo(_line(finding))
    states = [finding.state for finding in found]
    counts = {"faults": states.count("fault"), "warnings": states.count("warning")}
    if as_json:
        told = counts | {"findings": [asdict(finding) for finding in found]}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(", ".join(_counted(name, count) for name, count in counts.items()) + ".")
    raise typer.Exit(int(counts["faults"] > 0))


def _line(finding: "Finding") -> str:
    told = f"{finding.what}\n{finding.remedy}" if finding.remedy else finding.what
    return f"{SIGNS[finding.state]} {finding.code:{_NAME}} {indent(told, _MARGIN).lstrip()}"


def _counted(name: str, count: int) -> str:
    return f"{count} {name.removesuffix('s') if count == 1 else name}"
