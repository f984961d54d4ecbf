"""What changed between two releases as a person would tell it: a line for each thing that was done."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from risalah.export.difference.facts import lines, listed
from risalah.export.difference.pairs import corrected, paired
from risalah.export.difference.parts import Part, parts
from risalah.export.difference.rows import Change, Count, Difference, Rows
from risalah.export.difference.wording import DOCUMENT, STATUS, filler, mention, record
from risalah.schema.targets.tables import KEYS, PROVENANCE

_TABLES = ("documents", "records", "arguments", "mentions")
_SIDES: dict[Change, str] = {"removed": "before", "added": "after"}
"""On which side a row is that the other does not have."""
_OWN = ("type", "realis")
"""Columns of a record that do not follow from its arguments and mentions."""
_FOLLOW = {
    "documents": ("records", "text_sha256"),
    "records": ("split", "event_id"),
    "arguments": ("split",),
    "mentions": ("split",),
}
"""Columns of each table that follow from what is told of others."""


def corrections(before: Path | None, after: Path, count: Count = lambda _, __: None) -> Iterator[pl.DataFrame]:
    """Yield what changed from one release's folder to another's, document by document: frames of the columns of `LINE`.

    A record or document that was added or removed is one line with all its parts. A filler
    that was given another value, kind, role or event is one line that was changed, of the
    table `arguments`, however many mentions moved with it; a mention that begins or
    ends elsewhere is one of `mentions`. What is only confirmed is told of records and
    documents of which nothing else is. `by` and `prior` are whose the record is now, or the
    document where the record is gone, or whose it was where both are. Negatives, and what
    else follows from the rest, are not told of, nor are events: see `relinked`. `count` is
    called with the rows that were found of documents, records, arguments and mentions, bit by bit.
    """
    for part in parts(before, after):
        rows = {table: Rows(part, table) for table in _TABLES}
        for table, found in rows.items():
            count(table, Difference.of(found.changes))
        if any(not found.changes.is_empty() for found in rows.values()):
            told = _Told(part, rows).lines()
            if not told.is_empty():
                yield told


class _Told:
    """What was done in the documents of a part."""

    def __init__(self, part: Part, rows: Mapping[str, Rows]) -> None:
        self._part, self._rows = part, rows
        self._records = self._edits("records")

    def lines(self) -> pl.DataFrame:
        """Return the lines, in the order of documents and records."""
        own = pl.col("column").is_in(_OWN)
        edits = [self._records.filter(own), *map(self._edits, ("documents", "arguments", "mentions"))]
        told = _together(*self._wholes("documents"), *self._wholes("records"), *self._fillers(), *edits)
        follow = self._records.filter(~own).join(self._touched(), on="record_id", how="anti")
        told = _together(told, follow.join(told, on="record_id", how="anti"))
        for table in ("records", "documents"):
            told = _together(told, self._confirmed(table, told))
        order = pl.col("table").replace_strict(_TABLES, range(len(_TABLES)))
        return self._with_people(told).sort("doc_id", "record_id", order, "id", "column", "before")

    def _edits(self, table: str) -> pl.DataFrame:
        edits = (pl.col("change") == "changed") & ~pl.col("column").is_in([*PROVENANCE, *_FOLLOW[table]])
        return lines(self._rows[table]).filter(edits)

    def _wholes(self, table: str) -> Iterator[pl.DataFrame]:
        """Yield a line for each document or record that only one release has."""
        for change in _SIDES:
            rows = self._rows[table].only(change)
            yield _whole(rows, change, table, DOCUMENT if table == "documents" else record(rows.schema))

    def _fillers(self) -> Iterator[pl.DataFrame]:
        """Yield lines for fillers and mentions of records that both releases have."""
        gone, come = map(self._mentions, _SIDES)
        pairs = paired(gone, come)
        yield from corrected(pairs, self._records.filter(pl.col("column") == "type")["record_id"])
        sides: list[tuple[Change, pl.DataFrame, str]] = [("removed", gone, ""), ("added", come, "_new")]
        for change, mentions, end in sides:
            fillers = self._of_records("arguments", change)
            fillers = fillers.join(pairs, left_on="argument_id", right_on=f"argument_id{end}", how="anti")
            single = mentions.join(pairs, left_on="mention_id", right_on=f"mention_id{end}", how="anti")
            yield _whole(fillers, change, "arguments", filler())
            yield _whole(single.join(fillers, on="argument_id", how="anti"), change, "mentions", mention())

    def _touched(self) -> pl.DataFrame:
        """Return the ids of the records that gained or lost a mention: all else of them follows from that."""
        mentions = self._rows["mentions"]
        return pl.concat(mentions.only(change).select("record_id") for change in _SIDES)

    def _mentions(self, change: Change) -> pl.DataFrame:
        """Return mentions that only one release has, with the kind and value of their fillers."""
        mentions = self._of_records("mentions", change)
        wanted = pl.col("argument_id").is_in(mentions["argument_id"].drop_nulls().implode())
        side = self._part.before if change == "removed" else self._part.after
        fillers = side("arguments").filter(wanted).select("argument_id", "kind", "value").collect(engine="streaming")
        return mentions.join(fillers, on="argument_id", how="left")

    def _of_records(self, table: str, change: Change) -> pl.DataFrame:
        """Return the rows that only one release has, of records that both have."""
        return (
            self._rows[table]
            .only(change)
            .join(self._rows["records"].ids(change), left_on="record_id", right_on="id", how="anti")
        )

    def _confirmed(self, table: str, told: pl.DataFrame) -> pl.DataFrame:
        """Return lines for the records, or documents, that are only confirmed and of which nothing is told yet."""
        key = KEYS[table]
        of_table = ("documents",) if table == "documents" else ("records", "mentions")
        found = pl.concat(lines(self._rows[each]).filter(pl.col("change") == "confirmed") for each in of_table)
        found = (
            found.join(told, on=key, how="anti")
            .group_by("doc_id", "record_id")
            .agg(column=pl.col("column").unique().sort().str.join(", "))
            .with_columns(change=pl.lit("confirmed"), table=pl.lit(table), id=key)
        )
        for side, rows in (("before", self._part.before), ("after", self._part.after)):
            wanted = rows(table).filter(pl.col(key).is_in(found[key].implode())).select(key, STATUS.alias(side))
            found = found.join(wanted.collect(engine="streaming"), on=key, how="left")
        return found

    def _with_people(self, told: pl.DataFrame) -> pl.DataFrame:
        """Return lines with whose the record or document is now, or was where it is gone."""
        whose = pl.struct(by="annotators", prior="prior")
        names: list[str] = []
        for rows in (self._part.after, self._part.before):
            for table in ("records", "documents"):
                key, name = KEYS[table], f"whose_{len(names)}"
                wanted = pl.col(key).is_in(told[key].drop_nulls().unique().implode())
                known = rows(table).filter(wanted).select(key, whose.alias(name)).collect(engine="streaming")
                told = told.join(known, on=key, how="left")
                names.append(name)
        return listed(told.drop("by", "prior").with_columns(_=pl.coalesce(names)).unnest("_"))


def _whole(rows: pl.DataFrame, change: Change, table: str, wording: pl.Expr) -> pl.DataFrame:
    """Return lines for rows that only one release has."""
    there = [name for name in ("role", "doc_id", "record_id") if name in rows.columns]
    said = {"change": pl.lit(change), "table": pl.lit(table), "id": pl.col(KEYS[table]), _SIDES[change]: wording}
    return rows.select(*there, **said)


def _together(*frames: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(map(listed, frames))
