"""Which records of different documents are of one real-world event."""

from risalah.annotate.linking.linking import Linking, link, linked

__all__ = ["Linking", "link", "linked"]
