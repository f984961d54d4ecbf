"""The table of offices holds facts that can be true together."""

import csv
import datetime
import re
from itertools import pairwise

import pytest

from risalah.annotate.offices import TABLE, offices

ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
SHARED = {("SGP", "deputy_prime_minister")}


def test_every_row_is_complete_and_dated() -> None:
    for row in ROWS:
        assert all(row[column] for column in ("of", "office", "name", "source")), row
        assert DATE.fullmatch(row["from"]), row
        assert not row["to"] or (DATE.fullmatch(row["to"]) and row["from"][: len(row["to"])] <= row["to"]), row
        assert datetime.date.fromisoformat(row["checked"]), row
        assert not row["wikidata"] or re.fullmatch(r"Q\d+", row["wikidata"]), row


def test_an_office_has_one_holder_at_a_time() -> None:
    exact = [row for row in ROWS if len(row["from"]) == 10 and (row["of"], row["office"]) not in SHARED]
    exact.sort(key=lambda row: (row["of"], row["office"], row["from"]))
    for before, after in pairwise(exact):
        if (before["of"], before["office"]) == (after["of"], after["office"]) and len(before["to"]) == 10:
            overlap = datetime.date.fromisoformat(before["to"]) - datetime.date.fromisoformat(after["from"])
            assert overlap.days <= 1, (before, after)


def test_one_person_has_one_wikidata_id() -> None:
    ids: dict[str, str] = {}
    for row in ROWS:
        if row["wikidata"]:
            assert ids.setdefault(row["name"], row["wikidata"]) == row["wikidata"], row


@pytest.mark.parametrize(
    ("of", "office", "day", "name"),
    [
        ("USA", "president", "2023-09-13", "Joe Biden"),
        ("USA", "president", "2025-09-03", "Donald Trump"),
        ("IDN", "president", "2017-07-09", "Joko Widodo"),
        ("IDN", "foreign_minister", "2024-11-12", "Sugiono"),
        ("XXX", "president", "2024-11-12", None),
    ],
)
def test_who_held_an_office_on_a_day(of: str, office: str, day: str, name: str | None) -> None:
    held = offices().holder(of, office, datetime.date.fromisoformat(day))
    assert (held.name if held else None) == name


def test_somebody_belongs_to_the_countries_they_held_office_in() -> None:
    assert offices().countries_of("Retno Marsudi") == {"IDN"}
    assert offices().countries_of("Kofi Annan") == frozenset(), "an organization is no country"
