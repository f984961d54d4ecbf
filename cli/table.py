"""A release as a person sees it in the terminal."""

from typing import TYPE_CHECKING

import typer

from risalah.cli.console import screen

if TYPE_CHECKING:
    from risalah.annotate.workspace import Workspace
    from risalah.export import Release

LOADERS = """\
Load it without this package, in one line each:
  polars    pl.read_parquet("{records}")
  pandas    pd.read_parquet("{folder}/data/records")
  duckdb    duckdb.sql("from '{records}'")
  datasets  load_dataset("{folder}", "records")"""


def show_records(workspace: "Workspace", release: "Release") -> None:
    """Print the records of a release as a table: who, where and when, whatever the type calls these roles."""
    import polars as pl
    from rich.table import Table

    from risalah.export.tables.files import data_files
    from risalah.schema import Actor, Place, Time

    records = pl.read_parquet(data_files(release.folder, "records"))
    columns = {"who": Actor, "where": Place, "when": Time}
    roles = {
        heading: [name for name, roles in workspace.ontology.roles().items() if roles[0].filler is filler]
        for heading, filler in columns.items()
    }
    table = Table("record", "type", "realis", "status", *columns, title=f"Release {release.manifest.version}")
    for row in records.iter_rows(named=True):
        cells = [", ".join(_values(row[name]) for name in names if row[name]) for names in roles.values()]
        table.add_row(row["record_id"], row["type"], row["realis"], row["status"], *cells)
    screen().print(table)


def show_loaders(release: "Release") -> None:
    """Print the lines that load a release."""
    typer.echo(LOADERS.format(folder=release.folder, records=release.folder / "data/records/*.parquet"))


def _values(cell: str | list[str]) -> str:
    return cell if isinstance(cell, str) else ", ".join(cell)
