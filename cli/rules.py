"""`risalah rules`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import say, screen
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from rich.table import Table

    from risalah.annotate.review.rules import RuleRecord

_Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the table to this Parquet file as well.")]


def rules(workspace: WorkspaceFolder = Path(), out: _Out = None, as_json: AsJson = False) -> None:
    """Tell what people did to what each rule found, those rules first that cost them most.

    It is told from what was pulled last; nothing is fetched.

    Example: `risalah rules --out rules.parquet`
    """
    from risalah.annotate.review.rules import rule_ledger, rule_reviews, write_ledger
    from risalah.annotate.workspace import Workspace

    records = rule_ledger(rule_reviews(Workspace(workspace)))
    if not records:
        say("risalah: nobody has reviewed anything that rules found. Submit some in Label Studio, then `risalah pull`")
        raise typer.Exit(1)
    if out:
        write_ledger(records, out)
    if as_json:
        typer.echo(json.dumps({"rules": [record.as_dict() for record in records]}, ensure_ascii=False))
    else:
        _show(records)


def _show(records: "Iterable[RuleRecord]") -> None:
    screen().print(_table(records))


def _table(records: "Iterable[RuleRecord]") -> "Table":
    from rich.table import Table

    from risalah.annotate.review.rules import DONE

    table = Table("rule", "verdict", "found", *DONE, "precision (95 %)", "minutes", "documents")
    for record in records:
        low, high = record.interval
        done = [str(record.done[kind]) for kind in DONE]
        precision = f"{record.precision:.2f} ({low:.2f} to {high:.2f})"
        counts = [f"{record.seconds / 60:.1f}", str(len(record.doc_ids))]
        table.add_row(record.rule, record.verdict, str(record.count), *done, precision, *counts)
    return table
