"""Articles with gold that a model can be trained on, made by the thousand: `python -m benchmarks.synthetic`."""

from benchmarks.synthetic.documents import synthetic
from benchmarks.synthetic.release import release_of

__all__ = ["release_of", "synthetic"]
