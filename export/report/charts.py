"""The charts of the page."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt

from risalah.export.report.drawing import (
    INK,
    LAND,
    PAGE,
    SOFT,
    Chart,
    bounds,
    coloured,
    data,
    events,
    kind_colours,
    named,
    realis_colours,
    shade_colours,
    type_colours,
    written,
)
from risalah.export.report.frames import REALIS
from risalah.export.report.kinds import Kinds
from risalah.export.report.network import Network, Node, Tie
from risalah.export.report.places import Country, Places
from risalah.export.report.timeline import Timeline

_OUTLINES = Path(__file__).with_name("outlines.json")
_ANTARCTICA = "010"
_UNITS: dict[str, tuple[Any, str]] = {
    "day": ("utcyearmonthdate", "%-d %B %Y"),
    "month": ("utcyearmonth", "%B %Y"),
    "year": ("utcyear", "%Y"),
}
"""How Vega-Lite calls the steps of the time axis, and how one is written."""


def timeline_chart(timeline: Timeline, kinds: Kinds) -> Chart:
    """Draw how many events of each type took place when, as bars."""
    colours = type_colours(kinds)
    order = {name: index for index, name in enumerate(colours)}
    rows = [
        {"from": day.isoformat(), "type": named(name), "events": count, "order": order[name]}
        for day, name, count in timeline.counts
    ]
    unit, form = _UNITS[timeline.step]
    bars = alt.Chart(data(rows)).mark_bar(binSpacing=1)
    encoded = bars.encode(
        x=alt.X("from:T", timeUnit=unit, axis=alt.Axis(labelOverlap=True, labelFlush=True, tickCount=8)),
        y=alt.Y("events:Q", axis=alt.Axis(grid=True, tickCount=4, format=",d", tickMinStep=1)),
        color=coloured("type", {named(name): colour for name, colour in colours.items()}),
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("from:T", timeUnit=unit, title="When", format=form),
            alt.Tooltip("type:N", title="Type"),
            events(),
        ],
    )
    return written(encoded, "Events over time, by type")


def kinds_chart(kinds: Kinds) -> Chart:
    """Draw how many events of each type there are, by realis."""
    rows = [
        {"type": named(type_name), "realis": realis, "events": count, "order": REALIS.index(realis)}
        for type_name in kinds.types
        for realis in REALIS
        if (count := kinds.of(type_name, realis))
    ]
    bars = alt.Chart(data(rows)).mark_bar(height={"band": 0.72})
    encoded = bars.encode(
        y=alt.Y("type:N", sort=[named(name) for name in kinds.types], axis=alt.Axis(labelColor=INK)),
        x=alt.X("events:Q", axis=alt.Axis(grid=True, tickCount=5, format=",d", tickMinStep=1)),
        color=coloured("realis", realis_colours()),
        order=alt.Order("order:Q"),
        tooltip=[alt.Tooltip("type:N", title="Type"), alt.Tooltip("realis:N", title="Realis"), events()],
    )
    return written(encoded, "Events by type and realis")


def network_chart(network: Network) -> Chart:
    """Draw actors as dots and what they share as lines; the busiest bear their names, more of them the more room."""
    place: dict[str, Any] = {
        name: channel(f"{name}:Q", axis=None, scale=alt.Scale(domain=[-0.06, 1.06], nice=False))
        for name, channel in (("x", alt.X), ("y", alt.Y))
    }
    ties = alt.Chart(data([_tie(tie) for tie in network.ties])).mark_rule(stroke=SOFT, strokeCap="round")
    nodes = alt.Chart(data([_node(node, rank) for rank, node in enumerate(network.nodes)])).encode(
        **place,
        tooltip=[
            alt.Tooltip("name:N", title="Who"),
            alt.Tooltip("kind:N", title="Kind"),
            events(),
            alt.Tooltip("partners:Q", title="With others", format=",d"),
        ],
    )
    lines = ties.encode(
        **place,
        x2="x2:Q",
        y2="y2:Q",
        strokeWidth=alt.StrokeWidth("events:Q", legend=None, scale=alt.Scale(range=[1, 7], zero=False)),
        opacity=alt.Opacity("events:Q", legend=None, scale=alt.Scale(range=[0.25, 0.6], zero=False)),
        tooltip=[alt.Tooltip("who:N", title="Who"), events(), alt.Tooltip("types:N", title="Types")],
    )
    dots = nodes.mark_circle(opacity=1, stroke=PAGE, strokeWidth=1.5).encode(
        color=coloured("kind", kind_colours()),
        size=alt.Size("events:Q", legend=None, scale=alt.Scale(range=[50, 500])),
    )
    names = nodes.transform_filter("datum.rank < width / 28 - 5").encode(text="name:N")
    halo = names.mark_text(stroke=PAGE, strokeWidth=4, strokeJoin="round", fill=PAGE)
    return written(alt.layer(lines, dots, halo, names.mark_text(fill=INK)), "Who takes part in the same events")


def places_chart(places: Places) -> Chart:
    """Draw the countries of events on a map, in shades; those without an outline are dots."""
    colours = [*shade_colours(places).values()]
    shade = alt.Fill("events:Q", legend=None, scale=alt.Scale(type="threshold", domain=bounds(places), range=colours))
    told = [alt.Tooltip("name:N", title="Country"), events()]
    counts = alt.LookupData(data([_country(*row) for row in places.counts]), "id", ["name", "events"])
    land = alt.NamedData("outlines", format=alt.TopoDataFormat(type="topojson", feature="countries"))
    outlines = alt.Chart(land).transform_filter(f"datum.id !== '{_ANTARCTICA}'")
    empty = outlines.mark_geoshape(fill=LAND, stroke=PAGE, strokeWidth=0.5)
    filled = outlines.transform_lookup("id", from_=counts).transform_filter("isValid(datum.events)")
    shaded = filled.mark_geoshape(stroke=PAGE, strokeWidth=0.5).encode(fill=shade, tooltip=told)
    small = alt.Chart(data([_country(*row) for row in places.counts if row[0].point]))
    dots = small.mark_circle(size=80, opacity=1, stroke=PAGE, strokeWidth=1.5).encode(
        longitude="longitude:Q", latitude="latitude:Q", fill=shade, tooltip=told
    )
    chart = written(alt.layer(empty, shaded, dots).project(type="equalEarth"), "Countries of events")
    # Not before: Altair would copy the outlines point by point.
    return chart | {"datasets": chart["datasets"] | {"outlines": _outlines()}}


def _node(node: Node, rank: int) -> dict[str, Any]:
    told = {name: getattr(node, name) for name in ("name", "kind", "events", "partners", "x", "y")}
    return told | {"rank": rank}


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        **{"x": tie.one.x, "y": tie.one.y, "x2": tie.other.x, "y2": tie.other.y},
        "who": f"{tie.one.name} and {tie.other.name}",
        "events": tie.events,
        "types": ", ".join(f"{count:,} {named(name).lower()}" for name, count in tie.types),
    }


def _country(country: Country, count: int) -> dict[str, Any]:
    told = {"id": country.numeric, "name": country.name, "events": count}
    return told | ({"longitude": country.point[0], "latitude": country.point[1]} if country.point else {})


@cache
def _outlines() -> Any:
    return json.loads(_OUTLINES.read_text(encoding="utf-8"))
