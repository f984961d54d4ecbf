"""Predicted annotations beside gold: what agrees, what does not, and what that costs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from risalah.annotate.evaluation.counts import Counts
from risalah.annotate.evaluation.disagreements import Disagreement, disagreements
from risalah.annotate.evaluation.effort import Effort, effort
from risalah.annotate.evaluation.lines import Line, of_gold, of_predictions
from risalah.annotate.evaluation.lines import read as read_lines
from risalah.annotate.evaluation.listed import Listed
from risalah.annotate.evaluation.measures import Measures, measures, role_counts
from risalah.annotate.evaluation.records import Page
from risalah.annotate.reading import Rejected, read
from risalah.schema import Document, Problem
from risalah.schema.errors import ReadError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found on the documents of gold."""

    overall: Measures
    types: dict[str, Measures]
    """By event type, of gold or predicted, in alphabetical order."""
    roles: dict[str, Counts]
    """By "type.role", over the gold that tells roles."""
    efforts: dict[str, Effort]
    """By document, in the order of gold."""
    disagreements: list[Disagreement]
    texts: dict[str, str]
    """The texts of the documents that were given, by id."""
    unpredicted: list[str]
    """Documents of gold without a prediction, which count as predicted empty."""
    left_out: list[str]
    """Predicted documents that gold does not have."""
    rejected: list[Rejected]
    """What could not be read or compared, and why."""

    @property
    def compared(self) -> int:
        """How many documents have both a prediction and gold."""
        return len(self.efforts) - len(self.unpredicted)

    @property
    def effort(self) -> Effort:
        """The effort in all documents."""
        return sum(self.efforts.values(), Effort())

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data; what was rejected and what disagrees only counted."""
        return {
            "documents": len(self.efforts),
            "compared": self.compared,
            "unpredicted": self.unpredicted,
            "left_out": self.left_out,
            "rejected": len(self.rejected),
            "measures": {
                "all": self.overall.as_dict(),
                "types": {name: told.as_dict() for name, told in self.types.items()},
                "roles": {name: counts.as_dict() for name, counts in self.roles.items()},
            },
            "effort": {
                "all": self.effort.as_dict(),
                "documents": {doc_id: told.as_dict() for doc_id, told in self.efforts.items()},
            },
        }


def evaluate(predicted: Path, gold: Path, *, documents: Sequence[str | Path] = ()) -> Evaluation:
    """Compare a file of predictions with a file of gold, both with one document on each line.

    Predictions are `Annotation`s; gold is likewise, or at the level of documents, and
    then the texts are needed: `documents` takes what `read` of `risalah.annotate.reading`
    does. Event types need not be known. A line that is wrong is rejected, and the
    rest compared. Raises OSError where a file cannot be opened, and ReadError where gold
    needs texts and none are given.
    """
    rejected: list[Rejected] = []
    lines = {line.said.doc_id: line for line in _sound(read_lines(gold, of_gold), rejected)}
    if not documents:
        _need_no_texts(lines.values())
    known = {document.id: document for document in _sound(read(documents), rejected) if document.id in lines}
    golden = (_gold_page(line, known.get(doc_id)) for doc_id, line in lines.items())
    pages = {page.doc_id: page for page in _sound(golden, rejected)}
    told, left_out = _predicted(predicted, pages, rejected)
    pairs = [(told.get(doc_id, Page(doc_id, page.text_sha256)), page) for doc_id, page in pages.items()]
    found = {gold.doc_id: disagreements(predicted, gold) for predicted, gold in pairs}
    types = sorted({event.type for pair in pairs for page in pair for event in page.events})
    return Evaluation(
        overall=measures(pairs),
        types={name: measures(pairs, name) for name in types},
        roles=role_counts(pairs),
        efforts={doc_id: effort(found[doc_id], page) for doc_id, page in pages.items()},
        disagreements=[disagreement for some in found.values() for disagreement in some],
        texts={doc_id: document.text for doc_id, document in known.items()},
        unpredicted=[doc_id for doc_id in pages if doc_id not in told],
        left_out=left_out,
        rejected=rejected,
    )


def _need_no_texts(gold: Iterable[Line]) -> None:
    for line in gold:
        if isinstance(line.said, Listed):
            what = "tells triggers by their occurrence in a text that is not given"
            remedy = "Give the articles, as `risalah annotate` takes them, with --documents"
            raise ReadError(Problem(line.where, what, remedy))


def _gold_page(line: Line, document: Document | None) -> Page | Rejected:
    try:
        page = line.said.page(document)
    except ValueError as error:
        return line.rejected(str(error))
    return _on_text(line, page, document.text_sha256 if document else page.text_sha256)


def _predicted(path: Path, gold: Mapping[str, Page], rejected: list[Rejected]) -> tuple[dict[str, Page], list[str]]:
    """Return the predicted pages of the documents that gold has, and the ids of all others."""
    lines = {line.said.doc_id: line for line in _sound(read_lines(path, of_predictions), rejected)}
    pages = (
        _on_text(line, line.said.page(None), gold[doc_id].text_sha256)
        for doc_id, line in lines.items()
        if doc_id in gold
    )
    return {page.doc_id: page for page in _sound(pages, rejected)}, [doc_id for doc_id in lines if doc_id not in gold]


def _on_text(line: Line, page: Page, text_sha256: str) -> Page | Rejected:
    if page.text_sha256 == text_sha256:
        return page
    what = f"was made on the text {page.text_sha256[:12]}, but here it is {text_sha256[:12]}"
    return line.rejected(f"{what}: annotate the text as it is now")


def _sound(entries: Iterable[T | Rejected], rejected: list[Rejected]) -> Iterator[T]:
    """Yield what could be read, and put aside what could not."""
    for entry in entries:
        if isinstance(entry, Rejected):
            rejected.append(entry)
        else:
            yield entry
