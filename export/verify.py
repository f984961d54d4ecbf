"""Whether a release is what its manifest says, and whether its tables fit together."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from risalah.export.content import ContentHash
from risalah.export.manifest import MANIFEST, DataFile, Manifest, files_of, read_manifest
from risalah.export.register import DOCUMENTS, RECORDS
from risalah.export.store import release_at
from risalah.export.tables.files import data_files, scan, split_of
from risalah.export.tables.parquet import batches
from risalah.schema import CORE, Ontology, Problem
from risalah.schema.targets.tables import KEYS, ROWS, tables
from risalah.schema.version import SCHEMA_VERSION

SHOWN = 3
"""How many of the rows in which the same is wrong are named."""
_REFERENCES = {"doc_id": "documents", "record_id": "records", "argument_id": "arguments", "event_id": "events"}
"""The table of which a column names a row."""
_OFFSETS = ("mentions", "negatives")
"""The tables with words between offsets."""
_REGISTERED = (
    ("documents", ["doc_id", "split"], DOCUMENTS),
    ("records", ["record_id", "event_id"], RECORDS),
)
"""What of a table stands in which file for ever."""
_AGAIN = "Fetch the release again: it never changes"


def verify(release: Path | str) -> list[Problem]:
    """Return what is wrong with a release in a folder or an object store; nothing where it is whole.

    That every file is there with its sum, and no other; that the tables have their
    columns, and as many rows as the manifest says, with the same content; that no two rows of a
    table have one id, and every id that a row names is there; that every mention is
    what the text says between its offsets, where the text is there; and that the register
    holds every document and record. Later checks wait until earlier ones find nothing.
    A bounded number of rows is held in memory, and of all others a hash. Raises
    ReleaseError where there is no release.
    """
    store, version = release_at(release)
    with store.copied(version) as folder:
        manifest = read_manifest(folder)
        for check in (_files, _schemas, _content, _rows):
            if problems := [*check(folder, manifest)]:
                return problems
        return []


def _files(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    found = files_of(folder)
    for path, file in manifest.files.items():
        if path not in found:
            yield Problem(path, "is not there", _AGAIN)
        elif found[path] != file:
            what = f"is not the file that {MANIFEST} names: it has another " + (
                "size" if found[path].bytes != file.bytes else "sum"
            )
            yield Problem(path, what, _AGAIN)
    for path in found.keys() - manifest.files.keys():
        yield Problem(path, f"is no file of the release: {MANIFEST} does not name it", "Move it away")
    for path in manifest.data.keys() - manifest.files.keys():
        yield Problem(path, f"is told of in {MANIFEST}, and is none of its files", _AGAIN)


def _schemas(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Yield the files without the columns of their table, as far as these are known here."""
    if manifest.schema_version != SCHEMA_VERSION:
        return
    own = manifest.ontology != CORE.fingerprint()
    for table, columns in tables(Ontology(()) if own else CORE).items():
        with_roles = own and table in {"records", "events"}
        for path in data_files(folder, table):
            where = path.relative_to(folder).as_posix()
            try:
                found = pl.read_parquet_schema(path)
            except pl.exceptions.PolarsError:
                yield Problem(where, "does not read as Parquet")
                continue
            wrong = [name for name, kind in columns.items() if found.get(name) != kind]
            if wrong:
                yield Problem(where, f"has not the column {wrong[0]!r} of the type {columns[wrong[0]]}")
            elif len(found) > len(columns) and not with_roles:
                yield Problem(where, f"has a column {next(iter(found.keys() - columns.keys()))!r} that {table} has not")


