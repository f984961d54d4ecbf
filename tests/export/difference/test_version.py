"""The version that follows from what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.export.difference import Difference, next_version
from risalah.schema.targets.tables import ROWS

ADDED, REMOVED, CHANGED, CONFIRMED = (Difference(**{kind: 3}) for kind in ("added", "removed", "changed", "confirmed"))
VERSIONS = st.tuples(*[st.integers(0, 2000)] * 3).map(lambda parts: ".".join(map(str, parts)))
COUNTS = st.integers(0, 2)
DIFFERENCES = st.dictionaries(st.sampled_from([*ROWS]), st.builds(Difference, COUNTS, COUNTS, COUNTS, COUNTS))


def order(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


@pytest.mark.parametrize(
    ("differences", "version", "reason"),
    [
        ({"records": ADDED}, "1.5.0", "rows were only added"),
        ({"records": ADDED, "mentions": CHANGED}, "2.0.0", "rows were changed or removed"),
        ({"documents": ADDED, "mentions": REMOVED}, "2.0.0", "rows were changed or removed"),
        ({"records": ADDED + CONFIRMED}, "1.5.0", "rows were only added"),
        (
            {"records": CONFIRMED},
            "1.4.3",
            "the rows say the same, and only how they are known has changed",
        ),
        ({}, "1.4.3", "only the packaging changed"),
        ({"documents": Difference()}, "1.4.3", "only the packaging changed"),
    ],
)
def test_the_version_follows_from_what_changed(differences: dict[str, Difference], version: str, reason: str) -> None:
    assert next_version("1.4.2", differences, same_schema=True) == (version, reason)


def test_an_event_that_gains_evidence_is_minor() -> None:
    grown = {"documents": ADDED, "records": ADDED, "events": CHANGED, "nested": ADDED}
    assert next_version("1.4.2", grown, same_schema=True)[0] == "1.5.0"


def test_events_found_to_be_one_are_major() -> None:
    merged = {"records": CHANGED, "events": REMOVED + CHANGED, "nested": CHANGED}
    assert next_version("1.4.2", merged, same_schema=True)[0] == "2.0.0"


@given(DIFFERENCES)
def test_another_schema_is_major(differences: dict[str, Difference]) -> None:
    assert next_version("1.4.2", differences, same_schema=False) == ("2.0.0", "the schema changed")


def test_the_first_release_is_1_0_0() -> None:
    assert next_version(None, {}, same_schema=False) == ("1.0.0", "it is the first")


@given(VERSIONS, DIFFERENCES, st.booleans())
def test_the_next_version_is_always_greater(before: str, differences: dict[str, Difference], same_schema: bool) -> None:
    after, _ = next_version(before, differences, same_schema=same_schema)
    assert order(after) > order(before)
