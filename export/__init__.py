"""Reviewed annotations out: tables, and versioned releases of them."""

from risalah.export.release import Release, release

__all__ = ["Release", "release"]
