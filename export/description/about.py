"""What there is to say about a release."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from risalah.export.manifest import Manifest
from risalah.export.tables.files import LEFT_OUT, scan
from risalah.schema import Ontology
from risalah.schema.agreement import AgreementFigure
from risalah.schema.dataset import Dataset


@dataclass(frozen=True, slots=True)
class About:
    """What the files that describe a release are made from. Counts are of what they name first."""

    manifest: Manifest
    """With the files of the tables."""
    ontology: Ontology
    dataset: Dataset
    agreement: Sequence[AgreementFigure]
    realis: Mapping[tuple[str, str], int]
    """Records by type and realis."""
    statuses: Mapping[str, int]
    """Records by status."""
    unreviewed: int
    """Documents that no person has read."""
    languages: Mapping[str | None, int]
    """Documents by language."""
    licences: Mapping[str | None, int]
    """Documents by licence."""
    publishers: int
    """Of the documents, as far as known."""
    span: tuple[datetime.date, datetime.date] | None
    """The days of the first and the last document, as far as known; null where no day is."""
    left_out: Mapping[str, int]
    """Documents that are not in the release, by the reason."""
    undecided: int
    """Events that an annotator tells otherwise than what counts."""

    @property
    def released(self) -> datetime.date | None:
        """The day of the latest annotation: what is made of the same input has the same day, whenever it is made."""
        mark = self.manifest.high_water_mark
        return mark.date() if mark else None

    @property
    def type_counts(self) -> dict[str, int]:
        """Records of every event type, also of those without any."""
        counts = dict.fromkeys(self.ontology.type_names, 0)
        for (type_name, _), count in self.realis.items():
            counts[type_name] += count
        return counts


def about(
    folder: Path,
    manifest: Manifest,
    ontology: Ontology,
    dataset: Dataset,
    agreement: Sequence[AgreementFigure] = (),
) -> About:
    """Return what there is to say about a release of which the tables are written below `folder`.

    `manifest` must hold the files of the tables.
    """
    records, documents = (scan(folder, table) for table in ("records", "documents"))
    left_out = pl.scan_parquet(folder / LEFT_OUT)
    days = documents.select(first=pl.col("published").min(), last=pl.col("published").max()).collect().row(0)
    return About(
        manifest=manifest,
        ontology=ontology,
        dataset=dataset,
        agreement=agreement,
        realis={(row[0], row[1]): row[2] for row in _counted(records, "type", "realis")},
        statuses=dict(_counted(records, "status")),
        unreviewed=dict(_counted(documents, "status")).get("unreviewed", 0),
        languages=dict(_counted(documents, "language")),
        licences=dict(_counted(documents, "licence")),
        publishers=documents.select(pl.col("publisher").drop_nulls().n_unique()).collect().item(),
        span=days if days[0] else None,
        left_out=dict(_counted(left_out.filter(pl.col("number").is_null()), "reason")),
        undecided=left_out.select(pl.col("number").count()).collect().item(),
    )


def _counted(rows: pl.LazyFrame, *names: str) -> list[tuple[Any, ...]]:
    """Return how many rows there are of each value, after it, the commonest first."""
    counts = rows.group_by(names).len("count").sort("count", *names, descending=[True, *(False for _ in names)])
    return counts.collect(engine="streaming").rows()
