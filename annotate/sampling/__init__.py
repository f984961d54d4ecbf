"""Choosing what people label: few documents of a pre-annotated corpus, from which most can be learnt."""

from risalah.annotate.sampling.request import Request
from risalah.annotate.sampling.sampling import Sample, sample

__all__ = ["Request", "Sample", "sample"]
