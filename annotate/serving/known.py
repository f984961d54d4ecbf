"""Which texts and pre-annotations a workspace holds, also while others add to it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

import msgspec

from risalah.annotate.history import AnnotationOutline, DocumentOutline
from risalah.annotate.ledger import Address, Ledger
from risalah.annotate.shelf import Shelf
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Source
from risalah.schema.model import Model
from risalah.schema.text import sha256

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=msgspec.Struct)


class _Unread(Ledger[M]):
    """What was added to a ledger since it was last read: its files never change."""

    def __init__(self, folder: Path, model: type[M]) -> None:
        super().__init__(folder, model)
        self._read: set[str] = set()

    def addressed(self, shape: type[S]) -> Iterator[tuple[Address, S]]:
        for address, row in super().addressed(shape):
            self._read.add(address.file)
            yield address, row

    def _files(self) -> list[Path]:
        return [path for path in super()._files() if path.name not in self._read]


class Known:
    """Every text of a workspace, and what was made of it by whom. May be used by several threads."""

    def __init__(self, workspace: Workspace) -> None:
        """Read what there is; raises WorkspaceError where a row does not read."""
        self._workspace = workspace
        self._documents = _Unread(workspace.documents.folder, Document)
        self._preannotations = _Unread(workspace.preannotations.folder, Annotation)
        self._texts = Shelf(tuple[str, str], bool)
        self._made = Shelf(tuple[str, str, str], Address)
        self._lock = Lock()
        self._learn()

    def preannotation(self, document: Document, source: Source) -> Annotation | None:
        """Return what a source made of a text, null where nobody wrote it down."""
        with self._lock:
            address = self._made.get((*_text(document), str(source)))
        return self._workspace.preannotations.at(address) if address else None

    def keep(self, made: Sequence[tuple[Document, Annotation]]) -> None:
        """Write down what is new of these texts and pre-annotations, each once, whoever else is writing.

        Where another has the workspace to itself, as a push has, this waits. Raises
        OSError, and WorkspaceError where a row that another wrote does not read.
        """
        if all(self.preannotation(document, note.source) for document, note in made):
            return
        with self._workspace.alone(), self._lock:
            self._learn()
            texts = {_text(document): document for document, _ in made}
            notes = {(*_text(document), str(note.source)): note for document, note in made}
            self._workspace.documents.append([text for key, text in texts.items() if key not in self._texts])
            self._workspace.preannotations.append([note for key, note in notes.items() if key not in self._made])
            self._learn()

    def _learn(self) -> None:
        for _, document in self._documents.addressed(DocumentOutline):
            self._texts[document.id, sha256(document.text)] = True
        for address, made in self._preannotations.addressed(AnnotationOutline):
            source = Source.model_validate(made.source)
            self._made[made.doc_id, made.text_sha256, str(source)] = address


def _text(document: Document) -> tuple[str, str]:
    return document.id, document.text_sha256
