"""When events took place."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

from risalah.export.report.frames import folded, times, took_place

Step = Literal["day", "month", "year"]

SHARE = 0.95
"""Of the dated events, at least so many are shown: a single one of long ago would flatten all others."""
_STEPS: tuple[tuple[Step, str, int, int], ...] = (("day", "1d", 3, 62), ("month", "1mo", 2, 3660))
"""Steps of the time axis, how precise a date has to be for each, and for how many days it is the step."""
_POINT = r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?"
"""The beginning of an EDTF value; one that begins openly, such as "../2024", has none."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many events of each type took place when."""

    step: Step
    counts: list[tuple[datetime.date, str, int]]
    """First day of the step, type (`OTHER` for those not shown), events; in the order of days."""
    outside: int
    """Events before or after what is shown."""
    undated: int
    """Events of which no article tells the date as precisely as a step."""

    def table(self) -> list[tuple[str, Counter[str]]]:
        """Return the events of each type by day or year, months being too many to read."""
        periods: dict[str, Counter[str]] = defaultdict(Counter)
        for day, type_name, count in self.counts:
            periods[day.isoformat() if self.step == "day" else str(day.year)][type_name] += count
        return [*periods.items()]


def timeline(release: Path, shown: list[str]) -> Timeline | None:
    """Return when events took place, null where no date is known; `shown` are the types that stand on their own.

    An event's date is the one that most of its records tell, of equals the latest, of an
    interval its first day. What is shown is the shortest stretch of time that holds 95 %
    of all dated events.
    """
    dates = _dates(release).collect(engine="streaming")
    window = _shortest(dates.filter(pl.col("precision") > 1)["first"]) or _shortest(dates["first"])
    if window is None:
        return None
    step, every, precise, _ = next(
        (choice for choice in _STEPS if (window[1] - window[0]).days <= choice[-1]), ("year", "1y", 1, 0)
    )
    dated = dates.filter(pl.col("precision") >= precise).with_columns(
        pl.col("first").dt.truncate(every), folded(pl.col("type"), shown)
    )
    within = dated.filter(pl.col("first").is_between(pl.lit(window[0]).dt.truncate(every), pl.lit(window[1])))
    counts = within.group_by("first", "type").len().sort("first", "type")
    events = took_place(release).select(pl.len()).collect(engine="streaming").item()
    return Timeline(step, counts.rows(), dated.height - within.height, events - dated.height)


def _dates(release: Path) -> pl.LazyFrame:
    """Return of each event with a time its type, first day and precision: 1 for a year, 2 a month, 3 a day, else 0."""
    parts = pl.col("value").str.extract_groups(_POINT)
    year, month, day = (parts.struct[name].cast(pl.Int32) for name in ("1", "2", "3"))
    told = times(release).group_by("event_id").agg(pl.col("type").first(), pl.col("value").mode().max())
    return told.select(
        "type",
        pl.date(year, month.fill_null(1), day.fill_null(1)).alias("first"),
        sum((part.is_not_null().cast(pl.Int8) for part in (year, month, day)), pl.lit(0, pl.Int8)).alias("precision"),
    )


def _shortest(days: pl.Series) -> tuple[datetime.date, datetime.date] | None:
    """Return the ends of the shortest stretch that holds most of some days, null where there are none."""
    known = days.drop_nulls().sort()
    if known.is_empty():
        return None
    numbers = known.to_physical().to_numpy()
    held = int(np.ceil(SHARE * len(numbers)))
    at = int(np.argmin(numbers[held - 1 :] - numbers[: len(numbers) - held + 1]))
    return known[at], known[at + held - 1]
