"""`risalah release`, from a workspace with reviews to a version and the next."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from risalah.annotate.pulled import Pulled
from risalah.annotate.reading import read
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Source
from risalah.schema.review import Review

SEEDS = Path(__file__).parents[2] / "seeds"
Run = Callable[..., Any]


def reviewed(annotation: Annotation, task: int, day: int = 1, annotator: str = "annotator-2") -> Pulled:
    """Return the state of a task in which somebody submitted an annotation on a day of March 2026."""
    when = datetime.datetime(2026, 3, day, tzinfo=datetime.UTC)
    source = Source(kind="person", version=annotator)
    review = Review(
        annotation=annotation.model_copy(update={"source": source}),
        status="reviewed",
        annotator=annotator,
        submitted=when,
    )
    return Pulled(doc_id=annotation.doc_id, server="s", task=task, changed=when, reviews=[review], submitted=1)


@pytest.fixture
def gold() -> dict[str, Annotation]:
    """Return the records of the sample articles, by document."""
    found = (Annotation.model_validate_json(path.read_bytes()) for path in sorted(SEEDS.glob("[0-9]*.json")))
    return {annotation.doc_id: annotation for annotation in found}


@pytest.fixture
def full(workspace: Workspace, gold: dict[str, Annotation]) -> Workspace:
    """Return a workspace in which people reviewed all sample articles."""
    documents = [entry for entry in read([str(SEEDS)]) if isinstance(entry, Document)]
    workspace.documents.append(documents)
    workspace.preannotations.append([workspace.ruleset.annotate(document) for document in documents])
    workspace.reviews.append([reviewed(annotation, task) for task, annotation in enumerate(gold.values())])
    return workspace


def released(risalah: Run, workspace: Workspace, *options: str) -> dict[str, Any]:
    done = risalah("release", "-w", workspace.folder, "--json", *options)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def corrected(annotation: Annotation) -> Annotation:
    """Return an annotation in which the first participant of event 1 has another name."""
    told = annotation.model_dump(mode="json")
    told["events"][0]["roles"]["participant"][0]["value"] = "Nama yang Benar"
    return Annotation.model_validate(told)


def test_a_correction_is_one_change_and_the_next_major_version(
    risalah: Run, full: Workspace, gold: dict[str, Annotation]
) -> None:
    first = released(risalah, full)
    assert (first["version"], first["rows"]["documents"]) == ("1.0.0", len(gold))
    annotation = gold["01-putin-kim-beijing"]
    full.reviews.append([reviewed(corrected(annotation), [*gold].index(annotation.doc_id), day=2)])
    assert released(risalah, full)["version"] == "2.0.0"
    told = risalah("diff", "1.0.0", "2.0.0", "-w", full.folder, "--json")
    (change,) = json.loads(told.stdout)["changes"]
    assert change["record_id"] == "01-putin-kim-beijing#1"
    assert "Nama yang Benar" in json.dumps(change)
    assert "annotator-2" in json.dumps(change)


def test_a_correction_of_the_development_articles_is_one_change(
    risalah: Run, workspace: Workspace, dev_articles: list[tuple[Document, Annotation]]
) -> None:
    workspace.documents.append([document for document, _ in dev_articles])
    workspace.reviews.append([reviewed(annotation, task) for task, (_, annotation) in enumerate(dev_articles)])
    first = released(risalah, workspace)
    assert (first["version"], first["rows"]["documents"]) == ("1.0.0", 35)
    task, annotation = next(
        (task, annotation)
        for task, (_, annotation) in enumerate(dev_articles)
        if annotation.events and annotation.events[0].type == "meeting"
    )
    workspace.reviews.append([reviewed(corrected(annotation), task, day=2)])
    assert released(risalah, workspace)["version"] == "2.0.0"
    (change,) = json.loads(risalah("diff", "1.0.0", "2.0.0", "-w", workspace.folder, "--json").stdout)["changes"]
    assert (change["record_id"], change["change"]) == (f"{annotation.doc_id}#1", "changed")


def test_where_nothing_changed_the_last_release_stands(risalah: Run, full: Workspace) -> None:
    assert released(risalah, full)["new"]
    assert not released(risalah, full)["new"]


def test_a_document_more_is_a_minor_version(risalah: Run, full: Workspace, marked: Callable) -> None:
    released(risalah, full)
    document, annotation = marked("[Luhut|1.participant=Luhut:person] [menelepon|1.call:actual] Musk.", "99-baru")
    full.documents.append([document])
    full.reviews.append([reviewed(annotation, 99)])
    assert released(risalah, full)["version"] == "1.1.0"


def test_a_second_annotator_who_agrees_is_a_patch(risalah: Run, full: Workspace, gold: dict[str, Annotation]) -> None:
    released(risalah, full)
    full.reviews.append([reviewed(gold["12-hwasong-19"], 100, annotator="annotator-3")])
    assert released(risalah, full)["version"] == "1.0.1"


def test_a_higher_version_can_be_asked_for_and_a_smaller_is_refused(risalah: Run, full: Workspace) -> None:
    refused = risalah("release", "-w", full.folder, "--version", "0.9.0")
    assert refused.returncode == 1
    assert "cannot be 0.9.0" in refused.stderr
    assert released(risalah, full, "--version", "3.0.0")["version"] == "3.0.0"


def test_a_release_verifies(risalah: Run, full: Workspace) -> None:
    folder = Path(released(risalah, full)["folder"])
    assert risalah("verify", folder).returncode == 0
    (folder / "CHANGELOG.md").write_text("Nothing happened.")
    assert "CHANGELOG.md" in risalah("verify", folder).stdout


def test_without_the_text_it_can_be_had_again(risalah: Run, full: Workspace, tmp_path: Path) -> None:
    folder = Path(released(risalah, full, "--text", "standoff")["folder"])
    assert not [
        name
        for path in folder.rglob("*")
        if path.is_file()
        for name in ["Wisma"]
        if name in path.read_bytes().decode("latin-1")
    ]
    done = risalah("hydrate", folder, SEEDS, "--out", tmp_path / "whole")
    assert done.returncode == 0, done.stderr
