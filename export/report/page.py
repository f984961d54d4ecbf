"""A release as one HTML page: its figures are counted, its charts drawn, and both put into the templates."""

import datetime
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from risalah.export.agreement import read_agreement
from risalah.export.manifest import read_manifest
from risalah.export.report import charts, drawing
from risalah.export.report.changes import changes
from risalah.export.report.citation import citation
from risalah.export.report.examples import examples
from risalah.export.report.headline import headline
from risalah.export.report.highlight import Piece
from risalah.export.report.kinds import kinds
from risalah.export.report.left_out import left_out
from risalah.export.report.network import CROWD, network
from risalah.export.report.places import places
from risalah.export.report.prominent import prominent
from risalah.export.report.timeline import timeline
from risalah.export.report.work import work
from risalah.schema.agreement import AgreementFigure
from risalah.schema.targets.style import event_colour

ROWS = 20
"""Rows of a table that stands for a chart of more."""
SECTIONS = (
    ("what", "What happened", "kinds"),
    ("when", "When", "timeline"),
    ("who", "Who meets whom", "network"),
    ("where", "Where", "places"),
    ("told", "Told most often", "prominent"),
    ("examples", "What it looks like", "examples"),
    ("how", "How it was made", "work"),
    ("changes", "What changed", "manifest"),
    ("left_out", "What was left out", "left_out"),
    ("use", "Use and cite it", "citation"),
)
"""The sections in order: its template, its title, and without what it is left out."""
_FOLDER = Path(__file__).with_name("templates")


def page(release: Path, previous: Path | None = None, figures: Sequence[AgreementFigure] | None = None) -> str:
    """Return the page of the release in a folder: it needs no other file and no network.

    `previous` is the folder of the release before, of which the page tells what changed;
    `figures` say how far annotators agree, those that lie in the folder where it is null. Raises
    ReleaseError where a folder is no release.
    """
    found = _found(release, previous)
    measured = read_agreement(release) if figures is None else figures
    found["agreement"] = [one for one in measured if one.annotators is None and one.value is not None]
    sections = [(name, title) for name, title, needed in SECTIONS if found[needed]]
    template = _environment().get_template("page.html")
    return template.render(**found, **_drawn(found), sections=sections, script=_script(), rows=ROWS, crowd=CROWD)


def _found(release: Path, previous: Path | None) -> dict[str, Any]:
    """Return everything that the page tells, by the names that the templates use."""
    manifest, types = read_manifest(release), kinds(release)
    return {
        "manifest": manifest,
        "headline": headline(release),
        "kinds": types,
        "timeline": timeline(release, types.coloured),
        "network": network(release),
        "places": places(release),
        "prominent": prominent(release),
        "examples": examples(release),
        "work": work(release),
        "changes": changes(previous, release) if previous else None,
        "left_out": left_out(release),
        "citation": citation(release, manifest),
    }


def _drawn(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the charts, and the colours in them by what these stand for."""
    types, timed, tied, placed = (found[name] for name in ("kinds", "timeline", "network", "places"))
    return {
        "charts": {
            "kinds": charts.kinds_chart(types),
            "timeline": timed and charts.timeline_chart(timed, types),
            "network": tied and charts.network_chart(tied),
            "places": placed and charts.places_chart(placed),
        },
        "types": drawing.type_colours(types),
        "realis": drawing.realis_colours(),
        "actors": drawing.kind_colours(),
        "shades": placed and drawing.shade_colours(placed),
    }


@cache
def _environment() -> Environment:
    """Return what renders the templates: whatever is put into them is text, never markup."""
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {
        "colours": _colours,
        "count": lambda number: f"{number:,}",
        "day": _day,
        "event_colour": event_colour,
        "share": lambda part: "under 1 %" if 0 < part < 0.01 else f"{100 * part:.0f} %",
        "type": drawing.named,
    }
    return environment


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _colours(piece: Piece) -> str:
    """Return how a piece of text is coloured: by the first event in it, underlined for each of the others."""
    first, *others = map(event_colour, piece.events)
    lines = [f"0 {2 * number}px 0 {colour}" for number, colour in enumerate(others, 1)]
    return f"--e: {first}" + (f"; box-shadow: {', '.join(lines)}" if lines else "")


@cache
def _script() -> Markup:
    """Return the charts' JavaScript, with everything it needs, and then the page's own."""
    return Markup(vl_convert.javascript_bundle((_FOLDER / "script.js").read_text(encoding="utf-8")))  # noqa: S704
