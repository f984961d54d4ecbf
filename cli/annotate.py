"""`risalah annotate`."""

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import exit_status, keep_rejected, progress
from risalah.cli.options import Inputs, Strict, WorkspaceFolder


class Format(StrEnum):
    """How annotations are printed."""

    jsonl = "jsonl"


def annotate(
    inputs: Inputs,
    format: Annotated[Format, typer.Option(help="How to print the annotations.")] = Format.jsonl,  # noqa: ARG001 - there is one
    workspace: WorkspaceFolder = Path(),
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes to share the work among.")] = 1,
    strict: Strict = False,
) -> None:
    """Pre-annotate articles by rules, one line of JSON each, in input order.

    In a workspace its own event classes and rules take part. What cannot be read is
    written to `rejected.jsonl` here.

    Example: `risalah annotate articles/ --format jsonl > annotations.jsonl`
    """
    from risalah.annotate.jobs import annotate
    from risalah.annotate.reading import Rejected

    out = typer.get_binary_stream("stdout")
    rejected: list[Rejected] = []
    annotated = 0
    with progress("annotating") as advance, closing(annotate(inputs, workspace, jobs)) as lines:
        for line in lines:
            if isinstance(line, Rejected):
                rejected.append(line)
            else:
                out.write(line)
                out.flush()
                annotated += 1
            advance(1)
    keep_rejected(rejected, Path())
    raise typer.Exit(exit_status(annotated, len(rejected), strict=strict))
