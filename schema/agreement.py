"""How far annotators agree, as a release tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementFigure:
    """One figure of agreement, of two annotators or of all people."""

    annotators: tuple[str, str] | None
    """Pseudonyms, or "rules" or "model" for the pre-annotation; null for all people, two by two."""
    measure: str
    """What is measured: `event`, `trigger`, a role (F1), `realis` (share of equal ones), or `α realis`, `α labels`."""
    value: float | None
    """Null where nobody marked anything that it could be taken of."""
    low: float | None
    high: float | None
    """The bounds of its 95 % interval; null where there are too few documents to tell."""
    documents: int
    """How many documents it is taken of."""
