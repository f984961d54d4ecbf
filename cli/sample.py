"""`risalah sample`."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from risalah.cli.console import exit_status, keep_rejected, outcome, progress, say
from risalah.cli.engine import EngineName, Jobs, engine_of
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from risalah.annotate.sampling import Request, Sample

DAY = "%Y-%m-%d"
SHOWN = 10
"""Publishers, and years, that the table names; all of them are in the JSON."""
NO_EVENT = "no event"
UNKNOWN = "unknown"

_Corpus = Annotated[
    str, typer.Argument(metavar="CORPUS", help="What `risalah annotate --output` made: a folder, or an address.")
]
_Count = Annotated[int, typer.Option(min=1, help="How many documents to choose.")]
_Output = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write the documents to this JSONL file.", show_default="print")
]
_Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Only documents that tell one of these.", show_default="all"),
]
_Since = Annotated[datetime.datetime | None, typer.Option(formats=[DAY], help="The first day of publication.")]
_Until = Annotated[datetime.datetime | None, typer.Option(formats=[DAY], help="The last day of publication.")]
_Empty = Annotated[float, typer.Option(min=0, max=1, help="Which share shall tell no event at all.")]
_Seed = Annotated[int, typer.Option(help="Another draws other documents of the same worth.")]


def sample(
    corpus: _Corpus,
    count: _Count = 500,
    output: _Output = None,
    types: _Types = None,
    since: _Since = None,
    until: _Until = None,
    empty: _Empty = 0.1,
    seed: _Seed = 0,
    workspace: WorkspaceFolder = Path(),
    jobs: Jobs = 1,
    as_json: AsJson = False,
) -> None:
    """Choose the documents of a corpus that people should label, as JSON lines for `risalah push`.

    Event types get the same share, and of each come first what rules are unsure of and
    rare triggers, spread over publishers and months, near-duplicates once. Nothing is
    chosen that the workspace has. The same corpus, workspace and options give the same file.

    Example: `risalah sample corpus/ --count 500 --output tolabel.jsonl`
    """
    if as_json and output is None:
        raise typer.BadParameter("what is printed are the documents: add --output FILE", param_hint="--json")
    from risalah.annotate.corpus import Corpus
    from risalah.annotate.sampling import Request
    from risalah.annotate.sampling import sample as choose

    request = Request(
        count=count,
        types=tuple(types or ()),
        since=since and since.date(),
        until=until and until.date(),
        empty=empty,
        seed=seed,
    )
    opened = Corpus.open(corpus)
    with engine_of(EngineName.local, jobs) as engine, progress("reading shards, twice") as advance:
        done = choose(opened, request, workspace=workspace, engine=engine, advance=advance)
    _write(done, output)
    _tell(_told(done, request), output, as_json=as_json)
    keep_rejected(done.rejected, Path())
    raise typer.Exit(exit_status(len(done.documents), len(done.rejected), strict=False))


def _write(done: "Sample", output: Path | None) -> None:
    from risalah.storage.atomic import write

    lines = "".join(document.model_dump_json() + "\n" for document in done.documents).encode()
    if output:
        write(output, lines)
    else:
        out = typer.get_binary_stream("stdout")
        out.write(lines)
        out.flush()


def _told(done: "Sample", request: "Request") -> dict[str, Any]:
    chosen = done.chosen
    return {
        "asked": request.count,
        "chosen": chosen.height,
        "known": done.tally.known,
        "near_duplicates": done.tally.near_duplicates,
        "rejected": len(done.rejected),
        "candidates": _counted({name or NO_EVENT: count for name, count in done.tally.candidates.items()}),
        "types": _counted(Counter(name or NO_EVENT for name in chosen["type"])),
        "publishers": _counted(Counter(name or UNKNOWN for name in chosen["publisher"])),
        "years": _counted(Counter(str(day.year) if day else UNKNOWN for day in chosen["published"])),
        "documents": chosen.select("doc_id", "type", "score", "why").to_dicts(),
    }


def _counted(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts with the greatest first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _tell(told: Mapping[str, Any], output: Path | None, *, as_json: bool) -> None:
    if as_json:
        outcome(told, "", as_json=True)
        return
    _show(told)
    among = sum(told["candidates"].values())
    fewer = "" if told["chosen"] == told["asked"] else f" instead of {told['asked']}: there are no more such"
    say(
        f"{told['chosen']} documents{fewer}, among {among} candidates; {told['near_duplicates']} near-duplicates "
        f"passed over, {told['known']} in the workspace already" + (f". See {output}" if output else "")
    )


def _show(told: Mapping[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "chosen", "candidates")
    for name, candidates in told["candidates"].items():
        table.add_row(name, str(told["types"].get(name, 0)), str(candidates))
    for heading in ("publishers", "years"):
        table.add_section()
        for name, chosen in _shortened(told[heading].items()):
            table.add_row(name, str(chosen), "")
    Console(stderr=True).print(table)


def _shortened(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the first of some counts, and what the others make together."""
    named = [*counts]
    rest = sum(count for _, count in named[SHOWN:])
    return named[:SHOWN] + ([(f"{len(named) - SHOWN} others", rest)] if rest else [])
