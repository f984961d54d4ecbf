"""`risalah annotate`."""

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from risalah.cli.console import exit_status, keep_rejected, progress
from risalah.cli.options import Inputs, MinConfidence, ModelFolder, Strict, WorkspaceFolder, check_min_confidence


class Format(StrEnum):
    """How annotations are printed."""

    jsonl = "jsonl"


def annotate(
    inputs: Inputs,
    format: Annotated[Format, typer.Option(help="How to print the annotations.")] = Format.jsonl,  # noqa: ARG001 - there is one
    workspace: WorkspaceFolder = Path(),
    model: ModelFolder = None,
    min_confidence: MinConfidence = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes to share the work among.")] = 1,
    strict: Strict = False,
) -> None:
    """Pre-annotate articles by rules, or by a model with them, one line of JSON each, in input order.

    In a workspace its own event classes and rules take part. What cannot be read is
    written to `rejected.jsonl` here.

    Example: `risalah annotate articles/ --format jsonl > annotations.jsonl`
    """
    check_min_confidence(min_confidence, model)
    from risalah.annotate.jobs import annotate
    from risalah.annotate.reading import Rejected

    out = typer.get_binary_stream("stdout")
    rejected: list[Rejected] = []
    annotated = 0
    lines = annotate(inputs, workspace, jobs, model, min_confidence)
    with progress("annotating") as advance, closing(lines):
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
