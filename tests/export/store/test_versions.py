"""Version numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.export.store.versions import is_version, order, ordered

VERSIONS = st.tuples(*[st.integers(0, 2000)] * 3)


def test_versions_are_numbers_not_letters() -> None:
    assert ordered(["1.10.0", "catatan", "1.9.0", "1.2.11", "1.0.0.bak"]) == ["1.2.11", "1.9.0", "1.10.0"]


@given(VERSIONS)
def test_a_version_has_its_numbers_order(parts: tuple[int, ...]) -> None:
    name = ".".join(map(str, parts))
    assert is_version(name)
    assert order(name) == parts


@pytest.mark.parametrize(
    "name", ["", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-rc1", "v1.0.0", "1.0.٣", "1.0.0\n", " 1.0.0"]
)
def test_nothing_else_is_a_version(name: str) -> None:
    assert not is_version(name)
