"""Which country a filler belongs to."""

from collections.abc import Callable

import pytest

from risalah.annotate.resolution.countries import countries
from risalah.annotate.workspace import Workspace

CASES = {
    ("country", "Jepang"): "JPN",
    ("country", "Amerika Serikat"): "USA",
    ("country", "AS"): "USA",
    ("place", "Australia"): "AUS",
    ("person", "Vladimir Putin"): "RUS",
    ("person", "Slamet dari Wonogiri"): None,
    ("organization", "PBB"): None,
    ("place", "Magelang"): None,
}


@pytest.fixture
def country(workspace: Workspace) -> Callable[[str, str], str | None]:
    return countries(workspace)


@pytest.mark.parametrize(("filler", "code"), CASES.items(), ids=str)
def test_it_is_that_of_its_name_or_office(
    country: Callable[[str, str], str | None], filler: tuple[str, str], code: str | None
) -> None:
    assert country(*filler) == code
