"""`risalah learning-curve`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import progress, say, screen
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from risalah.annotate.models.points import Point
    from risalah.annotate.rules import Ruleset
    from risalah.schema import Annotation, Document

ROWS, TABLE, CHART = "curve.jsonl", "curve.md", "curve.svg"
_SPLITS = ("train", "validation", "test")


def learning_curve(
    release: Annotated[Path, typer.Argument(metavar="RELEASE", help="The folder of a release.")],
    sizes: Annotated[
        str | None,
        typer.Option(
            metavar="N,N...",
            help="After how many reviewed documents to train.",
            show_default="10, 20, 50, 100 ... as far as they go, and all",
        ),
    ] = None,
    folds: Annotated[
        int | None,
        typer.Option(min=3, metavar="N", help="Cross-validate on all documents instead, with so many folds."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help=f"Write {ROWS}, {TABLE} and {CHART} there, and go on from them."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Draws the random order, or the folds.")] = 0,
    workspace: WorkspaceFolder = Path(),
    as_json: AsJson = False,
) -> None:
    """Tell whether a model pays: how good it is, and what is left to correct, by how many documents were reviewed.

    Models of ever more documents of the train and validation splits, in random order and
    the most uncertain first, are tried on the test split beside the rules. With --output
    it can be interrupted: what was measured is not measured again.

    Example: `risalah learning-curve releases/1.0.0 --output curve`
    """
    from risalah.annotate.annotator import ruleset_of

    ruleset = ruleset_of(workspace)
    if folds is None:
        _show_curve(_measured(release, ruleset, _numbers(sizes), output, seed), as_json=as_json)
        return
    if sizes or output:
        raise typer.BadParameter("with --folds there are neither --sizes nor --output", param_hint="--folds")
    _cross_validate(release, ruleset, folds, seed, as_json=as_json)


def _numbers(sizes: str | None) -> list[int] | None:
    try:
        numbers = None if sizes is None else [int(size) for size in sizes.split(",")]
    except ValueError:
        numbers = [0]
    if numbers is not None and min(numbers) < 1:
        raise typer.BadParameter(f"{sizes!r} are no numbers of documents such as 10,50,200", param_hint="--sizes")
    return numbers


def _measured(
    release: Path, ruleset: "Ruleset", sizes: list[int] | None, output: Path | None, seed: int
) -> "list[Point]":
    from risalah.annotate.models import Lesson
    from risalah.annotate.models.curve import Curve, Reviewed
    from risalah.annotate.models.points import keeping, kept
    from risalah.export.reviewed import origin

    made_of = origin(release)
    of = f"release {made_of.version} ({made_of.content_sha256[:12]}), rules {ruleset.version}, seed {seed}"
    known = kept(output / ROWS, of) if output else []
    reviewed = Reviewed(*([Lesson.of(*pair) for pair in _pairs(release, split, ruleset)] for split in _SPLITS))
    numbers = reviewed.sizes(sizes)
    with progress("measuring") as advance:
        points = Curve(reviewed, ruleset, of, seed=seed, advance=advance).points(numbers, known)
        told = [*(keeping(points, known, output / ROWS) if output else points)]
    if output:
        _write(told, output)
    return told


def _pairs(release: Path, split: str, ruleset: "Ruleset") -> "Iterator[tuple[Document, Annotation]]":
    from risalah.export.formats.source import splits
    from risalah.export.reviewed import reviewed

    if split in splits(release):
        yield from reviewed(release, split, ruleset.ontology)


def _write(points: "Sequence[Point]", folder: Path) -> None:
    from risalah.annotate.models.plot import COLUMNS, cells, markdown, svg
    from risalah.storage.atomic import write

    write(folder / TABLE, f"{markdown(COLUMNS, map(cells, points))}\n".encode())
    try:
        write(folder / CHART, svg(points).encode())
    except ImportError as error:
        say(f"No {CHART}: it needs {error.name}. Run `pip install 'risalah[report]'`")


def _show_curve(points: "Sequence[Point]", *, as_json: bool) -> None:
    from risalah.annotate.models.plot import COLUMNS, cells
    from risalah.annotate.models.points import pays_from

    measures = {"participant": "participant F1", "effort": "work saved"}
    pays = {
        order: {measure: pays_from(points, order, measure) for measure in measures} for order in ("random", "uncertain")
    }
    if as_json:
        typer.echo(json.dumps({"points": [point.model_dump(mode="json") for point in points], "pays_from": pays}))
        return
    _print(COLUMNS, map(cells, points))
    for measure, name in measures.items():
        since = {order: told[measure] for order, told in pays.items()}
        typer.echo(f"Rules and model together are better than rules in {name}: {_since(since)}.")


def _since(pays: dict[str, int | None]) -> str:
    told = {order: "not yet" if since is None else f"from {since:,} documents on" for order, since in pays.items()}
    return f"in random order {told['random']}, uncertain first {told['uncertain']}"


def _cross_validate(release: Path, ruleset: "Ruleset", folds: int, seed: int, *, as_json: bool) -> None:
    from risalah.annotate.models import Lesson, Settings
    from risalah.annotate.models.folder import Report
    from risalah.annotate.models.folds import cross_validated, related
    from risalah.annotate.models.plot import COMPARED, compared

    pairs = [pair for split in _SPLITS for pair in _pairs(release, split, ruleset)]
    lessons = [Lesson.of(*pair) for pair in pairs]
    with progress("training") as advance:
        rules, model = cross_validated(
            lessons, related(pairs), ruleset, folds, settings=Settings(seed=seed), advance=advance
        )
    if as_json:
        typer.echo(json.dumps({"folds": folds} | Report(rules, model).as_dict()))
        return
    _print(COMPARED, compared(rules, model))
    typer.echo(f"{len(lessons)} documents in {folds} folds, those that tell one event in the same one.")


def _print(columns: "Sequence[str]", rows: "Iterable[tuple[str, ...]]") -> None:
    from rich.table import Table

    table = Table(*columns)
    for row in rows:
        table.add_row(*row)
    screen().print(table)
