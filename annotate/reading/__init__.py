"""Documents in: articles from files, folders and standard input."""

from risalah.annotate.reading.inputs import read
from risalah.annotate.reading.rejected import Rejected

__all__ = ["Rejected", "read"]
