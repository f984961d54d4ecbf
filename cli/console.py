"""What commands have in common when they speak to the person in front of them."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from risalah.annotate.reading import Rejected
    from risalah.schema import Problem

REJECTED = "rejected.jsonl"
"""What could not be read or pushed."""
FAULTS = "faults.jsonl"
"""What was submitted and could not be taken."""
WIDE = 180
"""Columns of a table that is printed into a file or a pipe."""
SHOWN = 5
"""How many rejected entries are named on the screen; all of them are in the file."""


def fail(error: Exception) -> NoReturn:
    """End with status 1 and the cause in a sentence; an error nobody foresaw keeps its traceback."""
    from risalah.schema.errors import Problem, RisalahError

    if isinstance(error, OSError) and error.strerror:
        problems: tuple[Problem, ...] = (Problem(str(error.filename or ""), error.strerror),)
    elif isinstance(error, RisalahError):
        problems = error.problems
    else:
        raise error
    for problem in problems:
        say(f"risalah: {problem}")
    sys.exit(1)


def say(text: str) -> None:
    """Tell the person something, apart from the command's output."""
    typer.echo(text, err=True)


def screen(wide: int = WIDE) -> "Console":
    """Return what prints tables: as wide as the terminal, or `wide` where the output goes to a file or a pipe."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else wide)


def outcome(told: Mapping[str, Any], sentence: str, *, as_json: bool) -> None:
    """Print what a command did: as JSON, or in a sentence."""
    typer.echo(json.dumps(told, ensure_ascii=False, default=str) if as_json else sentence)


@contextmanager
def progress(doing: str) -> Iterator[Callable[..., None]]:
    """Show a growing count while a block runs, and yield what makes it grow; silent where stderr is no terminal.

    What is yielded takes by how much it grew, and how much it will be in all, where that is known.
    """
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), TextColumn("{task.fields[told]}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(SpinnerColumn(), *columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(doing, total=None, told="0")

        def grow(count: int, total: int | None = None) -> None:
            bar.advance(task, count)
            done = int(bar.tasks[task].completed)
            bar.update(task, total=total, told=f"{done} of {total}" if total else f"{done}")

        yield grow


def keep_rejected(rejected: Sequence["Rejected"], folder: Path) -> None:
    """Write what could not be read or pushed to a file in `folder` and say so; without any, an earlier file goes."""
    _keep(rejected, folder / REJECTED)


def keep_faults(faults: Iterable["Problem"], folder: Path) -> None:
    """Do the same with what was submitted and could not be taken."""
    from risalah.annotate.reading import Rejected

    _keep([Rejected(fault) for fault in faults], folder / FAULTS)


def _keep(rejected: Sequence["Rejected"], path: Path) -> None:
    from risalah.storage.atomic import write

    if not rejected:
        path.unlink(missing_ok=True)
        return
    rows = [json.dumps(entry.as_dict(), ensure_ascii=False) + "\n" for entry in rejected]
    write(path, "".join(rows).encode())
    for entry in rejected[:SHOWN]:
        say(f"rejected: {entry.problem}")
    say(f"{len(rejected)} rejected in all, see {path}")


def exit_status(read: int, rejected: int, *, strict: bool) -> int:
    """Return 1 where nothing could be read, or with `strict` where anything could not, else 0."""
    return int(bool(rejected) and (strict or not read))
