"""What the charts have in common: colours are names of the style sheet, so that they follow light and dark."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import altair as alt

from risalah.export.report.frames import OTHER, REALIS
from risalah.export.report.kinds import Kinds
from risalah.export.report.places import Places
from risalah.schema.event import label
from risalah.schema.fillers import Actor

Chart = dict[str, Any]
"""A chart in Vega-Lite."""

INK, SOFT, LINE, PAGE, LAND = (f"var(--{name})" for name in ("ink", "soft", "line", "page", "land"))
SHADES = 5
"""Of a map."""
_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "gridColor": LINE,
        "labelColor": SOFT,
        "labelFontSize": 12,
        "labelPadding": 6,
        "title": None,
    },
    "axisY": {"labelPadding": 8},
    "text": {"dy": -14, "fontSize": 11.5, "fontWeight": 600},
}


def named(type_name: str) -> str:
    """Return an event type, or a role, as people read it."""
    return "Other types" if type_name == OTHER else label(type_name)


def type_colours(kinds: Kinds) -> dict[str, str]:
    """Return the colour of each event type that has one, by name, and after them that of all others."""
    coloured = {name: f"var(--c{number})" for number, name in enumerate(kinds.coloured, 1)}
    return coloured if len(coloured) == len(kinds.types) else coloured | {OTHER: "var(--c0)"}


def realis_colours() -> dict[str, str]:
    """Return the colour of each realis."""
    return {name: f"var(--{name})" for name in REALIS}


def kind_colours() -> dict[str, str]:
    """Return the colour of each kind of actor."""
    return {kind: f"var(--{kind})" for kind in Actor.kinds()}


def shade_colours(places: Places) -> dict[str, str]:
    """Return the shades of the map by the numbers of events they stand for."""
    starts = [1, *bounds(places)]
    names = [f"{start:,}" if end - start == 1 else f"{start:,} to {end - 1:,}" for start, end in pairwise(starts)]
    return {name: f"var(--m{number})" for number, name in enumerate([*names, f"{starts[-1]:,} or more"], 1)}


def bounds(places: Places) -> list[int]:
    """Return from how many events on each shade but the palest stands for a country; each for as many times more."""
    most = places.counts[0][1]
    steps = {max(2, int(float(f"{most ** (step / SHADES):.0e}"))) for step in range(1, SHADES)}
    return sorted(step for step in steps if step <= most)


def coloured(field: str, colours: Mapping[str, str]) -> alt.Color:
    """Colour by a field, without a legend: the page has its own, which breaks its lines."""
    return alt.Color(f"{field}:N", legend=None, scale=alt.Scale(domain=[*colours], range=[*colours.values()]))


def events() -> alt.Tooltip:
    """Tell how many events it is."""
    return alt.Tooltip("events:Q", title="Events", format=",d")


def data(rows: list[Any]) -> alt.InlineData:
    """Return rows as a chart's own data."""
    return alt.InlineData(values=rows)


def written(chart: alt.Chart | alt.LayerChart | alt.FacetChart, description: str) -> Chart:
    """Return a chart that fills its place on the page, whatever its size."""
    sized = chart.properties(width="container", height="container", description=description)
    return dict(sized.configure(**_CONFIG).to_dict())
