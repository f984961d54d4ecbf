"""Pre-annotation by rules: a text's events, found by words and where they stand."""

from risalah.annotate.rules.ruleset import Ruleset

__all__ = ["Ruleset"]
