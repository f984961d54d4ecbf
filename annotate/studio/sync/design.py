"""Who annotates what: twin projects for blind second annotators, and documents without pre-annotations."""

import hashlib
from dataclasses import dataclass

from risalah.annotate.studio.sync.project import MAIN, blind


@dataclass(frozen=True, slots=True)
class Design:
    """How documents are shared out. What a document's lot is depends on its id alone: it stays the same for ever."""

    blind: int = 1
    """How many people annotate each shared document without seeing each other's work."""
    share: float = 0.0
    """Which share of the documents is shared, from 0 to 1."""
    control: float = 0.0
    """Which share of the documents gets no pre-annotation, from 0 to 1."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the workspace that are pushed to, the main one first."""
        return (MAIN, *(blind(number) for number in range(2, self.blind + 1)))

    def parts_of(self, doc_id: str) -> tuple[str, ...]:
        """Return the parts that a document belongs to."""
        return self.parts if _lot("blind", doc_id) < self.share else (MAIN,)

    def is_control(self, doc_id: str) -> bool:
        """Tell whether annotators get a document without a pre-annotation."""
        return _lot("control", doc_id) < self.control


def _lot(purpose: str, doc_id: str) -> float:
    """Return a number from 0 to 1, below 1, that is drawn for a document and a purpose."""
    digest = hashlib.sha256(f"{purpose} {doc_id}".encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48
