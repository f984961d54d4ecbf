"""Which rows of a table are not as they were."""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from operator import add
from pathlib import Path
from typing import Literal

import polars as pl

from risalah.export.difference.parts import Part, parts
from risalah.export.tables.files import scan
from risalah.schema.targets.tables import KEYS, PROVENANCE

DERIVED = frozenset({"events", "nested"})
"""Tables that only tell otherwise what others tell."""

Change = Literal["added", "removed", "changed", "confirmed"]
"""What happened to a row. changed: it says something else. confirmed: it says the same, known in another way."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How many rows of a table are not as they were; false where all are."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    """Those that say something else."""
    confirmed: int = 0
    """Those that say the same, known in another way: confirmed by more people, say."""

    @classmethod
    def of(cls, changes: pl.DataFrame) -> "Difference":
        """Count rows, of which each has a `change`."""
        return cls(**dict(changes["change"].value_counts().iter_rows()))

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.confirmed)

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(*map(add, astuple(self), astuple(other)))


Count = Callable[[str, Difference], None]
"""Takes a table, and how many of its rows are not as they were in some documents."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that two releases have otherwise, each with its type; false where there are none."""

    added: dict[str, str]
    removed: dict[str, str]
    """A column whose type changed is here and in `added`."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


class Tally:
    """How many rows of each table are not as they were."""

    def __init__(self, before: Path, after: Path) -> None:
        """Name the folders of the releases."""
        self._before, self._after = before, after
        self._told: dict[str, Difference] = {}

    def add(self, table: str, found: Difference) -> None:
        """Take what was found of a table in some documents, while something else was looked for."""
        self._told[table] = self._told.get(table, Difference()) + found

    def of(self, tables: Iterable[str]) -> dict[str, Difference]:
        """Return the difference of some tables; those of which nothing was told are compared now."""
        return {
            table: self._told[table] if table in self._told else difference(self._before, self._after, table)
            for table in tables
        }


def difference(before: Path | None, after: Path, table: str) -> Difference:
    """Count what changed in a table from one release's folder to another's; from null, everything is added.

    Of columns only those are compared that both have, with the same type.
    """
    if before is None:
        return Difference(added=scan(after, table).select(pl.len()).collect().item())
    found = (Difference.of(changed_rows(part, table)) for part in parts(before, after, table))
    return sum(found, start=Difference())


def columns(part: Part, table: str) -> Columns:
    """Return the columns that the two releases of a part have otherwise."""
    old, new = ({*rows.collect_schema().items()} for rows in (part.before(table), part.after(table)))
    return Columns(*({name: str(kind) for name, kind in sorted(one)} for one in (new - old, old - new)))


def compared(part: Part, table: str) -> tuple[list[str], list[str]]:
    """Return the columns of facts and those of provenance that both releases have, but for the key."""
    old, new = (rows.collect_schema() for rows in (part.before(table), part.after(table)))
    both = [name for name, kind in new.items() if old.get(name) == kind and name != KEYS[table]]
    return [name for name in both if name not in PROVENANCE], [name for name in both if name in PROVENANCE]


def changed_rows(part: Part, table: str) -> pl.DataFrame:
    """Return `id` and `change` of the rows of a part that are not as they were."""
    return _changed(part.before(table), part.after(table), KEYS[table], *compared(part, table))


def _changed(
    before: pl.LazyFrame, after: pl.LazyFrame, key: str, facts: list[str], provenance: list[str]
) -> pl.DataFrame:
    old, new = (_hashed(rows, key, facts, provenance) for rows in (before, after))
    joined = old.join(new, on="id", how="full", coalesce=True, suffix="_new")
    change = (
        pl.when(pl.col("facts").is_null())
        .then(pl.lit("added"))
        .when(pl.col("facts_new").is_null())
        .then(pl.lit("removed"))
        .when(pl.col("facts") != pl.col("facts_new"))
        .then(pl.lit("changed"))
        .when(pl.col("provenance") != pl.col("provenance_new"))
        .then(pl.lit("confirmed"))
    )
    return joined.select("id", change=change).drop_nulls().collect(engine="streaming")


def _hashed(rows: pl.LazyFrame, key: str, facts: list[str], provenance: list[str]) -> pl.LazyFrame:
    """Return the ids with hashes that hold within one process, where both sides are hashed alike.

    64 bits do: a row is compared with no other than the one of its id.
    """

    def of(names: list[str]) -> pl.Expr:
        return pl.struct(names or [key]).hash()

    return rows.select(id=key, facts=of(facts), provenance=of(provenance))


class Rows:
    """The rows of a table that are not as they were, in a part of two releases."""

    def __init__(self, part: Part, table: str) -> None:
        """Read all rows of the part from both releases, and keep these."""
        self.table, self.key = table, KEYS[table]
        facts, provenance = compared(part, table)
        both = pl.collect_all([part.before(table), part.after(table)], engine="streaming")
        self.changes = _changed(both[0].lazy(), both[1].lazy(), self.key, facts, provenance)
        """Their ids as `id`, with `change`."""
        self.before, self.after = (rows.filter(pl.col(self.key).is_in(self.changes["id"].implode())) for rows in both)
        self.compared = [*facts, *provenance]
        """The columns in which they are compared."""

    def ids(self, change: Change) -> pl.DataFrame:
        """Return the ids of those to which one thing happened, as `id`."""
        return self.changes.filter(pl.col("change") == change).select("id")

    def only(self, change: Change) -> pl.DataFrame:
        """Return those to which one thing happened: as they were where they were removed, else as they are."""
        rows = self.before if change == "removed" else self.after
        return rows.join(self.ids(change), left_on=self.key, right_on="id", how="semi")
