"""Agreement as files: tables for programs, and a page for people."""

import io
from pathlib import Path

from risalah.annotate.agreement.agreement import Agreement
from risalah.annotate.agreement.report import report
from risalah.annotate.agreement.tables import tables
from risalah.storage.atomic import write as write_file

HTML = "agreement.html"


def write(agreement: Agreement, folder: Path) -> None:
    """Write `agreement.parquet`, `alpha.parquet`, `influence.parquet`, `disagreements.parquet` and `agreement.html`.

    The folder is made where there is none; the same agreement gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables(agreement).items():
        parquet = io.BytesIO()
        table.write_parquet(parquet)
        write_file(folder / f"{name}.parquet", parquet.getvalue())
    write_file(folder / HTML, report(agreement).encode())
