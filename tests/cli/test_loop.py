"""The loop twice on a real Label Studio: what people made of the rules' work trains a model, whose work they review."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from benchmarks.synthetic import synthetic
from risalah.annotate.reading import read
from risalah.annotate.studio.page.records import of_facts
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.server.local import State
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.workspace import Workspace
from risalah.export.manifest import read_manifest
from risalah.export.tables.files import data_files
from risalah.schema import Annotation, Document
from risalah.schema.fact import Fact, facts

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST, SECOND = 18, 8
"""Synthetic articles of the two rounds; the first has the samples besides."""

Pair = tuple[Document, Annotation]
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(risalah: Callable, workspace: Workspace, label_studio: State) -> Run:
    """Run a command in the workspace, and return what it says as JSON."""
    server = {"LABEL_STUDIO_URL": label_studio.url, "LABEL_STUDIO_API_KEY": label_studio.token}

    def said(command: str, *arguments: object) -> dict[str, Any]:
        done = risalah(command, *map(str, arguments), "-w", workspace.folder, "--json", **server)
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    return said


@pytest.fixture
def articles() -> tuple[list[Pair], list[Pair]]:
    """Return the articles of each round with gold."""
    made = [*synthetic(FIRST + SECOND)]
    samples = [document for document in read([SEEDS]) if isinstance(document, Document)]
    gold = [Annotation.model_validate_json((SEEDS / f"{sample.id}.json").read_bytes()) for sample in samples]
    return [*zip(samples, gold, strict=True), *made[:FIRST]], made[FIRST:]


def written(path: Path, pairs: Iterable[Pair]) -> Path:
    path.write_text("".join(f"{document.model_dump_json()}\n" for document, _ in pairs), encoding="utf-8")
    return path


class Reviewer:
    """Somebody who corrects what the tasks show."""

    def __init__(self, workspace: Workspace, studio: Studio) -> None:
        self._studio = studio
        self._shown = {annotation.doc_id: annotation for annotation in workspace.preannotations}
        created = studio.created(projects.find(workspace, studio).number, 0)
        self._tasks = {one.doc_id: one.task for one in created}

    def shown(self, doc_id: str) -> list[Fact]:
        """Return what a task began with."""
        return facts(self._shown[doc_id])

    def submit(self, doc_id: str, said: Iterable[Fact]) -> None:
        self._studio.submit(self._tasks[doc_id], of_facts(said), seconds=30)

    def correct(self, gold: Annotation) -> None:
        """Make gold of what a task shows: what was right stays as it is, with the rule that found it."""
        found = {(fact.role, fact.span): fact.rule for fact in self.shown(gold.doc_id)}
        said = [replace(fact, rule=found.get((fact.role, fact.span))) for fact in facts(gold)]
        self.submit(gold.doc_id, said)


def optional(said: Sequence[Fact]) -> Fact | None:
    """Return the first mention that can go without its event going too."""
    return next((fact for fact in said if fact.role in {"place", "time", "topic", "destination"}), None)


def person(said: Sequence[Fact]) -> Fact | None:
    """Return the first person who is told."""
    return next((fact for fact in said if fact.kind == "person"), None)


def attributed(document: Document, event: Fact) -> Fact:
    """Return that somebody whom the article ends with says so."""
    *_, word = re.finditer(r"\w+", document.text)
    said = {"kind": "organization", "value": word[0], "role": "attribution"}
    return Fact(event.event, event.type, start=word.start(), end=word.end(), text=word[0], **said)


def table(release: str, name: str) -> pl.DataFrame:
    return pl.read_parquet(data_files(Path(release), name))


def test_the_next_release_says_what_people_did_to_what_the_model_found(
    run: Run, workspace: Workspace, studio: Studio, articles: tuple[list[Pair], list[Pair]], tmp_path: Path
) -> None:
    first, second = articles
    assert run("push", written(tmp_path / "first.jsonl", first))["new"] == len(first)
    reviewer = Reviewer(workspace, studio)
    for _, gold in first:
        reviewer.correct(gold)
    assert run("pull")["reviewed"] == len(first)
    before = run("release")
    assert before["version"] == "1.0.0"
    assert before["rows"]["negatives"] > 0
    assert {prior.partition(" ")[0] for prior in read_manifest(Path(before["folder"])).priors} == {"rules"}

    model = tmp_path / "model"
    trained = run("train", before["folder"], "--output", model)
    assert (model / "README.md").exists()
    assert run("push", written(tmp_path / "second.jsonl", second), "--model", model)["new"] == len(second)
    reviewer = Reviewer(workspace, studio)
    deleted, added, revalued = correct_three(reviewer, [document for document, _ in second])
    assert run("pull")["reviewed"] == len(first) + len(second)
    after = run("release")
    assert (after["version"], after["previous"]) == ("1.1.0", "1.0.0")

    mentions = table(after["folder"], "mentions")
    of_model = pl.col("prior").str.starts_with("model ")
    news = pl.col("doc_id").is_in([document.id for document, _ in second])
    assert mentions.filter(~news)["prior"].drop_nulls().str.starts_with("rules ").all()
    assert mentions.filter(news, ~of_model).height == 0
    [prior] = mentions.filter(of_model)["prior"].unique()
    assert prior in read_manifest(Path(after["folder"])).priors
    assert "on id-" in prior, trained
    kept = mentions.filter(news, pl.col("edit") == "kept")
    assert kept["confidence"].is_between(0, 1).all()
    assert mentions.filter(~news)["confidence"].null_count() == mentions.filter(~news).height
    assert 0 < kept["rule"].drop_nulls().len() <= kept.height

    [row] = table(after["folder"], "negatives").filter(news).iter_rows(named=True)
    assert (row["role"], row["start"], row["text"], row["prior"]) == (*told(deleted), prior)
    assert row["confidence"] == pytest.approx(deleted.confidence)
    edited = mentions.filter(news, pl.col("edit") != "kept")
    assert {(row["role"], row["start"], row["text"], row["edit"]) for row in edited.iter_rows(named=True)} == {
        (*told(added), "added"),
        *((*told(fact), "revalued") for fact in revalued),
    }


def told(fact: Fact) -> tuple[str, int, str]:
    return fact.role, fact.start, fact.text


def correct_three(reviewer: Reviewer, documents: Sequence[Document]) -> tuple[Fact, Fact, list[Fact]]:
    """Submit what the tasks show, but for one filler deleted, one added, and one of another value; return these."""
    shown = {document.id: reviewer.shown(document.id) for document in documents}
    poorer = next(doc_id for doc_id, said in shown.items() if optional(said))
    richer = next(one for one in documents if shown[one.id] and one.id != poorer)
    other = next(doc_id for doc_id, said in shown.items() if person(said) and doc_id not in {poorer, richer.id})
    deleted, added, known = optional(shown[poorer]), attributed(richer, shown[richer.id][0]), person(shown[other])
    assert deleted
    assert known
    revalued = [
        fact for fact in shown[other] if (fact.event, fact.role, fact.value) == (known.event, known.role, known.value)
    ]
    changes = {
        poorer: [fact for fact in shown[poorer] if fact is not deleted],
        richer.id: [*shown[richer.id], added],
        other: [replace(fact, value="Nama Lain") if fact in revalued else fact for fact in shown[other]],
    }
    for doc_id, said in shown.items():
        reviewer.submit(doc_id, changes.get(doc_id, said))
    return deleted, added, revalued
