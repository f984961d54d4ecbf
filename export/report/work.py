"""How records came to be: who confirmed them, and what people did to the pre-annotations."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import polars as pl

from risalah.export.tables.files import scan
from risalah.schema.truth import EditKind, TruthStatus

RULES = 10
"""Rules that are told of, those that cost people most."""


@dataclass(frozen=True, slots=True)
class Work:
    """What people did."""

    statuses: list[tuple[str, int]]
    """Records of each status, the best confirmed first."""
    edits: list[tuple[str, int]]
    """Mentions by what was done to the pre-annotation to tell them so, the least work first."""
    realis: int
    """Records of which the realis was changed."""
    rules: list[tuple[str, int, int, int]]
    """Rule, mentions it found, of these changed, of these deleted."""
    annotators: int
    """People whose annotations are in the release, by pseudonym."""


def work(release: Path) -> Work:
    """Return how the records in the folder of a release came to be."""
    records, mentions, deleted = (scan(release, table) for table in ("records", "mentions", "negatives"))
    statuses, edits, realis, rules, gone, annotators = pl.collect_all(
        [
            records.group_by("status").len(),
            mentions.drop_nulls("edit").group_by("edit").len(),
            records.select(pl.col("edits").list.contains("realis").sum()),
            _rules(
                *(
                    told.filter(pl.col("prior").str.starts_with("rules "))
                    for told in (mentions.drop_nulls("edit"), deleted)
                )
            ),
            deleted.select(pl.len()),
            records.select(pl.col("annotators").explode().drop_nulls().n_unique()),
        ],
        engine="streaming",
    )
    of_status, of_edit = dict(statuses.rows()), dict(edits.rows()) | {"deleted": gone.item()}
    return Work(
        statuses=[(name, of_status[name]) for name in get_args(TruthStatus) if name in of_status],
        edits=[(name, of_edit[name]) for name in get_args(EditKind) if of_edit.get(name)],
        realis=realis.item() or 0,
        rules=rules.rows(),
        annotators=annotators.item(),
    )


def _rules(mentions: pl.LazyFrame, deleted: pl.LazyFrame) -> pl.LazyFrame:
    """Return what became of what each rule found, those rules first of which most was changed or deleted."""
    stayed = mentions.select("rule", (pl.col("edit") != "kept").alias("changed"), pl.lit(value=False).alias("deleted"))
    gone = deleted.select("rule", pl.lit(value=False).alias("changed"), pl.lit(value=True).alias("deleted"))
    found = pl.concat([stayed, gone]).drop_nulls("rule").group_by("rule")
    counts = found.agg(pl.len(), pl.col("changed").sum(), pl.col("deleted").sum())
    cost = (pl.col("changed") + pl.col("deleted")).alias("cost")
    return counts.sort(cost, "rule", descending=[True, False]).head(RULES)
