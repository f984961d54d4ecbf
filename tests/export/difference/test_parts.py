"""The parts in which two releases are compared: none too large, and the same whatever the files."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.export.difference import changes, corrections, difference, relinked
from risalah.export.difference.parts import STEPS, parts
from risalah.export.tables.files import data_file
from risalah.schema import CORE
from risalah.schema.targets.tables import tables

SCHEMA = tables(CORE)
IDS = [f"kabar-{number:02}" for number in range(12)]
REALIS = ("actual", "planned", "denied")
SAID = st.dictionaries(st.sampled_from(IDS), st.tuples(st.sampled_from(REALIS), st.booleans()), max_size=12)
CUTS = st.lists(st.integers(0, 12), max_size=4)


def release(said: dict[str, tuple[str, bool]]) -> dict[str, pl.DataFrame]:
    """Return tables of documents with a record each, some of which are one event."""
    rows: dict[str, list[dict]] = {"documents": [], "records": [], "events": []}
    for doc_id, (realis, together) in sorted(said.items()):
        event = "event-0" if together else f"event-{doc_id}"
        rows["documents"].append({"doc_id": doc_id, "text": f"Berita {doc_id}", "records": 1, "annotators": ["a-1"]})
        rows["records"].append(
            {"record_id": f"{doc_id}#1", "doc_id": doc_id, "event_id": event, "realis": realis, "type": "meeting"}
        )
    for event in sorted({row["event_id"] for row in rows["records"]}):
        ids = [row["record_id"] for row in rows["records"] if row["event_id"] == event]
        rows["events"].append({"event_id": event, "records": ids, "articles": len(ids)})
    return {
        table: pl.DataFrame(rows.get(table, []), schema=SCHEMA[table], orient="row")
        for table in ("documents", "records", "arguments", "mentions", "events")
    }


def cut(folder: Path, tables: dict[str, pl.DataFrame], cuts: Iterable[int]) -> Path:
    """Write tables in several files; two of three documents are of train, the other is of test."""
    for table, frame in tables.items():
        of_test = pl.int_range(pl.len()) % 3 == 0
        for split, rows in (("test", frame.filter(of_test)), ("train", frame.filter(~of_test))):
            bounds = [0, *sorted(min(one, rows.height) for one in cuts), rows.height]
            for number, (start, end) in enumerate(pairwise(bounds)):
                path = folder / data_file(table, split, number)
                path.parent.mkdir(parents=True, exist_ok=True)
                rows[start:end].write_parquet(path)
    return folder


def told(old: Path, new: Path) -> list[object]:
    lines = [row for found in corrections(old, new) for row in found.rows()]
    facts = sorted(row for found in changes(old, new, ["records"]) for row in found.rows())
    counts = [difference(old, new, table) for table in ("documents", "events")]
    return [lines, facts, counts, relinked(old, new).rows()]


@given(SAID, SAID, CUTS, CUTS, st.integers(2, 9))
@settings(max_examples=8, deadline=None)
def test_the_difference_is_the_same_however_the_tables_are_cut_into_files(
    before: dict, after: dict, cuts_before: list[int], cuts_after: list[int], step: int
) -> None:
    old, new = release(before), release(after)
    with TemporaryDirectory() as name:
        folder = Path(name)
        whole = told(cut(folder / "1", old, []), cut(folder / "2", new, []))
        with patch.dict(STEPS, documents=step, events=step):
            assert told(cut(folder / "3", old, cuts_before), cut(folder / "4", new, cuts_after)) == whole


@pytest.mark.parametrize("step", [200, 3_000])
def test_a_part_has_about_as_many_rows_as_it_is_to_have(tmp_path: Path, step: int) -> None:
    frame = pl.DataFrame({"doc_id": [f"{number * 7919 % 10_007:05}" for number in range(4_000)]}).sort("doc_id")
    old = cut(tmp_path / "1", {"documents": frame}, [100, 101, 900])
    new = cut(tmp_path / "2", {"documents": frame[1_000:]}, [1_500])
    with patch.dict(STEPS, documents=step):
        sizes = [
            sum(side("documents").select(pl.len()).collect().item() for side in (part.before, part.after))
            for part in parts(old, new)
        ]
    assert sum(sizes) == 7_000
    assert max(sizes) <= 1.3 * step
    assert len(sizes) <= 7_000 / step + 1


def test_only_the_files_that_hold_some_of_the_documents_are_read(tmp_path: Path) -> None:
    said = dict.fromkeys(IDS, ("actual", False))
    old, new = (cut(tmp_path / name, release(said), [2, 4, 6]) for name in ("1", "2"))
    with patch.dict(STEPS, documents=4):
        part, *_ = parts(old, new)
    opened = part.before("records").explain()
    assert "train.parquet" in opened
    assert not any(data_file("records", "train", number) in opened for number in (2, 3))
