"""Figures as they are drawn on a page."""

from collections.abc import Iterable

from risalah.annotate.agreement.bootstrap import Estimate
from risalah.annotate.agreement.html import Html, tag

UNDEFINED = "–"


def number(value: float | None) -> str:
    """Return a figure with two places, and a dash for one that is undefined."""
    return UNDEFINED if value is None else f"{value:.2f}".replace("-", "−")


def told(estimate: Estimate) -> Html:
    """Return a table's cell with an estimate in figures."""
    return tag("td", number(estimate.value), tag("small", interval(estimate)), class_="told")


def interval(estimate: Estimate) -> str:
    """Return the interval of an estimate; empty where it has none."""
    return "" if estimate.low is None else f"{number(estimate.low)} to {number(estimate.high)}"


def track(estimate: Estimate, *, start: float = 0.0, ticks: Iterable[float] = ()) -> Html:
    """Draw an estimate as a dot, and its interval as a bar, between `start` and 1; what is less stands at the start."""

    def at(value: float) -> float:
        return 100 * (max(value, start) - start) / (1 - start)

    marks = [_mark("tick", at(tick)) for tick in ticks]
    if estimate.low is not None and estimate.high is not None:
        marks.append(_mark("range", at(estimate.low), at(estimate.high) - at(estimate.low)))
    if estimate.value is not None:
        marks.append(_mark("dot", at(estimate.value)))
    return tag("div", *marks, class_="track")


def scale(*ends: str) -> Html:
    """Return what stands above drawn estimates: where the track begins and ends."""
    return tag("div", *(tag("span", end) for end in ends), class_="scale")


def shaded(depth: float, *content: str, class_: str) -> Html:
    """Return a table's cell, pale at depth 0 and dark at 1, where black still reads well."""
    return tag("td", *content, class_=class_, style=f"background:hsl(184 45% {97 - 36 * depth:.0f}%)")


def _mark(kind: str, left: float, width: float | None = None) -> Html:
    across = "" if width is None else f";width:{width:.1f}%"
    return tag("i", class_=kind, style=f"left:{left:.1f}%{across}")
