"""`risalah train`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from risalah.cli.console import outcome, progress
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from risalah.annotate.models import Lesson, Profile
    from risalah.schema import Ontology

_SPLITS = ("train", "validation", "test")
_MODELS = "models"
"""The folder of a workspace in which models lie unless another is named."""


def train(
    release: Annotated[Path, typer.Argument(metavar="RELEASE", help="The folder of a release.")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where to write the model.", show_default="models/NAME in the workspace"),
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(help="Train a neural model from this encoder: a folder, or a name that transformers knows."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="How often a neural model sees every document.")] = 3,
    seed: Annotated[int, typer.Option(help="The same release and seed give the same model.")] = 0,
    workspace: WorkspaceFolder = Path(),
    as_json: AsJson = False,
) -> None:
    """Train a model on a release, to correct what rules tell.

    It learns from the train split, is picked and calibrated by the validation split, and
    told beside the rules on the test split: see README.md and metrics.json of the model.
    Without --encoder it is a light one, which needs no GPU and no pretrained weights.

    Example: `risalah train releases/1.0.0 --output models/first`
    """
    from risalah.annotate.annotator import ruleset_of
    from risalah.annotate.models import Settings, trial
    from risalah.annotate.models import train as train_model
    from risalah.annotate.models.folder import Report, publish, refuse_other
    from risalah.annotate.models.profile import Origin
    from risalah.annotate.models.training import tested
    from risalah.export.reviewed import origin, unread

    if output:
        refuse_other(output)
    ruleset = ruleset_of(workspace)
    made_of = origin(release)
    read = {split: [*_lessons(release, split, ruleset.ontology)] for split in _SPLITS}
    left_out = sum(unread(release, split) for split in _SPLITS)
    settings = Settings(encoder=encoder, epochs=epochs, seed=seed)
    whence = Origin(version=made_of.version, content_sha256=made_of.content_sha256)
    with progress("training") as advance:
        model = train_model(read["train"], read["validation"], ruleset, settings, origin=whence, advance=advance)
    with progress("testing") as advance:
        rules = trial(ruleset, read["test"], advance)
        model, found = tested(model, read["test"], advance)
    report = Report(rules, found)
    folder = output or workspace / _MODELS / f"{model.profile.sort}-{model.profile.digest}"
    publish(model, report, folder)
    figures = report.as_dict()
    profile = model.profile.model_dump(mode="json")
    told = {"model": str(folder), "profile": profile, "unread": left_out, "test": figures}
    sentence = _sentence(folder, model.profile, figures)
    if left_out:
        sentence += f" {left_out} documents that nobody has read were left out."
    outcome(told, sentence, as_json=as_json)


def _lessons(release: Path, split: str, ontology: "Ontology") -> "Iterator[Lesson]":
    from risalah.annotate.models import Lesson
    from risalah.export.formats.source import splits
    from risalah.export.reviewed import reviewed

    if split in splits(release):
        yield from (Lesson.of(document, annotation) for document, annotation in reviewed(release, split, ontology))


def _sentence(folder: Path, profile: "Profile", figures: dict[str, Any]) -> str:
    counts = profile.documents
    learnt = f"{folder}: learnt from {counts['train']} documents, picked by {counts['validation']}"
    if not figures["documents"]:
        return f"{learnt}; the release has none for testing."
    rules, model = figures["rules"], figures["model"]
    participants = (told["measures"]["participant"]["f1"] for told in (rules, model))
    efforts = (told["effort"]["total"] for told in (rules, model))
    return (
        f"{learnt}. On {figures['documents']} test documents, rules and then the model: participant F1 "
        f"{' and '.join(f'{share:.3f}' for share in participants)}; regions to correct "
        f"{' and '.join(map(str, efforts))}."
    )
