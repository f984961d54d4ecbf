"""What a workspace holds of one document, found without reading all of it."""

import msgspec

from risalah.annotate.ledger import Address
from risalah.annotate.shelf import Shelf
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document
from risalah.schema.text import sha256


class DocumentOutline(msgspec.Struct, frozen=True):
    """A document's id and text."""

    id: str
    text: str


class AnnotationOutline(msgspec.Struct, frozen=True):
    """Of which text of which document an annotation is, and what made it."""

    doc_id: str
    text_sha256: str
    source: dict[str, str]


def latest_texts(workspace: Workspace) -> Shelf[str, str]:
    """Return the hash of each document's text as it is now, by its id."""
    texts = Shelf(str, str)
    for document in workspace.documents.outlines(DocumentOutline):
        texts[document.id] = sha256(document.text)
    return texts


class History:
    """Where in the ledgers of a workspace each text and each pre-annotation of a document stands."""

    def __init__(self, workspace: Workspace) -> None:
        """Look through the ledgers once; what is added to them later is not seen."""
        self._documents = workspace.documents
        self._preannotations = workspace.preannotations
        self._texts = Shelf(tuple[str, str], Address)
        for address, document in self._documents.addressed(DocumentOutline):
            self._texts[document.id, sha256(document.text)] = address
        self._shown = Shelf(tuple[str, str], list[Address])
        for address, annotation in self._preannotations.addressed(AnnotationOutline):
            text = annotation.doc_id, annotation.text_sha256
            self._shown[text] = [*self._shown.get(text, ()), address]

    def document(self, doc_id: str, text_sha256: str) -> Document | None:
        """Return a document with this text, null where the workspace never had it."""
        address = self._texts.get((doc_id, text_sha256))
        return self._documents.at(address) if address else None

    def preannotations(self, doc_id: str, text_sha256: str) -> list[Annotation]:
        """Return every pre-annotation of this text, oldest first."""
        return [self._preannotations.at(address) for address in self._shown.get((doc_id, text_sha256), ())]
