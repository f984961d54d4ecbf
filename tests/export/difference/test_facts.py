"""What changed, row by row and column by column."""

import datetime
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.export import Release
from risalah.export.difference import LINE, changes
from risalah.export.difference.parts import STEPS
from risalah.schema.targets.tables import KEYS
from risalah.schema.truth import Truth

TEXT = st.sampled_from(["", "null", "Retno", '"Retno"', "[]", "{}", "Kiai “Gus” 🤝\n\\", "}"])
LISTS = st.none() | st.lists(st.none() | TEXT, max_size=2)
MENTIONS = st.none() | st.lists(
    st.fixed_dictionaries({"start": st.none() | st.integers(0, 9), "end": st.just(3), "text": TEXT}), max_size=2
)
IDS = st.sampled_from(["a#1", "a#2", "b#1", "c#1", "c#2"])
RECORDS = st.fixed_dictionaries(
    {"realis": TEXT, "number": st.integers(-1, 1), "participant": LISTS, "time": st.none() | TEXT, "edits": LISTS}
)
NESTED = st.fixed_dictionaries({"triggers": MENTIONS, "type": TEXT})


def rows(said: dict[str, dict]) -> list[dict]:
    return [{"record_id": name, "doc_id": name[0], **row} for name, row in said.items()]


def applied(before: list[dict], lines: Iterable[dict], schema: pl.Schema) -> dict[str, dict]:
    """Return rows after some changes."""
    after = {row["record_id"]: row for row in before}
    for line in lines:
        if line["change"] == "added":
            after[line["id"]] = json.loads(line["after"])
        elif line["change"] == "removed":
            assert after.pop(line["id"]) == json.loads(line["before"])
        else:
            name, value = line["column"], line["after"]
            plain = value is None or schema[name] == pl.String
            after[line["id"]] |= {name: value if plain else json.loads(value)}
    return after


SIDES = st.one_of(
    st.tuples(st.just(table), st.dictionaries(IDS, said), st.dictionaries(IDS, said))
    for table, said in (("records", RECORDS), ("nested", NESTED))
)


@given(SIDES, st.integers(1, 4))
@settings(max_examples=50)
def test_what_changed_makes_of_one_release_the_other(
    written: Callable, sides: tuple[str, dict, dict], step: int
) -> None:
    table, *said = sides
    with TemporaryDirectory() as folder, patch.dict(STEPS, documents=step):
        rest = {"documents": [{"doc_id": name} for name in "abc"], "records": []}
        old, new = (
            written(Path(folder, str(number)), **{**rest, table: rows(side)}) for number, side in enumerate(said)
        )
        lines = [line for found in changes(old, new, [table]) for line in found.iter_rows(named=True)]
        before, after = (pl.read_parquet(release / "data" / table / "*.parquet") for release in (old, new))
    assert applied(before.to_dicts(), lines, after.schema) == {row["record_id"]: row for row in after.to_dicts()}


def test_a_row_that_changed_has_a_line_for_each_column(written: Callable, tmp_path: Path) -> None:
    day = datetime.datetime(2025, 9, 4, 9, 30, tzinfo=datetime.UTC)
    was = {"doc_id": "a", "title": "Bertemu", "published": day.date(), "submitted": day, "annotators": ["annotator-1"]}
    old = written(tmp_path / "1", documents=[was])
    becomes = {"title": None, "published": datetime.date(2025, 9, 5), "submitted": day + datetime.timedelta(hours=1)}
    new = written(tmp_path / "2", documents=[was | becomes | {"annotators": ["annotator-2"], "prior": "rules id-1"}])
    (found,) = changes(old, new)
    assert dict(found.schema) == LINE
    assert found.select("change", "table", "id", "column", "before", "after").rows() == [
        ("changed", "documents", "a", "annotators", '["annotator-1"]', '["annotator-2"]'),
        ("changed", "documents", "a", "prior", None, "rules id-1"),
        ("changed", "documents", "a", "published", "2025-09-04", "2025-09-05"),
        ("changed", "documents", "a", "submitted", "2025-09-04T09:30:00+00:00", "2025-09-04T10:30:00+00:00"),
        ("changed", "documents", "a", "title", "Bertemu", None),
    ]
    assert found.select("by", "prior").unique().rows() == [(["annotator-2"], "rules id-1")]


def test_whose_a_row_is_its_record_tells(written: Callable, tmp_path: Path) -> None:
    def made(name: str, annotator: str, *values: str) -> Path:
        record = {"record_id": "a#1", "doc_id": "a", "annotators": [annotator], "prior": f"rules {name}"}
        told = [
            {"argument_id": value, "record_id": "a#1", "doc_id": "a", "role": "participant", "value": value}
            for value in values
        ]
        return written(tmp_path / name, records=[record], arguments=told)

    (found,) = changes(made("1", "annotator-1", "Retno"), made("2", "annotator-2", "Wang"), ["arguments"])
    assert found.select("change", "id", "role", "record_id", "by", "prior").rows() == [
        ("removed", "Retno", "participant", "a#1", ["annotator-1"], "rules 1"),
        ("added", "Wang", "participant", "a#1", ["annotator-2"], "rules 2"),
    ]


def test_a_mention_is_its_annotators(publish: Callable, truth: list[Truth]) -> None:
    old, new = publish(truth[:1]), publish(truth)
    (found,) = changes(old.folder, new.folder, ["mentions"])
    assert found["by"].to_list() == [["annotator-1"]] * 3
    assert dict(found.select("record_id", "prior").rows()) == {"doc-2#1": "rules id-1"}


def test_what_others_tell_is_told_if_asked_for(publish: Callable, truth: list[Truth]) -> None:
    old, new = publish(truth[:1]), publish(truth)
    tables = [found["table"][0] for found in changes(old.folder, new.folder)]
    assert tables == ["documents", "records", "arguments", "mentions", "negatives"]
    (events,) = changes(old.folder, new.folder, ["events"])
    assert events.select("change", "by").rows() == [("added", None)]


def test_what_was_found_is_counted(publish: Callable, truth: list[Truth]) -> None:
    counted: dict[str, int] = {}

    def count(table: str, found: object) -> None:
        counted[table] = counted.get(table, 0) + found.added

    old, new = publish(truth[:1]), publish(truth)
    list(changes(old.folder, new.folder, count=count))
    assert counted == {"documents": 2, "records": 1, "arguments": 2, "mentions": 3, "negatives": 1}


def test_a_release_and_itself_are_the_same(published: Release) -> None:
    assert list(changes(published.folder, published.folder, [*KEYS])) == []
