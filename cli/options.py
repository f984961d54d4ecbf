"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

WorkspaceFolder = Annotated[
    Path, typer.Option("--workspace", "-w", help="The workspace: a folder with risalah.toml.", show_default="here")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as one JSON object, for programs.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything at all was rejected.")]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files (.txt, .html, .jsonl, .csv, .parquet), folders of them, or - for JSONL on stdin.",
    ),
]
