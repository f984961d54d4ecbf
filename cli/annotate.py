"""`risalah annotate`."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import exit_status, keep_rejected, progress
from risalah.cli.options import Inputs, Strict, WorkspaceFolder

if TYPE_CHECKING:
    from risalah.schema import Annotation


class Format(StrEnum):
    """How annotations are printed."""

    jsonl = "jsonl"


_WRITERS: "dict[Format, Callable[[Annotation], str]]" = {Format.jsonl: lambda annotation: annotation.model_dump_json()}


def annotate(
    inputs: Inputs,
    format: Annotated[Format, typer.Option(help="How to print the annotations.")] = Format.jsonl,
    workspace: WorkspaceFolder = Path(),
    strict: Strict = False,
) -> None:
    """Pre-annotate articles by rules, one line of JSON each, in input order.

    In a workspace its own event classes and rules take part. What cannot be read is
    written to `rejected.jsonl` here.

    Example: `risalah annotate articles/ --format jsonl > annotations.jsonl`
    """
    from risalah.annotate.reading import Rejected, read
    from risalah.annotate.rules import Ruleset
    from risalah.annotate.workspace import CONFIG, Workspace

    ruleset = Workspace(workspace).ruleset if (workspace / CONFIG).exists() else Ruleset.load()
    write = _WRITERS[format]
    rejected: list[Rejected] = []
    annotated = 0
    with progress("annotating") as advance:
        for entry in read(inputs):
            if isinstance(entry, Rejected):
                rejected.append(entry)
            else:
                typer.echo(write(ruleset.annotate(entry)))
                annotated += 1
            advance(1)
    keep_rejected(rejected, Path())
    raise typer.Exit(exit_status(annotated, len(rejected), strict=strict))
