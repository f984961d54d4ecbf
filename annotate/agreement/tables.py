"""Agreement as tables, one row for each figure and each difference."""

import polars as pl

from risalah.annotate.agreement.agreement import Agreement
from risalah.annotate.agreement.compared import KINDS
from risalah.annotate.evaluation.listing import table

_WHO = {"annotator_a": pl.String(), "annotator_b": pl.String()}
_MEASURE = {"measure": pl.String(), "type": pl.String(), "role": pl.String()}
_ESTIMATE = {"value": pl.Float64(), "low": pl.Float64(), "high": pl.Float64()}
_TAKEN_OF = {"documents": pl.Int64(), "units": pl.Int64()}

SHARES = _WHO | _MEASURE | _ESTIMATE | _TAKEN_OF
ALPHAS = _WHO | {"measure": pl.String()} | _ESTIMATE | _TAKEN_OF
INFLUENCE = {
    **{"between": pl.String(), **_MEASURE},
    **{"shown": pl.Float64(), "control": pl.Float64()},
    **{"difference": pl.Float64(), "low": pl.Float64(), "high": pl.Float64()},
    **{"documents_shown": pl.Int64(), "documents_control": pl.Int64(), "reason": pl.String()},
}


def tables(agreement: Agreement) -> dict[str, pl.DataFrame]:
    """Return every table by its name."""
    return {
        "agreement": pl.DataFrame([figure.as_row() for figure in agreement.shares], schema=SHARES),
        "alpha": pl.DataFrame([figure.as_row() for figure in agreement.alphas], schema=ALPHAS),
        "influence": pl.DataFrame([figure.as_row() for figure in agreement.influence], schema=INFLUENCE),
        "disagreements": _differences(agreement),
    }


def _differences(agreement: Agreement) -> pl.DataFrame:
    """Return one row for each difference: what `a` and `b` have, null where they have nothing."""
    pairs = [difference.annotators for difference in agreement.differences]
    found = table([difference.found for difference in agreement.differences], agreement.texts)
    return pl.DataFrame(
        {"annotator_a": [a for a, _ in pairs], "annotator_b": [b for _, b in pairs]}, schema=_WHO
    ).hstack(
        found.select(
            "doc_id",
            pl.col("class").replace_strict(KINDS, return_dtype=pl.String()).alias("kind"),
            "type",
            "role",
            pl.col("predicted").alias("a"),
            pl.col("gold").alias("b"),
            "start",
            "end",
            "sentence",
        )
    )
