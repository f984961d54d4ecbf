"""`risalah annotate`."""

from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from risalah.cli.console import exit_status, keep_rejected, outcome, progress, say
from risalah.cli.engine import EngineName, EngineOption, Jobs, Scheduler, engine_of
from risalah.cli.options import (
    AsJson,
    Inputs,
    MinConfidence,
    ModelFolder,
    Strict,
    WorkspaceFolder,
    check_min_confidence,
)

if TYPE_CHECKING:
    from risalah.annotate.corpus.annotation import Made


class Format(StrEnum):
    """How annotations are printed."""

    jsonl = "jsonl"


_Output = Annotated[
    str | None,
    typer.Option(
        metavar="PLACE",
        help="Make a corpus in this folder, or at an address such as s3://bucket/corpus, of .jsonl and .parquet files.",
        show_default="print",
    ),
]


def annotate(
    inputs: Inputs,
    format: Annotated[Format, typer.Option(help="How to print the annotations.")] = Format.jsonl,  # noqa: ARG001 - there is one
    output: _Output = None,
    workspace: WorkspaceFolder = Path(),
    model: ModelFolder = None,
    min_confidence: MinConfidence = None,
    jobs: Jobs = 1,
    engine: EngineOption = EngineName.local,
    scheduler: Scheduler = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Pre-annotate articles by rules, or by a model with them, one line of JSON each, in input order.

    In a workspace its own event classes and rules take part. What cannot be read is
    written to `rejected.jsonl` here. With --output they become a corpus of many files
    instead: interrupted and run again it does only what is missing, and other machines
    can share the work.

    Example: `risalah annotate articles/ --format jsonl > annotations.jsonl`
    """
    check_min_confidence(min_confidence, model)
    if output:
        made = _corpus(inputs, output, workspace, model, min_confidence, (engine, jobs, scheduler))
        outcome(_told(made), _sentence(made, output), as_json=as_json)
        raise typer.Exit(_status(made, strict=strict))
    if engine is not EngineName.local or scheduler:
        raise typer.BadParameter("what is printed is not shared out: add --output PLACE", param_hint="--engine")
    raise typer.Exit(_print(inputs, workspace, jobs, model, min_confidence, strict=strict))


def _print(
    inputs: Sequence[str], workspace: Path, jobs: int, model: Path | None, minimum: float | None, *, strict: bool
) -> int:
    """Print the annotations, and return the exit status."""
    from risalah.annotate.jobs import annotate
    from risalah.annotate.reading import Rejected

    out = typer.get_binary_stream("stdout")
    rejected: list[Rejected] = []
    annotated = 0
    lines = annotate(inputs, workspace, jobs, model, minimum)
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
    return exit_status(annotated, len(rejected), strict=strict)


def _corpus(
    inputs: Sequence[str],
    output: str,
    workspace: Path,
    model: Path | None,
    minimum: float | None,
    shared: tuple[EngineName, int, str | None],
) -> "Made":
    from risalah.annotate.annotator import Making
    from risalah.annotate.corpus.annotation import annotate_corpus

    making = Making(workspace.absolute(), model and model.absolute(), minimum)
    with engine_of(*shared) as engine, progress("annotating parts") as advance:
        return annotate_corpus(inputs, output, making, engine, advance)


def _told(made: "Made") -> dict[str, Any]:
    manifest = made.manifest
    told = manifest.model_dump(include={"documents", "events", "rejected", "bytes", "content_sha256", "unread"})
    return told | {
        "shards": len(manifest.shards),
        "failed": [{"input": one.part.file, "shard": one.part.name, "why": one.why} for one in manifest.failed],
        "new": sum(shard.documents for shard in made.new),
        "seconds": round(made.seconds, 1),
        "rate": round(made.rate, 1),
    }


def _sentence(made: "Made", output: str) -> str:
    manifest = made.manifest
    for unread in manifest.unread:
        say(f"not read: {unread}")
    for failed in manifest.failed:
        say(f"given up: {failed.part.file} from {failed.part.start} to {failed.part.end}: {failed.why}")
    new = sum(shard.documents for shard in made.new)
    rate = f", {new} of them now, {made.rate:,.0f} a second and worker" if new else ", none of them now"
    return (
        f"{manifest.documents} documents of {manifest.bytes / 1e6:,.1f} MB with {manifest.events} events{rate}; "
        f"{manifest.rejected} rejected. See {output}"
    )


def _status(made: "Made", *, strict: bool) -> int:
    manifest = made.manifest
    missing = len(manifest.failed) + len(manifest.unread)
    return int(bool(missing)) or exit_status(manifest.documents, manifest.rejected, strict=strict)
