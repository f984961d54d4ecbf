"""A learning curve as a table and as a chart."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from risalah.annotate.models.points import Gain, Point, Who
from risalah.annotate.models.trial import EFFORT, Trial, gains

COLUMNS: Final = (
    "documents",
    "order",
    "who",
    "event F1",
    "participant F1",
    "gain (95 % interval)",
    "exact",
    "to correct",
    "work saved",
    "gain (95 % interval)",
)
COMPARED: Final = ("", "rules", "rules and model", "gain (95 % interval)")
NAMES: Final[dict[Who, str]] = {"rules": "rules", "model": "model alone", "both": "rules and model"}
_NONE: Final = "-"
_COLOURS: Final = {
    "rules": "#6b7280",
    "model alone, random order": "#c2703d",
    "rules and model, random order": "#2f6f9f",
    "rules and model, uncertain first": "#1f9d77",
}
_PANELS: Final = {"saved": "Share of the work that is saved", "participant": "Participant F1"}
_TICKS: Final = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)


def cells(point: Point) -> tuple[str, ...]:
    """Return a point as a row below `COLUMNS`."""
    return (
        f"{point.documents:,}" if point.order else _NONE,
        point.order or _NONE,
        NAMES[point.who],
        f"{point.f1['event']:.3f}",
        f"{point.f1['participant']:.3f}",
        gain(point.gains.get("participant")),
        f"{point.exact:.3f}",
        f"{point.effort:,}",
        _share(point.saved),
        gain(point.gains.get("effort")),
    )


def compared(rules: Trial, model: Trial) -> Iterator[tuple[str, ...]]:
    """Yield for each measure what it is, its figure of both, and the gain: a row below `COMPARED`."""
    for name, estimate in gains(model, rules).items():
        figures = [one.effort.saved if name == EFFORT else getattr(one.overall, name).f1 for one in (rules, model)]
        told = "work saved" if name == EFFORT else f"{name} F1"
        yield told, *map(_share, figures), gain(Gain.of(estimate))


def gain(told: Gain | None) -> str:
    """Return a gain over the rules with its interval: "+0.032 (+0.023 to +0.041)"."""
    if told is None or told.value is None:
        return _NONE
    interval = "" if told.low is None else f" ({told.low:+.3f} to {told.high:+.3f})"
    return f"{told.value:+.3f}{interval}"


def _share(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def svg(points: Sequence[Point]) -> str:
    """Draw the share of the work that is saved, and participant F1, against the number of documents; rules are level.

    Raises ImportError where altair or vl-convert, of the extra `report`, is not installed.
    """
    import vl_convert  # noqa: PLC0415 - an extra

    return vl_convert.vegalite_to_svg(_chart(points))


def _chart(points: Sequence[Point]) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - an extra

    sizes = [point.documents for point in points if point.order]
    scale = alt.Scale(type="log", domain=[min(sizes), max(sizes)], nice=False)
    ticks = [size for size in _TICKS if min(sizes) <= size <= max(sizes)]
    told = alt.Chart(alt.InlineData(values=[*_rows(points, sizes)]))
    line = told.mark_line(point=True).encode(
        x=alt.X(
            "documents:Q",
            scale=scale,
            axis=alt.Axis(title="Reviewed documents", values=ticks, format=",d", labelFlush=False),
        ),
        y=alt.Y("share:Q", scale=alt.Scale(zero=False), axis=alt.Axis(title=None, format=".2f")),
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=[*_COLOURS], range=[*_COLOURS.values()]),
            legend=alt.Legend(title=None, orient="bottom", columns=2, labelLimit=300),
        ),
    )
    panels = [
        line.transform_filter(f"datum.measure === '{measure}'").properties(title=title, width=330, height=260)
        for measure, title in _PANELS.items()
    ]
    chart = alt.hconcat(*panels).configure(background="white").configure_view(stroke=None)
    return dict(chart.to_dict())


def _rows(points: Iterable[Point], sizes: Sequence[int]) -> Iterator[dict[str, Any]]:
    orders = {None: "", "random": ", random order", "uncertain": ", uncertain first"}
    for point in points:
        shares = {"saved": point.saved, "participant": point.f1["participant"]}
        for measure, share in shares.items():
            for documents in [point.documents] if point.order else (min(sizes), max(sizes)):
                who = NAMES[point.who] + orders[point.order]
                yield {"documents": documents, "who": who, "measure": measure, "share": share}
