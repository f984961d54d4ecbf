"""A release as a page that people would rather look at than read."""

from risalah.export.report.report import report

__all__ = ["report"]
