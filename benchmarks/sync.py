"""Push and pull beside the bare requests, on a Label Studio of their own: `python -m benchmarks.sync`."""

import os
import re
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated, Any

import httpx
import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from benchmarks import ROOT, articles, machine
from benchmarks.filler import people
from benchmarks.measure import RISALAH, Usage, launched
from benchmarks.tables import Table, figure
from risalah.annotate.reading import read
from risalah.annotate.rules import ruleset
from risalah.annotate.studio.page.task import to_task
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.server.local import LocalServer, State
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.ahead import chunks
from risalah.annotate.studio.sync.order import Order
from risalah.annotate.studio.sync.pull import OVERLAP
from risalah.annotate.studio.sync.push import BATCH
from risalah.annotate.workspace import Workspace
from risalah.schema import CORE, Document
from risalah.schema.targets.labelling import labelling_config

PAGE = ROOT / "docs" / "sync.md"
SEEDS = ROOT / "seeds"
SIZES = (1_000, 10_000)
"""Tasks of a project."""
ROUNDS = 3
NAMES = {"push": "push", "pull": "first pull, all annotated", "pull_again": "pull with nothing new"}

Runs = dict[tuple[str, int], list[Usage]]
"""How often what was run on how many tasks took what."""

_PAGE = """\
# How fast and how heavy sync is

This page is written by `python -m benchmarks.sync`, in one run, with a Label Studio on the same machine. Other people
may have used the machine meanwhile: each figure is the best of {rounds} runs, taken in turn. Take the ratios, not the
absolutes.

{machine} Rules: {rules}.

{table}

- Each run is a whole process, from its start to its end, on the clock on the wall.
- `push` is measured by the same requests without anything else: the same tasks with their predictions, {batch} in a
  request, made before the clock starts. Risalah's seconds hold reading the articles, annotating them, and writing
  down what was sent; the server works meanwhile.
- The first `pull` is measured by one request for the raw export of the same tasks. Every task has an annotation.
- Peak memory is that of the process. The server's is its own.
- The articles are the samples in `seeds/`, over and over, with other people in each.

## Run it

```
python -m benchmarks.sync            # half an hour; writes this page
python -m benchmarks.sync --quick    # some minutes; only prints
```
"""


