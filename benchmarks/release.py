"""Releases beside polars' own write and read of the same rows: `python -m benchmarks.release`."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import polars as pl
import typer
from rich.console import Console

from benchmarks import ROOT, launch, machine, records
from benchmarks.measure import Measured, Usage, best
from benchmarks.tables import Table, figure
from risalah.export.difference import compare, difference
from risalah.export.release import publish
from risalah.export.store.local import LocalStore
from risalah.export.tables.files import data_files
from risalah.export.verify import verify
from risalah.schema import CORE
from risalah.schema.links import Links
from risalah.schema.targets.tables import ROWS

PAGE = ROOT / "docs" / "release-speed.md"
ARTICLES = 217_000
"""Of which the rules find a million records."""
ROUNDS, READS = 3, 15
_EDITED = 100
"""Of so many arguments one has another value in the second release."""

_PAGE = """\
# How fast and how heavy a release is

This page is written by `python -m benchmarks.release`, in one run. Other people may have used the machine meanwhile:
each figure is the best of {rounds} runs, taken in turn. Take the ratios, not the absolutes.

{machine} With polars {polars}.

{counts}

{table}

- The articles are the samples in `seeds/`, over and over, with other people in each, and what is true of them is what
  the rules find; two articles each tell the same events.
- `release` is given the frames of all tables but `events`, a thousand documents each. It makes the splits and ids, the
  events, the files, their sums, the hash of their content, and publishes all that. Polars is given the same frames, and
  that of the events, whole, and writes one file for each table. On both sides the frames lie in memory before the clock
  starts; the memory of a release is that of one whose frames come one by one, as they do when they are made.
- `next` is a release of the same in which one argument in {edited} has another value: it is compared with the one
  before, and what changed is listed. It is run once, and its frames are read meanwhile.
- `read` is one table, `mentions`, by one filter, from the files of the release and from polars' one file.
- `difference` is between these two: how many rows of each table were added, removed, changed and confirmed. `diff` is
  what the command of this name does: it finds every single correction besides, with who made it.
- Making the frames from annotations is not in these figures.
- Peak memory is that of the process.

## Run it

```
python -m benchmarks.release           # an hour, most of it to make the frames; writes this page
python -m benchmarks.release --quick   # a hundredth of it; only prints
python -m benchmarks.kills             # kills publishers at random moments, and lets two publish at once
python -m benchmarks.kills --s3        # the same with an object store
```
"""


def main(
    quick: Annotated[bool, typer.Option("--quick", help="A hundredth of it, without writing the page.")] = False,
    frames: Annotated[Path | None, typer.Option(help="Where frames lie that were made before, or are to stay.")] = None,
) -> None:
    """Measure, print the table, and write docs/release-speed.md."""
    articles = ARTICLES // 100 if quick else ARTICLES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = frames or folder / "frames"
        if not made.exists():
            records.write(made, articles)
        table, counts = measured(folder, made)
    Console().print(table.rich())
    if not quick:
        PAGE.write_text(page(table, counts), encoding="utf-8")


def measured(folder: Path, frames: Path) -> tuple[Table, dict[str, int]]:
    """Run everything in turn, and return what it took and how many rows there are of each table."""
    runs: dict[str, list[Measured]] = defaultdict(list)
    step = partial(_run, folder, frames)
    for _ in range(ROUNDS):
        for what in ("release", "polars", "held"):
            runs[what].append(step(what))
    for what in ("next", "difference", "diff", "verify", "read", "read polars"):
        for _ in range(1 if what == "next" else ROUNDS):
            runs[what].append(step(what))
    took = {what: best(of) for what, of in runs.items()}
    table = Table("Release", ("", "seconds", "polars' seconds", "ratio", "peak MB"))
    beside_polars = {"release": "polars", "read": "read polars"}
    for what in ("release", "next", "read", "difference", "diff", "verify"):
        seconds, beside = took[what].seconds, beside_polars.get(what)
        ratio = (figure(took[beside].seconds), f"{seconds / took[beside].seconds:.2f}") if beside else ("", "")
        peak = took["held" if what == "release" else what].peak
        table.rows.append((what, figure(seconds), *ratio, figure(peak / 1e6)))
    return table, LocalStore(folder / "releases").manifest("1.0.0").rows


def _run(folder: Path, frames: Path, step: str) -> Measured:
    """Run a step in a process of its own, with all cores."""
    told = folder / "told.json"
    command = [sys.executable, "-m", "benchmarks.release", "step", step, str(folder), str(frames)]
    launcher = [sys.executable, "-I", "-S", launch.__file__, str(told)]
    done = subprocess.run([*launcher, *command], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    usage = msgspec.json.decode(done.stdout, type=Usage)
    return Measured(json.loads(told.read_bytes()), 0, peak=usage.peak)


def step(what: str, folder: Path, frames: Path) -> None:
    """Do one step, and print how many seconds it took."""
    print(_STEPS[what](folder, frames))


def _release(folder: Path, frames: Path) -> float:
    """Publish frames that lie in memory, as polars' do."""
    shutil.rmtree(folder / "releases", ignore_errors=True)
    return _publish(folder, frames, [*records.read(frames)])


