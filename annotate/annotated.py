"""Documents beside what was found in them."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from risalah.annotate.annotator import Annotator
from risalah.annotate.reading import Rejected
from risalah.annotate.reading.rows import Raw, Row, document_of
from risalah.schema import Document, Problem

Found = Raw | Row | Rejected
"""What stands somewhere in the inputs."""


class Annotated(NamedTuple):
    """A document with its annotation."""

    document: Document
    where: str
    """The file, and the line or row in it."""
    annotation: dict[str, Any]
    """As plain data, exactly as it is written as JSON."""


def annotated(unparsed: Iterable[Found], annotator: Annotator) -> Iterator[Annotated | Rejected]:
    """Yield each document with its annotation, and in its place what is rejected."""
    for found in unparsed:
        if isinstance(found, Rejected):
            yield found
            continue
        document = document_of(found)
        if isinstance(document, Rejected):
            yield document
            continue
        try:
            annotation = annotator.plain(document)
        except Exception as error:  # whatever a strange text does to the rules, the others are still annotated
            what = f"breaks the {annotator.source.kind}: {type(error).__name__}: {error}"
            yield Rejected(Problem(found.where, what, "Report it, with the text"), document.id)
        else:
            yield Annotated(document, found.where, annotation)