def main(
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of it, once, without writing the page.")] = False,
) -> None:
    """Measure, print the table, and write docs/sync.md."""
    sizes, rounds = (tuple(size // 10 for size in SIZES), 1) if quick else (SIZES, ROUNDS)
    with tempfile.TemporaryDirectory() as name, LocalServer(Path(name) / "studio").serving() as state:
        os.environ |= {"LABEL_STUDIO_URL": state.url, "LABEL_STUDIO_API_KEY": state.token}
        runs = measured(Path(name), state, sizes, rounds)
    table = tabled(runs)
    Console().print(table.rich())
    if not quick:
        PAGE.write_text(page(table, rounds), encoding="utf-8")


def measured(folder: Path, state: State, sizes: Sequence[int], rounds: int) -> Runs:
    """Run everything on projects of each size, the contenders in turn, each time beginning with another."""
    runs: Runs = defaultdict(list)
    benches = [Bench(folder / str(size), state, size) for size in sizes]
    with Progress(console=Console(stderr=True)) as progress:
        bar = progress.add_task("measuring", total=rounds * len(benches) * 5)

        def take(bench: Bench, *contenders: Callable[[], Usage]) -> None:
            for contender in contenders:
                runs[contender.__name__, bench.size].append(contender())
                progress.advance(bar)

        for number in range(rounds):
            for bench in benches:
                take(bench, *((bench.push, bench.bare_import) if number % 2 else (bench.bare_import, bench.push)))
        for bench in benches:
            bench.annotate()
        time.sleep(OVERLAP.total_seconds() + 1)  # what changed just before a pull is looked at again by the next
        for number in range(rounds):
            for bench in benches:
                take(bench, *((bench.pull, bench.bare_export) if number % 2 else (bench.bare_export, bench.pull)))
                take(bench, bench.pull_again)
    return runs


class Bench:
    """Articles for a project of one size, and what is done with them."""

    def __init__(self, folder: Path, state: State, size: int) -> None:
        """Write the articles, and the requests that a push of them makes."""
        self.size = size
        self._folder, self._state = folder, state
        self._articles, self._requests = folder / "articles.jsonl", folder / "requests.jsonl"
        self._pushed, self._pulled = folder / "pushed", folder / "pulled"
        self._bare = Workspace.create(folder / "bare", "Bare")
        with self._articles.open("wb") as lines, self._requests.open("wb") as requests:
            for batch in chunks(documents(size), BATCH):
                lines.writelines(document.model_dump_json().encode() + b"\n" for document in batch)
                requests.write(msgspec.json.encode([self._task(document) for document in batch]) + b"\n")

    def push(self) -> Usage:
        """Push all articles to a new project."""
        shutil.rmtree(self._pushed, ignore_errors=True)
        Workspace.create(self._pushed, "Push")
        return self._run(RISALAH, "push", self._articles, "-w", self._pushed)

    def bare_import(self) -> Usage:
        """Send what a push sends to a new project."""
        with Studio(self._state.credentials) as studio:
            project = studio.create_project({"title": "Bare", "label_config": labelling_config(CORE)})
        return self._run(sys.executable, "-m", "benchmarks.bare", "import", project, self._requests)

    def annotate(self) -> None:
        """Make an annotation of every prediction of the last push, as the list of tasks offers."""
        with httpx.Client(base_url=self._state.url, timeout=600) as owner:
            owner.headers["authorization"] = f"Token {self._state.token}"
            action = f"/api/dm/actions?id=predictions_to_annotations&project={self._project()}"
            owner.post(action, json={"selectedItems": {"all": True, "excluded": []}}).raise_for_status()

    def pull(self) -> Usage:
        """Pull all annotations into a workspace that has none."""
        shutil.rmtree(self._pulled, ignore_errors=True)
        shutil.copytree(self._pushed, self._pulled)
        return self.pull_again()

    def pull_again(self) -> Usage:
        """Pull where nothing is new."""
        return self._run(RISALAH, "pull", "-w", self._pulled)

    def bare_export(self) -> Usage:
        """Fetch all annotated tasks in one request."""
        return self._run(sys.executable, "-m", "benchmarks.bare", "export", self._project(), self._folder / "export")

    def _project(self) -> int:
        with Studio(self._state.credentials) as studio:
            return projects.find(Workspace(self._pushed), studio).number

    def _task(self, document: Document) -> dict[str, Any]:
        annotation = self._bare.ruleset.annotate(document)
        priority = Order(self._bare).priority(annotation).value
        return to_task(document, annotation, boilerplate=self._bare.ruleset.boilerplate(document), priority=priority)

    def _run(self, *command: object) -> Usage:
        return launched([*map(str, command)], Path(os.devnull), ROOT)


def documents(count: int) -> Iterator[Document]:
    """Yield so many articles: the samples in turn, with people who do not exist in place of theirs."""
    samples = [entry for entry in read([str(SEEDS)]) if isinstance(entry, Document)]
    known, names = articles.people(), people()
    for number, sample in enumerate(islice(cycle(samples), count)):
        renamed = {name: next(names) for name in known.findall(sample.text)}
        text = known.sub(partial(_renamed, renamed), sample.text)
        yield sample.model_copy(update={"id": f"artikel-{number:05}", "text": text})


def _renamed(names: Mapping[str, str], match: re.Match[str]) -> str:
    return names[match[0]]


def tabled(runs: Runs) -> Table:
    """Return what was measured beside what it is measured by."""
    table = Table("Sync", ("", "tasks", "seconds", "bare seconds", "ratio", "peak MB"))
    for what, bare in (("push", "bare_import"), ("pull", "bare_export"), ("pull_again", "")):
        for size in sorted({size for _, size in runs}):
            took = best(runs[what, size])
            beside = best(runs[bare, size]) if bare else None
            ratio = (figure(beside), f"{took / beside:.2f}") if beside else ("", "")
            peak = min(run.peak for run in runs[what, size]) / 1e6
            table.rows.append((NAMES[what], f"{size:,}", figure(took), *ratio, figure(peak)))
    return table


def best(runs: Iterable[Usage]) -> float:
    """Return the seconds of the quickest run: what slows the others is the machine."""
    return min(run.seconds for run in runs)


def page(table: Table, rounds: int) -> str:
    """Return the page that tells of a run."""
    compiled = "compiled" if ruleset.__file__.endswith(".so") else "interpreted"
    return _PAGE.format(
        rounds=rounds,
        machine=machine.description(),
        rules=f"`{ruleset.Ruleset.load().version}`, {compiled}",
        table=table.markdown().split("\n\n", 1)[1],
        batch=BATCH,
    )


if __name__ == "__main__":
    typer.run(main)
