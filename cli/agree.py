"""`risalah agree`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import progress, say, screen
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from rich.table import Table

    from risalah.annotate.agreement import Agreement
    from risalah.annotate.agreement.bootstrap import Estimate
    from risalah.annotate.agreement.figures import Figure
    from risalah.annotate.agreement.influence import Influence

_Out = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Write the tables and agreement.html, a page to look at, there.")
]


def agree(workspace: WorkspaceFolder = Path(), out: _Out = None, as_json: AsJson = False) -> None:
    """Tell how far annotators agree with each other and with the rules or a model, and what pre-annotations add to it.

    What was submitted last for a document's text as it is now counts; adjudications do
    not. Every figure has its 95 % interval.

    Example: `risalah agree --out agreement`
    """
    from risalah.annotate.agreement import agree as agree_in
    from risalah.annotate.agreement import write
    from risalah.annotate.agreement.agreement import NOBODY
    from risalah.annotate.agreement.writing import HTML
    from risalah.annotate.workspace import Workspace

    opened = Workspace(workspace)
    with progress("comparing") as advance:
        found = agree_in(opened, advance=advance)
    if not found.texts:
        say(f"risalah: {NOBODY}. Submit some in Label Studio, then run `risalah pull`")
        raise typer.Exit(1)
    if out:
        write(found, out)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False))
    else:
        _show(found)
        typer.echo(f"Written to {out}: open {out / HTML}." if out else "Write it to files with --out.")


def _show(found: "Agreement") -> None:
    console = screen()
    console.print(_pairs([*found.shares, *found.alphas]))
    console.print(_roles(found.shares))
    typer.echo(_pull(found.influence))
    typer.echo(f"{len(found.texts)} documents, {len(found.differences)} disagreements.")


def _pairs(figures: "Iterable[Figure]") -> "Table":
    """Return what is told of every pair: shares over all types, then the alphas."""
    from rich.table import Table

    table = Table("annotators", "documents", "event", "trigger", "realis", "α realis", "α labels")
    table.title, table.title_justify = "F1, the share of equal realis, and Krippendorff's α (95 % interval)", "left"
    told = [figure for figure in figures if not (figure.measure.type or figure.measure.role)]
    for annotators in dict.fromkeys(figure.annotators for figure in told):
        theirs = [figure for figure in told if figure.annotators == annotators]
        name = " and ".join(annotators) if annotators else "all people"
        table.add_row(name, str(theirs[0].documents), *(_estimate(figure.estimate) for figure in theirs))
    return table


def _roles(figures: "Iterable[Figure]") -> "Table":
    """Return the F1 of every role, of all people, or of the first pair where no two people did one document."""
    from rich.table import Table

    roles = [figure for figure in figures if figure.measure.role]
    theirs = [figure for figure in roles if figure.annotators == roles[0].annotators]
    who = " and ".join(theirs[0].annotators) if theirs and theirs[0].annotators else "all people"
    table = Table("role", f"F1 of {who}", "units")
    for figure in theirs:
        table.add_row(str(figure.measure), _estimate(figure.estimate), str(figure.units))
    return table


def _estimate(estimate: "Estimate") -> str:
    if estimate.value is None:
        return "-"
    between = "" if estimate.low is None else f" ({estimate.low:.2f} to {estimate.high:.2f})"
    return f"{estimate.value:.3f}{between}"


def _pull(found: "Iterable[Influence]") -> str:
    """Say what pre-annotations add to the F1 of events between people and what made them: rules, or else a model."""
    told = next((one for one in found if one.between != "people" and one.measure.name == "event"), None)
    if not told:
        return "How far pre-annotations pull: not known, because no document has any."
    if told.difference.value is None:
        return f"How far pre-annotations pull: not known, because {told.reason}."
    return (
        f"How far pre-annotations pull: event F1 of {told.between} is {told.shown:.3f} where people were shown them "
        f"and {told.control:.3f} on {told.documents_control} control documents: {_estimate(told.difference)} apart."
    )
