"""Options of commands that share their work out, and the engine that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import say

if TYPE_CHECKING:
    from risalah.annotate.engines.engine import Engine


class EngineName(StrEnum):
    """What shares the work out."""

    local = "local"
    dask = "dask"


Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes to share the work among.")]
EngineOption = Annotated[
    EngineName, typer.Option(help="What shares the work on a corpus out: processes on this machine, or Dask.")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Of a Dask scheduler, such as tcp://10.0.0.5:8786.", show_default="one on this machine"
    ),
]


@contextmanager
def engine_of(name: EngineName, jobs: int, scheduler: str | None = None) -> Iterator["Engine"]:
    """Yield the engine that the options name; raises BadParameter, and EngineError where there is none."""
    if scheduler and name is not EngineName.dask:
        raise typer.BadParameter("only Dask has one: add --engine dask", param_hint="--scheduler")
    if name is EngineName.dask:
        with _dask(scheduler, jobs) as engine:
            yield engine
    elif jobs > 1:
        from risalah.annotate.engines.local import LocalPool

        with LocalPool(jobs) as engine:
            yield engine
    else:
        from risalah.annotate.engines.in_process import InProcess

        yield InProcess()


@contextmanager
def _dask(scheduler: str | None, jobs: int) -> Iterator["Engine"]:
    from risalah.schema import Problem
    from risalah.schema.errors import EngineError

    try:
        from risalah.annotate.engines.cluster import cluster
    except ImportError:
        what = "needs the package distributed"
        raise EngineError(Problem("--engine dask", what, "Run `pip install 'risalah[scale]'`")) from None
    with cluster(scheduler, jobs) as engine:
        waits = "" if engine.workers else ", and waits until there are any"
        say(f"Dask shares the work out among {engine.workers} workers{waits}: {engine.dashboard}")
        yield engine
