"""Reviewed annotations out: tables, and versioned releases of them."""

from risalah.export.release import Release, release
from risalah.export.truth import LeftOut, truth

__all__ = ["LeftOut", "Release", "release", "truth"]