def _content(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    content = ContentHash()
    for table, told in manifest.splits.items():
        counts = dict.fromkeys(told, 0)
        for path in data_files(folder, table):
            name, split = path.relative_to(folder).as_posix(), split_of(path)
            found = _read(path, table, content)
            counts[split] = counts.get(split, 0) + found.rows
            if not _only(path, split):
                yield Problem(name, f"holds rows that are not of the split {split}")
            if manifest.data and found != (said := manifest.data.get(name)):
                yield Problem(name, f"has {found}, and {MANIFEST} says {said or 'nothing of it'}")
        if counts != told or sum(counts.values()) != manifest.rows[table]:
            yield Problem(f"data/{table}", f"has {counts} rows, and {MANIFEST} says {told}")
    if content.hexdigest() != manifest.content_sha256:
        yield Problem("data", f"says something else than {MANIFEST}: its content has another hash")


def _read(path: Path, table: str, content: ContentHash) -> DataFile:
    """Return what a file holds, and add its rows to the content."""
    found = DataFile(rows=0)
    for frame in batches(path):
        content.add(table, frame)
        found += DataFile.of(table, frame)
    return found


def _only(path: Path, split: str) -> bool:
    """Return whether all rows of a file are of one split."""
    own = pl.scan_parquet(path, glob=False).select((pl.col("split") == split).all())
    return bool(own.collect(engine="streaming").item())


def _rows(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Yield what does not fit together in and between the tables."""
    scans = {table: scan(folder, table) for table in ROWS}
    for table, key in KEYS.items():
        yield from _told(table, f"has an id that another row has: {key}", _twice(scans[table], key))
        for column, owner in _REFERENCES.items():
            if column in ROWS[table].model_fields and (column, owner) != (key, table):
                what = f"names {column} of {owner} that is not there:"
                yield from _told(table, what, _missing(scans[table], [column], scans[owner], [KEYS[owner]]))
    of_events = scans["events"].select(pl.col("records").explode())
    yield from _told(
        "events", "names a record that is not there:", _missing(of_events, ["records"], scans["records"], ["record_id"])
    )
    for table, columns, register in _REGISTERED:
        what = f"has a row that {register} does not hold so:"
        yield from _told(table, what, _missing(scans[table], columns, pl.scan_parquet(folder / register), columns))
    for table in _OFFSETS:
        yield from _told(table, "is not what the text says there:", _misplaced(folder, manifest, table))


def _told(table: str, what: str, wrong: pl.Series) -> Iterator[Problem]:
    if wrong.len():
        named = ", ".join(map(repr, wrong.head(SHOWN)))
        more = f" and {wrong.len() - SHOWN} more" if wrong.len() > SHOWN else ""
        yield Problem(f"data/{table}", f"{what} {named}{more}")


def _twice(rows: pl.LazyFrame, key: str) -> pl.Series:
    """Return the ids that several rows have. Only hashes are held of all rows."""
    hashed = rows.select(hash=pl.col(key).hash())
    twice = hashed.group_by("hash").len().filter(pl.col("len") > 1).select("hash").collect(engine="streaming")
    ids = rows.filter(pl.col(key).hash().is_in(twice["hash"].implode())).select(key).collect(engine="streaming")[key]
    return ids.filter(ids.is_duplicated()).unique().sort()


def _missing(rows: pl.LazyFrame, columns: list[str], known: pl.LazyFrame, called: list[str]) -> pl.Series:
    """Return the first of some columns, where nothing known has these values. Only hashes are held of what is known."""
    hashes = known.select(hash=pl.concat_str(called, separator="\0").hash())
    said = rows.select(pl.col(columns[0]), hash=pl.concat_str(columns, separator="\0").hash()).drop_nulls(columns[0])
    return (
        said.join(hashes, on="hash", how="anti")
        .select(pl.col(columns[0]).unique().sort())
        .collect(engine="streaming")[columns[0]]
    )


def _misplaced(folder: Path, manifest: Manifest, table: str) -> pl.Series:
    """Return the ids of mentions that are not the words between their offsets, where the text is there.

    Some texts at a time are held in memory, and their mentions.
    """
    key, start, end, words = KEYS[table], pl.col("start"), pl.col("end"), pl.col("text")
    there = pl.col("whole").str.slice(start, end - start)
    right = (start >= 0) & (start < end) & (words.str.len_chars() == end - start) & (words == there)
    wrong = [pl.Series(key, [], pl.String)]
    for texts in _texts(folder):
        first, last = str(texts["doc_id"].min()), str(texts["doc_id"].max())
        if files := manifest.holding(table, first, last):
            rows = pl.scan_parquet([folder / path for path in files])
            of_them = rows.filter(pl.col("doc_id").is_between(pl.lit(first), pl.lit(last)))
            found = of_them.join(texts.lazy(), on="doc_id").filter(~right.fill_null(value=False)).select(key)
            wrong.append(found.collect(engine="streaming")[key])
    return pl.concat(wrong).sort()


def _texts(folder: Path) -> Iterator[pl.DataFrame]:
    """Yield the texts that are there, some at a time."""
    for path in data_files(folder, "documents"):
        for frame in batches(path, ["doc_id", "text"]):
            texts = frame.rename({"text": "whole"}).drop_nulls("whole")
            if not texts.is_empty():
                yield texts
