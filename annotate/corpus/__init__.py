"""Corpora that outgrow a machine: cut into parts, each annotated to a shard in a place of its own."""

from risalah.annotate.corpus.corpus import Corpus

__all__ = ["Corpus"]
