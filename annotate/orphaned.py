"""What was lost when the text of a document changed."""

from risalah.annotate.review.anchoring import Orphan
from risalah.schema.model import Model


class Orphaned(Model):
    """What of a person's work could not be carried over to the new text of a document."""

    doc_id: str
    before: str
    """Hexadecimal SHA-256 of the text that it was made on."""
    after: str
    """That of the text to which it was carried over."""
    annotator: str
    orphans: list[Orphan]
