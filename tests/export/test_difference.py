"""What changed between two releases, and the version that follows."""

import datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.export.difference import Difference, content_hash, difference, next_version, row_hashes
from risalah.schema import CORE
from risalah.schema.targets.tables import DOCUMENTS, records

DAY = datetime.date(2025, 9, 3)
TALKS: dict[str, Any] = {
    "record_id": "doc-1#1",
    "number": 1,
    "type": "meeting",
    "participant": ["Retno Marsudi", "Wang Yi"],
    "attribution": [],
    "time": "2022-07-07",
}
ADDED = Difference(added=["doc-2#1"])
CHANGED = Difference(changed=["doc-1#1"])
REMOVED = Difference(removed=["doc-1#2"])
SAME = Difference()

VERSIONS = st.tuples(*[st.integers(0, 2000)] * 3).map(lambda parts: ".".join(map(str, parts)))
IDS = st.lists(st.text(max_size=5), max_size=3)
DIFFERENCES = st.dictionaries(
    st.sampled_from(["documents", "records", "arguments", "mentions"]),
    st.builds(Difference, added=IDS, removed=IDS, changed=IDS),
)
STATES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y"]))


def talks(**changes: object) -> pl.DataFrame:
    return pl.DataFrame([TALKS | changes], schema=records(CORE), orient="row")


def order(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


@given(st.permutations(list(records(CORE))))
def test_a_rows_hash_does_not_depend_on_the_order_of_columns(columns: list[str]) -> None:
    assert row_hashes("records", talks().select(columns)) == row_hashes("records", talks())


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"participant": ["Wang Yi", "Retno Marsudi"]},
        {"participant": ["Retno Marsudi, Wang Yi"]},
        {"participant": ["Retno Marsudi"]},
        {"attribution": None},
        {"time": "2022-07"},
        {"time": None},
        {"place": []},
    ],
)
def test_a_rows_hash_depends_on_every_value(change: dict[str, object]) -> None:
    assert row_hashes("records", talks(**change)) != row_hashes("records", talks())


def test_a_rows_hash_stays_the_same_from_one_version_of_a_library_to_the_next() -> None:
    row = {"doc_id": "doc-1", "text": "Rapat 🤝", "published": DAY, "records": 1}
    assert row_hashes("documents", pl.DataFrame([row], schema=DOCUMENTS, orient="row")) == {
        "doc-1": "310d7a92756c9335a31d6a9ef8870525d2d4c3a9c7cfb3a66d532d85c175c726"
    }


def test_the_content_hash_is_the_same_for_the_same_rows_in_any_order() -> None:
    one, other = row_hashes("records", talks()), row_hashes("records", talks(record_id="doc-2#1"))
    assert content_hash({"records": one | other}) == content_hash({"records": other | one})
    assert content_hash({"records": one}) != content_hash({"records": one | other})
    assert content_hash({"records": one}) != content_hash({"mentions": one})


def test_a_row_is_added_removed_changed_or_the_same() -> None:
    before = {"gone": "1", "edited": "2", "same": "3"}
    after = {"same": "3", "edited": "9", "new-2": "4", "new-1": "5"}
    assert difference(before, after) == Difference(added=["new-1", "new-2"], removed=["gone"], changed=["edited"])


@given(STATES, STATES)
def test_what_was_added_one_way_is_removed_the_other(before: dict[str, str], after: dict[str, str]) -> None:
    there, back = difference(before, after), difference(after, before)
    assert (there.added, there.removed, there.changed) == (back.removed, back.added, back.changed)
    assert bool(there) == (before != after)


@pytest.mark.parametrize(
    ("differences", "same_schema", "after", "reason"),
    [
        ([ADDED], True, "1.5.0", "rows were only added"),
        ([ADDED, CHANGED], True, "2.0.0", "rows were changed or removed"),
        ([SAME, REMOVED], True, "2.0.0", "rows were changed or removed"),
        ([ADDED, REMOVED], False, "2.0.0", "the schema changed"),
        ([SAME], False, "2.0.0", "the schema changed"),
        ([SAME, SAME], True, "1.4.3", "only the packaging changed"),
    ],
)
def test_the_version_follows_from_what_changed(
    differences: list[Difference], same_schema: bool, after: str, reason: str
) -> None:
    tables = dict(zip(["documents", "records"], differences, strict=False))
    assert next_version("1.4.2", tables, same_schema=same_schema) == (after, reason)


def test_the_first_release_is_1_0_0() -> None:
    assert next_version(None, {"records": ADDED}, same_schema=False) == ("1.0.0", "it is the first")


@given(VERSIONS, DIFFERENCES, st.booleans())
def test_the_next_version_is_always_greater(before: str, differences: dict[str, Difference], same_schema: bool) -> None:
    after, _ = next_version(before, differences, same_schema=same_schema)
    assert order(after) > order(before)
