"""All that docs/models.md tells figures of, measured in one run."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from benchmarks import corpus
from benchmarks.measure import Usage
from benchmarks.models import articles
from benchmarks.models.speed import seconds, trained
from benchmarks.models.validation import Validation, validated
from benchmarks.synthetic import release_of, synthetic
from risalah.annotate.annotator import Annotator
from risalah.annotate.models import Lesson, Model, Trial, train, trial
from risalah.annotate.models.curve import Curve, Reviewed
from risalah.annotate.models.points import Point
from risalah.annotate.rules import Ruleset
from risalah.schema import Document


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    learnt: int
    """Synthetic documents to learn from and to choose by, every tenth of them."""
    tested: int
    """Further ones to test on."""
    seeds: int
    """How often the folds of a cross-validation are drawn."""
    real: int
    """Articles of ../shared/dev without gold that are annotated."""
    dense: int
    """Bytes of the dense corpus."""


WHOLE = Size(1_000, 200, 5, 1_000, 1_000_000)
QUICK = Size(100, 40, 1, 100, 100_000)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured."""

    size: Size
    rules: str
    """The version of the rules."""
    validations: list[Validation]
    """One for each drawing of the folds; none where ../shared/dev is not there."""
    points: list[Point]
    reliability: Trial
    """Of the model that learnt from all synthetic documents."""
    training: Usage
    speeds: dict[str, tuple[int, dict[str, float]]]
    """By corpus, how many bytes of text it has, and the seconds that rules and model take for it."""


def measured(size: Size) -> Measured:
    """Measure everything."""
    ruleset = Ruleset.load()
    with showing("cross-validating") as advance:
        validations = validated(articles.lessons(), ruleset, range(size.seeds), advance)
    with showing("learning") as advance:
        reviewed = lessons(size)
        curve = Curve(reviewed, ruleset, f"{size.learnt} synthetic documents", advance=advance)
        points = [*curve.points(reviewed.sizes())]
        largest = train(reviewed.learn, reviewed.choose, ruleset, advance=advance)
        reliability = trial(largest, reviewed.test, advance)
    with showing("timing") as advance, tempfile.TemporaryDirectory() as name:
        release = release_of(synthetic(size.learnt), Path(name) / "workspace").folder
        training = trained(release, Path(name) / "model")
        annotators: dict[str, Annotator] = {"rules": ruleset, "model": Model.load(Path(name) / "model", ruleset)}
        speeds = {
            what: (sum(len(one.text.encode()) for one in some), seconds(annotators, some, advance))
            for what, some in documents(size).items()
        }
    return Measured(size, ruleset.version, validations, points, reliability, training, speeds)


def lessons(size: Size) -> Reviewed:
    """Return the synthetic documents."""
    every = [Lesson.of(*pair) for pair in synthetic(size.learnt + size.tested)]
    learnt, tested = every[: size.learnt], every[size.learnt :]
    return Reviewed([one for place, one in enumerate(learnt) if place % 10], learnt[::10], tested)


def documents(size: Size) -> dict[str, list[Document]]:
    """Return what the speed is measured on, by what it is."""
    dense = [Document.model_validate(msgspec.json.decode(line)) for line in corpus.lines("dense", size.dense)]
    real = [*islice(articles.unlabelled(), size.real)]
    return {"dense": dense} | ({"real news": real} if real else {})


@contextmanager
def showing(doing: str) -> Iterator[Callable[[int], None]]:
    """Show a growing count while a block runs."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda count: bar.advance(task, count)
