"""Corpora whose workers, client or scheduler are killed at random moments: `python -m benchmarks.interruptions`."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import polars as pl
import psutil
import typer

from benchmarks import corpus, objects
from risalah.annotate.corpus import Corpus
from risalah.storage import place_at

FILES, FILE_BYTES = 16, 400_000
"""Of the input: each file is a part, and takes some tenths of a second."""
PATIENCE = 120.0
"""Seconds until something that does not end has failed."""
_RISALAH = (sys.executable, "-c", "from risalah.cli.main import main; main()")
_DASK = (sys.executable, "-m", "dask")
_WORKER = "multiprocessing.spawn"


def main(
    workers: Annotated[int, typer.Option(help="Runs with a worker killed, of each engine.")] = 20,
    others: Annotated[int, typer.Option(help="Runs with the client killed, of each engine, or the scheduler.")] = 10,
    s3: Annotated[bool, typer.Option("--s3", help="Into a server that speaks S3, and not a folder.")] = False,
) -> None:
    """Kill, see each time that the corpus is what an undisturbed run makes, and print counts as JSON."""
    print(json.dumps(stormed(workers, others, s3=s3)))


def stormed(workers: int, others: int, *, s3: bool) -> dict[str, float]:
    """Kill so often, and return how many kills came before the command had ended, by what was killed.

    Ends the process with status 1 where a corpus differs, a file is torn, or a process is left.
    """
    start, tally = time.perf_counter(), Counter[str]()
    with ExitStack() as stack:
        server = stack.enter_context(objects.serving()) if s3 else None
        os.environ |= server.environment if server else {}
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        storm = Storm.begun(folder, f"s3://{objects.BUCKET}" if server else str(folder))
        for engine in ((), ("--engine", "dask")):
            name = engine[-1] if engine else "jobs"
            for number in range(workers):
                tally[f"{name}: a worker"] += storm.worker_killed(engine, number)
            for number in range(others):
                tally[f"{name}: the client"] += storm.client_killed(engine, number)
        for number in range(others):
            tally["dask: the scheduler"] += storm.scheduler_killed(number)
    return {**tally, "seconds": round(time.perf_counter() - start, 1)}


@dataclass(frozen=True)
class Storm:
    """An input, what an undisturbed run makes of it, and where others make it again."""

    inputs: Path
    root: str
    expected: str
    seconds: float
    """What the undisturbed run took, in one process."""

    @classmethod
    def begun(cls, folder: Path, root: str) -> "Storm":
        """Write the input, and annotate it undisturbed."""
        inputs = folder / "inputs"
        inputs.mkdir()
        lines = corpus.lines("dense", FILES * FILE_BYTES)
        for number in range(FILES):
            _write(inputs / f"{number:02}.jsonl", lines)
        start, address = time.perf_counter(), f"{root}/undisturbed"
        _expect(_annotate(inputs, address).wait(PATIENCE) == 0, "the undisturbed run failed")
        return cls(inputs, root, digest(address), time.perf_counter() - start)

    def worker_killed(self, engine: Sequence[str], number: int) -> bool:
        """Kill one of two workers: the command must succeed all the same."""
        random, address = Random(f"worker {engine} {number}"), f"{self.root}/worker-{len(engine)}-{number}"  # noqa: S311
        command = _annotate(self.inputs, address, "--jobs", "2", *engine)
        while not _workers(command) and command.poll() is None:
            time.sleep(0.01)
        time.sleep(random.uniform(0, self.seconds / 2))
        if killed := _workers(command):
            _kill(random.choice(killed))
        family = _descendants(command.pid)
        self._expect_done(command, address)
        self._check(address, family)
        return bool(killed)

    def client_killed(self, engine: Sequence[str], number: int) -> bool:
        """Kill the command itself: nothing torn is seen, its workers end, and run again it does the rest."""
        random, address = Random(f"client {engine} {number}"), f"{self.root}/client-{len(engine)}-{number}"  # noqa: S311
        command = _annotate(self.inputs, address, "--jobs", "2", *engine)
        time.sleep(random.uniform(0, self.seconds))
        family = _descendants(command.pid)
        in_time = command.poll() is None
        command.kill()
        command.wait()
        _gone(family)
        _whole(address)
        self._again(address, engine)
        return in_time

    def scheduler_killed(self, number: int) -> bool:
        """Kill the scheduler that a user started: the command says so and ends, and run again does the rest."""
        random, address = Random(f"scheduler {number}"), f"{self.root}/scheduler-{number}"  # noqa: S311
        with _cluster() as (scheduler, url):
            command = _annotate(self.inputs, address, "--engine", "dask", "--scheduler", url)
            time.sleep(random.uniform(0, 2 * self.seconds))
            scheduler.kill()
            in_time = command.wait(PATIENCE) != 0
        _whole(address)
        with _cluster() as (_, url):
            self._again(address, ("--engine", "dask", "--scheduler", url))
        return in_time

    def _again(self, address: str, engine: Sequence[str]) -> None:
        command = _annotate(self.inputs, address, "--jobs", "2", *engine)
        time.sleep(1)
        family = _descendants(command.pid)
        self._expect_done(command, address)
        self._check(address, family)

    def _expect_done(self, command: subprocess.Popen[bytes], address: str) -> None:
        status = command.wait(PATIENCE)
        _expect(status == 0, f"{address}: ended with {status}\n{_log(self.inputs).read_text(encoding='utf-8')}")

    def _check(self, address: str, family: Sequence[psutil.Process]) -> None:
        _gone(family)
        _expect(digest(address) == self.expected, f"{address} is not what the undisturbed run made")


def digest(address: str) -> str:
    """Return a hash over the names and bytes of all that is seen of a corpus."""
    place, told = place_at(address), hashlib.sha256()
    for name in place.names():
        told.update(f"{name}\n".encode())
        told.update(place.read(name) or b"")
    return told.hexdigest()


def _whole(address: str) -> None:
    """See that every file that is seen is whole, and that what the manifest names, if there is one, is there."""
    place = place_at(address)
    for name in place.names():
        content = place.read(name) or b""
        read: Callable[[bytes], object] = pl.read_parquet if name.endswith(".parquet") else json.loads
        read(content)
    if place.has("corpus.json"):
        opened = Corpus.open(address)
        for shard in opened.shards:
            _expect(opened.frame(shard, ["doc_id"]).height == shard.documents, f"{address}: a shard is not whole")


def _annotate(inputs: Path, address: str, *options: str) -> subprocess.Popen[bytes]:
    command = [*_RISALAH, "annotate", str(inputs), "--output", address, *options]
    with _log(inputs).open("wb") as log:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log)


def _log(inputs: Path) -> Path:
    """Return where the last command said what."""
    return inputs.with_suffix(".log")


@contextmanager
def _cluster() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Yield a scheduler with two workers, as a user starts them, and its address."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        log = Path(name, "log")
        with log.open("wb") as told:
            options = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
            scheduler = subprocess.Popen([*_DASK, "scheduler", *options], stderr=told, stdout=told)
        stack.callback(_ended, scheduler)
        url = _address(log)
        asked = (
            "--nworkers",
            "2",
            "--nthreads",
            "1",
            "--host",
            "127.0.0.1",
            "--no-dashboard",
            "--death-timeout",
            "60",
        )
        with log.open("ab") as told:
            workers = subprocess.Popen([*_DASK, "worker", url, *asked], stderr=told, stdout=told, cwd=name)
        stack.callback(_ended, workers)
        yield scheduler, url


def _address(log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while not (found := re.search(r"tcp://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8"))):
        _expect(time.monotonic() < deadline, log.read_text(encoding="utf-8"))
        time.sleep(0.1)
    return found[0]


def _ended(process: subprocess.Popen[bytes]) -> None:
    family = _descendants(process.pid)
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for one in psutil.wait_procs(family, timeout=5)[1]:
        _kill(one)


def _descendants(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _workers(command: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return [one for one in _descendants(command.pid) if _WORKER in " ".join(_line(one))]


def _line(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def _kill(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(signal.SIGKILL)


def _gone(family: Sequence[psutil.Process]) -> None:
    left = psutil.wait_procs([*family], timeout=15)[1]
    _expect(not left, f"left behind: {[' '.join(_line(one)) for one in left]}")


def _write(path: Path, lines: Iterator[bytes]) -> None:
    size = 0
    with path.open("wb") as file:
        while size < FILE_BYTES:
            size += file.write(next(lines, b"")) or FILE_BYTES


def _expect(right: bool, otherwise: str) -> None:
    if not right:
        sys.exit(otherwise)


if __name__ == "__main__":
    typer.run(main)
