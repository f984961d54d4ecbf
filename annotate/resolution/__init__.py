"""From all that was submitted for a document to the one truth that a release is made of."""

from risalah.annotate.resolution.policy import resolve
from risalah.annotate.resolution.truths import truths

__all__ = ["resolve", "truths"]
