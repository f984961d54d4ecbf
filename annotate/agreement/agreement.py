"""How far annotators agree with each other and with the pre-annotations."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from risalah.annotate.agreement.compared import Difference, compared
from risalah.annotate.agreement.figures import Figure, alpha_figures, share_figures
from risalah.annotate.agreement.influence import Influence, influence
from risalah.annotate.agreement.judged import judged
from risalah.annotate.workspace import Workspace

NOBODY = "no document was annotated by two people, or by one and the rules or a model"
"""What there is to say where there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was found on the documents that two or more annotated, people, rules or a model."""

    annotators: dict[str, int]
    """How many of these documents each person annotated."""
    texts: dict[str, str]
    """The documents' texts, by id."""
    shares: list[Figure]
    """F1 for events, triggers and roles, and the share of equal realis: all people, every two, each with a program."""
    alphas: list[Figure]
    """Krippendorff's alphas for realis and for labels, of the same."""
    influence: list[Influence]
    """What pre-annotations add to the agreement."""
    differences: list[Difference]
    """Everything in which two disagree, by document."""

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data, rounded to three places; what disagrees is only counted."""
        return {
            "documents": len(self.texts),
            "annotators": self.annotators,
            "shares": [_rounded(figure.as_row()) for figure in self.shares],
            "alphas": [_rounded(figure.as_row()) for figure in self.alphas],
            "influence": [_rounded(figure.as_row()) for figure in self.influence],
            "differences": len(self.differences),
        }


def agree(workspace: Workspace, *, advance: Callable[[int], None] = lambda _: None) -> Agreement:
    """Compare what people submitted with what others submitted, and with the pre-annotations.

    `advance` is called with 1 for each document that people annotated. Raises WorkspaceError
    where a row of the workspace does not read.
    """
    documents = []
    for document in judged(workspace):
        found = compared(document)
        documents += [found] if found else []
        advance(1)
    ids = {document.doc_id for document in documents}
    annotators = Counter(annotator for document in documents for annotator in document.people)
    return Agreement(
        annotators=dict(sorted(annotators.items())),
        texts={document.id: document.text for document in workspace.documents if document.id in ids},
        shares=list(share_figures(documents)),
        alphas=list(alpha_figures(documents)),
        influence=list(influence(documents)),
        differences=[difference for document in documents for difference in document.differences],
    )


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in row.items()}
