"""What docs/scale.md tells of a run, below its heading "How fast"."""

from typing import Any, Final

import polars as pl
import vl_convert

from benchmarks import ROOT, machine
from benchmarks.corpora.measured import ENGINES, Measured, Run
from benchmarks.tables import Table, figure

PAGE: Final = ROOT / "docs" / "scale.md"
CHART: Final = PAGE.with_suffix(".svg")
HEADING: Final = "How fast"

_FIGURES = """\
This section is written by `python -m benchmarks.corpora`, in one run. Others may have used the machine
meanwhile: each figure is the best of {rounds} runs of the whole command, taken in turn. Take the ratios, not the
absolutes.

{machine} With polars {polars}.

The corpora are ordinary news that we made up, with an event of the sample articles, of other people, in each 1.5 % of
the sentences: `sparse` of [benchmarks.md](benchmarks.md). A million documents are {gigabytes:.1f} GB in {files} files.
What was made of one input was the same in all runs: {same}.

![Seconds by the number of documents, and documents a second by the number of workers](scale.svg)

{sizes}

{workers}
"""


def figures(told: Measured, rounds: int) -> str:
    """Return the part of the page that a run fills."""
    largest = max(told.bytes)
    same = "yes" if all(len(told.contents(size)) == 1 for size in told.bytes) else "NO"
    return _FIGURES.format(
        rounds=rounds,
        machine=machine.description(),
        polars=pl.__version__,
        gigabytes=told.bytes[largest] / 1e9,
        files=-(-largest // 100_000),
        same=same,
        sizes=_below(sizes(told)),
        workers=_below(workers(told)),
    )


def sizes(told: Measured) -> Table:
    """Return what corpora of each size took."""
    table = Table(
        "By the size of the corpus",
        ("documents", "GB in", "GB out", "--jobs 2, s", "Dask, s", "ratio", "documents a second and worker", "peak MB"),
        "Two workers of each engine. Peak memory is that of the largest process of either. Where the documents a\n"
        "second stay, time is linear in the corpus; what a command takes to start counts in small ones.",
    )
    for size in sorted(told.bytes):
        jobs, dask = (told.best(Run(size, engine, 2)) for engine in ENGINES)
        table.rows.append(
            (
                f"{size:,}",
                f"{told.bytes[size] / 1e9:.3f}",
                f"{told.shards[size] / 1e9:.3f}",
                figure(jobs.seconds),
                figure(dask.seconds),
                f"{dask.seconds / jobs.seconds:.2f}",
                f"{size / jobs.seconds / 2:,.0f}",
                figure(
                    max(took.peak for run, some in told.runs.items() if run[::2] == (size, 2) for took in some) / 1e6
                ),
            )
        )
    alone = told.best(Run(max(told.bytes), "--jobs", 1))
    table.rows.append(
        (f"{max(told.bytes):,} in one process", "", "", figure(alone.seconds), "", "", "", figure(alone.peak / 1e6))
    )
    return table


def workers(told: Measured) -> Table:
    """Return what each number of workers does in a second."""
    size = sorted(told.bytes)[-2]
    table = Table(
        "By the number of workers",
        ("workers", *(f"{engine}, documents a second" for engine in ENGINES), "processor seconds, --jobs"),
        f"On {size:,} documents. The machine has as many cores as it says above: more workers than that cannot help.",
    )
    for number in sorted({run.workers for run in told.runs if run.documents == size}):
        some = [told.best(Run(size, engine, number)) for engine in ENGINES]
        rates = (f"{size / took.seconds:,.0f}" for took in some)
        table.rows.append((str(number), *rates, figure(some[0].processor)))
    return table


def svg(told: Measured) -> str:
    """Draw seconds against documents, and documents a second against workers."""
    return str(vl_convert.vegalite_to_svg(_chart(told)))


def _chart(told: Measured) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - slow to import

    size = sorted(told.bytes)[-2]
    rows = [(run, told.best(run).seconds) for run in told.runs]
    by_size: list[dict[str, Any]] = [
        {"x": run.documents, "y": took, "engine": run.engine} for run, took in rows if run.workers == 2
    ]
    by_workers: list[dict[str, Any]] = [
        {"x": run.workers, "y": size / took, "engine": run.engine} for run, took in rows if run.documents == size
    ]
    log = alt.Scale(type="log")
    panels = [
        alt.Chart(alt.InlineData(values=values))
        .mark_line(point=True)
        .encode(
            x=alt.X(f"x:{kind}", scale=scale, axis=_axis(what, sorted({row["x"] for row in values}))),
            y=alt.Y("y:Q", scale=scale, axis=alt.Axis(title=None, format=",.0f")),
            color=alt.Color("engine:N", legend=alt.Legend(title=None, orient="bottom")),
        )
        .properties(title=title, width=300, height=240)
        for values, kind, scale, what, title in (
            (by_size, "Q", log, "Documents", "Seconds, two workers"),
            (by_workers, "O", alt.Undefined, "Workers", f"Documents a second, of {size:,}"),
        )
    ]
    chart = alt.hconcat(*panels).configure(background="white").configure_view(stroke=None)
    return dict(chart.to_dict())


def _axis(what: str, ticks: list[int]) -> Any:
    """Return an axis with a tick where something was measured."""
    import altair as alt  # noqa: PLC0415 - slow to import

    return alt.Axis(title=what, labelAngle=0, format=",d", values=ticks)


def _below(table: Table) -> str:
    """Return a table as a section below another."""
    return f"#{table.markdown()}"
