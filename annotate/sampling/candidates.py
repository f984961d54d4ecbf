"""The documents of a shard that may be chosen, each with what speaks for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import msgspec
import polars as pl

from risalah.annotate.review.priority import Priority, priority
from risalah.annotate.sampling.request import Request
from risalah.annotate.sampling.triggers import Triggers, word_of
from risalah.annotate.sampling.weights import LOT, PRIORITY, TRIGGER
from risalah.annotate.studio.sync.order import Order
from risalah.annotate.workspace import Workspace
from risalah.schema import CORE, Annotation

COLUMNS = ("doc_id", "at", "published", "publisher", "sketch", "annotation")
"""What is read of a shard."""
SCHEMA = {
    "doc_id": pl.String(),
    "at": pl.Int64(),
    "published": pl.Date(),
    "publisher": pl.String(),
    "sketch": pl.Binary(),
    "known": pl.Boolean(),
    "type": pl.String(),
    "score": pl.Float64(),
    "why": pl.String(),
    "shard": pl.String(),
}
"""The columns of candidates, the first as in a corpus.

`known` is what the workspace has already: it is no candidate, but keeps its near-duplicates away.
`type` is the rarest event type that is told, null where none is; `score` what the document is worth, and `why`.
"""


class Judgement(NamedTuple):
    """What speaks for a document."""

    type: str | None
    score: float
    why: str


class _Id(msgspec.Struct, frozen=True):
    id: str


@dataclass(frozen=True, slots=True)
class Judge:
    """Says what documents are worth."""

    request: Request
    triggers: Triggers
    """Of the whole corpus."""
    known: frozenset[str]
    """The documents that the workspace has."""
    context: dict[str, Any]
    """What the validation of annotations needs to know."""
    priority: Callable[[Annotation], Priority]

    @classmethod
    def of(cls, request: Request, triggers: Triggers, workspace: Workspace | None) -> "Judge":
        """Return one who knows what a workspace holds; null for none."""
        if workspace is None:
            return cls(request, triggers, frozenset(), {"ontology": CORE}, partial(priority, precision={}, types={}))
        known = frozenset(document.id for document in workspace.documents.outlines(_Id))
        return cls(request, triggers, known, {"ontology": workspace.ontology}, Order(workspace).priority)

    def candidates(self, shard: str, documents: pl.DataFrame) -> pl.DataFrame:
        """Return the candidates among the documents of a shard, and what the workspace has of these documents."""
        rows = (self._row(said, annotation) for *said, annotation in documents.select(COLUMNS).iter_rows())
        return pl.DataFrame([(*row, shard) for row in rows if row], schema=SCHEMA, orient="row")

    def _row(self, said: list[Any], annotation: str) -> tuple[object, ...] | None:
        """Return a candidate but for its shard, by what a corpus says of a document; null for what is none."""
        doc_id, _, published, *_ = said
        if doc_id in self.known:
            return *said, True, None, 0.0, ""
        if not self.request.covers(published):
            return None
        judgement = self.judge(Annotation.model_validate_json(annotation, context=self.context))
        return judgement and (*said, False, *judgement)

    def judge(self, annotation: Annotation) -> Judgement | None:
        """Return what speaks for a document by its pre-annotation; null where it tells nothing that is asked for."""
        told = {*self._told(annotation)}
        if annotation.events and not told:
            return None
        early = self.priority(annotation)
        score = PRIORITY * early.value + LOT * self.request.lot(annotation.doc_id)
        if not told:
            return Judgement(None, score, early.why)
        rarest = min({name for name, _ in told}, key=lambda name: (self.triggers.documents[name], name))
        word, rarity = self.triggers.rarest(told)
        return Judgement(rarest, score + TRIGGER * rarity, f"{early.why}; rarest trigger “{word}”")

    def _told(self, annotation: Annotation) -> Iterator[tuple[str, str]]:
        for event in annotation.events:
            if self.request.asks_for(event.type):
                yield from ((event.type, word_of(trigger.text)) for trigger in event.triggers)
