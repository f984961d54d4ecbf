"""Which rows and columns of two tables are not the same."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.export.difference import Difference, difference
from risalah.export.difference.parts import STEPS, parts, whole
from risalah.export.difference.rows import Columns, columns
from risalah.export.tables.files import data_file, data_files
from risalah.schema.targets.tables import KEYS

DOC_IDS = ("a", "a-1", "b", "c")
LISTS = [None, [], [None], [""], ["a"], ["a", None], [None, "a"], ["a", "b"], ["b", "a"], ["ab"], ["a", "a"]]
SPANS = [
    None,
    [],
    [{"start": 1, "end": 2, "text": "a"}],
    [{"start": 1, "end": 2, "text": None}],
    [{"start": 2, "end": 1, "text": "a"}],
    [{"start": 1, "end": 2, "text": "a"}, {"start": 1, "end": 2, "text": "a"}],
]
FILLINGS = [
    [{"role": "place", "mentions": spans}, {"role": "place", "mentions": others}]
    for spans, others in permutations(SPANS, 2)
]


def told(values: list, column: str) -> tuple[list[dict], list[dict]]:
    """Return rows that hold every two of some values, one before and one after."""
    pairs = list(permutations(values, 2))
    return tuple(
        [{"record_id": f"a#{number}", "doc_id": "a", column: pair[side]} for number, pair in enumerate(pairs)]
        for side in (0, 1)
    )


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [("records", "participant", LISTS), ("nested", "triggers", SPANS), ("nested", "arguments", FILLINGS)],
)
def test_nulls_and_the_ends_of_lists_count(
    table: str, column: str, values: list, written: Callable, tmp_path: Path
) -> None:
    before, after = told(values, column)
    old, new = written(tmp_path / "1", **{table: before}), written(tmp_path / "2", **{table: after})
    assert difference(old, new, table) == Difference(changed=len(before))
    assert difference(new, new, table) == Difference()


ROWS = st.dictionaries(
    st.tuples(st.sampled_from(DOC_IDS), st.integers(1, 3)).map(lambda pair: f"{pair[0]}#{pair[1]}"),
    st.fixed_dictionaries(
        {
            "realis": st.sampled_from(["actual", "planned"]),
            "participant": st.sampled_from([None, [], ["Retno"], ["Retno", "Wang"]]),
            "annotators": st.sampled_from([["annotator-1"], ["annotator-1", "annotator-2"]]),
        }
    ),
    max_size=6,
)


def records(rows: dict[str, dict]) -> dict[str, list]:
    """Return a table of records, and one of their documents."""
    documents = sorted({name.partition("#")[0] for name in rows})
    return {
        "documents": [{"doc_id": name} for name in documents],
        "records": [{"record_id": name, "doc_id": name.partition("#")[0], **row} for name, row in rows.items()],
    }


@given(ROWS, ROWS, st.integers(1, 5))
@settings(max_examples=50)
def test_a_row_is_added_removed_changed_confirmed_or_the_same(
    written: Callable, before: dict, after: dict, step: int
) -> None:
    both = [name for name in before if name in after]
    changed = [name for name in both if _facts(before[name]) != _facts(after[name])]
    confirmed = [name for name in both if name not in changed and before[name] != after[name]]
    with TemporaryDirectory() as folder, patch.dict(STEPS, documents=step):
        old = written(Path(folder, "1"), **records(before))
        new = written(Path(folder, "2"), **records(after))
        there = difference(old, new, "records")
        back = difference(new, old, "records")
        assert difference(old, old, "records") == Difference()
    assert there == Difference(len(after) - len(both), len(before) - len(both), len(changed), len(confirmed))
    assert back == Difference(there.removed, there.added, there.changed, there.confirmed)
    assert bool(there) == (before != after)


def _facts(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "annotators"}


@given(ROWS, ROWS, st.integers(1, 5))
@settings(max_examples=50)
def test_every_row_is_in_one_part(written: Callable, before: dict, after: dict, step: int) -> None:
    with TemporaryDirectory() as folder, patch.dict(STEPS, documents=step):
        old = written(Path(folder, "1"), **records(before))
        new = written(Path(folder, "2"), **records(after))
        each = list(parts(old, new))
        for side, rows in (("before", before), ("after", after)):
            found = [getattr(part, side)("records").collect()["record_id"].to_list() for part in each]
            assert sorted(name for names in found for name in names) == sorted(rows)


def test_of_the_first_release_everything_is_added(written: Callable, tmp_path: Path) -> None:
    new = written(tmp_path, documents=[{"doc_id": "a"}, {"doc_id": "b"}], records=[])
    assert difference(None, new, "documents") == Difference(added=2)
    assert difference(None, new, "records") == Difference()


@pytest.mark.parametrize(("table", "key"), [("mentions", "mention_id"), ("negatives", "negative_id")])
def test_another_confidence_makes_no_other_fact(written: Callable, tmp_path: Path, table: str, key: str) -> None:
    row = {key: "m", "doc_id": "a", "role": "place", "start": 3}
    old, new = (written(tmp_path / str(held), **{table: [row | {"confidence": held}]}) for held in (0.4, 0.9))
    assert difference(old, new, table) == Difference(confirmed=1)


def test_a_table_that_is_new_is_all_added(written: Callable, tmp_path: Path) -> None:
    old, new = (
        written(tmp_path / "1", documents=[]),
        written(tmp_path / "2", negatives=[{"negative_id": "n", "doc_id": "a"}]),
    )
    assert difference(old, new, "negatives") == Difference(added=1)
    assert difference(new, old, "negatives") == Difference(removed=1)


def test_columns_that_one_release_has_are_no_change_of_rows(written: Callable, tmp_path: Path) -> None:
    row = {"record_id": "a#1", "doc_id": "a", "participant": ["Retno"], "time": "2022"}
    old, new = (written(tmp_path / side, records=[row]) for side in "12")
    for path in data_files(new, "records"):
        frame = pl.read_parquet(path)
        other = frame.drop("participant").with_columns(weather=pl.lit("cerah"), time=pl.col("time").cast(pl.Int32))
        other.write_parquet(path)
    assert difference(old, new, "records") == Difference()
    assert columns(whole(old, new), "records") == Columns(
        added={"time": "Int32", "weather": "String"}, removed={"participant": "List(String)", "time": "String"}
    )
    assert not columns(whole(old, old), "records")


def test_every_table_can_be_compared(written: Callable, tmp_path: Path) -> None:
    rows = {table: [{key: "a", "doc_id": "a"} if table != "events" else {key: "a"}] for table, key in KEYS.items()}
    old, new = written(tmp_path / "1", **{table: [] for table in KEYS}), written(tmp_path / "2", **rows)
    assert {table: difference(old, new, table) for table in KEYS} == dict.fromkeys(KEYS, Difference(added=1))


def test_it_does_not_matter_into_which_files_rows_are_written(written: Callable, tmp_path: Path) -> None:
    rows = [{"doc_id": name} for name in DOC_IDS]
    old, new = written(tmp_path / "1", documents=rows), written(tmp_path / "2", documents=rows)
    frame = pl.read_parquet(data_files(new, "documents"))
    for path in data_files(new, "documents"):
        path.unlink()
    frame.reverse().write_parquet(new / data_file("documents", "test"))
    assert difference(old, new, "documents") == Difference()
