"""`risalah links`."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from risalah.cli.console import outcome, progress, say, screen
from risalah.cli.engine import EngineName, EngineOption, Jobs, Scheduler, engine_of
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from rich.table import Table

    from risalah.annotate.decision import LinkDecision
    from risalah.annotate.linking import Linking
    from risalah.annotate.linking.key import Key
    from risalah.annotate.workspace import Workspace

_Records = Annotated[list[str], typer.Argument(metavar="RECORD", help="Ids of records, as DOCUMENT#NUMBER.")]
_Unreviewed = Annotated[bool, typer.Option("--unreviewed", help="Also take what no person has reviewed.")]

_Corpus = Annotated[
    str, typer.Argument(metavar="CORPUS", help="What `risalah annotate --output` made: a folder, or an address.")
]
_Partitions = Annotated[
    int, typer.Option(min=1, help="Into how many heaps records are dealt: more take less memory, and link the same.")
]

links = typer.Typer(
    name="links",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@links.callback()
def show(
    context: typer.Context,
    workspace: WorkspaceFolder = Path(),
    unreviewed: _Unreviewed = False,
    as_json: AsJson = False,
) -> None:
    """List the events that several records tell, and the pairs of records that may be of one event.

    What is wrong is corrected with `merge` and `split`, and stays so.

    Example: `risalah links --workspace pertemuan`
    """
    context.obj = workspace
    if context.invoked_subcommand:
        return
    from risalah.annotate.workspace import Workspace

    told = _told(_linking(Workspace(workspace), unreviewed=unreviewed))
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _show(told)


@links.command()
def merge(
    context: typer.Context,
    records: _Records,
    workspace: WorkspaceFolder = Path(),
    unreviewed: _Unreviewed = False,
    as_json: AsJson = False,
) -> None:
    """Make one event of the events that these records are of.

    Example: `risalah links merge berita-7#1 berita-12#2`
    """
    from risalah.annotate.linking.corrections import merged
    from risalah.annotate.workspace import Workspace

    opened = Workspace(_folder(context, workspace))
    with opened.alone():
        decision = merged(_linking(opened, unreviewed=unreviewed), records, _now())
        opened.links.append([decision])
    _tell(_linking(opened, unreviewed=unreviewed), [decision], as_json=as_json)


@links.command()
def split(
    context: typer.Context,
    records: _Records,
    workspace: WorkspaceFolder = Path(),
    unreviewed: _Unreviewed = False,
    as_json: AsJson = False,
) -> None:
    """Keep these records apart from all others of their event.

    Example: `risalah links split berita-12#2`
    """
    from risalah.annotate.linking.corrections import split as split_off
    from risalah.annotate.workspace import Workspace

    opened = Workspace(_folder(context, workspace))
    with opened.alone():
        decisions = split_off(_linking(opened, unreviewed=unreviewed), records, _now())
        opened.links.append(decisions)
    _tell(_linking(opened, unreviewed=unreviewed), decisions, as_json=as_json)


@links.command()
def corpus(
    context: typer.Context,
    corpus: _Corpus,
    workspace: WorkspaceFolder = Path(),
    jobs: Jobs = 1,
    engine: EngineOption = EngineName.local,
    scheduler: Scheduler = None,
    partitions: _Partitions = 8,
    as_json: AsJson = False,
) -> None:
    """Link all records of a pre-annotated corpus, into files beside its shards.

    Event types of a workspace's own take part, and what people decided there.

    Example: `risalah links corpus corpus/ --jobs 2`
    """
    from risalah.annotate.corpus import Corpus
    from risalah.annotate.engines.counted import Counted
    from risalah.annotate.linking.corpus import link_corpus, links_folder
    from risalah.annotate.workspace import Workspace

    opened, folder = Corpus.open(corpus), _folder(context, workspace).absolute()
    known = Workspace.within(folder)
    with engine_of(engine, jobs, scheduler) as shared, progress("linking, tasks done") as advance:
        done = link_corpus(opened, Counted(shared, advance), partitions, known.links if known else (), folder)
    for crowd in done.crowds:
        said = " ".join(filter(None, (crowd.type, crowd.word, crowd.when)))
        say(f"not all compared with all: {crowd.records} records of {said}")
    sentence = (
        f"{done.records} records are of {done.events} events, and {done.documents} documents that tell any of "
        f"{done.groups} texts. See {links_folder(opened)} in {corpus}"
    )
    outcome(done.model_dump(), sentence, as_json=as_json)


def _folder(context: typer.Context, workspace: Path) -> Path:
    """Return the workspace, which may be named before the subcommand or after it."""
    before: Path = context.obj
    return before if workspace == Path() else workspace


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _linking(opened: "Workspace", *, unreviewed: bool) -> "Linking":
    from risalah.annotate.linking import link
    from risalah.annotate.resolution import truths
    from risalah.schema.truth import Truth

    told = truths(opened, unreviewed=unreviewed)
    return link((truth for truth in told if isinstance(truth, Truth)), opened.links)


def _tell(linking: "Linking", decisions: "Sequence[LinkDecision]", *, as_json: bool) -> None:
    """Print what became of the events that were decided on."""
    records = {record for decision in decisions for record in (*decision.records, *decision.others)}
    events = [list(event) for event in linking.links.events if not records.isdisjoint(event)]
    outcome({"events": events}, "\n".join(f"One event: {', '.join(event)}" for event in events), as_json=as_json)


def _told(linking: "Linking") -> dict[str, Any]:
    keys = {key.record_id: key for key in linking.keys}
    return {
        "events": [_event([keys[record] for record in event]) for event in linking.links.events if len(event) > 1],
        "doubts": [
            {
                "records": list(doubt.records),
                "points": doubt.judgement.points,
                "reasons": str(doubt.judgement),
            }
            for doubt in linking.doubts()
        ],
    }


def _event(keys: "Sequence[Key]") -> dict[str, Any]:
    return {
        "type": keys[0].type,
        "realis": sorted({key.realis for key in keys}),
        "who": sorted({actor.name for key in keys for actor in key.actors}),
        "where": sorted({place.name for key in keys for place in key.places}),
        "when": sorted({str(key.span) for key in keys if key.span and key.dated}),
        "publishers": sorted({key.publisher for key in keys if key.publisher}),
        "records": [key.record_id for key in keys],
    }


def _show(told: dict[str, Any]) -> None:
    console = screen()
    console.print(_events_table(told["events"]))
    console.print(_doubts_table(told["doubts"]))


def _events_table(events: Sequence[dict[str, Any]]) -> "Table":
    from rich.table import Table

    columns = ("type", "realis", "who", "where", "when", "publishers", "records")
    table = Table(*columns, title="Events that several records tell", title_justify="left")
    for event in events:
        cells = (event[column] for column in columns)
        table.add_row(*(cell if isinstance(cell, str) else ", ".join(cell) for cell in cells))
    return table


def _doubts_table(doubts: Sequence[dict[str, Any]]) -> "Table":
    from rich.table import Table

    table = Table("records", "points", "why", title="Records that may be of one event", title_justify="left")
    for doubt in doubts:
        table.add_row(", ".join(doubt["records"]), f"{doubt['points']:g}", doubt["reasons"])
    return table
