"""`risalah diff`."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from risalah.cli.console import screen
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.table import Table

    from risalah.export.difference import Comparison

SHOWN = 50
"""Changes that are printed as a table; JSON and Parquet hold all."""
WIDE = 100
"""Columns of a table that goes to a file."""
LENGTH = 160
"""Code points of a value that are printed."""
_Before = Annotated[str, typer.Argument(metavar="A", help="A version of the workspace, or the folder of a release.")]
_After = Annotated[str, typer.Argument(metavar="B", help="The release to compare it with.")]
_Level = Annotated[
    Literal["record", "row"], typer.Option(help="Tell what was corrected, or every row and column that differs.")
]
_Tables = Annotated[list[str] | None, typer.Option("--table", metavar="NAME", help="Only this; can be repeated.")]
_Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write all changes to this Parquet file as well.")]


def diff(
    before: _Before,
    after: _After,
    workspace: WorkspaceFolder = Path(),
    level: _Level = "record",
    table: _Tables = None,
    out: _Out = None,
    as_json: AsJson = False,
) -> None:
    """Tell what was added, removed, changed and confirmed from one release to another, and by whom.

    Example: `risalah diff 1.0.0 1.1.0 --out changes.parquet`
    """
    from risalah.export.difference import compare

    tables = _known(table or [])
    with ExitStack() as stack:
        old, new = (stack.enter_context(_reading(name, workspace)) for name in (before, after))
        lines = Path(stack.enter_context(TemporaryDirectory()))
        found = compare(old, new, lines, level=level, tables=tables)
        if out:
            _write(lines, out)
        if as_json:
            _print_json(found, lines)
        else:
            _show(found, lines, by_row=level == "row")


def _known(tables: Sequence[str]) -> Sequence[str]:
    from risalah.schema.targets.tables import ROWS

    for name in tables:
        if name not in ROWS:
            raise typer.BadParameter(f"there is no table {name}, only {', '.join(ROWS)}", param_hint="--table")
    return tables


def _reading(name: str, workspace: Path) -> "AbstractContextManager[Path]":
    """Return how to read a release: a version of the workspace, or one at an address."""
    from risalah.annotate.workspace import Workspace
    from risalah.export.store import opened, release_at
    from risalah.export.store.versions import is_version
    from risalah.schema import Problem
    from risalah.schema.errors import ReleaseError

    store, version = (opened(Workspace(workspace).releases), name) if is_version(name) else release_at(name)
    if version not in (there := store.versions()):
        remedy = f"There are {', '.join(there)}" if there else "There is none: run `risalah release`"
        raise ReleaseError(Problem(store.address, f"holds no release {version}", remedy))
    return store.reading(version)


def _write(lines: Path, out: Path) -> None:
    import polars as pl

    temporary = out.with_name(f".writing-{out.name}")
    try:
        pl.scan_parquet(lines / "*.parquet").sink_parquet(temporary)
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)


def _print_json(found: "Comparison", lines: Path) -> None:
    """Print everything as one JSON object, a bounded number of changes in memory."""
    import polars as pl

    typer.echo(f'{json.dumps(found.as_dict(), ensure_ascii=False)[:-1]}, "changes": [', nl=False)
    separator = ""
    for path in sorted(lines.iterdir()):
        for some in pl.read_parquet(path).iter_slices():
            typer.echo(f"{separator}{some.write_json()[1:-1]}", nl=False)
            separator = ","
    typer.echo("]}")


def _show(found: "Comparison", lines: Path, *, by_row: bool) -> None:
    import polars as pl

    console = screen(WIDE)
    changes = pl.scan_parquet(lines / "*.parquet")
    count = changes.select(pl.len()).collect().item()
    console.print(_headline(found), highlight=False)
    console.print(_counts(found))
    if count:
        console.print(_changes(changes.head(SHOWN).collect().rows(named=True), by_row=by_row))
    if count > SHOWN:
        console.print(f"And {count - SHOWN} more: `--out FILE` and `--json` hold all.", highlight=False)


def _headline(found: "Comparison") -> str:
    told = f"From {found.before.version} to {found.after.version}"
    if not any(found.differences.values()) and not found.columns:
        return f"{told} no row has changed."
    events = ", ".join(f"{count} {how}" for how, count in found.events.items() if count)
    follows = f"by that, {found.before.version} is followed by {found.version}"
    return f"{told} {found.reason}: {follows}." + (f" Events: {events}." if events else "")


def _counts(found: "Comparison") -> "Table":
    from rich.table import Table

    kinds = ("added", "removed", "changed", "confirmed")
    table = Table("table", *kinds, "columns", title="Rows", title_justify="left")
    for name, difference in found.differences.items():
        columns = found.columns.get(name)
        others = (
            [f"+{column}" for column in columns.added] + [f"-{column}" for column in columns.removed] if columns else []
        )
        table.add_row(name, *(str(getattr(difference, kind)) for kind in kinds), ", ".join(others))
    return table


def _changes(lines: Sequence[dict[str, Any]], *, by_row: bool) -> "Table":
    from rich.markup import escape
    from rich.table import Table

    table = Table(title="Changes", title_justify="left")
    for heading in ("change", "where", "what", "from → to", "by"):
        table.add_column(heading, overflow="fold")
    for line in lines:
        what = " ".join(filter(None, (line["role"] or line["table"], line["column"])))
        sides = " → ".join(_short(line[side]) for side in ("before", "after") if line[side] is not None)
        where = line["id"] if by_row else line["record_id"] or line["id"]
        table.add_row(*map(escape, (line["change"], where, what, sides, ", ".join(line["by"] or ()))))
    return table


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LENGTH else f"{line[:LENGTH]}…"
