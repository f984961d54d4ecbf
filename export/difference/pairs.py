"""Which mention that is gone became which that is new: what a person corrected, not what stands in which row."""

import polars as pl

from risalah.export.difference.wording import reading, span

_ASPECTS = ("record_id", "role", "kind", "value")
"""What a mention can be given otherwise."""


def paired(gone: pl.DataFrame, come: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of mentions that are one, corrected; the columns of what they became end in `_new`.

    A mention became one in the same place, of the same event or in the same role, or
    else one that overlaps it in the same event. Each is in one pair at most, with the
    one that it has most in common with. The rows hold the columns of `mentions`, and
    their arguments' kind and value.
    """
    in_place = _joined(gone, come, "doc_id", "start", "end")
    same = _nearest(in_place.filter(_equal("record_id") | _equal("role")))
    gone = gone.join(same, on="mention_id", how="anti")
    come = come.join(same, left_on="mention_id", right_on="mention_id_new", how="anti")
    overlap = (pl.col("start") < pl.col("end_new")) & (pl.col("start_new") < pl.col("end"))
    near = _joined(gone, come, "doc_id", "record_id").filter(overlap)
    return pl.concat([same, _nearest(near)])


def corrected(pairs: pl.DataFrame, retyped: pl.Series) -> list[pl.DataFrame]:
    """Return lines that tell what was done to mentions, those of one filler together.

    Of the events that were given another type, by record id, roles that only followed
    are not told of.
    """
    otherwise = [pl.when(~_equal(name)).then(pl.lit(name)) for name in _ASPECTS]
    of_filler = ("record_id", "record_id_new", "argument_id", "argument_id_new")
    fillers = (
        pairs.filter(~pl.all_horizontal(map(_equal, _ASPECTS)))
        .sort("start")
        .group_by(of_filler, maintain_order=True)
        .agg(pl.all().first())
        .with_columns(column=pl.concat_list(otherwise).list.drop_nulls().list.join(", "))
        .filter((pl.col("column") != "role") | ~pl.col("record_id").is_in(retyped.implode()))
    )
    is_filler = pl.all_horizontal(pl.col(name).is_not_null() for name in ("argument_id", "argument_id_new"))
    moved = pairs.filter(~(_equal("start") & _equal("end")))
    return [
        fillers.select(
            change=pl.lit("changed"),
            table=pl.when(is_filler).then(pl.lit("arguments")).otherwise(pl.lit("mentions")),
            id=pl.when(is_filler).then("argument_id_new").otherwise("mention_id_new"),
            column="column",
            role="role_new",
            before=reading(),
            after=reading("_new"),
            doc_id="doc_id",
            record_id="record_id_new",
        ),
        moved.select(
            change=pl.lit("changed"),
            table=pl.lit("mentions"),
            id="mention_id_new",
            column=pl.lit("span"),
            role="role_new",
            before=span(),
            after=span("_new"),
            doc_id="doc_id",
            record_id="record_id_new",
        ),
    ]


def _joined(gone: pl.DataFrame, come: pl.DataFrame, *on: str) -> pl.DataFrame:
    new = come.rename({name: f"{name}_new" for name in come.columns})
    return gone.join(new, left_on=on, right_on=[f"{name}_new" for name in on], coalesce=False)


def _nearest(candidates: pl.DataFrame) -> pl.DataFrame:
    alike = pl.sum_horizontal(_equal(name).cast(pl.Int32) for name in (*_ASPECTS, "start", "end"))
    ranked = candidates.sort(alike, "mention_id", "mention_id_new", descending=[True, False, False])
    one_to_one = ranked.unique("mention_id", keep="first", maintain_order=True)
    return one_to_one.unique("mention_id_new", keep="first", maintain_order=True)


def _equal(name: str) -> pl.Expr:
    return pl.col(name).eq_missing(pl.col(f"{name}_new"))
