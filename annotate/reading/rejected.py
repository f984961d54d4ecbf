"""What could not be read, as a value."""

from dataclasses import dataclass

from risalah.schema import Problem


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that did not become a document, and why."""

    problem: Problem
    doc_id: str | None = None
    """The document's id, where that much could be read."""

    def as_dict(self) -> dict[str, str | None]:
        """Return its row in `rejected.jsonl`, which can be written as UTF-8 whatever was read."""
        row = {"doc_id": self.doc_id, **self.problem.as_dict()}
        return {name: value and _writable(value) for name, value in row.items()}


def _writable(told: str) -> str:
    # File names that are no UTF-8, and ids, may hold lone surrogates.
    return told.encode(errors="backslashreplace").decode()
