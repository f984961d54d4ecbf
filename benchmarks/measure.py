"""Measurements in child processes, repeated in turn."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks import ROOT, launch

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}
RISALAH = str(Path(sys.executable).with_name("risalah"))


class Measured(msgspec.Struct, frozen=True):
    """How one run went."""

    seconds: float
    """Of the processor or, where a whole command ran, on the wall."""
    size: int
    """Bytes of JSONL that went in."""
    out: int = 0
    """Bytes that came out, where they were counted."""
    loading: float = 0.0
    """Seconds before the first line, where they are not among the seconds: for models, rules, lexicons."""
    peak: int = 0
    """Bytes of memory that the process, or the largest that it started, held at most."""
    processor: float = 0.0
    """Seconds of the processor, in all processes together, where the others are on the wall."""

    @property
    def rate(self) -> float:
        """Millions of bytes a second."""
        return self.size / self.seconds / 1e6


class Usage(msgspec.Struct):
    """What a process and those that it started took from its start to its end."""

    seconds: float
    processor: float
    peak: int


Key = tuple[str, str | int]
"""Names a measurement: of what, and of how much or by whom."""
Runs = Mapping[Key, list[Measured]]


def interleaved(tasks: Mapping[Key, Callable[[], Measured]], repeats: int, done: Callable[[], None]) -> Runs:
    """Run every task once, then every task again, each time beginning elsewhere.

    So the drift of a machine that others use hits all alike.
    """
    keys = list(tasks)
    runs: dict[Key, list[Measured]] = {key: [] for key in keys}
    for repeat in range(repeats):
        first = repeat * len(keys) // repeats
        for key in keys[first:] + keys[:first]:
            runs[key].append(tasks[key]())
            done()
    return runs


def best(runs: Iterable[Measured]) -> Measured:
    """Return the quickest run: what slows the others is the machine."""
    return min(runs, key=lambda run: run.seconds)


def contender(module: str, corpus: Path, *options: str) -> Measured:
    """Run a contender over a corpus on one core."""
    with tempfile.NamedTemporaryFile() as told:
        command = [sys.executable, "-m", "benchmarks.child", module, str(corpus), *options]
        usage = launched(command, Path(told.name), ROOT)
        return msgspec.structs.replace(msgspec.json.decode(told.read(), type=Measured), peak=usage.peak)


def annotate(corpus: Path, *options: str) -> Measured:
    """Run `risalah annotate` as a person would, from its start to its end and on all cores that it asks for."""
    with tempfile.TemporaryDirectory() as folder:
        usage = launched([RISALAH, "annotate", str(corpus), *options], Path(os.devnull), Path(folder))
    return Measured(usage.seconds, corpus.stat().st_size, peak=usage.peak, processor=usage.processor)


def launched(command: Sequence[str], output: Path, folder: Path) -> Usage:
    """Run a command in a folder, with its output in a file, and return what it took."""
    launcher = [sys.executable, "-I", "-S", launch.__file__, str(output)]
    done = subprocess.run(
        [*launcher, *command], cwd=folder, env=os.environ | _ONE_THREAD, stdout=subprocess.PIPE, check=True
    )
    return msgspec.json.decode(done.stdout, type=Usage)
