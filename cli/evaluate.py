"""`risalah evaluate`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import keep_rejected, say, screen
from risalah.cli.options import AsJson

if TYPE_CHECKING:
    from rich.table import Table

    from risalah.annotate.evaluation import Effort, Evaluation, Measures
    from risalah.annotate.evaluation.counts import Counts

_Annotations = Annotated[Path, typer.Argument(metavar="PREDICTED", help="JSONL as `risalah annotate` prints it.")]
_Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="The same format, or gold at the level of documents.")]
_Documents = Annotated[
    list[str] | None,
    typer.Option(metavar="INPUT", help="The articles, as `risalah annotate` takes them; can be given repeatedly."),
]
_Errors = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Write every disagreement to errors.parquet and errors.md there.")
]

_Links = Annotated[bool, typer.Option("--links", help="Compare which records are of one event instead.")]


def evaluate(
    predicted: _Annotations,
    gold: _Gold,
    documents: _Documents = None,
    errors: _Errors = None,
    links: _Links = False,
    as_json: AsJson = False,
) -> None:
    """Compare predicted annotations with gold: F1 by event type, and what it takes to correct them.

    Documents without a prediction count as predicted empty. What cannot be compared is
    written to `rejected.jsonl`, in the folder of --errors or here. With --links both
    files say which records are of one event, as a JSON list of lists of their ids.

    Example: `risalah evaluate predicted.jsonl gold.jsonl --documents articles/ --errors errors`
    """
    if links:
        if documents or errors:
            raise typer.BadParameter("with --links there are neither --documents nor --errors", param_hint="--links")
        _evaluate_links(predicted, gold, as_json=as_json)
        return
    from risalah.annotate.evaluation import evaluate as evaluate_files
    from risalah.annotate.evaluation import write_errors

    done = evaluate_files(predicted, gold, documents=documents or [])
    if errors:
        write_errors(done, errors)
    keep_rejected(done.rejected, errors or Path())
    if as_json:
        typer.echo(json.dumps(done.as_dict(), ensure_ascii=False))
    else:
        _show(done)
    raise typer.Exit(_status(done))


def _evaluate_links(predicted: Path, gold: Path, *, as_json: bool) -> None:
    from rich.table import Table

    from risalah.annotate.evaluation.links import read_clusters, score

    scores = score(read_clusters(predicted), read_clusters(gold))
    if as_json:
        typer.echo(json.dumps(scores.as_dict()))
        return
    table = Table("", "precision", "recall", "F1")
    for name, shares in (("B-cubed", scores.b_cubed), ("CEAF-e", scores.ceaf_e), ("LEA", scores.lea)):
        table.add_row(name, *(f"{share:.3f}" for share in (shares.precision, shares.recall, shares.f1)))
    screen().print(table)


def _status(done: "Evaluation") -> int:
    """Return 1 where nothing could be compared, else 0; that nothing was predicted is no failure."""
    if done.compared or (done.efforts and not done.rejected and not done.left_out):
        return 0
    say("risalah: no document has both a prediction and gold that could be compared")
    return 1


def _show(done: "Evaluation") -> None:
    console = screen()
    console.print(_measures({"all": done.overall, **done.types}))
    if done.roles:
        console.print(_roles(done.roles))
    typer.echo(_effort(done.effort))
    typer.echo(
        f"{len(done.efforts)} documents, {len(done.unpredicted)} of them without a prediction; "
        f"{len(done.left_out)} predictions of other documents left out."
    )


def _measures(told: "dict[str, Measures]") -> "Table":
    from rich.table import Table

    from risalah.annotate.evaluation.measures import COUNTED

    table = Table(
        "type", *COUNTED, "realis", "exact", "left clean", title="F1 (precision/recall)", title_justify="left"
    )
    for name, measures in told.items():
        figures = [_figures(getattr(measures, counted)) for counted in COUNTED]
        shares = f"{measures.realis_accuracy:.3f}", f"{measures.exact_recall:.3f}"
        table.add_row(name, *figures, *shares, f"{measures.clean} of {measures.empty}")
    return table


def _roles(told: "dict[str, Counts]") -> "Table":
    from rich.table import Table

    table = Table("role", "F1 (precision/recall)")
    for name, counts in told.items():
        table.add_row(name, _figures(counts))
    return table


def _figures(counts: "Counts") -> str:
    return f"{counts.f1:.3f} ({counts.precision:.2f}/{counts.recall:.2f})"


def _effort(effort: "Effort") -> str:
    counts = (
        f"{effort.add} to add, {effort.delete} to delete, {effort.relabel} to re-label, "
        f"{effort.rebound} to re-bound, {effort.revalue} to re-value"
    )
    told = f"Effort: {effort.total} regions to correct ({counts})"
    if effort.saved is None:
        return f"{told}; gold has none."
    side = "below" if effort.saved >= 0 else "above"
    return f"{told}, {abs(effort.saved):.1%} {side} the {effort.from_nothing} of labelling from nothing."
