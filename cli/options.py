"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

WorkspaceFolder = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        help="The workspace: a folder with risalah.toml.",
        show_default="here",
        exists=True,
        file_okay=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as one JSON object, for programs.")]
ModelFolder = Annotated[
    Path | None,
    typer.Option("--model", help="The folder of a model, which corrects the rules.", show_default="rules alone"),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        help="With --model: tell nothing that is less likely.",
        show_default="what the model was trained for",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything at all was rejected.")]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files (.txt, .html, .jsonl, .csv, .parquet), folders of them, or - for JSONL on stdin.",
    ),
]


def check_min_confidence(minimum: float | None, model: Path | None) -> None:
    """Refuse a least confidence without a model; raises BadParameter."""
    if minimum is not None and model is None:
        raise typer.BadParameter("rules have no confidence: name a model with --model", param_hint="--min-confidence")
