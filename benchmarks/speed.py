"""Every contender on every corpus."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from benchmarks import measure
from benchmarks.contenders import CONTENDERS, ENTITY_RULER, LIMIT, Contender
from benchmarks.measure import Key, Measured, Runs, best
from benchmarks.tables import Table, figure

COLUMNS = ("", "MB/s", "× EntityRuler", "% of the limit", "slowest run", "bytes out / in", "peak MB")
TELLS = {
    "dense": "Every sentence tells an event; a hundred sentences that come again and again.",
    "varied": "Every sentence tells an event; no sentence comes twice, and nobody is in any lexicon.",
    "sparse": "Ordinary news: 1.5 % of the sentences tell an event.",
}


def tasks(corpora: Mapping[str, Path]) -> dict[Key, partial[Measured]]:
    """Return what is to be run by corpus and contender: all that is installed."""
    return {
        (corpus, contender.name): partial(measure.contender, contender.module, path)
        for corpus, path in corpora.items()
        for contender in CONTENDERS
        if contender.installed
    }


def tables(runs: Runs) -> Iterator[Table]:
    """Yield a table for each corpus."""
    for corpus, what in TELLS.items():
        told = {contender.name: runs.get((corpus, contender.name), []) for contender in CONTENDERS}
        yield Table(f"Side by side: {corpus}", COLUMNS, what, [_row(contender, told) for contender in CONTENDERS])


def _row(contender: Contender, told: Mapping[str, list[Measured]]) -> tuple[str, ...]:
    runs = told[contender.name]
    if not runs:
        return (contender.name, "not installed", *[""] * (len(COLUMNS) - 2))
    quickest = best(runs)
    slowest = min(run.rate for run in runs) / quickest.rate
    return (
        contender.name,
        figure(quickest.rate),
        _ratio(quickest, told[ENTITY_RULER.name]),
        _ratio(quickest, told[LIMIT.name], 100),
        f"−{1 - slowest:.0%}",
        figure(quickest.out / quickest.size),
        figure(quickest.peak / 1e6),
    )


def _ratio(quickest: Measured, others: list[Measured], unit: int = 1) -> str:
    return figure(unit * quickest.rate / best(others).rate) if others else ""
