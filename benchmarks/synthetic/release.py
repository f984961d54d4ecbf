"""A release of synthetic articles, as if people had corrected what the rules found in them."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

from risalah.annotate.pulled import Pulled
from risalah.annotate.review.facts import annotation_of
from risalah.annotate.studio.sync.ahead import chunks
from risalah.annotate.workspace import Workspace
from risalah.cli.release import publish
from risalah.export import Release
from risalah.schema import Annotation, Document, Ontology, Source
from risalah.schema.fact import facts
from risalah.schema.review import Review

BATCH = 500
"""Documents in memory at once."""
_ANNOTATORS = ("annotator-1", "annotator-2")
_SHARED = 0.1
"""How many documents both have read."""
_BEGIN = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)

Pair = tuple[Document, Annotation]


def release_of(pairs: Iterable[Pair], folder: Path, seed: int = 6) -> Release:
    """Make a workspace in a folder, in which two annotators made gold of what the rules found, and release it.

    By the seed is drawn who read what, and how long that took. Raises WorkspaceError where there is a workspace
    already, ReleaseError where there are no documents.
    """
    workspace, random = Workspace.create(folder, "Berita sintetis"), Random(seed)  # noqa: S311 - no secret
    task = 0
    for batch in chunks(pairs, BATCH):
        workspace.documents.append([document for document, _ in batch])
        found = [workspace.ruleset.annotate(document) for document, _ in batch]
        workspace.preannotations.append(found)
        states = []
        for prior, (_, gold) in zip(found, batch, strict=True):
            states.append(_state(prior, corrected(prior, gold, workspace.ontology), task, random))
            task += 1
        workspace.reviews.append(states)
    return publish(workspace, unreviewed=False)


def corrected(prior: Annotation, gold: Annotation, ontology: Ontology) -> Annotation:
    """Return gold as it comes back from somebody who corrected a pre-annotation: what stayed names its rule."""
    rules = {(fact.role, fact.span): fact.rule for fact in facts(prior)}
    said = [replace(fact, rule=rules.get((fact.role, fact.span))) for fact in facts(gold)]
    annotation, _ = annotation_of(said, gold, ontology)
    return annotation


def _state(prior: Annotation, gold: Annotation, task: int, random: Random) -> Pulled:
    when = _BEGIN + datetime.timedelta(minutes=task)
    by = _ANNOTATORS if random.random() < _SHARED else (random.choice(_ANNOTATORS),)
    return Pulled(
        doc_id=gold.doc_id,
        server="synthetic",
        task=task,
        changed=when,
        reviews=[
            Review(
                annotation=gold.model_copy(update={"source": Source(kind="person", version=annotator)}),
                status="reviewed",
                annotator=annotator,
                submitted=when,
                seconds=random.uniform(30, 300),
                prior=prior.source,
            )
            for annotator in by
        ],
        submitted=len(by),
    )
