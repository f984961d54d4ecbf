"""Every engine does every task, whatever dies; and nothing of it is left behind."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from risalah.annotate.engines.cluster import cluster
from risalah.annotate.engines.engine import ATTEMPTS, Engine
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.engines.local import LocalPool
from risalah.schema.errors import EngineError

sys.path.append(str(Path(__file__).parent))
from chores import Job, do

POOL = """
import sys, time
from risalah.annotate.engines.local import LocalPool
for _ in LocalPool(2).run(time.sleep, [0.01, 0.01, 60, 60]):
    print("satu selesai", flush=True)
"""
"""A process with a pool of two, which are at work."""


@pytest.fixture(params=["in process", "local", "dask"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    match request.param:
        case "in process":
            yield InProcess()
        case "local":
            with LocalPool(2) as pool:
                yield pool
        case "dask":
            with cluster(None, 2) as dask:
                yield dask


def failures(engine: Engine, folder: Path, troubles: dict[str, str]) -> dict[str, str]:
    """Run ten jobs, some with trouble, and return why which failed; each has ended once."""
    jobs = [Job(folder, f"{number}", troubles.get(f"{number}", "")) for number in range(10)]
    ended = [*engine.run(do, jobs)]
    assert sorted(one.task.name for one in ended) == [f"{number}" for number in range(10)]
    failed = {one.task.name: one.failure for one in ended if one.failure}
    assert {path.name for path in folder.iterdir() if not path.suffix} == {job.name for job in jobs} - failed.keys()
    return failed


def test_what_a_task_raises_fails_it_alone(engine: Engine, tmp_path: Path) -> None:
    assert failures(engine, tmp_path, {"3": "foreseen", "5": "unforeseen"}) == {
        "3": "berita-1: is no document",
        "5": "KeyError: 'judul'",
    }
    assert [*engine.run(do, [])] == []


@pytest.mark.parametrize("kind", ["local", "dask"])
def test_a_task_that_kills_is_named_and_the_rest_is_done(kind: str, tmp_path: Path) -> None:
    troubles = {"2": "deadly", "4": "deadly once", "5": "deadly once"}
    expected = {"2": f"{ATTEMPTS} processes that worked on it died, perhaps because memory ran out"}
    if kind == "local":
        assert failures(LocalPool(2), tmp_path, troubles) == expected
    else:
        with cluster(None, 2) as dask:
            assert dask.workers == 2
            assert failures(dask, tmp_path, troubles) == expected
    assert running() == []


def test_dask_listens_to_this_machine_alone() -> None:
    with cluster(None, 1) as dask:
        assert dask.dashboard.startswith("http://127.0.0.1:")
        family = [psutil.Process(), *psutil.Process().children(recursive=True)]
        listening = {at.laddr.ip for one in family for at in one.net_connections("tcp") if at.status == "LISTEN"}
        assert listening == {"127.0.0.1"}


def test_where_no_scheduler_answers_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cluster.__wrapped__.__globals__["_SETTINGS"], "distributed.comm.timeouts.connect", "300ms")
    with (
        pytest.raises(EngineError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"),
        cluster("tcp://127.0.0.1:9", 1),
    ):
        pass
    with pytest.raises(EngineError, match="ftp://arsip: no Dask scheduler answers"), cluster("ftp://arsip", 1):
        pass


def test_workers_end_when_nobody_asks_for_more(tmp_path: Path) -> None:
    ended = LocalPool(2).run(do, [Job(tmp_path, f"{number}") for number in range(5)])
    next(ended)
    assert len(running()) == 2
    ended.close()
    assert running() == []


def test_workers_stay_for_the_next_tasks_within_a_block(tmp_path: Path) -> None:
    with LocalPool(2) as pool:
        ended = pool.run(do, [Job(tmp_path, f"{number}") for number in range(5)])
        next(ended)
        assert len(running()) == 2
        ended.close()
        assert failures(pool, tmp_path, {"7": "foreseen"}) == {"7": "berita-1: is no document"}
        before = {one.pid for one in running()}
        assert [one.failure for one in pool.run(do, [Job(tmp_path, "lagi")])] == [None]
        assert {one.pid for one in running()} == before
    assert running() == []


def test_workers_end_with_a_parent_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", POOL], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        parent.stdout.readline()
        workers = running(parent.pid)
        parent.kill()
    assert workers
    assert psutil.wait_procs(workers, timeout=10)[1] == []


def running(pid: int | None = None) -> list[psutil.Process]:
    """Return the workers of a process that live."""
    return [one for one in psutil.Process(pid).children(recursive=True) if is_worker(one)]


def is_worker(process: psutil.Process) -> bool:
    try:
        return "multiprocessing.spawn" in " ".join(process.cmdline())
    except psutil.Error:  # it has ended
        return False
