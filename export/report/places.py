"""The countries of events, and where these are on a map."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from risalah.export.report.frames import took_place
from risalah.export.tables.files import scan

_COUNTRIES = Path(__file__).with_name("countries.csv")


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1."""

    code: str
    """Alpha-3."""
    numeric: str
    """Three digits, by which the outlines name it; empty where it has none."""
    name: str
    point: tuple[float, float] | None
    """Longitude and latitude of a country too small to have an outline."""


@dataclass(frozen=True, slots=True)
class Places:
    """How many events each country has to do with."""

    counts: list[tuple[Country, int]]
    """The country of most events first."""
    events: int
    """All of which a country is known."""
    nowhere: int
    """Events of which none is."""

    @property
    def named(self) -> list[tuple[str, int]]:
        """The countries by their names."""
        return [(country.name, count) for country, count in self.counts]


def places(release: Path) -> Places | None:
    """Return the countries that take part in, or are the place of, events that took place; null without any.

    An event counts once for each of its countries. A code that ISO does not have is a country of its own.
    """
    told = scan(release, "records").select("event_id", "countries").join(took_place(release), on="event_id")
    of_events = told.explode("countries").drop_nulls("countries").select("event_id", "countries").unique()
    counts, known, events = pl.collect_all(
        [
            of_events.group_by("countries").len().sort("len", "countries", descending=[True, False]),
            of_events.select(pl.col("event_id").n_unique()),
            took_place(release).select(pl.len()),
        ],
        engine="streaming",
    )
    named = countries()
    rows = [(named.get(code) or Country(code, "", code, None), count) for code, count in counts.rows()]
    return Places(rows, known.item(), events.item() - known.item()) if rows else None


@cache
def countries() -> Mapping[str, Country]:
    """Return all countries by their alpha-3 code."""
    with _COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _country(row) for row in csv.DictReader(file)}


def _country(row: dict[str, str]) -> Country:
    point = (float(row["longitude"]), float(row["latitude"])) if row["latitude"] else None
    return Country(row["code"], row["numeric"], row["name"], point)