def _held(folder: Path, frames: Path) -> float:
    """Publish frames that come batch by batch, as a release makes them, for what that takes of memory."""
    shutil.rmtree(folder / "releases", ignore_errors=True)
    return _publish(folder, frames, records.read(frames))


def _next(folder: Path, frames: Path) -> float:
    other = pl.when(pl.int_range(pl.len()) % _EDITED == 0).then(pl.lit("lain")).otherwise(pl.col("value"))
    edited = (batch | {"arguments": batch["arguments"].with_columns(value=other)} for batch in records.read(frames))
    return _publish(folder, frames, edited)


def _publish(folder: Path, frames: Path, batches: Iterable[dict[str, pl.DataFrame]]) -> float:
    links = _links(frames)
    start = time.perf_counter()
    publish(LocalStore(folder / "releases"), lambda _: batches, [], CORE, links=links)
    return time.perf_counter() - start


def _links(frames: Path) -> Links:
    """Return the links that the frames were made with."""
    told = pl.concat([pl.read_ipc(path, columns=["event_id", "record_id"]) for path in _files(frames, "records")])
    events = told.group_by("event_id", maintain_order=True).agg("record_id")["record_id"].to_list()
    groups = pl.concat([pl.read_ipc(path, columns=["doc_id"]) for path in _files(frames, "documents")])["doc_id"]
    return Links(events, {doc_id: doc_id for doc_id in groups})


def _polars(folder: Path, frames: Path) -> float:
    shutil.rmtree(folder / "polars", ignore_errors=True)
    (folder / "polars").mkdir()
    tables = {table: pl.concat(map(pl.read_ipc, _files(frames, table))) for table in ROWS if table != "events"}
    tables["events"] = pl.read_parquet(data_files(folder / "releases" / "1.0.0", "events"))
    start = time.perf_counter()
    for table, frame in tables.items():
        frame.write_parquet(folder / "polars" / f"{table}.parquet")
    return time.perf_counter() - start


def _files(frames: Path, table: str) -> list[Path]:
    return sorted(frames.glob(f"*/{table}.arrow"))


def _read(folder: Path, _: Path) -> float:
    return _filtered(folder / "releases" / "1.0.0" / "data" / "mentions" / "*.parquet")


def _read_polars(folder: Path, _: Path) -> float:
    return _filtered(folder / "polars" / "mentions.parquet")


def _filtered(files: Path) -> float:
    """Return the seconds of the quickest read of the mentions in one role."""
    took = []
    for _ in range(READS):
        start = time.perf_counter()
        pl.scan_parquet(files).filter(pl.col("role") == "place").collect()
        took.append(time.perf_counter() - start)
    return min(took)


def _difference(folder: Path, _: Path) -> float:
    before, after = (folder / "releases" / version for version in LocalStore(folder / "releases").versions())
    start = time.perf_counter()
    found = {table: difference(before, after, table) for table in ROWS}
    if not found["arguments"].changed:
        sys.exit("the second release differs from the first, and no difference was found")
    return time.perf_counter() - start


def _diff(folder: Path, _: Path) -> float:
    before, after = (folder / "releases" / version for version in LocalStore(folder / "releases").versions())
    with tempfile.TemporaryDirectory(dir=folder) as lines:
        start = time.perf_counter()
        compare(before, after, Path(lines))
        return time.perf_counter() - start


def _verify(folder: Path, _: Path) -> float:
    start = time.perf_counter()
    if problems := verify(folder / "releases" / "1.0.0"):
        sys.exit("\n".join(map(str, problems)))
    return time.perf_counter() - start


_STEPS = {
    "release": _release,
    "held": _held,
    "polars": _polars,
    "next": _next,
    "read": _read,
    "read polars": _read_polars,
    "difference": _difference,
    "diff": _diff,
    "verify": _verify,
}


def page(table: Table, counts: dict[str, int]) -> str:
    """Return the page that tells of a run."""
    return _PAGE.format(
        rounds=ROUNDS,
        machine=machine.description(),
        polars=pl.__version__,
        counts="Rows: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()) + ".",
        table=table.markdown().split("\n\n", 1)[1],
        edited=_EDITED,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["step"]:
        step(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        typer.run(main)
