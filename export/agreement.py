"""How far annotators agree, as a table of a release."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from risalah.schema.agreement import AgreementFigure

AGREEMENT = "agreement.parquet"
"""Its path within a release."""
_SCHEMA = {
    "annotator_a": pl.String(),
    "annotator_b": pl.String(),
    "measure": pl.String(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "documents": pl.Int32(),
}
"""One row a figure; both annotators are null for all people, two by two."""


def write_agreement(figures: Iterable[AgreementFigure], folder: Path) -> None:
    """Write the figures into the folder of a release."""
    rows = [
        (*(figure.annotators or (None, None)), figure.measure, figure.value, figure.low, figure.high, figure.documents)
        for figure in figures
    ]
    pl.DataFrame(rows, schema=_SCHEMA, orient="row").write_parquet(folder / AGREEMENT)


def read_agreement(release: Path) -> list[AgreementFigure]:
    """Return the figures that lie in the folder of a release."""
    rows = pl.read_parquet(release / AGREEMENT).iter_rows()
    return [AgreementFigure((a, b) if a else None, *figure) for a, b, *figure in rows]
